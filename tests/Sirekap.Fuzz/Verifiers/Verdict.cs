using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sirekap.Elections.Statements;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Verification;

namespace Sirekap.Fuzz.Verifiers;

/// <summary>What a verifier says of a folder.</summary>
/// <param name="Holds">Whether all of it holds.</param>
/// <param name="Why">The flaws, in its own words.</param>
/// <param name="Entries">Entries that it names among the flaws.</param>
/// <param name="Crash">An exception that it does not document.</param>
/// <param name="Answer">Where it holds: root, size, and the totals of the nation and of provinces.</param>
internal sealed partial record Verdict(bool Holds, string Why, IReadOnlyList<int> Entries, bool Crash, JsonNode? Answer)
{
    /// <summary>Ours.</summary>
    public static Verdict OfFirst(string folder)
    {
        try
        {
            using var source = new FolderSource(folder);
            var report = Verifier.Verify(source, new VerificationOptions());
            var why = string.Join("; ", report.Flaws);
            return new Verdict(report.Holds, why, EntriesIn(why), false, report.Holds ? Answered(report) : null);
        }
        catch (IOException e)
        {
            return new Verdict(false, e.Message, [], false, null);
        }
#pragma warning disable CA1031 // Whatever it is, it is what was looked for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new Verdict(false, e.ToString(), [], true, null);
        }
    }

    /// <summary>The one in Python.</summary>
    public static Verdict OfSecond(SecondVerifier second, string folder)
    {
        var said = second.Verify(folder);
        var why = said["flaw"]?.GetValue<string>() ?? "";
        var holds = said["holds"]!.GetValue<bool>();
        return new Verdict(
            holds,
            why,
            EntriesIn(why),
            said["crash"] is not null,
            holds
                ? new JsonObject
                {
                    ["root"] = said["root"]!.DeepClone(),
                    ["size"] = said["size"]!.DeepClone(),
                    ["totals"] = said["totals"]!.DeepClone(),
                }
                : null
        );
    }

    /// <summary>How two verdicts over the same folder disagree, or null.</summary>
    /// <param name="first">Ours.</param>
    /// <param name="second">The other's.</param>
    /// <param name="sound">Whether the operator made all files as they follow from the entries: then only an entry can be wrong,
    /// and the other
    /// verifier, which says the first flaw that it meets, must name one that ours names, too.</param>
    public static string? Disagreement(Verdict first, Verdict second, bool sound) =>
        (first, second) switch
        {
            ({ Crash: true }, _) or (_, { Crash: true }) => "one fails with an exception",
            _ when first.Holds != second.Holds => first.Holds ? "only the first holds it good" : "only the second holds it good",
            ({ Holds: true }, _) => JsonNode.DeepEquals(first.Answer, second.Answer)
                ? null
                : $"the totals differ: {first.Answer!.ToJsonString()} and {second.Answer!.ToJsonString()}",
            _ when sound && first.Entries.Count > 0 != second.Entries.Count > 0 => "only one of them refuses an entry",
            _ when sound && second.Entries.Any(entry => !first.Entries.Contains(entry)) => "they refuse different entries",
            _ => null,
        };

    private static JsonObject Answered(VerificationReport report)
    {
        var record = report.Record!;
        var totals = new JsonObject();
        foreach (var contest in record.Contests)
        {
            var regions = new JsonObject();
            for (var region = 0; region < record.Tree.RegionCount; region++)
            {
                if (record.Tree.Region(region).ToString() is { Length: <= 2 } code)
                {
                    var w = new CanonicalWriter();
                    w.Raw("{"u8).Sums(contest.Tally.Totals(region)).Raw(","u8).Counts(contest.Tally.Totals(region)).Raw("}"u8);
                    regions[code] = JsonNode.Parse(w.Written);
                }
            }

            totals[contest.Contest.Code] = regions;
        }

        return new JsonObject
        {
            ["root"] = report.Checkpoint!.Value.Root.ToString(),
            ["size"] = report.Checkpoint.Value.Size,
            ["totals"] = totals,
        };
    }

    private static IReadOnlyList<int> EntriesIn(string why) =>
        [
            .. Entry()
                .Matches(why)
                .Select(match => int.Parse(match.Groups["index"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)),
        ];

    [GeneratedRegex("(?<![a-z] )entry (?<index>[0-9]+)(?=:|'| )", RegexOptions.None, 10_000)]
    private static partial Regex Entry();
}
