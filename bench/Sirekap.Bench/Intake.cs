using System.Diagnostics;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Bench;

/// <summary>
/// Intake in one process: forms, each by a key of its own, submitted by many tasks, read, verified, applied, made durable and acknowledged.
/// Beside it the same P-256 checks bare, on the same threads. Mark: at least half of the peer.
/// </summary>
internal static class Intake
{
    private const int Stations = 60_000;
    private const int Submitters = 512;
    private const double Mark = 0.5;

    public static int Run(string[] args)
    {
        var data = Directory.CreateTempSubdirectory("sirekap-intake-").FullName;
        try
        {
            return Run(data);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static int Run(string data)
    {
        var places = SimulatedRegions.Generate(Stations, 1);
        var definition = SimulatedElection.Define("intake", "localhost/intake", places.Names, places.StationNames);
        using var root = EcdsaSigner.Generate();
        using var log = Ed25519Signer.Generate(definition.Ledger);
        var begin = new NewElection(
            new StatementHead(definition.Ledger, definition.Id, definition.Rules),
            definition.Kind,
            1,
            definition.Structure.Encode(),
            places.Tree.Encode(),
            definition.Names.Encode()
        );
        using var sequencer = begin.Begin(ElectionFolder.At(data, definition.Id), [root], log, TimeProvider.System);

        // Everything that is enrolled first; then the forms, each by a fresh key, are what is measured.
        var (before, forms) = (new List<ReadOnlyMemory<byte>>(), new List<ReadOnlyMemory<byte>>());
        using (
            var night = new NightSimulation(
                SimulationOptions.BenchmarkNight(Stations, 1) with
                {
                    ReviewShare = 0,
                },
                sequencer.Record.Head,
                places.Tree,
                root
            )
        )
        {
            foreach (var entry in night.Entries())
            {
                (sequencer.Record.Read(entry.Entry, out _)!.Statement is Form ? forms : before).Add(entry.Entry);
            }
        }

        foreach (var outcome in sequencer.Append(before))
        {
            _ = outcome.Rejection is null ? 0 : throw new InvalidOperationException(outcome.Rejection.ToString());
        }

        var warm = forms.Count / 6;
        Submit(sequencer, forms[..warm]);
        var bareChecks = Claims(sequencer, forms);
        Bare(bareChecks[..warm]);

        var (seconds, p99) = Submit(sequencer, forms[warm..]);
        var bare = Bare(bareChecks[warm..]);
        var (figure, beside) = ((forms.Count - warm) / seconds, (forms.Count - warm) / bare);
        Console.WriteLine(
            $"{forms.Count - warm:N0} forms from {Submitters} tasks: {figure:N0}/s durable, p99 {p99:F0} ms; bare P-256 checks "
                + $"{beside:N0}/s"
        );
        Console.WriteLine(
            new Figure("intake", figure, "forms/s", "the same P-256 checks, bare", beside, figure / beside, figure >= Mark * beside)
        );
        return 0;
    }

    private static (double Seconds, double P99) Submit(Sequencer sequencer, List<ReadOnlyMemory<byte>> forms)
    {
        var waits = new double[forms.Count];
        var next = -1;
        var began = Stopwatch.GetTimestamp();
        Task.WaitAll([
            .. Enumerable
                .Range(0, Submitters)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (var i = Interlocked.Increment(ref next); i < forms.Count; i = Interlocked.Increment(ref next))
                        {
                            var sent = Stopwatch.GetTimestamp();
                            var outcome = await sequencer.SubmitAsync(forms[i]);
                            waits[i] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
                            if (outcome.Rejection is { } rejection)
                            {
                                throw new InvalidOperationException(rejection.ToString());
                            }
                        }
                    })
                ),
        ]);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Array.Sort(waits);
        return (seconds, waits[(int)(0.99 * (waits.Length - 1))]);
    }

    private static List<(byte[] Key, SignatureClaim Claim)> Claims(Sequencer sequencer, List<ReadOnlyMemory<byte>> forms) =>
        [
            .. forms.Select(form =>
            {
                var entry = sequencer.Record.Read(form, out _)!;
                sequencer.Record.Keys.TryFind(entry.Signers[0]!.Value, out var key);
                return (
                    sequencer.Record.Keys.Spki(key.Ordinal),
                    new SignatureClaim(key.Ordinal, entry.Note.Text, entry.Note.Signatures[0].Signature)
                );
            }),
        ];

    private static double Bare(List<(byte[] Key, SignatureClaim Claim)> checks) =>
        Clock.Seconds(() =>
            Parallel.ForEach(
                checks,
                check =>
                {
                    if (!EcdsaP256.Verify(check.Key, check.Claim.Text.Span, check.Claim.Signature.Span))
                    {
                        throw new InvalidOperationException("a signature does not verify");
                    }
                }
            )
        );
}
