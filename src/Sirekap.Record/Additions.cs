using System.Collections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;

namespace Sirekap.Record;

/// <summary>Stations that were added to a running election, and the regions that came with them.</summary>
/// <param name="Index">The entry by which they came.</param>
/// <param name="Proposal">What was proposed, and who agreed to it.</param>
/// <param name="Ground">Why.</param>
/// <param name="Stations">The stations.</param>
/// <param name="Regions">The regions that there were not before, ascending.</param>
/// <param name="Names">Words for them, in the form of the names document; null where they have none.</param>
public sealed record Addition(
    int Index,
    Proposal Proposal,
    AdditionGround Ground,
    RegionTree Stations,
    IReadOnlyList<RegionCode> Regions,
    BlobReference? Names
);

/// <summary>A station that was added.</summary>
/// <param name="Station">Its ordinal.</param>
/// <param name="Index">The entry by which it came.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is station 0 by the definition, which adds nothing.</remarks>
public readonly record struct AddedStation(int Station, int Index);

/// <summary>
/// What was added to an election's places, oldest first. Whatever is as of an earlier size leaves out what came later. One thread adds,
/// under the record's lock.
/// </summary>
public sealed class Additions : IReadOnlyList<Addition>
{
    private readonly List<Addition> _all = [];
    private AddedStation[] _stations = [];

    public int Count => _all.Count;

    public Addition this[int ordinal] => _all[ordinal];

    public IEnumerator<Addition> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What brought a region or station; null for what was there from the beginning.</summary>
    public Addition? Of(RegionCode place)
    {
        foreach (var addition in _all)
        {
            if (
                place.Level == Level.Station
                    ? addition.Stations.FindStation(place) >= 0
                    : addition.Regions is RegionCode[] regions && Array.BinarySearch(regions, place) >= 0
            )
            {
                return addition;
            }
        }

        return null;
    }

    /// <summary>Whether a place of this election was there within the first <paramref name="size"/> entries.</summary>
    public bool WasThere(RegionCode place, long size) => Of(place) is not { } addition || addition.Index < size;

    /// <summary>The stations of a range that were added, ascending.</summary>
    public ReadOnlySpan<AddedStation> Within(StationRange stations)
    {
        return _stations.AsSpan(From(stations.First)..From(stations.End));

        int From(int station) => ~_stations.AsSpan().BinarySearch(new Behind(station));
    }

    /// <summary>Why these stations cannot be added as things are, or null.</summary>
    internal static Rejection? Flaw(ElectionRecord record, RegionTree added)
    {
        var most = record.Rules.Limits.Additions;
        if (record.Additions.Count >= most)
        {
            return new Rejection(RejectionCode.TooMany, $"places were added {most} times");
        }

        if (added.StationCount == 0)
        {
            return new Rejection(RejectionCode.NothingNew, "the list names no station");
        }

        for (var station = 0; station < added.StationCount; station++)
        {
            if (record.Tree.FindStation(added.Station(station)) >= 0)
            {
                return new Rejection(RejectionCode.AlreadyThere, $"{added.Station(station)} is a station of this election");
            }
        }

        return Outside(record, added) ?? Certified(record, added) ?? TooLarge(record, added);
    }

    internal void Add(TreeGrowth growth, Addition addition)
    {
        var moved = _stations.Select(added => added with { Station = growth.Station(added.Station) });
        var came = Enumerable
            .Range(0, addition.Stations.StationCount)
            .Select(station => new AddedStation(growth.After.FindStation(addition.Stations.Station(station)), addition.Index));
        _stations = [.. moved.Concat(came).OrderBy(added => added.Station)];
        _all.Add(addition);
    }

    /// <summary>A place without a ballot is not one of the election.</summary>
    private static Rejection? Outside(ElectionRecord record, RegionTree added)
    {
        foreach (var village in Villages(added))
        {
            if (!record.Structure.Contests.Any(contest => contest.TryFindDistrict(village, out _)))
            {
                return new Rejection(RejectionCode.UnknownRegion, $"{village} lies in no electoral district of any contest");
            }
        }

        return null;
    }

    /// <summary>What a plenary has certified nobody adds to: its totals would be those of other stations than it knew.</summary>
    private static Rejection? Certified(ElectionRecord record, RegionTree added)
    {
        foreach (var contest in record.Contests)
        {
            foreach (var village in Villages(added).Where(village => contest.Contest.TryFindDistrict(village, out _)))
            {
                for (var level = Level.Nation; level <= Level.Village; level++)
                {
                    var region = record.Tree.FindRegion(village.At(level));
                    if (region >= 0 && contest.Plenaries(region) is [.., var last])
                    {
                        return new Rejection(
                            RejectionCode.Certified,
                            $"{village} lies in {village.At(level)}, whose totals of {contest.Contest.Code} entry {last.Index} certified"
                        );
                    }
                }
            }
        }

        return null;
    }

    /// <summary>What is added must not fill the memory of whoever replays: the limits are those of a definition.</summary>
    private static Rejection? TooLarge(ElectionRecord record, RegionTree added)
    {
        if (record.Tree.StationCount + (long)added.StationCount > RegionTreeText.MostStations)
        {
            return new Rejection(
                RejectionCode.TooLarge,
                $"{record.Tree.StationCount} stations and {added.StationCount} more are above {RegionTreeText.MostStations}"
            );
        }

        var most = record.Rules.Limits.Figures;
        var figures = record.Structure.Contests.Sum(contest =>
            ContestTally.FiguresOf(record.Tree, contest) + ContestTally.FiguresOf(added, contest)
        );
        return figures > most
            ? new Rejection(
                RejectionCode.TooLarge,
                $"with {added.StationCount} stations more there are {figures} figures in all contests, above {most}"
            )
            : null;
    }

    private static IEnumerable<RegionCode> Villages(RegionTree tree) =>
        Enumerable.Range(0, tree.RegionCount).Where(tree.IsVillage).Select(tree.Region);

    /// <summary>Where stations from an ordinal on begin.</summary>
    private readonly struct Behind(int station) : IComparable<AddedStation>
    {
        public int CompareTo(AddedStation other) => station <= other.Station ? -1 : 1;
    }
}
