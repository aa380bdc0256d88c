using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using static Sirekap.Fuzz.BrokenInvariantException;

namespace Sirekap.Fuzz.Targets;

/// <summary>Statements: what is accepted has one encoding, itself.</summary>
internal static class StatementTargets
{
    public static StatementHead Head { get; } = new("example.org/ledger", "coba", RuleSets.First);

    public static IReadOnlyList<string> Words { get; } =
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "null",
        "0",
        "999999",
        "1000000",
        "\\u0022",
        "{}",
        "[]",
        "\"\"",
        "{\"sha256\":",
        ",\"bytes\":",
        "\"form\"",
        "\"review\"",
        "\"ppwp\"",
        "\"accept\"",
        "\"correct\"",
        "\"hold\"",
        "\"station\"",
        "\"import\"",
        "2024-02-14T11:00:00Z",
        "2024-02-30T11:00:00Z",
        "3171010001001",
        "99AA010001001",
        "317101",
        "0",
        .. new[]
        {
            "ledger",
            "election",
            "rules",
            "kind",
            "type",
            "log",
            "roots",
            "quorum",
            "contests",
            "regions",
            "names",
            "time",
            "role",
            "scope",
            "key",
            "reason",
            "contest",
            "station",
            "taken",
            "photos",
            "on",
            "act",
            "checks",
            "text",
            "source",
            "stations",
            "blob",
            "ground",
            "by",
            "region",
            "votes",
            "valid",
            "invalid",
            "roll",
            "fromRoll",
            "transferred",
            "sameDay",
            "voters",
            "ballots",
            "disabled",
            "sums",
            "category",
            "document",
            "about",
            "withheld",
            "until",
            "replaces",
            "layout",
            "model",
            "outcome",
            "probabilities",
            "evidence",
        }.Select(key => $",\"{key}\":"),
    ];

    public static IEnumerable<Target> Create()
    {
        yield return new Target(
            "statements",
            [.. RuleSets.First.Statements.SelectMany(kind => kind.Examples).Select(statement => StatementCodec.Write(Head, statement))],
            ReadStatement
        )
        {
            Words = Words,
        };
        yield return new Target("disclosure-words", [.. Abouts().Select(about => about.Encode(DisclosureCategory.Contract))], ReadAbout)
        {
            Words = ["\"id\":", ",\"en\":", ",\"facts\":{", "\"party\":{", "\\\"", "\\u0041", "\u202e", "{\"salt\":\"", "}}"],
        };
        yield return new Target("statement-heads", [StatementCodec.Write(Head, new Time(new Timestamp(1)))], ReadHead) { Words = Words };
    }

    private static string ReadStatement(byte[] input)
    {
        if (new StatementCodec(Head).Read(input, out var error) is not { } statement)
        {
            Unless(error is not null, "refused without a reason");
            return error!;
        }

        Unless(
            error is null && StatementCodec.Write(Head, statement).AsSpan().SequenceEqual(input),
            "a statement does not encode to itself"
        );
        if (statement is Form form)
        {
            // As many parties as the form says sums of, all other choices candidates of the last.
            var parties = Math.Max(1, form.Fields.PartyTotals.Length);
            if (parties > form.Fields.Votes.Length)
            {
                return Target.Accepted;
            }

            IReadOnlyList<Choice> choices =
            [
                .. Enumerable
                    .Range(1, form.Fields.Votes.Length)
                    .Select(i => i <= parties ? new Choice(i) : new Choice(parties, i - parties)),
            ];
            var paper = StationPaper.Of(
                new Contest(form.Contest, ContestKind.Parties, [new ElectoralDistrict("0", [RegionCode.Nation], 1, choices)]),
                form.Station,
                Limits.Of2024
            );
            var result = Evaluation.Evaluate(form.Fields, paper);
            Unless(
                Catalogue.First.Explain(form.Fields, paper).Count == System.Numerics.BitOperations.PopCount(result.Failing),
                "not every failing check is explained"
            );
        }

        return Target.Accepted;
    }

    private static string ReadAbout(byte[] input)
    {
        if (!DisclosureAbout.TryParse(input, DisclosureCategory.Contract, out var about, out var error))
        {
            return error;
        }

        Unless(
            about.Encode(DisclosureCategory.Contract).AsSpan().SequenceEqual(input),
            "the words of a disclosure do not encode to themselves"
        );
        return Target.Accepted;
    }

    private static IEnumerable<DisclosureAbout> Abouts()
    {
        var both = new Bilingual("Kontrak \"awan\" — 𝟘", "Cloud \\ contract");
        yield return new DisclosureAbout(new string('0', 32), both, []);
        yield return new DisclosureAbout(new string('f', 32), both, [new("exists", both), new("party", both), new("until", both)]);
    }

    private static string ReadHead(byte[] input)
    {
        if (!StatementCodec.TryReadHead(input, out var head, out var error))
        {
            return error!;
        }

        Unless(
            input
                .AsSpan()
                .StartsWith(
                    new StatementCodec(new StatementHead(head.Ledger, head.Election, RuleSets.First with { Version = head.Rules })).Prefix[
                        ..^",\"kind\":\"".Length
                    ]
                ),
            "a head does not encode to itself"
        );
        return Target.Accepted;
    }
}
