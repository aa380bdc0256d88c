using System.Diagnostics;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;

namespace Sirekap.Bench;

/// <summary>
/// A nation's places grow by a station in each regency: the tree with the new place of every old one, and a contest's rows laid out anew
/// and counted. While that happens nobody reads the record or adds to it. The mark: 5 seconds, as long as a restart may take.
/// </summary>
internal static class Growth
{
    private const int Rounds = 5;
    private const double Mark = 5_000;

    public static int Run(string[] arguments)
    {
        var (trees, tallies) = (new double[Rounds], new double[Rounds]);
        var tally = Fill();
        for (var round = 0; round < Rounds; round++)
        {
            var before = tally.Tree;
            var added = RegionTree.FromStations(Villages(before).Select(village => village.Station(RegionTree.LargestNumber - round)));
            TreeGrowth? growth = null;
            trees[round] = Time(() => growth = TreeGrowth.Of(before, added));
            tallies[round] = Time(() => tally.Grow(growth!));
        }

        var (tree, rows) = (Figure.Median(trees), Figure.Median(tallies));
        Console.WriteLine(
            $"{tally.Tree.StationCount:N0} stations: the tree {tree:0} ms, rows and sums of a contest of three tickets {rows:0} ms, "
                + $"medians of {Rounds}"
        );
        Console.WriteLine(new Figure("growth", tree + rows, "ms", "limit", Mark, (tree + rows) / Mark, tree + rows <= Mark));
        return 0;
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The first village of each regency.</summary>
    private static IEnumerable<RegionCode> Villages(RegionTree tree) =>
        Enumerable
            .Range(0, tree.RegionCount)
            .Where(region => tree.Region(region).Level == Level.Regency)
            .Select(region => tree.Region(region + 2));

    private static ContestTally Fill()
    {
        var tree = NationalShape.Tree();
        var tally = new ContestTally(tree, NationalShape.Ppwp);
        var random = new Random(2024);
        for (var station = 0; station < tree.StationCount; station++)
        {
            tally.Set(station, StationClass.Accepted, NationalShape.Form(random));
        }

        return tally;
    }
}
