using System.Runtime.CompilerServices;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tally;

/// <summary>
/// All sums anew from the rows alone. Regencies are dealt out to the threads; each is summed village by village, district by district.
/// </summary>
internal sealed class Recounting(RegionTree tree, TallyLayout layout, int[] rows, byte[] classes, RegionSums into)
{
    /// <summary>Recounts everything.</summary>
    /// <param name="threads">How many threads take part.</param>
    public void Run(int threads)
    {
        var regencies = new List<int>();
        foreach (var province in tree.Children(0))
        {
            regencies.AddRange(tree.Children(province));
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
        foreach (var province in tree.Children(0))
        {
            into.Blocks(province).Clear();
            foreach (var regency in tree.Children(province))
            {
                RowSums.Add(into.Blocks(province), into.Blocks(regency));
            }

            RowSums.Add(into.Blocks(0), into.Blocks(province));
        }
    }

    private void Regency(int regency)
    {
        var sum = into.Blocks(regency);
        sum.Clear();
        for (var district = regency + 1; district < tree.EndOf(regency); district = tree.EndOf(district))
        {
            District(district);
            RowSums.Add(sum, into.Blocks(district));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void District(int district)
    {
        var sum = into.Blocks(district);
        sum.Clear();
        for (var village = district + 1; village < tree.EndOf(district); village++)
        {
            var blocks = into.VillageBlocks(village);
            var (first, end) = tree.StationsOf(village);
            RowSums.SumByClass(blocks, rows.AsSpan(first * layout.Width, (end - first) * layout.Width), classes.AsSpan(first, end - first));
            RowSums.Add(sum, blocks);
        }
    }
}
