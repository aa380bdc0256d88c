using System.Globalization;
using System.Text;
using System.Text.Json;
using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Officers.Tests.Stage;
using Sirekap.Record;

namespace Sirekap.Officers.Tests.Modules;

/// <summary>What the app writes is byte for byte what the codec writes, and what it says is wrong the catalogue says is.</summary>
public sealed class StatementTests(CaptureServer server) : IClassFixture<CaptureServer>
{
    private const string Station = "3171010001003";

    private readonly Script _phone = new(
        ("enrolText", "ledger/statements.js"),
        ("formText", "ledger/statements.js"),
        ("sealText", "ledger/statements.js"),
        ("unsealText", "ledger/statements.js"),
        ("commitmentText", "ledger/statements.js"),
        ("der", "ledger/notes.js"),
        ("figuresOf", "forms/figures.js"),
        ("missing", "forms/figures.js"),
        ("signaturesOf", "forms/paper.js"),
        ("unsaid", "forms/paper.js"),
        ("contradictions", "forms/checks.js")
    );

    [Theory]
    [InlineData(CaptureElection.President)]
    [InlineData(CaptureElection.Council)]
    public async Task A_form_is_in_its_one_encoding_whatever_is_left_out(string contest)
    {
        var sheet = await SheetAsync();
        var its = CaptureElection.Structure.Contests.Single(one => one.Code == contest);
        var random = new Random(Seed);
        for (var i = 0; i < 60; i++)
        {
            var form = Random(random, its, share: i % 4 / 3.0, photos: i % 3);
            var text = _phone
                .Of(
                    "formText(JSON.parse(sheet), JSON.parse(sheet).contests.find(one => one.code === code), "
                        + "figuresOf(JSON.parse(sheet).contests.find(one => one.code === code), JSON.parse(typed)), new Date(at * 1000), "
                        + "{ photos: JSON.parse(photos), gallery: JSON.parse(gallery), paper: "
                        + "signaturesOf(JSON.parse(sheet).contests.find(one => one.code === code), JSON.parse(paper)) })",
                    ("sheet", sheet),
                    ("code", contest),
                    ("typed", JsonSerializer.Serialize(Typed(form, its))),
                    ("at", (double)form.Taken.UnixSeconds),
                    ("photos", JsonSerializer.Serialize(form.Photos.Select(photo => photo.ToString()))),
                    ("gallery", JsonSerializer.Serialize(form.Gallery)),
                    ("paper", JsonSerializer.Serialize(Ways(form)))
                )
                .ToString();
            text.ShouldBe(Encoding.ASCII.GetString(StatementCodec.Write(CaptureElection.Head, form)) + "\n");
        }
    }

    [Fact]
    public async Task An_enrolment_is_in_its_one_encoding()
    {
        var (sheet, key, holder) = (await SheetAsync(), server.Election.Key("phone").Verifier.PublicKey.ToArray(), Holders.New());
        var enrol = new Enrol(Role.Station, RegionCode.Parse(Station), key, holder);
        _phone
            .Of(
                "enrolText(JSON.parse(sheet), 'station', JSON.parse(sheet).station, key, holder)",
                ("sheet", sheet),
                ("key", Convert.ToBase64String(key)),
                ("holder", holder.ToString())
            )
            .ToString()
            .ShouldBe(Encoding.ASCII.GetString(StatementCodec.Write(CaptureElection.Head, enrol)) + "\n");
    }

    [Theory]
    [InlineData(CaptureElection.President)]
    [InlineData(CaptureElection.Council)]
    public async Task A_seal_what_it_commits_to_and_its_opening_are_in_their_one_encoding(string contest)
    {
        var sheet = await SheetAsync();
        var its = CaptureElection.Structure.Contests.Single(one => one.Code == contest);
        var (random, at, by) = (new Random(Seed), RegionCode.Parse(Station), new KeyName(4711));
        for (var i = 0; i < 40; i++)
        {
            var form = Random(random, its, share: i % 4 / 3.0, photos: 0);
            var (on, salt) = (new Digest(System.Security.Cryptography.SHA256.HashData([(byte)i])), new Salt((UInt128)random.NextInt64()));
            string Of(string call) =>
                _phone
                    .Of(
                        $"(its => {call})(JSON.parse(sheet).contests.find(one => one.code === code))",
                        ("sheet", sheet),
                        ("code", contest),
                        ("typed", JsonSerializer.Serialize(Typed(form, its))),
                        ("on", on.ToString()),
                        ("by", by.ToString()),
                        ("salt", salt.ToString())
                    )
                    .ToString();
            Of("commitmentText(JSON.parse(sheet), its, on, by, salt, figuresOf(its, JSON.parse(typed)))")
                .ShouldBe(Encoding.ASCII.GetString(Commitment.Text(CaptureElection.Head, contest, at, on, by, salt, form.Fields)));
            Of("sealText(JSON.parse(sheet), its, on, on)")
                .ShouldBe(Encoding.ASCII.GetString(StatementCodec.Write(CaptureElection.Head, new Seal(contest, at, on, on))) + "\n");
            Of("unsealText(JSON.parse(sheet), its, on, salt, figuresOf(its, JSON.parse(typed)))")
                .ShouldBe(
                    Encoding.ASCII.GetString(StatementCodec.Write(CaptureElection.Head, new Unseal(contest, at, on, salt, form.Fields)))
                        + "\n"
                );
        }
    }

    /// <summary>Of a browser's 64 bytes, with high and low s, and numbers that are short or look negative.</summary>
    [Fact]
    public void A_signature_is_written_as_the_ledger_takes_it()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 200; i++)
        {
            var raw = new byte[64];
            random.NextBytes(raw);
            Array.Clear(raw, 0, i % 4);
            Array.Clear(raw, 32, i % 3);
            (raw[0], raw[32]) = ((byte)(raw[0] & (i % 2 == 0 ? 0x7F : 0xFE)), (byte)(raw[32] & 0xFE));
            var expected = EcdsaP256.FromWebCrypto(raw).ShouldNotBeNull();
            _phone
                .Json("Array.from(der(bytes(raw)))", ("raw", Convert.ToHexStringLower(raw)))
                .ShouldBe(JsonSerializer.Serialize(expected.Select(b => (int)b)));
        }
    }

    /// <summary>All checks that hold a form, and the sums; of others (station size, unanimity) an officer need not think.</summary>
    [Theory]
    [InlineData(CaptureElection.President)]
    [InlineData(CaptureElection.Council)]
    public async Task What_contradicts_itself_is_what_the_catalogue_finds(string contest)
    {
        var sheet = await SheetAsync();
        var its = CaptureElection.Structure.Contests.Single(one => one.Code == contest);
        string[] unsaid =
        [
            "CHOICE_MISSING",
            "FROM_ROLL_OVER_ROLL",
            "DISABLED_OVER_VOTERS",
            "BALLOTS_ROLL",
            "STATION_SIZE",
            "UNANIMOUS",
            "FULL_TURNOUT",
        ];
        var paper = StationPaper.Of(its, RegionCode.Parse(Station), Limits.Of2024);
        var (random, found) = (new Random(Seed), new HashSet<string>(StringComparer.Ordinal));
        for (var i = 0; i < 300; i++)
        {
            var form = Random(random, its, share: 0.9, photos: 0, most: i % 2 == 0 ? 3 : 300);
            var said = _phone.Json(
                "contradictions(JSON.parse(sheet).contests.find(one => one.code === code), "
                    + "figuresOf(JSON.parse(sheet).contests.find(one => one.code === code), JSON.parse(typed)), JSON.parse(sheet).law)"
                    + ".map(found => found.code).filter(code => code !== 'PARTIES_VALID')",
                ("sheet", sheet),
                ("code", contest),
                ("typed", JsonSerializer.Serialize(Typed(form, its)))
            );
            var codes = Catalogue.First.Explain(form.Fields, paper).Select(finding => finding.Check.Code).Except(unsaid).ToHashSet();
            JsonSerializer.Deserialize<string[]>(said)!.Distinct().Order().ShouldBe(codes.Order(), $"{i}");
            found.UnionWith(codes);
        }

        found.Count.ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task Nothing_of_the_votes_may_be_left_out_and_of_a_party_all_rows_or_none()
    {
        var sheet = await SheetAsync();
        string[] Missing(string contest, object typed) =>
            JsonSerializer.Deserialize<string[]>(
                _phone.Json(
                    "missing(JSON.parse(sheet).contests.find(one => one.code === code), JSON.parse(typed))",
                    ("sheet", sheet),
                    ("code", contest),
                    ("typed", JsonSerializer.Serialize(typed))
                )
            )!;
        Missing(CaptureElection.President, new { }).ShouldBe(["voters.2", "votes.0", "votes.1", "votes.2", "sums.0", "sums.1", "sums.2"]);
        var some = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["votes.0"] = "0",
            ["votes.1"] = "1000000",
            ["sums.0"] = "x",
        };
        Missing(CaptureElection.President, some).ShouldBe(["voters.2", "votes.1", "votes.2", "sums.0", "sums.1", "sums.2"]);
        var party = new Dictionary<string, string>(StringComparer.Ordinal) { ["votes.1"] = "5", ["parties.1"] = "3" };
        Missing(CaptureElection.Council, party).ShouldBe(["voters.2", "parties.0", "votes.0", "votes.2", "sums.0", "sums.1", "sums.2"]);
    }

    [Fact]
    public async Task Of_all_who_watch_something_is_said_or_of_nobody()
    {
        var sheet = await SheetAsync();
        string Unsaid(string paper) =>
            _phone.Json(
                "unsaid(JSON.parse(sheet).contests[0], JSON.parse(paper)).map(watcher => watcher.place)",
                ("sheet", sheet),
                ("paper", paper)
            );
        Unsaid("{}").ShouldBe("[]");
        Unsaid("""{"1":"absent"}""").ShouldBe("[0,2,3]");
        Unsaid("""{"0":"signed","1":"absent","2":"refused","3":"signed"}""").ShouldBe("[]");
    }

    private const int Seed = 61;

    private Task<string> SheetAsync() =>
        server.Client.GetStringAsync($"/capture/stations/{Station}", TestContext.Current.CancellationToken);

    private static Form Random(Random random, Contest contest, double share, int photos, int most = 999_999)
    {
        int Figure() => random.NextDouble() < share ? random.Next(most + 1) : FormFields.Missing;
        var ballot = contest.BallotOf(RegionCode.Parse(Station));
        var counts = Enumerable.Range(0, Fields.Count).Select(_ => Figure()).ToArray();
        counts[(int)Field.Valid] = random.Next(most);
        var votes = ballot.Columns.Select(_ => Figure()).ToArray();
        int[] parties = contest.Kind == ContestKind.Parties ? [.. ballot.Lines.Select(_ => Figure())] : [];
        var fields = parties.All(party => party == FormFields.Missing)
            ? new FormFields(votes, counts)
            : new FormFields(votes, counts, parties);
        var taken = new Timestamp(random.Next(1_700_000_000, 1_800_000_000));
        var digest = new byte[32];
        return new Form(
            contest.Code,
            RegionCode.Parse(Station),
            taken,
            fields,
            [
                .. Enumerable
                    .Range(0, photos)
                    .Select(_ =>
                    {
                        random.NextBytes(digest);
                        return new Digest(digest);
                    }),
            ]
        )
        {
            Gallery = [.. Enumerable.Range(0, photos).Where(_ => random.Next(2) == 0)],
            Paper = random.Next(2) == 0 ? null : Paper(random, contest),
        };
    }

    private static PaperSignatures Paper(Random random, Contest contest)
    {
        var watchers = CaptureElection.Structure.Watchers;
        var ways = Enumerable
            .Range(0, watchers.Count)
            .Where(place => watchers[place].HasPartIn(contest, RegionCode.Parse(Station)))
            .ToLookup(_ => random.Next(3));
        return new PaperSignatures([.. ways[0]], [.. ways[1]]);
    }

    /// <summary>As an officer says it, of all who have a part; of nobody where the form says nothing.</summary>
    private static Dictionary<string, string> Ways(Form form) =>
        form.Paper is not { } paper
            ? []
            : Enumerable
                .Range(0, CaptureElection.Structure.Watchers.Count)
                .ToDictionary(
                    place => $"{place}",
                    place =>
                        paper.Signed.Contains(place) ? "signed"
                        : paper.Refused.Contains(place) ? "refused"
                        : "absent"
                );

    /// <summary>As an officer types it.</summary>
    private static Dictionary<string, string> Typed(Form form, Contest contest)
    {
        var typed = new Dictionary<string, string>(StringComparer.Ordinal);
        void Add(string place, int figure)
        {
            if (figure != FormFields.Missing)
            {
                typed.Add(place, figure.ToString(CultureInfo.InvariantCulture));
            }
        }

        for (var i = 0; i < form.Fields.Votes.Length; i++)
        {
            Add($"votes.{i}", form.Fields.Votes[i]);
        }

        for (var i = 0; i < form.Fields.PartyTotals.Length; i++)
        {
            Add($"parties.{i}", form.Fields.PartyTotals[i]);
        }

        foreach (var row in contest.Form.Rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                Add($"{row.Name}.{i}", form.Fields[row.First.After(i)] ?? FormFields.Missing);
            }
        }

        return typed;
    }
}
