using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Tally;

namespace Sirekap.Bench;

/// <summary>
/// All sums of the nation anew, of every region and class, beside DuckDB's <c>GROUP BY ROLLUP</c> of the same 28 columns over province,
/// regency, district and village, from a table in memory, with two threads. The mark: 20 times faster.
/// </summary>
internal static class Recount
{
    private const int Rounds = 21;
    private const int WarmRounds = 100;
    private const double Mark = 20;

    public static int Run(string[] arguments)
    {
        var tally = Fill();
        var sums = tally.Recount();
        var first = Time(() => tally.Recount(sums));
        for (var round = 0; round < WarmRounds; round++)
        {
            tally.Recount(sums);
        }

        var timings = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            timings[round] = Time(() => tally.Recount(sums));
        }

        if (sums.FirstDifference(tally.Sums) >= 0)
        {
            throw new InvalidOperationException("the recount and the running sums differ");
        }

        var median = Figure.Median(timings);
        Console.WriteLine(
            $"{tally.Tree.StationCount:N0} stations, {tally.Tree.RegionCount:N0} regions: median {median:0.0} ms, "
                + $"fastest {timings[0]:0.0} ms of {Rounds}, the first ever {first:0.0} ms"
        );
        var peer = Peer(tally, arguments);
        var ratio = peer / median;
        Console.WriteLine(new Figure("recount", median, "ms", "DuckDB GROUP BY ROLLUP, two threads", peer, ratio, ratio >= Mark));
        return 0;
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static ContestTally Fill()
    {
        var tree = NationalShape.Tree();
        var tally = new ContestTally(tree, NationalShape.Ppwp);
        var random = new Random(2024);
        for (var station = 0; station < tree.StationCount; station++)
        {
            var share = random.Next(100);
            tally.Set(
                station,
                share < 85 ? StationClass.Accepted
                    : share < 95 ? StationClass.Unchecked
                    : StationClass.UnderReview,
                NationalShape.Form(random)
            );
        }

        return tally;
    }

    /// <summary>The rows as CSV into a folder of their own, and the peer's median over it; NaN when the peer is not installed.</summary>
    private static double Peer(ContestTally tally, string[] arguments)
    {
        if (arguments is not [var script])
        {
            Console.WriteLine("no peer: bench/run installs it");
            return double.NaN;
        }

        var folder = Directory.CreateTempSubdirectory("sirekap-recount");
        try
        {
            var csv = Path.Combine(folder.FullName, "rows.csv");
            Export(tally, csv);
            var start = new ProcessStartInfo("node", [script, csv, Rounds.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            using var node = Process.Start(start) ?? throw new InvalidOperationException("node does not start");
            var line = node.StandardOutput.ReadToEnd().Trim();
            node.WaitForExit();
            if (node.ExitCode != 0)
            {
                throw new InvalidOperationException($"the peer ended with {node.ExitCode}");
            }

            // Milliseconds, rows of the answer, and the nation's first two sums, which must be ours.
            var answer = line.Split(' ');
            var nation = tally.Totals(0).Reported;
            Console.WriteLine($"DuckDB: median {answer[0]} ms, {answer[1]} rows of totals");
            if (answer[2] != $"{nation.Votes[0]}" || answer[3] != $"{nation.Votes[1]}" || answer[1] != $"{tally.Tree.RegionCount}")
            {
                throw new InvalidOperationException($"the peer counts otherwise: {line}");
            }

            return double.Parse(answer[0], CultureInfo.InvariantCulture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Export(ContestTally tally, string path)
    {
        using var file = new StreamWriter(path, append: false, Encoding.ASCII, 1 << 20);
        file.Write("prov,kab,kec,kel");
        for (var column = 0; column < 3 + Fields.Count; column++)
        {
            file.Write($",c{column}");
        }

        file.Write('\n');
        for (var station = 0; station < tally.Tree.StationCount; station++)
        {
            var village = tally.Tree.Region(tally.Tree.VillageOf(station)).ToString();
            var fields = tally.Fields(station)!;
            file.Write($"{village[..2]},{village[..4]},{village[..6]},{village}");
            foreach (var figure in fields.Votes)
            {
                file.Write($",{figure}");
            }

            foreach (var figure in fields.Counts)
            {
                file.Write($",{figure}");
            }

            file.Write('\n');
        }
    }
}
