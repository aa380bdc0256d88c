using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Ledger.Merkle;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>A record, its tree and its names under the node's lock, as of one size. Lives no longer than the read.</summary>
public sealed class RecordAsOf
{
    private readonly MerkleTree _merkle;
    private readonly NamesBySize _names;

    internal RecordAsOf(ElectionRecord record, MerkleTree merkle, NamesBySize allNames, long size)
    {
        var names = allNames.At(size);
        (Record, _merkle, _names, Names, Size) = (record, merkle, allNames, names, size);
        Moment = new Moment(
            record.Head.Election,
            record.Definition.Kind,
            names.Title,
            record.Head.Ledger,
            size,
            size == merkle.Size ? merkle.Root() : merkle.Root(size),
            record.Times.At((int)size - 1),
            size < merkle.Size,
            record.Structure.Unit,
            record.Structure.Contests.Max(contest => record.Contest(contest.Code)?.SourceTimeAt(size))
        );
    }

    public ElectionRecord Record { get; }

    public ElectionNames Names { get; }

    /// <summary>The names as they were at an earlier size.</summary>
    public ElectionNames NamesAt(long size) => _names.At(size);

    /// <summary>How many entries count.</summary>
    public long Size { get; }

    public Moment Moment { get; }

    public MerkleTree Merkle => _merkle;

    /// <summary>The places as they are now, by whose ordinals all is kept; some may have come after this size.</summary>
    public RegionTree Tree => Record.Tree;

    /// <summary>The ordinal of a region that was there at this size, or -1.</summary>
    public int FindRegion(RegionCode code) => WasThere(code) ? Tree.FindRegion(code) : -1;

    /// <summary>The ordinal of a station that was there at this size, or -1.</summary>
    public int FindStation(RegionCode code) => WasThere(code) ? Tree.FindStation(code) : -1;

    /// <summary>The regions one tier below that were there at this size.</summary>
    public IEnumerable<int> Children(int region) => Tree.Children(region).Where(child => WasThere(Tree.Region(child)));

    /// <summary>The stations of a region that were there at this size.</summary>
    public IEnumerable<int> Stations(int region)
    {
        var (first, end) = Tree.StationsOf(region);
        return Enumerable.Range(first, end - first).Where(station => WasThere(Tree.Station(station)));
    }

    /// <summary>Where a statement stands; -1 where it does not, or not yet.</summary>
    public int IndexOf(Elections.Digest id) => Record.Ids.IndexOf(id) is var index && index < Size ? index : -1;

    /// <summary>The contest, or null.</summary>
    public ContestRecord? Contest(string code) => Record.Contest(code);

    public NamedRegion Place(RegionCode code) =>
        new(
            code,
            code.Level == Level.Station ? Names.StationName(code)
                : code.Level == Level.Nation ? ""
                : Names.RegionName(code)
        );

    /// <summary>The regions around a place, the province first; none for the nation and provinces.</summary>
    public IReadOnlyList<NamedRegion> Above(RegionCode code)
    {
        var above = new List<NamedRegion>();
        for (var level = Level.Province; level < code.Level; level++)
        {
            var region = Tree.FindRegion(code.At(level));
            if (!IsInUnit(region) || !IsInUnit(Tree.Parent(region)))
            {
                above.Add(Place(code.At(level)));
            }
        }

        return above;
    }

    /// <summary>Whether a place of this election was there at this size.</summary>
    private bool WasThere(RegionCode code) => Record.Additions.WasThere(code, Size);

    /// <summary>
    /// Whether a region holds the figures of one electoral district and nothing else: the tiers between it and the unit are there for the
    /// code alone, and are passed over.
    /// </summary>
    internal bool IsInUnit(int region) =>
        Record.Structure.Unit == CountingUnit.District
        && Record.Structure.Contests.Any(contest => contest.TryFindDistrict(Tree.Region(region), out _));
}
