using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tally;

/// <summary>
/// The sums of every region of a tree by class. Each is as wide as its electoral district's ballot; a region that lies in no one district
/// has the columns of <see cref="Contests.Contest.Wide"/>. Those of villages are not kept but read off their stations' rows.
/// </summary>
public sealed class RegionSums
{
    private readonly TallyPlan _plan;
    private readonly StationRows _rows;
    private readonly RegionTree _tree;

    /// <summary>Where the blocks of a region above the villages begin, in strips.</summary>
    private readonly int[] _places;
    private readonly long[] _blocks;

    internal RegionSums(TallyPlan plan, StationRows rows)
    {
        (_plan, _rows, _tree) = (plan, rows, plan.Tree);
        _places = new int[_tree.RegionCount];
        var strips = 0;
        for (var region = 0; region < _tree.RegionCount; region++)
        {
            _places[region] = strips;
            strips += _tree.IsVillage(region) ? 0 : TallyLayout.Classes * plan.LayoutOf(region).Summed / TallyLayout.Strip;
        }

        _blocks = new long[strips * TallyLayout.Strip];
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

    /// <summary>The first region above the villages whose sums are not the same in <paramref name="other"/>, or -1.</summary>
    public int FirstDifference(RegionSums other)
    {
        for (var region = 0; region < _tree.RegionCount; region++)
        {
            if (!_tree.IsVillage(region) && !Blocks(region).SequenceEqual(other.Blocks(region)))
            {
                return region;
            }
        }

        return -1;
    }

    internal Span<long> Blocks(int region) =>
        _blocks.AsSpan(_places[region] * TallyLayout.Strip, TallyLayout.Classes * _plan.LayoutOf(region).Summed);

    /// <summary>
    /// Reads a word of each cache line that adding to the sums of a village's district will want; the result means nothing.
    /// </summary>
    internal long Touch(int village)
    {
        var sum = 0L;
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

    /// <summary>Adds a village's sums to those of its district.</summary>
    internal void AddUp(int village, ReadOnlySpan<int> blocks)
    {
        var parent = _tree.Parent(village);
        if (!_plan.IsWide(parent))
        {
            RowSums.Add(Blocks(parent), blocks);
            return;
        }

        var (from, to) = (_plan.LayoutOf(village).Summed, _plan.LayoutOf(parent).Summed);
        var wide = new int[TallyLayout.Classes * to];
        for (var block = 0; block < TallyLayout.Classes; block++)
        {
            _plan.AddWide(village, blocks.Slice(block * from, from), wide.AsSpan(block * to, to));
        }

        RowSums.Add(Blocks(parent), wide);
    }

    /// <summary>Adds the sums of a region above the villages to those of the region that it is a part of.</summary>
    internal void AddUp(int region)
    {
        var parent = _tree.Parent(region);
        var (from, to) = (_plan.LayoutOf(region).Summed, _plan.LayoutOf(parent).Summed);
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
        var sum = _tree.IsVillage(region) ? new long[layout.Summed] : Blocks(region).Slice(start, layout.Summed).ToArray();
        if (_tree.IsVillage(region) && !_plan.IsWide(region))
        {
            Span<int> village = stackalloc int[TallyLayout.Classes * layout.Summed];
            _rows.SumVillage(region, village);
            RowSums.Add(sum, village.Slice(start, layout.Summed));
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
