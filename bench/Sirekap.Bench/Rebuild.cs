using System.Security.Cryptography;
using Sirekap.Record.Storage;

namespace Sirekap.Bench;

/// <summary>
/// The record from the store at start: segments read, batches and leaves checked, root recomputed, entries folded; signatures not. Mark: 5
/// s.
/// </summary>
internal static class Rebuild
{
    private const double Limit = 5;

    public static int Run(string[] args)
    {
        var folder = NationalNight.Folder;
        var segments = Directory.GetFiles(Path.Combine(folder.Ledger, "segments"), "*.seg");
        var (ours, hashing) = (new double[3], new double[3]);
        for (var round = -1; round < ours.Length; round++)
        {
            var a = Clock.Seconds(() =>
            {
                using var ledger = LedgerReader.Open(folder);
                if (ledger.Tree.Root() != ledger.Tree.Root(ledger.Tree.Size))
                {
                    throw new InvalidOperationException("the root is not the root");
                }
            });
            GC.Collect();
            var b = Clock.Seconds(() => Parallel.ForEach(segments, file => SHA256.HashData(File.ReadAllBytes(file))));
            if (round >= 0)
            {
                (ours[round], hashing[round]) = (a, b);
            }
        }

        var (figure, beside) = (Figure.Median(ours), Figure.Median(hashing));
        Console.WriteLine($"rebuild {figure:F2} s, reading and hashing the same bytes {beside:F2} s, limit {Limit} s");
        Console.WriteLine(
            new Figure("rebuild", figure, "s", "reading and hashing the same bytes; limit 5 s", beside, figure / beside, figure <= Limit)
        );
        return 0;
    }
}
