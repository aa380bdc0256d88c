using Sirekap.Elections;

namespace Sirekap.OpenData.Exports;

/// <summary>A column.</summary>
/// <param name="Name">Its heading, in the reader's language.</param>
/// <param name="Kind">What its cells are.</param>
public sealed record TableColumn(string Name, CellKind Kind);

/// <summary>
/// Where a table was taken from: enough to find the same numbers again. A file travels without the page that it came from, and into either
/// language: its labels are in both.
/// </summary>
/// <param name="Election">The election's id.</param>
/// <param name="Kind">Real, copy or simulation in words, as e.g. "SIMULASI — bukan hasil resmi".</param>
/// <param name="Size">N, the entries of the ledger that were added up.</param>
/// <param name="Root">The tree's root at N, base64.</param>
/// <param name="Time">The record's time at N.</param>
/// <param name="Address">Where the table stands, as of N; null where it stands nowhere.</param>
/// <param name="SourceTime">A copy's: the time of its source; null where nothing is copied.</param>
public sealed record TableSource(
    string Election,
    string Kind,
    long Size,
    string Root,
    Timestamp? Time,
    string? Address = null,
    Timestamp? SourceTime = null
)
{
    /// <summary>How the record's time at N is called, and that of a copy's source.</summary>
    internal const string TimeLabel = "waktu/time",
        SourceTimeLabel = "waktu sumber/source time";

    /// <summary>All in one line, without the kind.</summary>
    public string Line => string.Join(", ", Lines.Skip(1).Select(line => $"{line.Label} {line.Text}"));

    /// <summary>A label and a text each; the kind first.</summary>
    public IReadOnlyList<(string Label, string Text)> Lines =>
        [
            ("jenis/kind", Kind),
            ("pemilu/election", Election),
            ("N", Size.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("root", Root),
            .. SourceTime is { } copied ? new[] { (SourceTimeLabel, copied.ToString()) } : [],
            .. Time is { } time ? new[] { (TimeLabel, time.ToString()) } : [],
            .. Address is { } address ? new[] { ("alamat/address", address) } : [],
        ];
}

/// <summary>A table that people take away, whatever the format.</summary>
/// <param name="Id">Its name in paths: <c>a-z</c>, <c>0-9</c> and <c>-</c>.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Columns">At least one.</param>
/// <param name="Rows">A cell for each column, of the column's kind or empty. Gone through once by each writer.</param>
/// <param name="Source">Where it was taken from.</param>
public sealed record Table(
    string Id,
    string Caption,
    IReadOnlyList<TableColumn> Columns,
    IEnumerable<IReadOnlyList<Cell>> Rows,
    TableSource Source
)
{
    /// <summary>
    /// Whether it is for programs, and long: then its heading is the first row in every format, and a row says of its source no more than
    /// which it is (kind, N, time); the rest stands in the codebook beside it.
    /// </summary>
    public bool IsRaw { get; init; }

    /// <summary>The rows, each looked at before it is written.</summary>
    /// <exception cref="InvalidOperationException">A row has other cells than the table has columns: a bug of whoever made it.</exception>
    internal IEnumerable<IReadOnlyList<Cell>> CheckedRows()
    {
        var number = 0;
        foreach (var row in Rows)
        {
            number++;
            if (row.Count != Columns.Count)
            {
                throw new InvalidOperationException($"table {Id}, row {number}: {row.Count} cells where there are {Columns.Count} columns");
            }

            for (var i = 0; i < row.Count; i++)
            {
                if (row[i].HasValue && row[i].Kind != Columns[i].Kind)
                {
                    throw new InvalidOperationException(
                        $"table {Id}, row {number}, column {Columns[i].Name}: {row[i].Kind} where {Columns[i].Kind} belongs"
                    );
                }
            }

            yield return row;
        }
    }
}
