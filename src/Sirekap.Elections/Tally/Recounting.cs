using System.Runtime.CompilerServices;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tally;

/// <summary>
/// All sums anew from the rows alone. Regencies are dealt out to the threads; each is summed village by village, district by district.
/// </summary>
internal sealed class Recounting(TallyPlan plan, StationRows rows, RegionSums into)
{
    private readonly RegionTree _tree = plan.Tree;

    /// <summary>Recounts everything.</summary>
    /// <param name="threads">How many threads take part.</param>
    public void Run(int threads)
    {
        var regencies = new List<int>();
        foreach (var province in _tree.Children(0))
        {
            regencies.AddRange(_tree.Children(province));
        }

        var next = -1;
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            _ =>
            {
                for (var mine = Interlocked.Increment(ref next); mine < regencies.Count; mine = Interlocked.Increment(ref next))
                {
                    Regency(regencies[mine]);
                }
            }
        );

        into.Blocks(0).Clear();
        foreach (var province in _tree.Children(0))
        {
            into.Blocks(province).Clear();
            foreach (var regency in _tree.Children(province))
            {
                into.AddUp(regency);
            }

            into.AddUp(province);
        }

        foreach (var station in rows.Large)
        {
            var village = _tree.VillageOf(station);
            into.AddAbove(village, rows.Class(station), rows.Above(station)[..plan.LayoutOf(village).Summed], takeOut: false);
        }
    }

    private void Regency(int regency)
    {
        into.Blocks(regency).Clear();
        for (var district = regency + 1; district < _tree.EndOf(regency); district = _tree.EndOf(district))
        {
            District(district);
            into.AddUp(district);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void District(int district)
    {
        into.Blocks(district).Clear();
        Span<int> blocks = stackalloc int[TallyLayout.Classes * plan.Widest];
        for (var village = district + 1; village < _tree.EndOf(district); village++)
        {
            if (!plan.IsWide(village))
            {
                var mine = blocks[..(TallyLayout.Classes * plan.LayoutOf(village).Summed)];
                rows.SumVillageRows(village, mine);
                into.AddUp(village, mine);
            }
        }
    }
}
