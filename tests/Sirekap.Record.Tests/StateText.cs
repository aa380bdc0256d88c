using System.Globalization;
using System.Text;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;

namespace Sirekap.Record.Tests;

/// <summary>All that a record holds as JSON, a line a fact, so that two states can be compared and a difference is read at once.</summary>
internal static class StateText
{
    public static string Of(ElectionRecord record)
    {
        var s = new StringBuilder("{\n");
        s.Append(
            CultureInfo.InvariantCulture,
            $"\"ledger\":\"{record.Head.Ledger}\",\"election\":\"{record.Head.Election}\",\"rules\":{record.Rules.Version},"
                + $"\"type\":\"{Words.Kinds.Of(record.Definition.Kind)}\",\n"
        );
        s.Append(CultureInfo.InvariantCulture, $"\"entries\":{record.Count},\"time\":\"{record.Times.Now}\",\n");
        List(s, "ids", Enumerable.Range(0, record.Count).Select(i => $"\"{record.Ids[i]}\""));
        List(s, "keys", Enumerable.Range(0, record.Keys.Count).Select(i => Key(record.Keys[i])));
        List(s, "withheld", record.Withheld.OrderBy(w => w.Value.Index).Select(w => $"{{\"blob\":\"{w.Key}\",\"by\":{w.Value.Index}}}"));
        List(s, "proposals", record.Proposals.Select(Proposed));
        if (record.Additions.Count > 0)
        {
            List(s, "additions", record.Additions.Select(Added));
        }

        if (record.Candidacies.Count > 0)
        {
            List(s, "candidates", record.Candidacies.Select(Changed));
        }

        if (record.Dice.All.Count > 0)
        {
            List(s, "dice", record.Dice.All.Select(Rolled));
        }

        List(s, "blobs", record.Mentioned.Order().Select(digest => $"\"{digest}\""));
        if (record.Disclosures.Count > 0)
        {
            List(s, "disclosures", record.Disclosures.Select(d => Disclosed(record.Disclosures, d)));
        }

        Photos(s, record);
        s.Append("\"contests\":[");
        foreach (var contest in record.Contests)
        {
            s.Append(CultureInfo.InvariantCulture, $"{{\"contest\":\"{contest.Contest.Code}\",\n");
            List(
                s,
                "stations",
                Enumerable.Range(0, record.Tree.StationCount).Where(i => Spoken(contest, i)).Select(i => Station(record, contest, i))
            );
            List(
                s,
                "regions",
                Enumerable
                    .Range(0, record.Tree.RegionCount)
                    .Select(i => Region(record.Tree.Region(i), contest.Tally.Totals(i), contest.Plenaries(i))),
                last: true
            );
            s.Append("},");
        }

        s.Length--;
        return s.Append("]}\n").ToString();
    }

    private static void Photos(StringBuilder s, ElectionRecord record)
    {
        if (record.Photos.Shared.Count > 0)
        {
            List(
                s,
                "sharedPhotos",
                record
                    .Photos.Shared.Order()
                    .Select(photo =>
                        $"{{\"photo\":\"{photo}\","
                        + $"\"stations\":["
                        + $"{string.Join(",", record.Photos.Places(photo).Select(place => $"\"{record.Tree.Station(place.Station)}\""))}"
                        + $"]}}"
                    )
            );
        }
    }

    private static void List(StringBuilder s, string name, IEnumerable<string> lines, bool last = false) =>
        s.Append('"').Append(name).Append("\":[\n").AppendJoin(",\n", lines).Append(last ? "]\n" : "],\n");

    private static string Key(Key key) =>
        $"{{\"key\":\"{key.Name}\",\"role\":\"{Words.Roles.Of(key.Role)}\",\"scope\":\"{key.Scope}\","
        + $"\"holder\":\"{key.Holder}\",{(key.Watcher < 0 ? "" : $"\"watcher\":{key.Watcher},")}"
        + $"\"enrolled\":{key.Enrolled},\"revoked\":{key.Revoked}}}";

    private static string Proposed(Proposal p) =>
        $"{{\"index\":{p.Index},\"agreed\":[{string.Join(",", p.Agreed.Select(key => key.Ordinal))}],\"inEffect\":{p.InEffect}}}";

    private static string Added(Addition a) =>
        $"{{\"index\":{a.Index},\"proposed\":{a.Proposal.Index},\"ground\":\"{Words.AdditionGrounds.Of(a.Ground)}\","
        + $"\"stations\":\"{Encoding.ASCII.GetString(a.Stations.Encode()).Replace('\n', ';')}\",\"names\":\"{a.Names?.Sha256}\"}}";

    private static string Changed(Candidacy c) =>
        $"{{\"index\":{c.Index},\"proposed\":{c.Proposal.Index},\"of\":\"{c.Statement.Contest} {c.Statement.District} "
        + $"{c.Statement.Choice}\",\"status\":\"{Words.CandidateStatuses.Of(c.Statement.Status)}\","
        + $"\"ground\":\"{Words.CandidateGrounds.Of(c.Statement.Ground)}\",\"since\":\"{c.Statement.Since}\","
        + $"\"person\":\"{c.Statement.Person?.Sha256}\"}}";

    private static string Disclosed(Disclosures disclosures, Disclosure d) =>
        $"{{\"index\":{d.Index},\"key\":\"{d.Key}\",\"scope\":\"{d.Statement.Scope}\","
        + $"\"category\":\"{Words.DisclosureCategories.Of(d.Statement.Category)}\",\"document\":\"{d.Statement.Document?.Sha256}\","
        + $"\"about\":\"{d.Statement.About.Sha256}\",\"withheld\":["
        + $"{string.Join(",", d.Statement.Withheld.Select(w => $"\"{Words.ExemptionGrounds.Of(w.Ground)} {w.Until}\""))}],"
        + $"\"replaces\":{d.Replaces},\"replacedBy\":{disclosures.ReplacedBy(d.Index)}}}";

    private static bool Spoken(ContestRecord contest, int station) =>
        contest.EventCount(station) > 0 || contest.Readings(station).Count > 0 || contest.Seen(station) is not null;

    private static string Station(ElectionRecord record, ContestRecord contest, int station)
    {
        var named = string.Join(",", record.Rules.Checks.Codes(contest.NamedChecks(station)).Select(code => $"\"{code}\""));
        var failing = string.Join(",", contest.Findings(station).Select(finding => $"\"{finding.Check.Code}\""));
        var history = string.Join(",", contest.History(station).Select(e => Event(contest, e)));
        return $"{{\"station\":\"{record.Tree.Station(station)}\",\"class\":\"{contest.Tally.Class(station)}\","
            + $"\"inPlace\":{contest.InPlace(station)},"
            + $"\"held\":{Flag(contest.IsHeld(station))},\"conflict\":{Flag(contest.IsInConflict(station))},"
            + $"\"seen\":\"{contest.Seen(station)}\","
            + $"{(contest.State(station) is { IsRead: true } read ? $"\"read\":{read.ReadBy}," : "")}"
            + $"\"named\":[{named}],\"failing\":[{failing}]{Figures(contest.Tally.Fields(station))},\n"
            + $"  \"history\":[{history}]{Readings(contest.Readings(station))}"
            + $"{Watched(record, contest.Contest.Code, record.Tree.Station(station))}"
            + $"{Reviewed(record, contest, station)}}}";
    }

    private static string Reviewed(ElectionRecord record, ContestRecord contest, int station)
    {
        var (code, at) = (contest.Contest.Code, record.Tree.Station(station));
        var seals = record
            .Blind.Of(code, at)
            .SelectMany(review => review.Seals.Select(seal => (review.On, Seal: seal)))
            .Select(its =>
                $"\n    {{\"index\":{its.Seal.Index},\"key\":{its.Seal.Key},\"on\":{its.On},\"commitment\":\"{its.Seal.Commitment}\","
                + $"\"opened\":{its.Seal.Opened},\"by\":{its.Seal.OpenedBy}{Figures(its.Seal.Fields)}}}"
            );
        var tasks = ReviewTasks.Of(record, contest, station).Select(cause => $"\"{cause.Reason} {cause.Since}\"");
        return (string.Join(",", seals) is { Length: > 0 } all ? $",\n  \"seals\":[{all}]" : "")
            + (string.Join(",", tasks) is { Length: > 0 } open ? $",\"tasks\":[{open}]" : "")
            + (record.Dice.FirstDrawing(code, at) is >= 0 and var dice ? $",\"drawn\":{dice}" : "");
    }

    private static string Rolled(DiceRoll roll) =>
        $"{{\"index\":{roll.Index},\"key\":{roll.Key},\"contest\":\"{roll.Statement.Contest}\",\"region\":\"{roll.Statement.Region}\","
        + $"\"size\":{roll.Statement.Size},\"rolls\":\"{roll.Statement.Rolls}\",\"covered\":{roll.Covered},"
        + $"\"drawn\":[{string.Join(",", roll.Drawn.Select(drawn => $"\"{drawn.Station} {drawn.On}\""))}]}}";

    private static string Watched(ElectionRecord record, string contest, RegionCode station)
    {
        var attested = record
            .Watching.AttestationsOf(contest, station)
            .Select(a =>
                $"\n    {{\"index\":{a.Index},\"key\":{a.Key},\"on\":\"{a.Statement.On}\",\"stance\":\"{a.Statement.Stance}\","
                + $"\"ground\":\"{a.Statement.Ground}\",\"text\":\"{a.Statement.Text?.Sha256}\"}}"
            );
        var objected = record
            .Watching.ObjectionsOf(contest, station)
            .Select(o =>
                $"\n    {{\"index\":{o.Index},\"key\":{o.Key},\"on\":\"{o.Statement.On}\",\"ground\":\"{o.Statement.Ground}\""
                + $"{Figures(o.Statement.Fields)},\"photos\":{o.Statement.Photos.Count},\"text\":\"{o.Statement.Text?.Sha256}\","
                + $"\"state\":\"{o.State()}\",\"answers\":[{string.Join(",", o.Answers.Select(Answered))}]}}"
            );
        var handed = record
            .Handovers.Of(contest, station)
            .Select(h => $"\n    {{\"index\":{h.Index},\"key\":{h.Key},\"on\":\"{h.Statement.On}\",\"given\":{To(h.Statement.Given)}}}");
        return Some("attestations", attested) + Some("objections", objected) + Some("salinan", handed);

        static string To(Recipients given) =>
            $"[{string.Join(",", (given.Village ? ["\"pps\""] : Array.Empty<string>()).Concat(given.Watchers.Select(w => $"{w}")))}]";

        static string Some(string name, IEnumerable<string> lines) =>
            string.Join(",", lines) is { Length: > 0 } all ? $",\n  \"{name}\":[{all}]" : "";

        static string Answered(ObjectionAnswer a) =>
            $"{{\"index\":{a.Index},\"key\":{a.Key},\"outcome\":\"{a.Statement.Outcome}\",\"reason\":\"{a.Statement.Reason}\","
            + $"\"text\":\"{a.Statement.Text?.Sha256}\"}}";
    }

    private static string Readings(IReadOnlyList<StationReading> readings) =>
        readings.Count == 0 ? "" : $",\n  \"readings\":[{string.Join(",", readings.Select(OneReading))}]";

    private static string OneReading(StationReading r)
    {
        var said = r.Statement;
        return $"\n    {{\"index\":{r.Index},\"key\":{r.Key},"
            + $"\"photos\":[{string.Join(",", said.Photos.Select(photo => $"\"{photo}\""))}],"
            + $"\"layout\":\"{said.Layout}\",\"model\":\"{said.Model}\",\"outcome\":\"{said.Outcome}\"{Figures(said.Fields)},"
            + $"\"sure\":\"{Figures(said.Probabilities).Replace('"', ' ')}\",\"evidence\":\"{said.Evidence.Sha256}\"}}";
    }

    private static string Event(ContestRecord contest, StationEvent e)
    {
        var photos = string.Join(",", contest.Papers.Photos(e.Index).Select(photo => $"\"{photo}\""));
        var review = contest.ReviewAt(e.Index) is { } r
            ? $",\"reason\":\"{Words.ReviewReasons.Of(r.Reason)}\",\"text\":\"{r.Text?.Sha256}\""
            : "";
        if (e.Kind is EventKind.Transcribe or EventKind.Match && contest.PaperRead(e.Index) is var read)
        {
            review =
                $",\"source\":\"{read.Source}\",\"copies\":\"{read.Copies?.Village} {string.Join(' ', read.Copies?.Watchers ?? [])}\","
                + $"\"reason\":\"{read.Reason}\",\"checks\":\"{string.Join(' ', read.Checks)}\",\"text\":\"{read.Text?.Sha256}\"";
        }

        return $"\n    {{\"index\":{e.Index},\"act\":\"{e.Kind}\",\"key\":{e.Key},\"taken\":\"{e.Taken}\","
            + $"\"class\":\"{e.Class}\"{Figures(e.Fields)},\"photos\":[{photos}]{Brought(contest.Papers, e.Index)}{review}}}";
    }

    private static string Brought(FormPapers papers, int entry) =>
        (papers.Gallery(entry) is { Count: > 0 } gallery ? $",\"gallery\":[{string.Join(",", gallery)}]" : "")
        + (
            papers.Signatures(entry) is { } paper
                ? $",\"signed\":[{string.Join(",", paper.Signed)}],\"refused\":[{string.Join(",", paper.Refused)}]"
                : ""
        );

    private static string Region(RegionCode code, RegionTotals totals, IReadOnlyList<Plenary> plenaries)
    {
        var certified = string.Join(
            ",",
            plenaries.Select(p =>
                $"{{\"index\":{p.Index},\"key\":{p.Key},\"stations\":{p.Stations}{Figures(p.Certified)},"
                + $"\"own\":{{\"stations\":{p.OwnStations}{Figures(p.Own)}}},"
                + $"\"votesAgree\":{Flag(p.VotesAgree)},\"agrees\":{Flag(p.Agrees)}}}"
            )
        );
        return $"{{\"region\":\"{code}\",\"total\":{totals.TotalStations},{Class("accepted", totals.Accepted)},"
            + $"{Class("unchecked", totals.Unchecked)},{Class("underReview", totals.UnderReview)},\"plenaries\":[{certified}]}}";
    }

    private static string Class(string name, ClassTotals totals) =>
        $"\"{name}\":{{\"stations\":{totals.Stations},\"votes\":[{string.Join(",", totals.Votes)}],"
        + $"\"counts\":[{string.Join(",", totals.Counts)}]}}";

    private static string Figures<T>(Figures<T>? fields)
        where T : struct, System.Numerics.IBinaryInteger<T>
    {
        if (fields is null)
        {
            return "";
        }

        var w = new CanonicalWriter();
        StatementCodec.WriteFields(w, fields);
        return Encoding.ASCII.GetString(w.Written);
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
