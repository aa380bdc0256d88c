using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Ledger.Merkle;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>A record, its tree and its names under the node's lock, as of one size. Lives no longer than the read.</summary>
public sealed class RecordAsOf
{
    private readonly MerkleTree _merkle;

    internal RecordAsOf(ElectionRecord record, MerkleTree merkle, ElectionNames names, long size)
    {
        (Record, _merkle, Names, Size) = (record, merkle, names, size);
        Moment = new Moment(
            record.Head.Election,
            record.Definition.Kind,
            names.Title,
            record.Head.Ledger,
            size,
            size == merkle.Size ? merkle.Root() : merkle.Root(size),
            record.Times.At((int)size - 1),
            size < merkle.Size,
            record.Structure.Unit
        );
    }

    public ElectionRecord Record { get; }

    public ElectionNames Names { get; }

    /// <summary>How many entries count.</summary>
    public long Size { get; }

    public Moment Moment { get; }

    public MerkleTree Merkle => _merkle;

    public RegionTree Tree => Record.Tree;

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

    /// <summary>
    /// Whether a region holds the figures of one electoral district and nothing else: the tiers between it and the unit are there for the
    /// code alone, and are passed over.
    /// </summary>
    internal bool IsInUnit(int region) =>
        Record.Structure.Unit == CountingUnit.District
        && Record.Structure.Contests.Any(contest => contest.TryFindDistrict(Tree.Region(region), out _));
}
