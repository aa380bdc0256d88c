using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// Gathers the rows of one snapshot. A station with two rows that differ has none: nobody can say which of them is meant.
/// </summary>
internal sealed class FeedRows(RegionTree tree)
{
    private readonly List<FeedRow?> _rows = [];
    private readonly List<FeedRow> _first = [];
    private readonly Dictionary<RegionCode, int> _places = [];
    private int _read;
    private int _flawed;
    private int _flawsBefore;

    public List<RowFlaw> Flaws { get; } = [];

    /// <summary>Whether reading on makes no sense, nor fits into memory.</summary>
    public bool TooManyFlaws => FlawedRows > Feed.MostFlawedRows;

    /// <summary>What to say of it.</summary>
    public string TooMany => $"{FlawedRows} of the first {_read} rows cannot be understood; the last was {Flaws[^1]}";

    private int FlawedRows => _flawed + (Flaws.Count > _flawsBefore ? 1 : 0);

    /// <summary>Another row is read.</summary>
    public void Read()
    {
        (_flawed, _flawsBefore) = (FlawedRows, Flaws.Count);
        _read++;
    }

    /// <summary>The rows that stand.</summary>
    public IReadOnlyList<FeedRow> Done() => [.. _rows.OfType<FeedRow>()];

    /// <summary>What is wrong with a station's code, or null.</summary>
    public string? FlawOf(string cell, out RegionCode station) => FlawOf(tree, cell, out station);

    /// <inheritdoc cref="FlawOf(string, out RegionCode)"/>
    public static string? FlawOf(RegionTree tree, string cell, out RegionCode station)
    {
        if (!RegionCode.TryParse(Figure.Code(cell), out station) || station.Level != Level.Station)
        {
            return cell.Contains("E+", StringComparison.OrdinalIgnoreCase)
                ? $"{Figure.Show(cell)} is a code that a spreadsheet has shortened; expected 13 characters, in a column that is text"
                : $"{Figure.Show(cell)} is no code of a station (13 characters)";
        }

        return tree.FindStation(station) < 0 ? $"{station} is no station of this election's places" : null;
    }

    public void Add(FeedRow row, string column)
    {
        if (_places.TryAdd(row.Station, _rows.Count))
        {
            _rows.Add(row);
            _first.Add(row);
            return;
        }

        var place = _places[row.Station];
        var first = _first[place];
        var same = first.Fields.Equals(row.Fields) && first.Source == row.Source;
        if (!same && _rows[place] is not null)
        {
            _rows[place] = null;
            Flaws.Add(
                new RowFlaw(
                    first.File,
                    first.Line,
                    column,
                    $"{row.Station} has another row that says otherwise, at {row.File}:{row.Line}; neither was taken"
                )
            );
        }

        Flaws.Add(
            new RowFlaw(
                row.File,
                row.Line,
                column,
                $"{row.Station} has a row already, at {first.File}:{first.Line}{(same ? "" : ", that says otherwise")}"
            )
        );
    }
}
