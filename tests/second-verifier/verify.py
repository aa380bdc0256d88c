#!/usr/bin/env python3
"""A second verifier, written from docs/ledger-format.md alone: verify.py FOLDER [--no-signatures] [--json], or --resident. Exit 0: the files agree; 1: they do not.
Signatures go through openssl's library. Documents are written again and compared to the byte. [n]: a section."""
import base64, collections, ctypes, ctypes.util, datetime, hashlib, itertools, json, multiprocessing.pool, os, pathlib, re, resource, sys, types
def demand(holds, *words):
    if not holds: raise ValueError(" ".join(map(str, words)))
def sha256(data): return hashlib.sha256(data).digest()
P, N = 2**256 - 2**224 + 2**192 + 2**96 - 1, 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551  # P-256: field and order
B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b
SPKI, ED_SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"), bytes.fromhex("302a300506032b6570032100")
CRYPTO = ctypes.CDLL(ctypes.util.find_library("crypto"))
for function, (answers, *takes) in {"d2i_PUBKEY": "ppPl", "EVP_sha256": "p", "EVP_MD_CTX_new": "p", "EVP_MD_CTX_free": "vp", "EVP_PKEY_free": "vp", "EVP_DigestVerifyInit": "ippppp", "EVP_DigestVerify": "ipszsz"}.items():
    kinds = {"p": ctypes.c_void_p, "P": ctypes.POINTER(ctypes.c_char_p), "l": ctypes.c_long, "s": ctypes.c_char_p, "z": ctypes.c_size_t, "i": ctypes.c_int, "v": None}
    getattr(CRYPTO, function).restype, getattr(CRYPTO, function).argtypes = kinds[answers], [kinds[take] for take in takes]
def openssl(jobs):  # (where, SPKI, signature, text): where one is wrong; openssl wants strict DER, r and s below n, but s may be high
    return [where for where, spki, signature, text in jobs if not verified(spki, signature, text)]
def verified(spki, signature, text):
    key, context = CRYPTO.d2i_PUBKEY(None, ctypes.byref(ctypes.c_char_p(spki)), len(spki)), CRYPTO.EVP_MD_CTX_new()
    digest = None if spki.startswith(ED_SPKI) else CRYPTO.EVP_sha256()
    try: return bool(key) and CRYPTO.EVP_DigestVerifyInit(context, None, digest, None, key) == 1 and CRYPTO.EVP_DigestVerify(context, signature, len(signature), text, len(text)) == 1
    finally: CRYPTO.EVP_MD_CTX_free(context); CRYPTO.EVP_PKEY_free(key)
def unbase64(text):
    demand(base64.b64encode(base64.b64decode(text)).decode() == text, "base64 that is not canonical:", text)
    return base64.b64decode(text)
def note(data):  # [2] the text, and the name, key id and signature of each line
    head, _, tail = data.rpartition(b"\n\n")
    data.decode()  # UTF-8, or ValueError
    demand(re.fullmatch(r"(?:\u2014 [^\s+\x00-\x1f\x7f-\x9f]+ [A-Za-z0-9+/]+=*\n){1,16}", tail.decode()) and not re.search(rb"[\0-\x09\x0b-\x1f]", data), "not a signed note:", data[:80])
    lines = [(name, unbase64(line)) for _, name, line in (line.split(" ") for line in tail.decode().split("\n")[:-1])]
    demand(all(len(signed) > 4 for _, signed in lines), "a signature line without a signature")
    return head + b"\n", [(name, signed[:4], signed[4:]) for name, signed in lines]
GROUPS = {"roll": 3, "fromRoll": 3, "transferred": 3, "sameDay": 3, "voters": 3, "ballots": 4, "disabled": 3, "sums": 3}  # [3]
def row(item, most=""): return rf"\[{item}(?:,{item}){{0,{most and most - 1}}}\]"
def ascend(places, count): return all(a < b for a, b in itertools.pairwise([-1, *places, count]))  # places in a list of so many
def word(words): return '"(?:' + words.replace(" ", "|") + ')"'
whole = lambda n, low, high: type(n) is int and low <= n <= high
num, some, figure, text, hexa, key = "(?:0|[1-9][0-9]*)", r"\[(?:(?:0|[1-9][0-9]*)(?:,(?:0|[1-9][0-9]*))*)?\]", "(?:0|[1-9][0-9]{0,5}|null)", r'"[ !#-\[\]-~]+"', '"[0-9a-f]{64}"', '"[A-Za-z0-9+/]+=*"'
when = '"(?:19[7-9][0-9]|[2-9][0-9]{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}Z"'
choice = r"\[[1-9][0-9]{0,2}(?:,[1-9][0-9]{0,2})?\]"
blob, place, ground = rf'\{{"sha256":{hexa},"bytes":{num}\}}', f'"contest":{text},"station":{text}', rf'\{{"ground":{word("uu14-2008-17[a-j] uu27-2022")},"until":{when}\}}'
def beside(item): return rf'(?:,"parties":(?!\[null(?:,null)*\]){row(item)})?' + "".join(rf'(?:,"{g}":(?!\[null(?:,null)*\])\[{item}(?:,{item}){{{n - 1}}}\])?' for g, n in GROUPS.items())
figures = rf'"votes":{row(figure)}' + beside(figure)
OBJECTIONS = "figures-differ miscounted procedure not-admitted copy-not-given other"
KINDS = {kind: re.compile(rf'\{{"ledger":{text},"election":{text},"rules":1,"kind":"{kind}",{rest}\}}\n') for kind, rest in {
    "definition": f'"type":{word("real copy simulation")},"log":{key},"roots":{row(key, 16)},"quorum":{num},"contests":{blob},"regions":{blob},"names":{blob}',
    "time": f'"time":{when}', "enrol": f'"role":{text},"scope":{text},"key":{key},"holder":"[0-9a-f]{{32}}"', "agree": f'"to":{hexa},"by":"[0-9a-f]{{32}}"', "withdraw": f'{place},"taken":{when}(?:,"dated":{when})?',
    "revoke": f'"key":"[0-9a-f]{{32}}","reason":{word("ended lost compromised mistaken")}', "form": f'{place},"taken":{when}(?:,"dated":{when})?(?:,"poll":{word("revote continued postponed recount later-count")})?,{figures}(?:,"photos":{row(hexa, 64)})?'
            rf'(?:,"gallery":{row(num)})?(?:,"paper":\{{"signed":{some},"refused":{some}\}})?',
    "transcribe": rf'{place}(?:,"on":{hexa})?,"source":(?:{word("form recount")}|"copy","copies":(?:\["pps"(?:,{num})*\]|{row(num)}))(?:,"reason":{word("misread initialled")})?(?:,"checks":{row(text)})?,{figures}(?:,"photos":{row(hexa, 64)})?(?:,"text":{blob})?',
    "review": f'{place},"on":{hexa},"act":{word("accept correct hold")},"reason":{word("paper-agrees misread recounted plenary objection revote")}'
              f'(?:,"checks":{row(text)})?(?:,{figures})?(?:,"text":{blob})?', "snapshot": f'"contest":{text},"taken":{when},"source":{blob},"stations":{blob}',
    "disclosure": f'"scope":{text},"category":{word("contract hosting network software release budget procurement audit commitment other")}(?:,"document":{blob})?'
                  rf',"about":{blob}(?:,"withheld":{row(ground, 64)})?(?:,"replaces":{hexa})?',
    "reading": rf'{place},"photos":{row(hexa, 64)},"layout":"[ !#-\[\]-~]{{1,64}}","model":{hexa},"outcome":{word("clear unclear contradictory")},{figures},"probabilities":\{{{figures}\}},"evidence":{blob}',
    "withhold": f'"blob":{hexa},"ground":{word("personal-data court-order unlawful-content")},"by":{word("commission supervisor court information-commission")}',
    "extend": f'"ground":{word("revote follow-up omitted court-order")},"stations":{blob}(?:,"names":{blob})?',
    "candidate": f'"contest":{text},"district":{text},"choice":{choice},"status":{word("standing withdrawn deceased struck")},"ground":{word("death withdrawal ineligible conviction campaign-funds court-order replacement correction")},"since":{when}(?:,"person":{blob})?',
    "attest": f'"by":"[0-9a-f]{{32}}",{place},"on":{hexa},"stance":(?:"signed"|"refused","ground":{word(OBJECTIONS)}(?:,"text":{blob})?)', "objection": f'"by":"[0-9a-f]{{32}}",{place}(?:,"on":{hexa})?,"ground":{word(OBJECTIONS)}(?:,{figures})?(?:,"photos":{row(hexa, 64)})?(?:,"text":{blob})?',
    "salinan": rf'{place},"on":{hexa},"given":(?:\["pps"(?:,{num})*\]|{row(num)})',
    "answer": f'"to":{hexa},"outcome":{word("replied settled rejected")},"reason":{word("paper-agrees corrected recounted plenary remedied unfounded not-here")}(?:,"text":{blob})?',
    "seal": f'{place},"on":{hexa},"commitment":{hexa}', "unseal": f'{place},"on":{hexa},"salt":"[0-9a-f]{{32}}",{figures}', "dice": f'"contest":{text},"region":{text},"size":{num},"rolls":"[1-6]{{10,40}}"(?:,"text":{blob})?',
    "totals": rf'"contest":{text},"region":{text},"stations":{num},"votes":(?:\[\]|{row(num)})' + beside(f"(?:{num}|null)")}.items()}
def failing(figs, law, overseas, ballot):  # [5] the codes of the holding checks that fail; a case with a missing figure is not evaluated
    votes, (valid, invalid, cast) = figs["votes"], figs.get("sums", [None] * 3)
    parties = [[total, *(v for v, (number, _) in zip(votes, ballot) if number == party)] for party, total in zip(dict(ballot), figs.get("parties", []))]
    given, voters, received = sum(v or 0 for v in votes), figs.get("voters", [None])[-1], figs.get("ballots", [None])[0]
    return [code for code, cases, fails in (
        ("VALID_SUM", [(valid, *votes)], lambda a, *b: a != sum(b)), ("VOTES_SUM", [(cast, valid, invalid)], lambda a, *b: a != sum(b)),
        ("CHOICE_MISSING", [()], lambda: None in votes), ("TURNOUT_VOTES", [(voters, cast)], int.__ne__), ("VOTES_OVER_BALLOTS", [(cast, received)], int.__gt__),
        ("VOTES_OVER_LAW", [(n, law) for n in (given, cast) if not overseas], int.__gt__), ("PARTY_SUM", parties, lambda a, *b: a != sum(b))) if any(None not in case and fails(*case) for case in cases)]
def flags(figs, limits, overseas):  # [5] the codes of the other checks that fail
    given = {g: figs.get(g, [None] * n) for g, n in GROUPS.items()}
    (received, used, returned, unused), roll, cast = given["ballots"], given["roll"][2], given["sums"][2]
    return [code for code, cases, fails in (
        *((code, [given[g]], lambda men, women, both: men + women != both) for code, g in zip("ROLL_SUM FROM_ROLL_SUM TRANSFERRED_SUM SAME_DAY_SUM VOTERS_SUM DISABLED_SUM".split(), (*[*GROUPS][:5], "disabled"))),
        ("TURNOUT_PARTS", zip(*(given[g] for g in ("voters", "fromRoll", "transferred", "sameDay"))), lambda all_, *parts: all_ != sum(parts)),
        ("FROM_ROLL_OVER_ROLL", zip(given["fromRoll"], given["roll"]), int.__gt__), ("DISABLED_OVER_VOTERS", zip(given["disabled"], given["voters"]), int.__gt__),
        ("BALLOTS_SUM", [(received, used, returned, unused)], lambda a, *b: a != sum(b)), ("BALLOTS_USED", [(used, cast)], int.__ne__),
        ("BALLOTS_ROLL", [(received, roll)], lambda r, j: r != j - (-j * limits["reserve"] // 100)),
        ("STATION_SIZE", [(n, limits["voters"]) for n in (roll, cast, sum(v or 0 for v in figs["votes"])) if not overseas], int.__gt__)) if any(None not in case and fails(*case) for case in cases)]
def together(figs, method, form, ballot):  # [5] the flags that all voted, or all for one, which are not of noken
    voted, roll = figs.get("fromRoll" if "fromRoll" in form else "voters", [None])[-1], figs.get("roll", [None])[-1] or 0
    for_whom = {column[0] for column, votes in zip(ballot, figs["votes"]) if votes}
    unanimous = None not in figs["votes"] and sum(figs["votes"]) >= 50 and len({column[0] for column in ballot}) > 1 and len(for_whom) == 1
    return [] if method == "noken" else ["UNANIMOUS"] * unanimous + ["FULL_TURNOUT"] * (roll >= 50 and roll == voted)
def shape(figs): return [[f is None for f in figs.get(g, [])] for g in ("votes", "parties", *GROUPS)]
def complete(figs, form): return None not in (*figs["votes"], *figs.get("sums", [None]), *(figs.get("voters", [None])[-1:] if "voters" in form else []))
ROLES = {"import": (1, "root"), "province": (2, "root"), "regency": (4, "province"), "district": (6, "regency"), "station": (13, "kit district regency"), "reader": (0, "root province"), "kit": (13, "district"), "supervisor": (1, "supervisor"), "witness": (1, "witness"), "observer": (1, "supervisor")}  # the scope's length, who enrols
SIGNERS = {"definition": "root", "time": "log", "disclosure": "root province regency", "enrol": "root province regency district kit supervisor witness", "revoke": "root province regency district station import reader kit supervisor witness observer", "form": "station import",
           "review": "district regency province", "transcribe": "district regency", "snapshot": "import", "withdraw": "import", "totals": "root province regency district", "withhold": "root", "extend": "root", "candidate": "root", "agree": "root", "reading": "reader", "attest": "supervisor witness observer", "objection": "supervisor witness", "salinan": "station", "answer": "district regency province", "seal": "district regency province", "unseal": "district regency province", "dice": "supervisor"}
WATCH = ("supervisor", "witness", "observer")
def within(code, scope): return scope == "0" or code.startswith(scope)
def structure(data):  # the stations, each with how it votes
    one = "[1-9][0-9]{0,2}(?:-[1-9][0-9]{0,2})?(?::[a-z]+)?"
    demand(re.fullmatch(rf"(?:[0-9A-Z]{{10}} {one}(?:,{one})*\n)*", data.decode("ascii")), "not a list of regions")
    ranges = [(village, *re.fullmatch("([0-9]+)(?:-([0-9]+))?(?::([a-z]+))?", part).groups()) for village, parts in map(str.split, data.decode("ascii").splitlines()) for part in parts.split(",")]
    pairs = [(f"{village}{n:03}", method or "") for village, first, last, method in ranges for n in range(int(first), int(last or first) + 1)]
    demand([s for s, _ in pairs] == sorted({s for s, _ in pairs}) and all(re.fullmatch("(99[0-9A-Z]{2}|[0-9]{4})[0-9]{9}", s) and s[10:] != "000" and m in ("", *(("ksk", "pos") if s[:2] == "99" else ("noken",))) for s, m in pairs) and encoded(pairs) == data, "not a list of regions")
    return dict(pairs)
def encoded(pairs):  # the one form of a list: ascending, maximal ranges of one way of voting, no leading zeros
    lines = []
    for village, its in itertools.groupby(pairs, key=lambda pair: pair[0][:10]):
        runs = []
        for n, method in ((int(s[10:]), m) for s, m in its):
            if runs and runs[-1][1:] == [n - 1, method]: runs[-1][1] = n
            else: runs.append([n, n, method])
        lines.append(f"{village} " + ",".join((f"{a}" if a == b else f"{a}-{b}") + (m and f":{m}") for a, b, m in runs) + "\n")
    return "".join(lines).encode("ascii")
REGION = re.compile("0|(?:99(?:[0-9A-Z]{2}(?:[0-9]{2}(?:[0-9]{4}(?:[0-9]{3})?)?)?)?|[0-9]{2}(?:[0-9]{2}(?:[0-9]{2}(?:[0-9]{4}(?:[0-9]{3})?)?)?)?)")
TIERS, RULES = {"nation": 0, "province": 2, "regency": 4, "district": 6}, {"plurality": {}, "majority": {"majority": 500, "spread": 0}, "sainte-lague": {"threshold": 0}}
def structured(s, copy):  # [3] what `contests` may say; that its text is canonical was seen, and so no member stands twice
    demand([*s] in [[size, "contests", *more] for size in ("limits", "unit") for more in ([], ["watchers"])] and not (copy and "watchers" in s) and (s.get("unit", "district") == "district") and (copy or "unit" not in s), "neither limits nor a copy's unit")
    if "limits" in s:
        (voters, law, reserve), names = s["limits"].values(), [*s["limits"]]
        demand(names == ["voters", "law", "reserve"] and whole(voters, 1, 999999) and whole(law, voters, 999999) and whole(reserve, 0, 100), "limits out of order")
    demand(1 <= len(s["contests"]) <= 64 and len({c["code"] for c in s["contests"]}) == len(s["contests"]), "wrong contests")
    for c in s["contests"]:
        method, *parts = (rule := c["rule"])
        demand([*c] == ["code", "kind", "tier", "rule", "form", "districts"] and re.fullmatch("[a-z0-9-]{1,64}", c["code"]) and c["kind"] in ("tickets", "parties", "individuals"), "a wrong contest")
        demand(method == "method" and [*RULES[rule["method"]]] == parts and all(whole(rule[p], RULES[rule["method"]][p], 999) for p in parts) and (rule["method"] == "sainte-lague") == (c["kind"] == "parties"), "a wrong rule")
        demand([g for g in GROUPS if g in c["form"]] == c["form"] and "sums" in c["form"], "a wrong form")
        everywhere = sorted(region for d in c["districts"] for region in d["regions"])
        demand(c["districts"] and len({d["code"] for d in c["districts"]}) == len(c["districts"]) and not any(within(b, a) for a, b in itertools.pairwise(everywhere)), "districts that overlap")
        for d in c["districts"]:
            regions, places, parties = d["regions"], [*{region[:TIERS[c["tier"]]] for region in d["regions"]}], c["kind"] == "parties"
            demand([k for k in d if k != "statuses"] == ["code", "regions", "seats", "choices"] and [*d].index("choices") == 3 and re.fullmatch("[A-Za-z0-9.-]{1,64}", d["code"]) and whole(d["seats"], 1, 1 if rule["method"] == "majority" else 999), "a wrong district")
            demand(regions and regions == sorted({*regions}) and all(REGION.fullmatch(r) and len(r) < 13 for r in regions), "wrong regions")
            demand(len(places) == 1 and all(len(r) >= TIERS[c["tier"]] and (r != "0" or c["tier"] == "nation") for r in regions), "a district wider than the plenary that sets its result")
            numbers = [p[0] for p in d["choices"]] if parties else d["choices"]
            for its in ([numbers, *(p[1:] for p in d["choices"])] if parties else [numbers]): demand(all(whole(n, 1, 999) for n in its) and its == sorted({*its}), "choices out of order")
            known = [[p[0], *n] for p in d["choices"] for n in ([], *([n] for n in p[1:]))] if parties else [[n] for n in numbers]
            said = [x["choice"] for x in d.get("statuses", [{"choice": known[0]}])]
            demand(said and said == sorted(said) and len({*map(tuple, said)}) == len(said) and all(c in known for c in said) and all([*x] == ["choice", "status"] and x["status"] in ("withdrawn", "deceased", "struck") for x in d.get("statuses", [])), "wrong statuses")
            demand(numbers and (sum(map(len, d["choices"])) if parties else len(numbers)) <= 4096, "no choices, or too many")
        demand(c["kind"] != "parties" or len({p[0] for d in c["districts"] for p in d["choices"]}) <= 4096, "too many parties")
    demand(1 <= len(s.get("watchers", [0])) <= 4096 and all([*w] in (["key"], ["key", "for"]) and w.get("for", [0]) for w in s.get("watchers", [])), "wrong watchers")
    for w in s.get("watchers", []):
        for m in w.get("for", []):
            at = [d for c in s["contests"] for d in c["districts"] if c["code"] == m["contest"] and m.get("district", d["code"]) == d["code"]]
            demand([k for k in m if k != "district"] == ["contest", "choice"] and [*m][-1] == "choice" and any(m["choice"] in [n[0] if isinstance(n, list) else n for n in d["choices"]] for d in at) and type(m["choice"]) is int and w["for"].count(m) == 1, "stands for nothing on a ballot")
class Record:  # [4]
    def __init__(self, blob):
        self.blob, self.index_of, self.keys, self.jobs, self.withheld, self.mentioned, self.kept = blob, {}, {}, [], {}, {}, {}
        self.stations, self.taken, self.listed, self.rows, self.seen, self.time, self.attached, self.disclosed, self.proposed = {}, {}, {}, {}, {}, "", set(), {}, {}
        self.lengths, self.history, self.readings, self.given = {}, collections.defaultdict(list), collections.defaultdict(list), collections.Counter()
        self.blind, self.sealed, self.dice, self.drawn, self.covered, self.shown, self.held, self.placed = collections.defaultdict(list), {}, collections.defaultdict(list), {}, set(), {}, collections.defaultdict(list), collections.defaultdict(list)
        self.certified, self.added, self.extended, self.candidates, self.changes, self.plenaries = set(), {}, 0, {}, [], collections.defaultdict(list)
    def enrol(self, spki, role, scope, holder=None, watcher=None):
        x, y, name = int.from_bytes(spki[27:59], "big"), int.from_bytes(spki[59:], "big"), sha256(spki)[:16].hex()
        demand(len(spki) == 91 and spki.startswith(SPKI) and x < P and y < P and (y * y - x**3 + 3 * x - B) % P == 0 and name not in self.keys, "a wrong or known key")
        self.held[holder or name].append(name)
        self.keys[name] = types.SimpleNamespace(name=name, role=role, scope=scope, spki=spki, id=sha256(spki)[:4], alive=True, holder=holder or name, founding=holder is None, watcher=watcher)
    def ends(self, by, key):  # whether a key may be revoked by another, or was
        below = len(key.scope) + (key.role == "reader") > len(by.scope) and within(key.scope, by.scope) and by.role in ("province", "regency", "district")
        if key.role in WATCH: below = by.watcher is key.watcher and by.role in ROLES[key.role][1].split() and within(key.scope, by.scope) and (by.founding or key.scope != by.scope)
        return not key.founding and (by.role == "root" and key.role not in WATCH or key is by or below)
    def read(self, blob):
        self.name(blob)
        self.mentioned[blob["sha256"]] = self.kept[blob["sha256"]] = blob["bytes"]
        data = self.blob(blob["sha256"])
        demand(len(data) == blob["bytes"] and sha256(data).hex() == blob["sha256"], "blob", blob["sha256"], "is not what is named")
        return data
    def name(self, blob):  # bytes of one hash have one length
        demand(self.lengths.setdefault(blob["sha256"], blob["bytes"]) == blob["bytes"] <= 2**30, "blob", blob["sha256"], "was named with another length, or is too long")
    def define(self, d):
        log, contests = unbase64(d["log"]), json.loads(self.read(d["contests"]))
        demand(len(log) == 32 and 1 <= d["quorum"] <= len(d["roots"]) and json.dumps(contests, separators=(",", ":")).encode() == self.read(d["contests"]), "a wrong definition")
        structured(contests, d["type"] == "copy")
        self.watchers, self.handed = contests.get("watchers", []), collections.defaultdict(list)
        self.unit, self.limits = "unit" in contests, contests.get("limits", {"voters": 1 << 40, "law": 1 << 40, "reserve": 0})
        self.head, self.law, self.contests, self.known = d, self.limits["law"], {c["code"]: c for c in contests["contests"]}, {}
        self.methods = structure(self.read(d["regions"]))
        self.regions = {code: None for s in self.methods for code in ("0", s[:2], s[:4], s[:6], s[:10], s)}
        self.log = types.SimpleNamespace(role="log", spki=ED_SPKI + log, id=sha256(d["ledger"].encode() + b"\n\x01" + log)[:4], alive=True)
        for root in d["roots"]: self.enrol(unbase64(root), "root", "0")
        for w in contests.get("watchers", []): self.enrol(unbase64(w["key"]), "witness" if "for" in w else "supervisor", "0", watcher=w)
        self.attests, self.objections, self.objected = collections.defaultdict(list), {}, collections.defaultdict(list)
    def ballot(self, contest, code):  # [3] the columns of votes of a place, each a party's number and its candidate's, and the district that it lies in
        def columns(district): return [column for c in district["choices"] for column in ([(c[0], 0), *((c[0], n) for n in c[1:])] if isinstance(c, list) else [(c, 0)])]
        if (contest, code) not in self.known:
            district, parties = None, sorted({column for d in self.contests[contest]["districts"] for column in columns(d) if self.contests[contest]["kind"] == "parties" and column[1] == 0})
            for d in self.contests[contest]["districts"]: district = d if any(within(code, region) for region in d["regions"]) else district
            self.known[contest, code] = (columns(district) if district else parties, district and district["code"])
        return self.known[contest, code]
    def sums(self, contest, region):  # [6] what a region's accepted stations add up to now, as a plenary's paper has it
        (columns, district), counts, votes, starts = self.ballot(contest, region), [0] * 26, collections.Counter(), dict(zip(GROUPS, itertools.accumulate(GROUPS.values(), initial=1)))
        for s in (s for (c, code), s in self.stations.items() if c == contest and within(code, region) and self.class_of(s) == "accepted"): add(counts, votes, s)
        parties = {"parties": [votes[number,] for number in dict(columns)]} if district and self.contests[contest]["kind"] == "parties" else {}
        return {"stations": counts[0], "votes": [votes[column if district else column[:1]] for column in columns], **parties, **{g: counts[at:at + GROUPS[g]] for g, at in starts.items()}}
    def on_form(self, contest, figs): return GROUPS.keys() & figs.keys() <= {*self.contests[contest]["form"]}
    def votes_fit(self, contest, code, figs):  # a station has a form only in a district's contest
        columns, district = self.ballot(contest, code)
        return district and self.on_form(contest, figs) and code in self.regions and len(code) == 13 and len(figs.get("votes", columns)) == len(columns) and len(figs.get("parties", parties := dict(columns))) == len(parties) and ("parties" not in figs or self.contests[contest]["kind"] == "parties")
    def part(self, watcher, contest, code):  # whether somebody who watches has a part in what is counted there
        columns, district = self.ballot(contest, code)
        return "for" not in watcher or any(m["contest"] == contest and m.get("district", district) == district and (m["choice"], 0) in columns for m in watcher["for"])
    def parts(self, places, contest, code): demand(ascend(places, len(self.watchers)) and all(self.part(self.watchers[n], contest, code) for n in places), "names somebody who does not watch here")
    def handover(self, d, index, by):  # copies of a form, each to somebody who had none
        where, had = (d["contest"], d["station"]), {to for its in self.handed[d["contest"], d["station"]] for to in its["given"]}
        demand(within(where[1], by.scope) and self.votes_fit(*where, {}) and self.index_of[d["on"]] in [e["index"] for e in self.history[where] if e["act"] in ("form", "repeat", "late")], "is on no form of this station")
        self.parts([to for to in d["given"] if to != "pps"], *where)
        demand({*d["given"]} - had, "gives nothing new")
        self.handed[where].append({"index": index, "time": self.time, "key": by.name, "on": self.index_of[d["on"]], "given": d["given"]})
    def copies(self, contest, code):  # what a station's document says of copies
        its, papers = self.handed.get((contest, code)), [e["paper"] for e in self.history.get((contest, code), []) if "paper" in e]
        if not its: return {}
        signed = [self.watchers.index(self.keys[a["key"]].watcher) for a in self.attests.get((contest, code), []) if self.keys[a["key"]].role != "observer"]
        due = sorted({n for paper in papers for n in paper["signed"] + paper["refused"]} | {*signed}) if papers else [n for n, w in enumerate(self.watchers) if self.part(w, contest, code)]
        missing = [to for to in ["pps", *due] if to not in {to for one in its for to in one["given"]}]
        return {"salinan": its} | ({"notGiven": missing} if missing else {})
    def apply(self, index, data):
        text, signatures = note(data)
        kind, identity = (re.match(r'\{"ledger":"[^"]*","election":"[^"]*","rules":1,"kind":"([a-z]*)"', text.decode("ascii")) or [0, ""])[1], sha256(text).hex()
        demand(kind in KINDS and KINDS[kind].fullmatch(text.decode("ascii")), "not canonical")
        d = json.loads(text)
        demand(re.fullmatch("[A-Za-z0-9._~:/-]{1,255}", d["ledger"]) and "://" not in d["ledger"] and re.fullmatch("[a-z0-9-]{1,64}", d["election"]), "a wrong origin or id")
        for day in re.findall(r'"(?:time|taken|dated|until|since)":"([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9:]{8}Z"', text.decode("ascii")): datetime.date.fromisoformat(day)  # a day of the calendar, or ValueError
        demand((index == 0) == (kind == "definition") and (index != 1 or kind == "time"), "out of place")
        if index == 0: self.define(d)
        demand(identity not in self.index_of and [d["ledger"], d["election"]] == [self.head["ledger"], self.head["election"]], "said before, or of another ledger")
        self.index_of[identity], signers = index, [self.log if name == self.head["ledger"] else self.keys[name] for name, *_ in signatures]
        for (name, key_id, signature), key in zip(signatures, signers):
            low = key is self.log or int.from_bytes(signature[6 + signature[3]:], "big") <= N // 2
            demand(low and key.alive and key.id == key_id and key.role in SIGNERS[kind].split(), "signed by a key that may not, or with a high s:", name)
            self.jobs.append((f"entry {index}", key.spki, signature, text))
        enough = len(signers) >= self.head["quorum"] if kind == "definition" else len(signers) == 1
        demand(enough and len({key.spki for key in signers}) == len(signers), "wrong number of signatures")
        demand(d.get("time", self.time) >= self.time and "1970-01-01T00:00:01Z" <= d.get("taken", "2") <= "2106-02-07T06:28:15Z", "a time that cannot be")
        by, copy, self.time = signers[0], self.head["type"] == "copy", d.get("time", self.time)
        self.attached |= {*d.get("photos", []), *([d["source"]["sha256"]] if type(d.get("source")) is dict else [])}
        for b in ("contests", "regions", "names", "text", "about", "document", "evidence", "source", "stations", "person"):
            if type(d.get(b)) is dict: self.name(d[b])
        self.mentioned |= {d[b]["sha256"]: d[b]["bytes"] for b in ("names", "text", "about", "document", "evidence", "person") if b in d}
        demand(kind != "reading" or len(self.readings[d["contest"], d["station"]]) < 100, "more than a station may have")
        demand(kind != "totals" or len(self.plenaries.get((d["contest"], d["region"]), [])) < 1000, "more than a region may have")
        if kind == "reading": self.readings[d["contest"], d["station"]].append({"index": index, "time": self.time, "key": by.name, "photos": d["photos"], "layout": d["layout"], "model": d["model"], "outcome": d["outcome"], **{g: d[g] for g in ("votes", "parties", *GROUPS) if g in d}, "evidence": d["evidence"]["sha256"]})
        if kind == "enrol":
            size = len(d["scope"]) == (ROLES[d["role"]][0] or len(by.scope)) if d["role"] not in WATCH else by.founding or d["scope"] != by.scope
            demand(d["scope"] in self.regions and within(d["scope"], by.scope) and by.role in ROLES[d["role"]][1].split() and size and (d["role"] == "import") == copy and d["holder"] != by.holder, "may not enrol this")
            theirs = [self.keys[name] for name in self.held.get(d["holder"], [])]
            demand(len(theirs) < 100 and all(key.role == "station" and key.scope == by.scope if by.role == "kit" else self.ends(by, key) for key in theirs), "repeats a holder for whose keys it does not answer")
            given = (d["role"], d["scope"]) if d["role"] == "kit" or (d["role"] == "station" and by.role != "regency") else None
            self.given[given] += given is not None
            demand(self.given[given] <= {"kit": 10, "station": 3}[given[0]] if given else True, "more keys than a station may have")
            self.enrol(unbase64(d["key"]), d["role"], d["scope"], d["holder"], by.watcher if d["role"] in WATCH else None)
        elif kind == "revoke":
            demand((key := self.keys[d["key"]]).alive and self.ends(by, key), "may not revoke")
            key.alive = False
        elif kind in ("withhold", "extend", "candidate"): self.agree(index, identity, d, by)
        elif kind == "agree":
            demand(d["by"] == by.name, "agrees in another key's name")
            self.agree(index, d["to"], None, by)
        elif kind == "disclosure": demand(d["scope"] == by.scope == (self.disclosed.pop(d["replaces"]) if "replaces" in d else by.scope) == self.disclosed.setdefault(identity, by.scope), "may not disclose")
        elif kind == "reading": demand(within(d["station"], by.scope) and self.votes_fit(d["contest"], d["station"], d) and shape(d) == shape(d["probabilities"]), "may not read this")
        elif kind in ("seal", "unseal"): self.blindly(kind, d, index, identity, by)
        elif kind == "dice": self.roll(d, index, by)
        elif kind in ("attest", "objection", "answer"): self.watch(kind, d, index, identity, by)
        elif kind == "salinan": self.handover(d, index, by)
        elif kind == "totals":
            own, known = self.sums(d["contest"], d["region"]), {g: d[g] for g in ("votes", "parties", *GROUPS) if g in d}
            demand(not copy and d["region"] == by.scope and (d["region"] != "0") * len(d["region"]) >= TIERS[self.contests[d["contest"]]["tier"]] and self.on_form(d["contest"], d) and d["stations"] < 2**31 and all((f or 0) <= (2**63 - 1) // 8192 for f in itertools.chain(*known.values())) and None not in d["sums"] and len(d["votes"]) == len(own["votes"]) and len(d.get("parties", own.get("parties", []))) == len(own.get("parties", [])), "may not give these totals")
            agree = {g: all(a in (None, b) for a, b in zip(known[g], own[g])) for g in known} | {"stations": d["stations"] == own["stations"]}
            found = [code for code in failing(known, 0, True, self.ballot(d["contest"], d["region"])[0]) + flags(known, self.limits, True) if code not in ("BALLOTS_ROLL", *["VALID_SUM"] * (not own["votes"]))]
            self.plenaries[d["contest"], d["region"]].append({"index": index, "time": self.time, "key": by.name, "stations": d["stations"], **known, "own": own, **({"findings": found} if found else {}),
                "votesAgree": all(agree.get(g, True) for g in ("stations", "votes", "parties", "sums")), "agrees": all(agree.values())})
            self.certified.add((d["contest"], d["region"]))
        elif kind == "snapshot":
            demand(not any((methods := structure(self.read(d["stations"]))).values()), "a snapshot says how its stations vote")
            listed, self.taken[d["contest"]] = [(d["contest"], s) for s in methods], d["taken"]
            demand(copy and d["contest"] in self.contests and all(s in self.regions for _, s in listed), "not a snapshot of this copy")
            self.listed[d["contest"]] = set(listed)
            self.seen |= {where: max(self.seen.get(where, ""), d["taken"]) for where in listed}
        elif kind not in ("definition", "time"): self.station(kind, d, (identity, {g: d[g] for g in ("votes", "parties", *GROUPS) if g in d}, index), by, copy)
    def watch(self, kind, d, index, identity, by):  # what those who watch say of a form, and what they are answered; no class moves
        said = {"index": index, "time": self.time, "key": by.name, **({"on": self.index_of[d["on"]]} if "on" in d else {})}
        words, figs = {"text": d["text"]["sha256"]} if "text" in d else {}, {g: d[g] for g in ("votes", "parties", *GROUPS) if g in d}
        if kind == "answer":
            where, its = self.objections[d["to"]]
            demand(within(where[1], by.scope) and (len(its["answers"]) < 20 or d["outcome"] != "replied") and its["answers"][-1:] == [a for a in its["answers"][-1:] if a["outcome"] == "replied"], "may not answer this")
            its["answers"].append({**said, "outcome": d["outcome"], "reason": d["reason"], **words})
            return
        where = d["contest"], d["station"]
        demand(d["by"] == by.name and self.votes_fit(*where, figs) and within(where[1], by.scope) and ("votes" not in d or set(sum(figs.values(), [])) - {None}), "no such station here, or figures that are none")
        demand(self.part(by.watcher, *where), "is not on this ballot")
        acts = {e["index"]: e["act"] for e in self.history[where]}
        demand("on" not in said or said["on"] in acts and (kind != "attest" or acts[said["on"]] in ("form", "repeat", "late")), "is on no form of this station")
        if kind == "attest":
            demand(sum(self.keys[a["key"]].watcher is by.watcher for a in self.attests[where]) < 1000 and all((a["on"], self.keys[a["key"]].holder, self.keys[a["key"]].watcher) != (said["on"], by.holder, by.watcher) for a in self.attests[where]), "signs again, or more than may")
            self.attests[where].append({**said, "stance": d["stance"], **({"ground": d["ground"]} if "ground" in d else {}), **words})
        else:
            demand(sum(self.keys[o["key"]].watcher is by.watcher for o in self.objected[where]) < 20, "objects more than it may")
            self.objected[where].append({**said, "ground": d["ground"], **figs, **({"photos": d["photos"]} if "photos" in d else {}), **words, "answers": []})
            self.objections[identity] = where, self.objected[where][-1]
    def blindly(self, kind, d, index, identity, by):  # two people read what is in place, neither knowing what the other read
        where, figs, stamp = (d["contest"], d["station"]), {g: d[g] for g in ("votes", "parties", *GROUPS) if g in d}, {"index": index, "time": self.time, "key": by.name}
        s, its = self.stations.get(where), self.blind[where]
        demand(within(where[1], by.scope) and self.votes_fit(*where, figs) and s and s.place, "no such station here, or nothing in place")
        demand(not s.read, "a plenary has read this paper")
        if kind == "seal":
            review = next((r for r in its if r.on == s.place[2]), types.SimpleNamespace(on=s.place[2], seals=[], said=[], by=None))
            part = {self.keys[e["key"]].holder for e in self.history[where] if e["act"] in ("form", "repeat", "late") or e["index"] == s.place[2] or (e["act"], e.get("on")) == ("accept", s.place[2])} | {seal.holder for r in its if r.by == s.place[2] for seal in r.seals if "opened" in seal.told}
            demand(d["on"] == s.place[0] and review.by is None and by.holder not in part | {seal.holder for seal in review.seals}, "is not in place, was read by two, or by whoever had a part in it")
            demand(len(review.said) < 5 and sum(len(r.seals) for r in its) < 1000, "more seals than may be")
            review.seals.append(types.SimpleNamespace(holder=by.holder, key=by.name, commitment=d["commitment"], told={**stamp, "on": review.on}))
            if len(review.seals) == 1: its.append(review)
            self.sealed[identity] = where, review, review.seals[-1], d["on"]
            return
        at, review, seal, on = self.sealed[d["on"]]
        text = "\n".join(("sirekap-seal/v1", d["ledger"], d["election"], f"{where[0]} {where[1]}", on, seal.key, d["salt"], json.dumps(figs, separators=(",", ":")), ""))
        demand(at == where and seal.holder == by.holder and review.on == s.place[2] and review.by is None and len(review.seals) > 1, "not theirs to open, or not now")
        demand(set(sum(figs.values(), [])) - {None} and sha256(text.encode()).hex() == seal.commitment, "not what was sealed")
        seal.told["opened"] = {**stamp, **figs}
        review.said.append(figs)
        if len(review.said) < 2 or not (settled := agreed(review.said)): return
        same, review.by, s.waiting = s.place[1] == settled, index, {}
        if not same: s.place, s.named = (identity, settled, index), []
        self.shown[identity] = where, settled
        self.placed[where].append((index, s.place))
        self.history[where].append({**stamp, "act": "confirm" if same else "settle", "class": self.class_of(s), **({} if same else settled)})
    def roll(self, d, index, by):  # dice draw from what is in place and no dice covered
        at = d["contest"], d["region"]
        stood = {code: next((place for when, place in reversed(its) if when < d["size"]), None) for (contest, code), its in sorted(its for its in self.placed.items() if its[0][0] == at[0] and within(its[0][1], at[1]))}
        forms = {code: place for code, place in stood.items() if place and place[2] not in self.covered}
        demand(at[0] in self.contests and len(at[1]) < 13 and at[1] in self.regions and within(at[1], by.scope) and d["size"] <= index and forms and len(self.dice[at]) < 100, "may not roll here, or nothing is new")
        chances = {code: sha256(f"sirekap-draw/v1\n{d['rolls']}\n{place[0]}\n".encode()) for code, place in forms.items()}
        drawn = [code for code in chances if int.from_bytes(chances[code][:8], "big") < 2**64 // 50] or [min(chances, key=chances.get)]
        self.covered |= {place[2] for place in forms.values()}
        for code in drawn: self.drawn.setdefault((at[0], code), index)
        self.dice[at].append({"index": index, "time": self.time, "key": by.name, "size": d["size"], "rolls": d["rolls"], "covered": len(forms), "drawn": len(drawn), **({"text": d["text"]["sha256"]} if "text" in d else {})})
    def tasks(self, where):  # why a station is to be read
        s, doubts = self.stations.get(where), {}
        if self.head["type"] == "copy" or not s or not s.place or s.read: return []
        decided = max((e["index"] for e in self.history[where] if e["act"] in ("accept", "correct", "settle", "confirm")), default=-1)
        def differs(reading): return any(None not in pair and pair[0] != pair[1] for g in ("votes", "parties", *GROUPS) for pair in zip(reading.get(g, []), s.place[1].get(g, [])))
        doubts["check"] = [s.place[2]] if set(failing(s.place[1], self.law, s.overseas, s.ballot)) - set(s.named) else []
        doubts["conflict"] = [waits[2] for waits in s.waiting.values()]
        doubts["reading"] = [r["index"] for r in self.readings.get(where, []) if r["index"] > decided and (r["outcome"] != "clear" or differs(r))]
        doubts["objection"] = [o["index"] for o in self.objected.get(where, []) if not o["answers"] or o["answers"][-1]["outcome"] == "replied"]
        doubts["drawn"] = [self.drawn[where]] if where in self.drawn and not any(r.by is not None and s.place[2] in (r.on, r.by) for r in self.blind.get(where, [])) else []
        return [{"why": why, "since": its[0]} for why, its in doubts.items() if its]
    def agree(self, index, identity, proposal, by):  # what takes several: in effect once as many as the quorum have agreed
        p = self.proposed.setdefault(identity, types.SimpleNamespace(index=index, d=proposal, keys=[])) if proposal else self.proposed[identity]
        open_ = [q for q in self.proposed.values() if q.keys and q.keys[0] is by and len(q.keys) < self.head["quorum"]]
        demand(len(p.keys) < self.head["quorum"] and by.holder not in [key.holder for key in p.keys] and (p.keys or len(open_) < 1000), "may not agree")
        p.keys.append(by)
        if p.d["kind"] == "extend": self.extend(index, p.d, len(p.keys) == 1, len(p.keys) == self.head["quorum"])
        elif p.d["kind"] == "candidate": self.candidate(index, p, len(p.keys) == self.head["quorum"])
        elif not p.keys[1:] or len(p.keys) == self.head["quorum"]: demand(p.d["blob"] not in self.kept and p.d["blob"] not in self.withheld, "may not be withheld")
        if len(p.keys) == self.head["quorum"] and "blob" in p.d: self.withheld[p.d["blob"]] = p.index
    def candidate(self, index, p, last):  # another state of one choice; no vote moves
        if p.keys[1:] and not last: return
        d, said = p.d, self.candidates.setdefault((p.d["contest"], p.d["district"], (*p.d["choice"], 0)[:2]), [])
        district = [x for x in self.contests[d["contest"]]["districts"] if x["code"] == d["district"]][0]
        status = said[-1]["status"] if said else {tuple(x["choice"]): x["status"] for x in district.get("statuses", [])}.get(tuple(d["choice"]), "standing")
        person = [x["person"] for x in said if "person" in x][-1:]
        known = {number for c in district["choices"] for number in ([(c[0], 0), *((c[0], n) for n in c[1:])] if isinstance(c, list) else [(c, 0)])}
        demand((*d["choice"], 0)[:2] in known and len(said) < 100 and (d["status"] != status or "person" in d and [d["person"]] != person), "may not be said of this choice")
        if last: said.append(d); self.changes.append((d["contest"], {"index": index, "time": self.time, "proposed": p.index, **{k: d[k] for k in ("district", "choice", "status", "ground", "since")}, **({"person": d["person"]["sha256"]} if "person" in d else {})}))
    def extend(self, index, d, first, last):  # stations, and the regions around them, as if the definition had listed them
        if not first and not last: return
        methods = structure(self.read(d["stations"]))
        listed = {s: ("0", s[:2], s[:4], s[:6], s[:10]) for s in methods}
        voting = {s: [c for c in self.contests if self.ballot(c, s)[1]] for s in listed}
        demand(listed and self.extended < 100 and not listed.keys() & self.regions.keys() and all(voting.values()), "may not be added")
        demand(not any((c, region) in self.certified for s in listed for c in voting[s] for region in listed[s]), "adds to what is certified")
        if last: self.extended, self.added = self.extended + 1, self.added | {code: index for s in listed for code in (*listed[s], s) if code not in self.regions}
        if last: self.methods |= methods
        if last: self.regions |= dict.fromkeys(code for s in listed for code in (*listed[s], s))
    def station(self, kind, d, new, by, copy):  # new, as what is in place or waits: identity, figures, index
        where, figs = (d["contest"], d["station"]), new[1]
        s = self.stations.setdefault(where, types.SimpleNamespace(place=None, waiting={}, hold=False, named=[], read=None, overseas=where[1][:2] == "99", ballot=self.ballot(*where)[0], form=self.contests[where[0]]["form"]))
        demand(within(where[1], by.scope) and self.votes_fit(*where, figs), "no such station here")
        if kind == "transcribe": return self.transcribe(d, where, new, by, s)
        demand(kind != "review" or not s.read, "a plenary has read this paper")
        dated, poll, (known, before) = d.get("dated", ""), d.get("poll", ""), self.rows.get(where, ("", ""))
        if copy and kind != "review":  # the source's own times say which row is newer, where both have one; else those of their snapshots
            older = dated < known if dated and known and dated != known else self.seen[where] > d["taken"]
            demand(self.taken[where[0]] == d["taken"] >= dated and where in self.listed[where[0]] and not older, "not taken with the last snapshot, or older")
            self.rows[where] = dated, poll
        demand(copy or not dated and not poll, "dated, and no copy")
        if "gallery" in d: demand(ascend(d["gallery"], len(d["photos"])), "photos from a gallery that it has not")
        for how in d.get("paper", {}).values(): self.parts(how, *where)
        demand("paper" not in d or self.watchers and not {*d["paper"]["signed"]} & {*d["paper"]["refused"]}, "a paper that nobody or somebody twice is said to have signed")
        same, news = bool(s.place) and s.place[1] == figs, poll != before or dated > known
        if kind != "review":
            demand(by.role == ("import" if copy else "station"), "a form by a wrong key")
            demand(set(sum(figs.values(), [])) - {None} and not (copy and same and not news) if figs else s.place, "nothing new is said, or nothing to withdraw")
            if (copy and not same) or not s.place: s.place, s.named = new if figs else None, []
            elif not same and not s.read: s.waiting[new[0]] = new
        else:
            on = s.place if d["on"] == s.place[0] else s.waiting[d["on"]]
            demand(("votes" in d) == (d["act"] == "correct") and (d["act"] != "hold" or on is s.place and "checks" not in d), "not what this act says")
            s.hold = d["act"] == "hold"
            if not s.hold: s.place, s.waiting, s.named = new if figs else on, {}, d.get("checks", [])
            demand(s.hold or s.named == failing(s.place[1], self.law, s.overseas, s.ballot) and (figs or complete(s.place[1], s.form)), "names other checks than fail, or accepts what lacks figures")
        acts = [e["act"] for e in self.history[where]]
        forms, reviews = sum(a in (({"repeat"} if same else {"form"}) if copy else {"form", "repeat", "late"}) for a in acts), sum(a in ("accept", "correct", "hold") for a in acts)
        demand((kind != "form" or forms < (1000 if copy else 100)) and (kind != "review" or reviews < 1000), "more than a station may have")
        act = d.get("act") or ("withdraw" if kind == "withdraw" else "repeat" if same else "late" if s.read else "form")
        self.shown[new[0]] = where, figs or s.place and s.place[1]
        self.placed[where].append((new[2], s.place))
        self.history[where].append({"index": new[2], "time": self.time, "key": by.name, "act": act, "class": self.class_of(s), **{k: d[k] for k in ("taken", "dated", "poll") if k in d}, **(figs if act != "repeat" else {}), **{k: d[k] for k in ("photos", "gallery", "paper") if k in d},
            **({"on": self.index_of[d["on"]], "reason": d["reason"]} if "on" in d else {}), **({"checks": d["checks"]} if "checks" in d else {}), **({"text": d["text"]["sha256"]} if "text" in d else {})})
    def transcribe(self, d, where, new, by, s):  # a plenary has read the paper, and settles the station whatever stood there
        identity, figs, index = new
        at, shown = self.shown[d["on"]] if "on" in d else (where, figs)
        demand((by.role == "district" or s.overseas) and at == where and s.read in (None, d.get("on")), "not this committee's, or not what was read last")
        demand(("reason" in d) == (d["source"] == "form" and shown != figs), "a difference without a reason, or a reason without one")
        self.parts([of for of in d.get("copies", []) if of != "pps"], *where)
        demand(set(sum(figs.values(), [])) - {None} and complete(figs, s.form) and failing(figs, self.law, s.overseas, s.ballot) == d.get("checks", []), "lacks figures, or names other checks than fail")
        demand(sum(e["act"] in ("transcribe", "match") for e in self.history[where]) < 1000, "more than a station may have")
        same, s.waiting, s.hold, s.named, s.read, self.shown[identity] = bool(s.place) and s.place[1] == figs, {}, False, d.get("checks", []), identity, (where, figs)
        if not same: s.place = new
        self.placed[where].append((index, s.place))
        self.history[where].append({"index": index, "time": self.time, "key": by.name, "act": "match" if same else "transcribe", "class": self.class_of(s), **({} if same else figs), **{k: d[k] for k in ("photos", "source", "copies", "reason", "checks") if k in d}, **({"text": d["text"]["sha256"]} if "text" in d else {})})
    def class_of(self, s):
        if not s or not s.place: return "none"
        under_review = s.hold or s.waiting or set(failing(s.place[1], self.law, s.overseas, s.ballot)) - set(s.named)
        return "underReview" if under_review else "accepted" if complete(s.place[1], s.form) else "unchecked"
def add(counts, votes, s):  # one form's figures, its votes both by choice, (2, 7), and by party with its candidates, (2,)
    counts[:] = map(int.__add__, counts, [1, *(f or 0 for g, n in GROUPS.items() for f in s.place[1].get(g, [0] * n))])
    for column, f in zip(s.ballot, s.place[1]["votes"]): votes[column] += f or 0; votes[column[:1]] += f or 0
def agreed(said):  # [4] each figure that two said first; None while one was not, or where all are that there is none
    sizes = {"votes": len(said[0]["votes"]), "parties": max(len(figs.get("parties", [])) for figs in said), **GROUPS}
    columns = {g: [[figs.get(g, [None] * n)[k] for figs in said] for k in range(n)] for g, n in sizes.items()}
    figs = {g: [next((f for i, f in enumerate(its) if f in its[:i]), ...) for its in columns[g]] for g in sizes}
    if ... in sum(figs.values(), []) or not set(sum(figs.values(), [])) - {None}: return None
    return {g: f for g, f in figs.items() if g == "votes" or set(f) - {None}}
CLASSES, LEVELS = ("accepted", "unchecked", "underReview"), {1: "nation", 2: "province", 4: "regency", 6: "district", 10: "village"}
def documents(record):  # [6] every document
    rows, below, starts = {}, collections.defaultdict(list), dict(zip(GROUPS, itertools.accumulate(GROUPS.values(), initial=1)))
    for code in sorted(record.regions)[1:]: below[code[:{4: 2, 6: 4, 10: 6, 13: 10}.get(len(code), 0)] or "0"].append(code)
    for (contest, code), s in record.stations.items():
        if not s.place: continue
        for at in ((contest, code[:n] if n > 1 else "0", record.class_of(s) + mark) for n in LEVELS for mark in ("", "+")[:1 + (code in record.added)]):  # +: added
            add(*rows.setdefault(at, ([0] * 26, collections.Counter())), s)
    parts_of = collections.Counter((contest, code[:n] if n > 1 else "0") for contest in record.contests for code in record.regions if len(code) == 13 and record.ballot(contest, code)[1] for n in LEVELS)
    added_of = collections.Counter((contest, code[:n] if n > 1 else "0") for contest in record.contests for code in record.added if len(code) == 13 and record.ballot(contest, code)[1] for n in LEVELS)
    def sums(contest, region, around=None, less=False):  # in the columns of a region around it: those of its district, or a party with its candidates
        columns, district = record.ballot(contest, around or region)
        cells = {k: [*counts, *(votes[column if district else column[:1]] for column in columns)] for k in CLASSES for counts, votes in [rows.get((contest, region, k), ([0] * 26, collections.Counter()))]}
        if less: cells = {k: [*map(int.__sub__, cells[k], [*counts, *(votes[column if district else column[:1]] for column in columns)])] for k in CLASSES for counts, votes in [rows.get((contest, region, k + "+"), ([0] * 26, collections.Counter()))]}
        cells["reported"] = [*map(sum, zip(*cells.values()))]
        return {"region": region, "stations": {"total": parts_of[contest, region] - less * added_of[contest, region], "received": cells["reported"][0], **{k: cells[k][0] for k in CLASSES}},
                "votes": {k: c[26:] for k, c in cells.items()}, "counts": {k: {g: c[at:at + GROUPS[g]] for g, at in starts.items()} for k, c in cells.items()}}
    def part(contest, code, around):
        if len(code) < 13: return {k: v for k, v in sums(contest, code, around).items() if k != "counts"}
        s, added = record.stations.get((contest, code)), {"added": record.added[code]} if code in record.added else {}
        own = {"station": code, **added, **({"method": method} if (method := record.methods[code]) else {}), "class": record.class_of(s)}
        if s and s.place:
            found = failing(s.place[1], record.law, s.overseas, s.ballot) + flags(s.place[1], record.limits, s.overseas) + together(s.place[1], method, s.form, s.ballot)
            own |= {"entry": s.place[2], **s.place[1], **({"findings": found} if found else {}), **({"named": s.named} if s.named else {}), **({"read": record.index_of[s.read]} if s.read else {})}
        figures = ("votes", "parties", *GROUPS)  # those in place stand once
        own["history"] = [{k: v for k, v in e.items() if k not in figures or e["index"] != own.get("entry")} for e in record.history.get((contest, code), [])]
        own |= {what: its[contest, code] for what, its in (("readings", record.readings), ("attestations", record.attests), ("objections", record.objected)) if its.get((contest, code))} | record.copies(contest, code)
        seals, tasks = [seal.told for review in record.blind.get((contest, code), []) for seal in review.seals], record.tasks((contest, code))
        return own | ({"seals": seals} if seals else {}) | ({"drawn": record.drawn[contest, code]} if (contest, code) in record.drawn else {}) | ({"task": tasks} if tasks else {})
    for contest, region, level in ((c, r, LEVELS[len(r)]) for c in record.contests for r in record.regions if len(r) < 13):
        head = {"election": record.head["election"], "kind": record.head["type"], **({"unit": "district"} if record.unit else {}), "contest": contest, "region": region, "level": level, **sums(contest, region)}
        if region in record.added: head["added"] = record.added[region]
        if added_of[contest, region]: head["withoutAdded"] = {k: v for k, v in sums(contest, region, None, True).items() if k != "region"}
        if (contest, region) in record.plenaries: head["plenaries"] = record.plenaries[contest, region]
        if record.dice.get((contest, region)): head["dice"] = record.dice[contest, region]
        if region == "0" and (changes := [change for c, change in record.changes if c == contest]): head["candidates"] = changes
        head["list" if level == "village" else "regions"] = [part(contest, code, region) for code in below[region]]
        yield f"results/{contest}/" + f"{region[:2]}/" * (len(region) > 2) + f"{region}.json", head
def path_of(kind, first, size):
    digits = (n := str(first // 256)).zfill(-(-len(n) // 3) * 3)
    return f"tile/{kind}/" + re.sub("([0-9]{3})(?=[0-9])", r"x\1/", digits) + f".p/{size - first}" * (size - first < 256)
def tiles(entries):  # [1] every tile and bundle by path, and the root
    hashes, size = [sha256(b"\0" + e) for e in entries], len(entries)
    files = {path_of("entries", i, size): b"".join(len(e).to_bytes(2, "big") + e for e in entries[i:i + 256]) for i in range(0, size, 256)}
    for height in itertools.count():
        whole = hashes[:size >> height] if height % 8 == 0 else []
        files |= {path_of(height // 8, i, len(whole)): b"".join(whole[i:i + 256]) for i in range(0, len(whole), 256)}
        if len(hashes) == 1: return files, base64.b64encode(hashes[0]).decode()
        hashes = [sha256(b"\1" + b"".join(pair)) if len(pair := hashes[i:i + 2]) == 2 else pair[0] for i in range(0, len(hashes), 2)]
PART = re.compile(r"checkpoint|tile/(?:entries|[0-9]|[1-5][0-9]|6[0-3])/(?:(?!x000)(?:x[0-9]{3}/)+)?[0-9]{3}(?:\.p/(?:[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?|blobs/[0-9a-f]{64}"
    rf"|results/[a-z0-9-]{{1,64}}/(?:[0-9]{{2}}/)?(?:{REGION.pattern})\.json|manifests/(?:tile|results/[a-z0-9-]{{1,64}}/(?:0|[0-9]{{2}})|(?:blobs|attached)/[0-9a-f]{{2}})")
def lines_of(text):  # [7] a manifest's or branch's files, in order and each in its only form
    rows = [(path[0] if path else "blobs/" + sha, (sha, int(size))) for sha, size, *path in (line.split(" ") for line in text.removesuffix("\n").split("\n"))]
    again = "".join(f"{sha} {size}" + f" {path}" * (path != "blobs/" + sha) + "\n" for path, (sha, size) in rows)
    demand(all(re.fullmatch(r"(?:[A-Za-z0-9-][A-Za-z0-9.-]*)(?:/[A-Za-z0-9-][A-Za-z0-9.-]*)*", path) and len(path) <= 200 and size <= 2**28 and re.fullmatch("[0-9a-f]{64}", sha) for path, (sha, size) in rows), "a path, hash or length that none has")
    demand(rows and again == text and [path for path, _ in rows] == sorted({path for path, _ in rows}), "not a list of files:", text[:80])
    return rows
def branch_of(path):
    parts = path.split("/")
    names = {"tile": "tile", "results": f"results/{parts[1]}/" + (parts[2] if len(parts) > 3 else "0"), "blobs": f"blobs/{parts[1][:2]}"} if len(parts) > 1 else {}
    return "manifests/" + names[parts[0]] if parts[0] in names else None
def verify(folder, with_signatures):
    def read(path):
        at = os.path.join(root_of, path)
        demand(os.path.realpath(at) == at and os.path.isfile(at) and os.path.getsize(at) <= 2**28, path, "is missing, or no file: a link, a pipe, a device, a folder, or one that is too long")
        return pathlib.Path(at).read_bytes()
    root_of = os.path.realpath(folder)
    (manifest, by_log), (checkpoint, also_by_log), entries, answer = note(read("manifest")), note(read("checkpoint")), [], {}
    version, *head, tree, listed = manifest.decode().split("\n", 4)
    files, attached = dict(lines_of(listed)), {}
    found = {f.relative_to(folder).as_posix() for f in folder.rglob("*") if not f.is_dir() or f.is_symlink()} - {"manifest"}
    found = {path for path in found if PART.fullmatch(path)}  # others lie there, and are no part of it
    for branch in (branches := [path for path in files if path.startswith("manifests/")]):
        loose = branch.startswith("manifests/attached/")  # what a copy may lack
        for path, what in lines_of(read(branch).decode()):
            demand(path not in files and path not in attached and (branch_of(path) or "").replace("/blobs/", "/attached/" if loose else "/blobs/") == branch, path, "is listed twice or in a wrong branch")
            (attached if loose else files)[path] = what
    demand(version == "sirekap-manifest/v2", "another version of the manifest")
    for path in sorted(files.keys() - found): raise ValueError(f"{path} is missing, or no file")
    demand(found <= files.keys() | attached.keys(), "files that the manifest does not list:", *sorted(found - files.keys() - attached.keys()))
    for path, (sha, size) in (files | {path: attached[path] for path in found & attached.keys()}).items():
        demand((sha256(read(path)).hex(), len(read(path))) == (sha, size) and (path[:6] != "blobs/" or path[6:] == sha), path, "is not what the manifest says")
    for first in range(0, int(tree.split(" ")[0]), 256):
        data = memoryview(read(path_of("entries", first, int(tree.split(" ")[0]))))
        while data: data = (entries.append(bytes(data[2:2 + (n := int.from_bytes(data[:2], "big"))])), data[2 + n:])[1]
    built, root = tiles(entries)
    demand(entries and checkpoint.decode() == f"{head[0]}\n{len(entries)}\n{root}\n" and tree == f"{len(entries)} {root}", "the root is not the entries'")
    partial = {path.split(".p/")[0]: data for path, data in built.items() if ".p/" in path}  # beside which those of earlier sizes may stand
    built |= {path: read(path) for path in files if path not in built and partial.get(path.split(".p/")[0], b"").startswith(read(path))}
    demand(all(files.get(path) == (sha256(data).hex(), len(data)) for path, data in built.items()), "tiles are not the entries'")
    record = Record(lambda sha: read("blobs/" + sha))
    for index, data in enumerate(entries):
        try: record.apply(index, data)
        except (ValueError, KeyError, TypeError, IndexError, OSError) as flaw: raise ValueError(f"entry {index}: {flaw!r}")
    own = [(path, record.log.spki, s, text) for path, text, lines in (("manifest", manifest, by_log), ("checkpoint", checkpoint, also_by_log))
           for name, key_id, s in lines if (name, key_id) == (record.head["ledger"], record.log.id)]
    demand(len(own) == 2 and len(by_log) == 1 and head == [record.head["ledger"], record.head["election"]], "checkpoint and manifest are not both by the log")
    chunks = [record.jobs[i:i + 50] for i in range(0, len(record.jobs), 50)] if with_signatures else []
    with multiprocessing.pool.ThreadPool() as pool: answers = pool.map(openssl, [own, *chunks])
    for wrong in answers: demand(not wrong, "wrong signatures:", wrong)
    for sha, size in (record.mentioned | record.withheld).items():
        demand(files.get("blobs/" + sha) == (None if sha in record.withheld else (sha, size)), "blob", sha, "is missing, withheld but there, or of another length")
    named = {f"blobs/{sha}" for sha in ({*record.mentioned} | record.attached) - {*record.withheld}}
    demand(all(attached[f"blobs/{sha}"][1] == size for sha, size in record.lengths.items() if f"blobs/{sha}" in attached), "attached files of another length than was named")
    demand(attached.keys() <= named, "attached files that no statement names, or that are withheld:", attached.keys() - named)
    for path, want in documents(record):
        demand(json.dumps(want, separators=(",", ":")).encode() + b"\n" == read(path), path, "says otherwise")
        if len(want["region"]) < 3: answer.setdefault(want["contest"], {})[want["region"]] = {k: want[k] for k in ("stations", "votes", "counts")}
        found.remove(path)
    demand(not (more := found - {"checkpoint", *built, *branches, *named}), "files that belong to nothing:", more)
    keys = {role: {state: sum(k.role == role and k.alive == (state == "inForce") for k in record.keys.values()) for state in ("inForce", "revoked")} for role in ("root", *ROLES)}
    return {"root": root, "size": len(entries), "signatures": len(record.jobs) * with_signatures, "keys": keys, "totals": answer}
def answer(folder, with_signatures):
    try: return {"holds": True, **verify(pathlib.Path(folder), with_signatures)}
    except (ValueError, KeyError, TypeError, IndexError, OSError) as flaw: return {"holds": False, "flaw": f"{flaw!r}"}
if __name__ == "__main__":
    if sys.argv[1:] == ["--resident"]:
        resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))  # no folder of a small ledger may take more than 2 GiB  # a folder's path a line, an answer a line; what no rule above foresaw is told apart
        for line in sys.stdin:
            try: said = answer(line.rstrip("\n"), True)
            except Exception as crash: said = {"holds": False, "flaw": f"{crash!r}", "crash": True}
            print(json.dumps(said), flush=True)
        sys.exit()
    result = answer(sys.argv[1], "--no-signatures" not in sys.argv)
    sys.exit(print(json.dumps(result, indent=None if "--json" in sys.argv else 1)) or not result["holds"])
