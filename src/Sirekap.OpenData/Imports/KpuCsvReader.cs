using Sirekap.Elections;
using Sirekap.Elections.Forms;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// Reads a table of station results, compressed or not, in any dialect of <see cref="TableText"/>: columns by name in any order, others
/// ignored and named. Columns <c>kode</c> and <c>paslon_1</c> … must be there; an empty cell is a figure not given.
/// </summary>
public static class KpuCsvReader
{
    /// <summary>Reads a snapshot, or says why the file cannot be read at all; then nothing of it is taken.</summary>
    public static Feed? Read(FeedFile file, FeedScope scope, out InputError? error)
    {
        if (InputText.Open(file, out error) is not { } text)
        {
            return null;
        }

        using var table = TableText.Open(text, name => KpuColumns.IsKnown(KpuColumns.Meaning(name)), out var reason);
        var columns = table is null ? null : KpuCsvColumns.Read(table, scope.Choices, out reason);
        if (columns is null)
        {
            error = new InputError(file.Name, reason!);
            return null;
        }

        var rows = new FeedRows(scope.Tree);
        var stated = default(Timestamp?);
        while (table!.Next())
        {
            rows.Read();
            ReadRow(table, columns, rows, file.Name);
            stated ??= StatedTime(table, columns);
            if (rows.TooManyFlaws)
            {
                error = new InputError(file.Name, rows.TooMany);
                return null;
            }
        }

        if (table.Broken is not null)
        {
            error = new InputError(file.Name, table.Broken);
            return null;
        }

        return new Feed(file.Name, file.Reference, file.Bytes, columns.Choices, rows.Done(), rows.Flaws, columns.Unknown, Stated: stated);
    }

    private static void ReadRow(TableText table, KpuCsvColumns columns, FeedRows rows, string file)
    {
        var line = table.Line;
        if (table.Flaw is not null)
        {
            rows.Flaws.Add(new RowFlaw(file, line, "", table.Flaw));
            return;
        }

        var votes = new int[columns.Choices.Count];
        Array.Fill(votes, FormFields.Missing);
        var counts = FormFields.NoCounts();
        var flaws = rows.Flaws.Count;
        if (rows.FlawOf(table[columns.Station], out var station) is { } stationFlaw)
        {
            rows.Flaws.Add(new RowFlaw(file, line, KpuColumns.Station, stationFlaw));
        }

        var source = default(SourceRow);
        for (var i = 0; i < columns.Targets.Count; i++)
        {
            var cell = columns.Targets[i] is KpuCsvColumns.Ignored or KpuCsvColumns.Citation ? "" : table[i];
            if (columns.Targets[i] == KpuCsvColumns.Time && !Figure.IsNothing(cell))
            {
                source = source.At(cell, columns.Utc[i]);
            }
            else if (ReadCell(cell, columns.Targets[i], votes, counts, ref source) is { } wrong)
            {
                rows.Flaws.Add(new RowFlaw(file, line, columns.Names[i], wrong));
            }
        }

        if (rows.Flaws.Count == flaws)
        {
            rows.Add(new FeedRow(station, new FormFields(votes, counts), file, line, source), KpuColumns.Station);
        }
    }

    /// <summary>When a table of our own was taken, as each of its rows says.</summary>
    private static Timestamp? StatedTime(TableText table, KpuCsvColumns columns)
    {
        var column = columns.Targets.ToList().IndexOf(KpuCsvColumns.Citation);
        return column >= 0 && table.Flaw is null && SourceTime.TryParse(table[column], out var time, columns.Utc[column]) ? time : null;
    }

    /// <summary>Puts a cell where its column says; what is wrong with it, or null.</summary>
    private static string? ReadCell(string cell, int target, int[] votes, int[] counts, ref SourceRow source)
    {
        if (Figure.IsNothing(cell))
        {
            return null;
        }

        if (target == KpuCsvColumns.Poll)
        {
            return source.Read(cell, out source);
        }

        if (Figure.Read(cell, out var value) is { } wrong)
        {
            return wrong;
        }

        (target < votes.Length ? votes : counts)[target < votes.Length ? target : target - votes.Length] = value;
        return null;
    }
}
