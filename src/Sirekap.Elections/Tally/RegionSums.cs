using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tally;

/// <summary>
/// The sums of every region of a tree by class: those of villages in 32 bits, which they cannot exceed, all others in 64.
/// </summary>
public sealed class RegionSums
{
    private readonly RegionTree _tree;
    private readonly TallyLayout _layout;
    private readonly int _blocks;

    /// <summary>Position of a region's blocks, counted among the villages for a village and among the others for any other.</summary>
    private readonly int[] _places;
    private readonly int[] _villages;
    private readonly long[] _others;

    internal RegionSums(RegionTree tree, TallyLayout layout)
    {
        _tree = tree;
        _layout = layout;
        _blocks = TallyLayout.Classes * layout.Width;
        _places = new int[tree.RegionCount];
        var (villages, others) = (0, 0);
        for (var region = 0; region < tree.RegionCount; region++)
        {
            _places[region] = tree.IsVillage(region) ? villages++ : others++;
        }

        _villages = new int[villages * _blocks];
        _others = new long[others * _blocks];
    }

    /// <summary>What a region's stations add up to.</summary>
    public RegionTotals Totals(int region) => Totals(region, default);

    /// <summary>What a region's stations add up to, less these blocks, which may be none.</summary>
    internal RegionTotals Totals(int region, ReadOnlySpan<long> less) =>
        new(_tree.StationsOf(region).Count, ClassTotals(region, 0, less), ClassTotals(region, 1, less), ClassTotals(region, 2, less));

    /// <summary>The first region whose sums are not the same in <paramref name="other"/>, or -1.</summary>
    public int FirstDifference(RegionSums other)
    {
        for (var region = 0; region < _tree.RegionCount; region++)
        {
            var same = _tree.IsVillage(region)
                ? VillageBlocks(region).SequenceEqual(other.VillageBlocks(region))
                : Blocks(region).SequenceEqual(other.Blocks(region));
            if (!same)
            {
                return region;
            }
        }

        return -1;
    }

    internal Span<int> VillageBlocks(int region) => _villages.AsSpan(_places[region] * _blocks, _blocks);

    internal Span<long> Blocks(int region) => _others.AsSpan(_places[region] * _blocks, _blocks);

    /// <summary>
    /// Reads a word of each cache line that adding to a village's and its district's sums will want; the result means nothing.
    /// </summary>
    internal long Touch(int village)
    {
        var sum = 0L;
        var mine = VillageBlocks(village);
        for (var i = 0; i < mine.Length; i += 16)
        {
            sum ^= mine[i];
        }

        var above = Blocks(_tree.Parent(village));
        for (var i = 0; i < above.Length; i += 8)
        {
            sum ^= above[i];
        }

        return sum;
    }

    /// <summary>Adds a row to all regions that its station lies in, or takes it out of them.</summary>
    internal void Add(int village, StationClass stationClass, ReadOnlySpan<int> row, bool takeOut)
    {
        var block = ((int)stationClass - 1) * _layout.Width;
        RowSums.Add(VillageBlocks(village).Slice(block, _layout.Width), row, takeOut);
        var region = village;
        while (region != 0)
        {
            region = _tree.Parent(region);
            RowSums.Add(Blocks(region).Slice(block, _layout.Width), row, takeOut);
        }
    }

    private ClassTotals ClassTotals(int region, int block, ReadOnlySpan<long> less)
    {
        var start = block * _layout.Width;
        var sum = new long[_layout.Width];
        if (_tree.IsVillage(region))
        {
            RowSums.Add(sum, VillageBlocks(region).Slice(start, _layout.Width));
        }
        else
        {
            Blocks(region).Slice(start, _layout.Width).CopyTo(sum);
        }

        for (var i = 0; i < (less.IsEmpty ? 0 : sum.Length); i++)
        {
            sum[i] -= less[start + i];
        }

        return new ClassTotals((int)sum[_layout.Station], sum[.._layout.Slots], sum[_layout.Counts..(_layout.Counts + Fields.Count)]);
    }
}
