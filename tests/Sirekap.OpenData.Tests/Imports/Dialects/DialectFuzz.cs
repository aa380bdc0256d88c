using System.Globalization;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports.Dialects;

/// <summary>
/// True tables written in dialects drawn at random, and read: the same figures or a refusal that names what, never other figures. Nothing
/// of the test's own library is needed, so that a benchmark runs it by the hundred thousand.
/// </summary>
internal static class DialectFuzz
{
    private static readonly Field[] Counts = [Field.Valid, Field.Invalid, Field.AllVotes, Field.Voters];

    private static readonly FeedScope Scope = new(
        RegionTree.FromStations(
            Enumerable.Range(1, TrueTable.MostRows).Select(station => RegionCode.Parse(TrueTable.Village).Station(station))
        ),
        [1, 2, 3]
    );

    /// <summary>What became of the files.</summary>
    /// <param name="Whole">Read with every row.</param>
    /// <param name="Partly">Read with some rows, and the others named.</param>
    /// <param name="Refused">Refused as a whole.</param>
    /// <param name="Wrong">The first file that was read as something else, or null.</param>
    public readonly record struct Outcome(int Whole, int Partly, int Refused, string? Wrong);

    public static Outcome Run(int seed, int files)
    {
        var outcome = default(Outcome);
        for (var i = 0; i < files && outcome.Wrong is null; i++)
        {
            // Each file has a seed of its own, so that one alone can be looked at again.
            var random = new Random(unchecked((seed * 1_000_003) + i));
            var table = TrueTable.Draw(random);
            var dialect = new TableDialect(random);
            outcome = Read(dialect, table, outcome) switch
            {
                (var next, null) => next,
                (var next, var wrong) => next with { Wrong = $"seed {seed}, file {i}: {wrong}: {dialect}" },
            };
        }

        return outcome;
    }

    private static (Outcome Outcome, string? Wrong) Read(TableDialect dialect, TrueTable table, Outcome outcome)
    {
        var feed = KpuCsvReader.Read(new FeedFile("f.csv", dialect.Write(table)), Scope, out var error);
        if (feed is null)
        {
            var unnamed = string.IsNullOrWhiteSpace(error?.Reason);
            return (
                outcome with
                {
                    Refused = outcome.Refused + 1,
                },
                unnamed ? "refused without a reason"
                : dialect.IsWhole ? $"refused: {error}"
                : null
            );
        }

        foreach (var row in feed.Rows)
        {
            if (Differs(row, table) is { } differs)
            {
                return (outcome, differs);
            }
        }

        if (feed.Rows.Count == table.Rows.Count)
        {
            return (outcome with { Whole = outcome.Whole + 1 }, null);
        }

        return (
            outcome with
            {
                Partly = outcome.Partly + 1,
            },
            feed.Flaws.Count == 0 ? $"{table.Rows.Count - feed.Rows.Count} rows are lost and not named"
            : dialect.IsWhole ? $"refused: {feed.Flaws[0]}"
            : null
        );
    }

    private static string? Differs(FeedRow row, TrueTable table)
    {
        var truth = table.Rows.First(other => other.Code == row.Station.ToString());
        for (var i = 0; i < 3; i++)
        {
            var votes = row.Fields.Votes[i] == FormFields.Missing ? (int?)null : row.Fields.Votes[i];
            if (votes != truth.Figures[i])
            {
                return $"{row.Station} {TrueTable.Columns[i]} is {Show(votes)} and was {Show(truth.Figures[i])}";
            }
        }

        for (var i = 0; i < Counts.Length; i++)
        {
            if (row.Fields[Counts[i]] != truth.Figures[3 + i])
            {
                return $"{row.Station} {TrueTable.Columns[3 + i]} is {Show(row.Fields[Counts[i]])} and was {Show(truth.Figures[3 + i])}";
            }
        }

        var time = new DateTimeOffset(truth.Time, TimeSpan.FromHours(7)).ToUnixTimeSeconds();
        return row.Source.Dated is { } dated && dated.UnixSeconds != time
            ? $"{row.Station} is dated {dated} and was of {truth.Time:u}"
            : null;
    }

    private static string Show(int? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "nothing";
}
