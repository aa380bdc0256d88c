using System.Globalization;
using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// Reads a table of KPU's station results, .csv or .csv.gz: columns by name in any order, others ignored and named. Columns <c>kode</c> and
/// <c>paslon_1</c> … must be there; an empty cell is a figure not given.
/// </summary>
public static class KpuCsvReader
{
    /// <summary>Reads a snapshot, or says why the file cannot be read at all; then nothing of it is taken.</summary>
    public static Feed? Read(FeedFile file, FeedScope scope, out InputError? error)
    {
        if (FeedText.Open(file, out error) is not { } text)
        {
            return null;
        }

        var csv = new CsvText(text);
        if (Columns.Read(csv, scope.Choices, out var reason) is not { } columns)
        {
            error = new InputError(file.Name, reason!);
            return null;
        }

        var rows = new FeedRows(scope.Tree);
        while (csv.Next())
        {
            ReadRow(csv, columns, rows, file.Name);
            if (rows.TooManyFlaws)
            {
                error = new InputError(file.Name, $"more than {Feed.MostFlaws} rows cannot be understood; the last was {rows.Flaws[^1]}");
                return null;
            }
        }

        return new Feed(file.Name, file.Reference, columns.Choices, rows.Done(), rows.Flaws, columns.Unknown, rows.Newest);
    }

    private static void ReadRow(CsvText csv, Columns columns, FeedRows rows, string file)
    {
        var line = csv.Line;
        if (csv.Flaw is not null)
        {
            rows.Flaws.Add(new RowFlaw(file, line, "", csv.Flaw));
            return;
        }

        if (csv.Count != columns.Targets.Count)
        {
            rows.Flaws.Add(new RowFlaw(file, line, "", $"{csv.Count} columns where the header has {columns.Targets.Count}"));
            csv.GiveUp();
            return;
        }

        var votes = new int[columns.Choices.Count];
        Array.Fill(votes, FormFields.Missing);
        var counts = FormFields.NoCounts();
        var flaws = rows.Flaws.Count;
        var stationFlaw = rows.FlawOf(csv[columns.Station], out var station);
        if (stationFlaw is not null)
        {
            rows.Flaws.Add(new RowFlaw(file, line, KpuColumns.Station, stationFlaw));
        }

        for (var i = 0; i < csv.Count; i++)
        {
            var target = columns.Targets[i];
            var cell = csv[i];
            if (cell.IsEmpty || target == Columns.Ignored)
            {
                continue;
            }

            if (target == Columns.Time)
            {
                if (KpuTime.TryParse(cell, out var time))
                {
                    rows.Seen(time);
                }
                else
                {
                    rows.Flaws.Add(new RowFlaw(file, line, KpuColumns.Time, $"{Figure.Show(cell)} is no time such as 2024-02-20 14:00:00"));
                }
            }
            else if (Figure.Read(cell, out var value) is { } wrong)
            {
                rows.Flaws.Add(new RowFlaw(file, line, columns.Names[i], wrong));
            }
            else if (target < votes.Length)
            {
                votes[target] = value;
            }
            else
            {
                counts[target - votes.Length] = value;
            }
        }

        if (rows.Flaws.Count == flaws)
        {
            rows.Add(new FeedRow(station, new FormFields(votes, counts), file, line), KpuColumns.Station);
        }
    }

    /// <summary>Where each column of the file goes: votes first, then the counts by field.</summary>
    private sealed record Columns(int Station, IReadOnlyList<int> Choices, IReadOnlyList<string> Names, IReadOnlyList<int> Targets, IReadOnlyList<string> Unknown)
    {
        public const int Ignored = -1;
        public const int Time = -2;

        public static Columns? Read(CsvText csv, IReadOnlyList<int>? choices, out string? reason)
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
            var twice = names.Where((name, i) => IsKnown(name, targets[i])).GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
            if (twice is not null)
            {
                reason = $"column {twice.Key} stands twice in the header";
                return null;
            }

            reason = null;
            return new Columns(Array.IndexOf(names, KpuColumns.Station), choices, names, targets, [.. names.Where((name, i) => !IsKnown(name, targets[i])).Distinct()]);
        }

        private static bool IsKnown(string name, int target) => target != Ignored || name == KpuColumns.Station || KpuColumns.Idle.Contains(name);

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
}
