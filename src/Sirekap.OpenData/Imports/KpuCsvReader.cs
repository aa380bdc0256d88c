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
        if (KpuCsvColumns.Read(csv, scope.Choices, out var reason) is not { } columns)
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

        return new Feed(file.Name, file.Reference, file.Bytes, columns.Choices, rows.Done(), rows.Flaws, columns.Unknown, rows.Newest);
    }

    private static void ReadRow(CsvText csv, KpuCsvColumns columns, FeedRows rows, string file)
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
            if (ReadCell(csv[i], columns.Targets[i], votes, counts, rows) is { } wrong)
            {
                var column = columns.Targets[i] == KpuCsvColumns.Time ? KpuColumns.Time : columns.Names[i];
                rows.Flaws.Add(new RowFlaw(file, line, column, wrong));
            }
        }

        if (rows.Flaws.Count == flaws)
        {
            rows.Add(new FeedRow(station, new FormFields(votes, counts), file, line), KpuColumns.Station);
        }
    }

    /// <summary>Puts a cell where its column says; what is wrong with it, or null.</summary>
    private static string? ReadCell(ReadOnlySpan<byte> cell, int target, int[] votes, int[] counts, FeedRows rows)
    {
        if (cell.IsEmpty || target == KpuCsvColumns.Ignored)
        {
            return null;
        }

        if (target == KpuCsvColumns.Time)
        {
            if (!KpuTime.TryParse(cell, out var time))
            {
                return $"{Figure.Show(cell)} is no time such as 2024-02-20 14:00:00";
            }

            rows.Seen(time);
            return null;
        }

        if (Figure.Read(cell, out var value) is { } wrong)
        {
            return wrong;
        }

        (target < votes.Length ? votes : counts)[target < votes.Length ? target : target - votes.Length] = value;
        return null;
    }
}
