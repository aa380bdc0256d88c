using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>
/// Copies: the snapshot of the feed that was announced last, when each station was last seen in one, and how the source dates its row. Of
/// two rows the source's own times say which is newer, where both have one; else the times of their snapshots do.
/// </summary>
internal sealed class FeedSnapshots(RegionTree tree)
{
    private readonly Dictionary<int, SourceNote> _notes = [];
    private RegionTree _tree = tree;
    private long[]? _seen;
    private int[]? _listed;
    private SourceNote[]? _rows;
    private Timestamp? _last;

    // The announcements in order, each with the newest time until then: feeds are copied some hundreds of times.
    private readonly List<(int Index, Timestamp Newest)> _announced = [];

    /// <summary>The time of the newest snapshot that had this station, or null.</summary>
    public Timestamp? Seen(int station) => _seen is null || _seen[station] == 0 ? null : new Timestamp(_seen[station]);

    /// <summary>Stations are added, which no snapshot has had, and those that are here have other ordinals.</summary>
    public void Grow(TreeGrowth growth)
    {
        _tree = growth.After;
        _seen = _seen is null ? null : growth.Stations(_seen, 0L);
        _listed = _listed is null ? null : growth.Stations(_listed, 0);
        _rows = _rows is null ? null : growth.Stations(_rows, default);
    }

    /// <summary>What the source said last of this station's row.</summary>
    public SourceNote Row(int station) => _rows?[station] ?? default;

    /// <summary>What the source said of a row besides the figures that an entry brought.</summary>
    public SourceNote NoteOf(int index) => _notes.GetValueOrDefault(index);

    /// <summary>The time of the newest snapshot announced within the first so many entries, or null.</summary>
    public Timestamp? NewestWithin(long size) =>
        _announced.FindLastIndex(one => one.Index < size) is >= 0 and var at ? _announced[at].Newest : null;

    /// <summary>A snapshot is announced, with the stations that it has.</summary>
    public Rejection? Begin(int index, Snapshot snapshot, RegionTree stations)
    {
        for (var i = 0; i < stations.StationCount; i++)
        {
            if (_tree.FindStation(stations.Station(i)) < 0)
            {
                return new Rejection(
                    RejectionCode.UnknownRegion,
                    $"the snapshot's list names {stations.Station(i)}, which is no station here"
                );
            }
        }

        _seen ??= new long[_tree.StationCount];
        _listed ??= new int[_tree.StationCount];
        _rows ??= new SourceNote[_tree.StationCount];
        _announced.Add((index, _announced is [.., var (_, newest)] && newest > snapshot.Taken ? newest : snapshot.Taken));
        for (var i = 0; i < stations.StationCount; i++)
        {
            var station = _tree.FindStation(stations.Station(i));
            _seen[station] = Math.Max(_seen[station], snapshot.Taken.UnixSeconds);
            _listed[station] = _announced.Count;
        }

        _last = snapshot.Taken;
        return null;
    }

    /// <summary>Whether a row of a snapshot of this time is older than what has been said of its station.</summary>
    public bool IsOlder(int station, Timestamp taken, Timestamp? dated) =>
        dated is { } own && Row(station).Dated is { } known && own != known ? own < known : Seen(station) is { } seen && seen > taken;

    /// <summary>Whether the source dates the row later than before, or says that it is of another poll.</summary>
    public bool IsNews(int station, SourceNote source) =>
        source.Poll != Row(station).Poll || source.Dated > Row(station).Dated || (source.Dated is not null && Row(station).Dated is null);

    /// <summary>Why what speaks of a station at a time is not of the last snapshot, or null.</summary>
    public Rejection? Refuses(int station, RegionCode code, Timestamp taken, SourceNote source)
    {
        if (_last != taken || _listed is null || _listed[station] != _announced.Count)
        {
            return new Rejection(
                Seen(station) is { } seen && seen > taken ? RejectionCode.OlderSnapshot : RejectionCode.NotInSnapshot,
                $"{code}: the snapshot announced last is of {_last?.ToString() ?? "none"} and must be of {taken} and list this station"
            );
        }

        if (source.Dated > taken)
        {
            return new Rejection(RejectionCode.NotInSnapshot, $"{code}: dated {source.Dated}, after its snapshot of {taken}");
        }

        return IsOlder(station, taken, source.Dated)
            ? new Rejection(
                RejectionCode.OlderSnapshot,
                $"{code}: a snapshot of {Seen(station)} has spoken of it, with a row of {Row(station).Dated?.ToString() ?? "no time"}"
            )
            : null;
    }

    /// <summary>An entry has said this of a station's row.</summary>
    public void Note(int station, int index, SourceNote source)
    {
        if (_rows is null)
        {
            return;
        }

        _rows[station] = source;
        if (source != default)
        {
            _notes[index] = source;
        }
    }
}
