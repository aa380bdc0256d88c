using System.Threading.Channels;
using Sirekap.Node;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Demo;

/// <summary>How far a night has been told.</summary>
/// <param name="Done">Entries submitted.</param>
/// <param name="Of">Entries that there are.</param>
/// <param name="Refused">Refused as they should be: repeated texts, and forms under revoked keys.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is a night of which nothing is told.</remarks>
public readonly record struct NightProgress(int Done, int Of, int Refused);

/// <summary>
/// Tells a simulated night to a node in a few minutes. What comes before the count is submitted at once; from the first form on each entry
/// has its moment, half by its place in the sequence and half by its simulated time, so that the evening swells and ebbs and the weeks of
/// plenaries do not take for ever. A node that has heard the beginning, before it was stopped, goes on where it was.
/// </summary>
/// <param name="node">Takes the entries.</param>
/// <param name="night">The night.</param>
/// <param name="clock">The node's clock, which the night sets forward.</param>
/// <param name="length">How long the telling takes.</param>
/// <param name="real">Paces it.</param>
public sealed class NightPlayer(LedgerNode node, NightSimulation night, ToldTime clock, TimeSpan length, TimeProvider real)
{
    /// <summary>
    /// Answers not yet heard: the telling does not wait for each, and goes on no further than this when the ledger stops.
    /// </summary>
    private const int Waiting = 1024;

    /// <summary>The plenaries, weeks of them, get this share of the telling.</summary>
    private const double PlenaryShare = 0.25;

    /// <summary>From the first form to the end of the night, as far as time is told by the clock.</summary>
    private static readonly TimeSpan NightHours = TimeSpan.FromHours(14);

    private int _done;
    private int _refused;

    /// <summary>So far.</summary>
    public NightProgress Progress => new(Volatile.Read(ref _done), night.Count, Volatile.Read(ref _refused));

    /// <summary>Tells the night to its end.</summary>
    /// <exception cref="LedgerStoppedException">The node's ledger has stopped.</exception>
    public async Task PlayAsync(CancellationToken cancellation)
    {
        var answers = Channel.CreateBounded<(SimulatedEntry Entry, ValueTask<Outcome> Answer)>(Waiting);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var hearing = HearAsync(answers.Reader, failed);
        try
        {
            await TellAsync(answers.Writer, failed.Token);
        }
        catch (OperationCanceledException) when (failed.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            // The other side says why.
        }
        finally
        {
            answers.Writer.TryComplete();
        }

        await hearing;
    }

    private async Task TellAsync(ChannelWriter<(SimulatedEntry Entry, ValueTask<Outcome> Answer)> answers, CancellationToken cancellation)
    {
        var pace = default(Pace?);
        var told = 0;
        foreach (var entry in night.Entries())
        {
            cancellation.ThrowIfCancellationRequested();
            pace ??= IsCounting(entry) ? new Pace(entry.At.ToDateTimeOffset(), told, night.Count, length, real) : null;
            if (pace is not null && !Stands(entry))
            {
                await pace.WaitAsync(entry.At.ToDateTimeOffset(), told, cancellation);
            }

            clock.Reach(entry.At.ToDateTimeOffset());
            if (entry.Words is { } words)
            {
                node.Folder.Blobs.Add(words);
            }

            await answers.WriteAsync((entry, node.SubmitAsync(entry.Entry, cancellation)), cancellation);
            told++;
        }
    }

    private async Task HearAsync(ChannelReader<(SimulatedEntry Entry, ValueTask<Outcome> Answer)> answers, CancellationTokenSource failed)
    {
        try
        {
            await foreach (var (entry, answer) in answers.ReadAllAsync(failed.Token))
            {
                var outcome = await answer;
                if (outcome.Rejection is { Code: not RejectionCode.AlreadySaid } rejection && entry.Intent == Intent.Stands)
                {
                    throw new InvalidOperationException($"an entry meant to stand was refused: {rejection}");
                }

                Interlocked.Increment(ref _done);
                if (outcome.Rejection is not null && entry.Intent != Intent.Stands)
                {
                    Interlocked.Increment(ref _refused);
                }
            }
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
    }

    private bool Stands(SimulatedEntry entry) =>
        node.Read((record, _) => record.Read(entry.Entry, out var _) is { } read && record.Ids.IndexOf(read.Id) >= 0);

    private bool IsCounting(SimulatedEntry entry) =>
        node.Read((record, _) => record.Read(entry.Entry, out var _)?.Statement is Elections.Statements.Form);

    /// <summary>When each entry has its turn.</summary>
    private sealed class Pace(DateTimeOffset begin, int first, int count, TimeSpan length, TimeProvider real)
    {
        private readonly long _start = real.GetTimestamp();
        private readonly DateTimeOffset _morning = begin + NightHours;
        private double _plenariesFrom = double.NaN;

        public async ValueTask WaitAsync(DateTimeOffset at, int told, CancellationToken cancellation)
        {
            var left = (length * Share(at, told)) - real.GetElapsedTime(_start);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, real, cancellation);
            }
        }

        private double Share(DateTimeOffset at, int told)
        {
            var sequence = (double)(told - first) / (count - first);
            if (at < _morning)
            {
                return (1 - PlenaryShare) * ((0.5 * sequence) + (0.5 * ((at - begin) / NightHours)));
            }

            // From the morning on, the rest in its sequence.
            if (double.IsNaN(_plenariesFrom))
            {
                _plenariesFrom = sequence;
            }

            return 1 - PlenaryShare + (PlenaryShare * (sequence - _plenariesFrom) / Math.Max(1 - _plenariesFrom, 1e-9));
        }
    }
}
