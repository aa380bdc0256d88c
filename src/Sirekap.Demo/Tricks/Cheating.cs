using System.Diagnostics;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Record;

namespace Sirekap.Demo.Tricks;

/// <summary>
/// "Coba curangi": a visitor plays the operator who holds the log's key, cheats in a copy of the election, and sees who notices. The copy
/// stands in memory for as long as the answer takes; the election itself is only read. One trick is played at a time.
/// </summary>
/// <param name="store">The ledger's entries.</param>
/// <param name="blobs">Where statements' blobs are had.</param>
/// <param name="log">The log's key, of a simulation.</param>
/// <param name="policy">The election's policy: the log's key and its log witnesses.</param>
/// <param name="ask">How a log witness is asked.</param>
/// <param name="limits">What it may cost.</param>
public sealed class Cheating(
    SegmentStore store,
    BlobSource blobs,
    SignerKey log,
    TlogPolicy policy,
    AskWitness ask,
    CheatingLimits? limits = null
) : IDisposable
{
    private readonly CheatingLimits _limits = limits ?? new CheatingLimits();
    private readonly SemaphoreSlim _turn = new(1);
    private int _here;

    /// <summary>Plays a trick on the ledger as it stands at a checkpoint.</summary>
    /// <param name="trick">The trick.</param>
    /// <param name="checkpoint">The newest published, with its cosignatures; null when there is none yet.</param>
    /// <param name="cancellation">Stops it, soon.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="InvalidDataException">The store's entries are not those of the checkpoint.</exception>
    public async Task<CheatResult> TryAsync(Trick trick, SignedCheckpoint? checkpoint, CancellationToken cancellation)
    {
        if (checkpoint is null or { Checkpoint.Size: 0 })
        {
            return Refused(TrickRefusal.NothingPublished);
        }

        try
        {
            if (Interlocked.Increment(ref _here) > _limits.MostWaiting + 1)
            {
                return Refused(TrickRefusal.Busy);
            }

            await _turn.WaitAsync(cancellation);
            try
            {
                return await Task.Run(() => PlayAsync(trick, checkpoint, cancellation), cancellation);
            }
            finally
            {
                _turn.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _here);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<CheatResult> PlayAsync(Trick trick, SignedCheckpoint checkpoint, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        if (HonestState.Read(store, blobs, checkpoint, _limits, cancellation) is not { } honest)
        {
            return Refused(TrickRefusal.TooLarge);
        }

        if (honest.Record.Definition.Kind != ElectionKind.Simulation)
        {
            return Refused(TrickRefusal.NotASimulation);
        }

        if (new Tampering(honest, log).Play(trick, out var refusal) is not { } forgery)
        {
            return Refused(refusal!.Value);
        }

        using var forged = ForgedPublication.Make(honest, forgery, log, cancellation);
        var forging = watch.Elapsed;
        var (report, observations) = await Detection.ObserveAsync(honest, forged, forgery.Target, policy, ask, cancellation);
        return new CheatResult(
            new CheatReport
            {
                Trick = trick,
                Honest = honest.Checkpoint.Checkpoint,
                Forged = forged.Checkpoint.Checkpoint,
                Target = forgery.Target,
                Changes = forgery.Changes,
                Before = NationalResult.Of(honest.Record),
                After = NationalResult.Of(forged.Record),
                Votes = forgery.Votes,
                Times = forgery.Times,
                Observations = observations,
                SignaturesVerified = report.Signatures,
                Verified = (report.Files, report.Bytes),
                Took = (forging, watch.Elapsed - forging),
            },
            null
        );
    }

    private static CheatResult Refused(TrickRefusal why) => new(null, why);
}
