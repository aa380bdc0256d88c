namespace Sirekap.Record.Tests.Authority;

/// <summary>docs/authority.md, of which the tests read the tables.</summary>
internal static class AuthorityPage
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "authority.md"));

    /// <summary>The rows of the table below this header, cell by cell; the header itself comes first.</summary>
    public static IReadOnlyList<string[]> Table(string header)
    {
        var at = Array.IndexOf(Lines, header);
        at.ShouldBeGreaterThanOrEqualTo(0, $"docs/authority.md has no table {header}");
        var rows = Lines
            .Skip(at)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line[1..^1].Split('|').Select(cell => cell.Trim()).ToArray())
            .ToList();
        rows.RemoveAt(1);
        rows.ShouldAllBe(row => row.Length == rows[0].Length);
        return rows;
    }

    /// <summary>The arrows of the drawing that has this one, an arrow for each act that stands on it.</summary>
    public static HashSet<(string From, string Act, string To)> Arrows(string among)
    {
        var at = Array.FindIndex(Lines, line => line.Trim() == among);
        at.ShouldBeGreaterThanOrEqualTo(0, $"docs/authority.md draws no {among}");
        var first = Array.FindLastIndex(Lines, at, line => line.StartsWith("```", StringComparison.Ordinal)) + 1;
        return
        [
            .. Lines
                .Skip(first)
                .TakeWhile(line => !line.StartsWith("```", StringComparison.Ordinal))
                .Select(line => line.Split(" --> ", StringSplitOptions.TrimEntries))
                .Where(ends => ends.Length == 2 && ends[1].Contains(':', StringComparison.Ordinal))
                .SelectMany(ends =>
                    ends[1]
                        .Split(':')[1]
                        .Replace(" or ", ",", StringComparison.Ordinal)
                        .Split(',', StringSplitOptions.TrimEntries)
                        .Select(act => (ends[0], act, ends[1].Split(':')[0]))
                ),
        ];
    }

    /// <summary>What a cell says of an outcome that is no acceptance with a state of its own.</summary>
    public static string Outcome(Rejection? rejection) => rejection?.Name ?? "accepted";
}
