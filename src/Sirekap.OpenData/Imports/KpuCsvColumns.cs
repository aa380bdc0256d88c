using System.Globalization;
using System.Text;
using Sirekap.Elections.Contests;

namespace Sirekap.OpenData.Imports;

/// <summary>Where each column of the file goes: votes first, then the counts by field.</summary>
internal sealed record KpuCsvColumns(
    int Station,
    IReadOnlyList<int> Choices,
    IReadOnlyList<string> Names,
    IReadOnlyList<int> Targets,
    IReadOnlyList<string> Unknown
)
{
    /// <summary>Below zero, where no figure has its place.</summary>
    public const int Ignored = -1;

    /// <summary>Below zero, and another than <see cref="Ignored"/>.</summary>
    public const int Time = -2;

    public static KpuCsvColumns? Read(CsvText csv, IReadOnlyList<int>? choices, out string? reason)
    {
        if (!csv.Next() || csv.Flaw is not null)
        {
            reason = csv.Flaw is null ? "it is empty: no header line" : $"its header line cannot be read: {csv.Flaw}";
            return null;
        }

        var names = new string[csv.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = Figure.Clean(Encoding.UTF8.GetString(csv[i])).Trim();
        }

        choices ??= [.. names.Select(ChoiceOf).Where(number => number > 0).Distinct().Order()];
        var missing = new List<string>();
        if (!names.Contains(KpuColumns.Station))
        {
            missing.Add(KpuColumns.Station);
        }

        missing.AddRange(choices.Select(number => $"{KpuColumns.VotesPrefix}{number}").Where(name => !names.Contains(name)));
        if (choices.Count == 0)
        {
            missing.Add($"{KpuColumns.VotesPrefix}1");
        }

        if (missing.Count > 0)
        {
            reason = $"missing columns: {string.Join(", ", missing)}";
            return null;
        }

        var targets = names.Select(name => Target(name, choices)).ToArray();
        var twice = names
            .Where((name, i) => IsKnown(name, targets[i]))
            .GroupBy(name => name, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            reason = $"column {twice.Key} stands twice in the header";
            return null;
        }

        reason = null;
        return new KpuCsvColumns(
            Array.IndexOf(names, KpuColumns.Station),
            choices,
            names,
            targets,
            [.. names.Where((name, i) => !IsKnown(name, targets[i])).Distinct()]
        );
    }

    private static bool IsKnown(string name, int target) =>
        target != Ignored || name == KpuColumns.Station || KpuColumns.Idle.Contains(name);

    private static int Target(string name, IReadOnlyList<int> choices)
    {
        if (KpuColumns.Counts.TryGetValue(name, out var field))
        {
            return choices.Count + (int)field;
        }

        if (name == KpuColumns.Time)
        {
            return Time;
        }

        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i] == ChoiceOf(name))
            {
                return i;
            }
        }

        return Ignored;
    }

    /// <summary>3 for paslon_3; 0 for anything else.</summary>
    private static int ChoiceOf(string name) =>
        name.StartsWith(KpuColumns.VotesPrefix, StringComparison.Ordinal)
        && int.TryParse(name.AsSpan(KpuColumns.VotesPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= Choice.Largest
        && name.Length == KpuColumns.VotesPrefix.Length + number.ToString(CultureInfo.InvariantCulture).Length
            ? number
            : 0;
}
