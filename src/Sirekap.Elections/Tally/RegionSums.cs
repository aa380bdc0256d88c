using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tally;

/// <summary>
/// The sums of every region of a tree by class: those of villages in 32 bits, which they cannot exceed, all others in 64. Each is as wide
/// as
/// its electoral district's ballot; a region that lies in no one district has the columns of <see cref="Contests.Contest.Wide"/>.
/// </summary>
public sealed class RegionSums
{
    private readonly TallyPlan _plan;
    private readonly RegionTree _tree;

    /// <summary>
    /// Where a region's blocks begin, in strips, among those of villages for a village and among the others for any other.
    /// </summary>
    private readonly int[] _places;
    private readonly int[] _villages;
    private readonly long[] _others;

    internal RegionSums(TallyPlan plan)
    {
        _plan = plan;
        _tree = plan.Tree;
        _places = new int[_tree.RegionCount];
        var (villages, others) = (0, 0);
        for (var region = 0; region < _tree.RegionCount; region++)
        {
            var strips = TallyLayout.Classes * plan.LayoutOf(region).Summed / TallyLayout.Strip;
            if (_tree.IsVillage(region))
            {
                _places[region] = villages;
                villages += strips;
            }
            else
            {
                _places[region] = others;
                others += strips;
            }
        }

        _villages = new int[villages * TallyLayout.Strip];
        _others = new long[others * TallyLayout.Strip];
    }

    /// <summary>What a region's stations add up to.</summary>
    public RegionTotals Totals(int region) => Totals(region, region, default);

    /// <summary>What a region's stations add up to, in the columns of a region around it.</summary>
    internal RegionTotals Totals(int region, int around) => Totals(region, around, default);

    /// <summary>What a region's stations add up to, less these blocks in its own columns, which may be none.</summary>
    internal RegionTotals Totals(int region, int around, ReadOnlySpan<long> less) =>
        new(
            _plan.StationsOf(region),
            ClassTotals(region, around, 0, less),
            ClassTotals(region, around, 1, less),
            ClassTotals(region, around, 2, less)
        );

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

    internal Span<int> VillageBlocks(int region) =>
        _villages.AsSpan(_places[region] * TallyLayout.Strip, TallyLayout.Classes * _plan.LayoutOf(region).Summed);

    internal Span<long> Blocks(int region) =>
        _others.AsSpan(_places[region] * TallyLayout.Strip, TallyLayout.Classes * _plan.LayoutOf(region).Summed);

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
    /// <param name="row">Its lower bits.</param>
    /// <param name="above">Its upper bits; empty for most.</param>
    internal void Add(int village, StationClass stationClass, ReadOnlySpan<ushort> row, ReadOnlySpan<byte> above, bool takeOut)
    {
        var layout = _plan.LayoutOf(village);
        row = row[..layout.Summed];
        RowSums.Add(ClassOf(VillageBlocks(village), stationClass), row, takeOut);
        var region = _tree.Parent(village);
        for (; !_plan.IsWide(region); region = _tree.Parent(region))
        {
            RowSums.Add(ClassOf(Blocks(region), stationClass), row, takeOut);
            if (region == 0)
            {
                break;
            }
        }

        if (_plan.IsWide(region))
        {
            AddWide(village, region, stationClass, row, takeOut);
        }

        if (!above.IsEmpty)
        {
            AddAbove(village, stationClass, above[..layout.Summed], takeOut);
        }
    }

    /// <summary>Adds what stands above the rows to sums of the rows alone.</summary>
    internal void AddAbove(int village, StationClass stationClass, ReadOnlySpan<byte> above, bool takeOut)
    {
        var figures = new int[above.Length];
        for (var i = 0; i < figures.Length; i++)
        {
            figures[i] = (takeOut ? -above[i] : above[i]) << LargeFigures.RowBits;
        }

        var sum = ClassOf(VillageBlocks(village), stationClass);
        for (var i = 0; i < figures.Length; i++)
        {
            sum[i] += figures[i];
        }

        var wide = new int[_plan.LayoutOf(0).Summed];
        if (_plan.IsWide(0))
        {
            _plan.AddWide(village, figures, wide);
        }

        var region = village;
        do
        {
            region = _tree.Parent(region);
            RowSums.Add(ClassOf(Blocks(region), stationClass), _plan.IsWide(region) ? wide : figures);
        } while (region != 0);
    }

    /// <summary>Adds a region's sums to those of the region that it is a part of.</summary>
    internal void AddUp(int region)
    {
        var parent = _tree.Parent(region);
        var (from, to) = (_plan.LayoutOf(region).Summed, _plan.LayoutOf(parent).Summed);
        if (_tree.IsVillage(region))
        {
            var mine = VillageBlocks(region);
            if (_plan.IsWide(region) || !_plan.IsWide(parent))
            {
                RowSums.Add(Blocks(parent), mine);
                return;
            }

            var wide = new int[TallyLayout.Classes * to];
            for (var block = 0; block < TallyLayout.Classes; block++)
            {
                _plan.AddWide(region, mine.Slice(block * from, from), wide.AsSpan(block * to, to));
            }

            RowSums.Add(Blocks(parent), wide);
            return;
        }

        if (_plan.IsWide(region) || !_plan.IsWide(parent))
        {
            RowSums.Add(Blocks(parent), Blocks(region));
            return;
        }

        for (var block = 0; block < TallyLayout.Classes; block++)
        {
            _plan.AddWide(region, Blocks(region).Slice(block * from, from), Blocks(parent).Slice(block * to, to));
        }
    }

    private void AddWide(int village, int region, StationClass stationClass, ReadOnlySpan<ushort> row, bool takeOut)
    {
        Span<int> figures = stackalloc int[row.Length];
        for (var i = 0; i < figures.Length; i++)
        {
            figures[i] = row[i];
        }

        Span<int> wide = stackalloc int[_plan.LayoutOf(0).Summed];
        wide.Clear();
        _plan.AddWide(village, figures, wide);
        while (true)
        {
            RowSums.Add(ClassOf(Blocks(region), stationClass), wide, takeOut);
            if (region == 0)
            {
                return;
            }

            region = _tree.Parent(region);
        }
    }

    private static Span<T> ClassOf<T>(Span<T> blocks, StationClass stationClass)
    {
        var width = blocks.Length / TallyLayout.Classes;
        return blocks.Slice(((int)stationClass - 1) * width, width);
    }

    private ClassTotals ClassTotals(int region, int around, int block, ReadOnlySpan<long> less)
    {
        var layout = _plan.LayoutOf(region);
        var start = block * layout.Summed;
        var sum = new long[layout.Summed];
        if (_tree.IsVillage(region))
        {
            RowSums.Add(sum, VillageBlocks(region).Slice(start, layout.Summed));
        }
        else
        {
            Blocks(region).Slice(start, layout.Summed).CopyTo(sum);
        }

        for (var i = 0; i < (less.IsEmpty ? 0 : sum.Length); i++)
        {
            sum[i] -= less[start + i];
        }

        if (_plan.IsWide(around) && !_plan.IsWide(region))
        {
            layout = _plan.LayoutOf(around);
            var wide = new long[layout.Summed];
            _plan.AddWide(region, sum, wide);
            sum = wide;
        }

        return new ClassTotals((int)sum[layout.Station], sum[..layout.Votes], sum[layout.Counts..(layout.Counts + Fields.Count)]);
    }
}
