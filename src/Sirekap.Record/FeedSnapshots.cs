using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>Copies: the snapshot of the feed that was announced last, and when each station was last seen in one.</summary>
internal sealed class FeedSnapshots(RegionTree tree)
{
    private RegionTree _tree = tree;
    private long[]? _seen;
    private Timestamp? _last;

    /// <summary>The time of the newest snapshot that had this station, or null.</summary>
    public Timestamp? Seen(int station) => _seen is null || _seen[station] == 0 ? null : new Timestamp(_seen[station]);

    /// <summary>Stations are added, which no snapshot has had, and those that are here have other ordinals.</summary>
    public void Grow(TreeGrowth growth) => (_tree, _seen) = (growth.After, _seen is null ? null : growth.Stations(_seen, 0L));

    /// <summary>A snapshot is announced, with the stations that it has.</summary>
    public Rejection? Begin(Snapshot snapshot, RegionTree stations)
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
        for (var i = 0; i < stations.StationCount; i++)
        {
            ref var seen = ref _seen[_tree.FindStation(stations.Station(i))];
            seen = Math.Max(seen, snapshot.Taken.UnixSeconds);
        }

        _last = snapshot.Taken;
        return null;
    }

    /// <summary>Why what speaks of a station at a time is not of the last snapshot, or null.</summary>
    public Rejection? Refuses(int station, RegionCode code, Timestamp taken)
    {
        if (Seen(station) is { } seen && seen > taken)
        {
            return new Rejection(RejectionCode.OlderSnapshot, $"{code}: a snapshot of {seen} has spoken of it, this one is of {taken}");
        }

        return _last == taken && Seen(station) == taken
            ? null
            : new Rejection(
                RejectionCode.NotInSnapshot,
                $"{code}: the snapshot announced last is of {_last?.ToString() ?? "none"} and must be of {taken} and list this station"
            );
    }
}
