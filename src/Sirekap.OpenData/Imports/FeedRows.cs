using Sirekap.Elections;
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

    public List<RowFlaw> Flaws { get; } = [];

    public Timestamp? Newest { get; private set; }

    public bool TooManyFlaws => Flaws.Count > Feed.MostFlaws;

    /// <summary>The rows that stand.</summary>
    public IReadOnlyList<FeedRow> Done() => [.. _rows.OfType<FeedRow>()];

    public void Seen(Timestamp time) => Newest = Newest is { } newest && newest > time ? newest : time;

    /// <summary>What is wrong with a station's code, or null.</summary>
    public string? FlawOf(ReadOnlySpan<byte> code, out RegionCode station)
    {
        if (!RegionCode.TryParse(code, out station) || station.Level != Level.Station)
        {
            return $"{Figure.Show(code)} is no code of a station (13 characters)";
        }

        return tree.FindStation(station) < 0 ? $"{station} is no station of the regions given" : null;
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
        var same = first.Fields.Equals(row.Fields);
        if (!same && _rows[place] is not null)
        {
            _rows[place] = null;
            Flaws.Add(
                new RowFlaw(
                    first.File,
                    first.Line,
                    column,
                    $"{row.Station} has another row with other figures, at {row.File}:{row.Line}; neither was taken"
                )
            );
        }

        Flaws.Add(
            new RowFlaw(
                row.File,
                row.Line,
                column,
                $"{row.Station} has a row already, at {first.File}:{first.Line}{(same ? "" : ", with other figures")}"
            )
        );
    }
}
