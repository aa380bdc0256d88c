using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;

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
            if (OtherThanWanted(table, columns, scope) is { } other)
            {
                error = new InputError(file.Name, other);
                return null;
            }

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
            var cell = KpuCsvColumns.IsFigure(columns.Targets[i]) ? table[i] : "";
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

    /// <summary>Why a table of our own is not what is wanted, as each of its rows says; null for any other.</summary>
    private static string? OtherThanWanted(TableText table, KpuCsvColumns columns, FeedScope scope)
    {
        for (var i = 0; table.Flaw is null && i < columns.Targets.Count; i++)
        {
            if (columns.Targets[i] == KpuCsvColumns.Kind && table[i] == Words.Kinds.Of(ElectionKind.Simulation))
            {
                return $"line {table.Line}, column {columns.Names[i]}: \"{table[i]}\": these figures are invented, and a copy takes those "
                    + "of a count; nothing was taken";
            }

            if (columns.Targets[i] == KpuCsvColumns.Contest && table[i].Length > 0 && table[i] != scope.Contest)
            {
                return $"line {table.Line}, column {columns.Names[i]}: {Figure.Show(table[i])}, and {scope.Contest} is wanted: "
                    + "these are figures of another contest; nothing was taken";
            }
        }

        return null;
    }

    /// <summary>Of when a table of our own is, as each of its rows says: a copy's of when its source was.</summary>
    private static Timestamp? StatedTime(TableText table, KpuCsvColumns columns) =>
        TimeIn(table, columns, KpuCsvColumns.SourceCitation) ?? TimeIn(table, columns, KpuCsvColumns.Citation);

    private static Timestamp? TimeIn(TableText table, KpuCsvColumns columns, int target)
    {
        var column = columns.Targets.ToList().IndexOf(target);
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
