using System.Diagnostics;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Storage;
using Sirekap.Node;
using Sirekap.Record;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Api.Intake;

/// <summary>What became of a statement: it stands at an index, since now or since before, or there is a problem.</summary>
/// <param name="Index">Where it stands; -1 where it does not.</param>
/// <param name="IsNew">Whether it has been added now.</param>
/// <param name="Id">Its identity, where it is a statement.</param>
/// <param name="Problem">Why it does not stand.</param>
internal readonly record struct Taken(long Index, bool IsNew, Elections.Digest? Id, Problem? Problem)
{
    /// <summary>The enrolled key whose signature has been verified for it, or null.</summary>
    public KeyName? ProvenBy { get; init; }

    /// <summary>What does not stand.</summary>
    public static Taken Not(Elections.Digest? id, Problem problem) => new(-1, false, id, problem);
}

/// <summary>
/// Brings statements to the node. In the order of cost: a stranger's bytes are parsed and no more; a key that has said enough waits; then
/// there must be room; only then is anything verified and written. How many wait is bounded, and whoever comes on top is told to come
/// again.
/// </summary>
internal sealed class StatementIntake(
    LedgerNode node,
    ElectionFacts election,
    ProtectionOptions options,
    ServerMetrics metrics,
    TimeProvider? clock = null
)
{
    private readonly KeyMeter _forms = new(options.FormsOfKeyPerMinute, clock ?? TimeProvider.System);
    private readonly KeyMeter _others = new(options.StatementsOfKeyPerMinute, clock ?? TimeProvider.System);
    private int _underWay;

    /// <summary>
    /// Submits one note and waits until it is durable or refused. Notes given one after the other, without waiting, are applied in that
    /// order.
    /// </summary>
    public async ValueTask<Taken> TakeAsync(ReadOnlyMemory<byte> note, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var taken = await SubmitAsync(note, cancellation);
        metrics.TookSeconds(Stopwatch.GetElapsedTime(began).TotalSeconds);
        metrics.Taken(
            taken.IsNew ? "accepted"
            : taken.Problem is null ? Rejection.NameOf(RejectionCode.AlreadySaid)
            : taken.Problem.Rejection?.Name ?? taken.Problem.Code.Name()
        );
        return taken;
    }

    private async ValueTask<Taken> SubmitAsync(ReadOnlyMemory<byte> note, CancellationToken cancellation)
    {
        if (!node.TakesStatements)
        {
            return Taken.Not(null, new Problem(ProblemCode.ReadOnly));
        }

        // Read here, where it is looked at first, and nowhere again.
        var arrival = Arrival.Read(note, election.Codec);
        if (arrival.Entry is not { } entry)
        {
            return Taken.Not(null, Problem.Of(arrival.Rejection!));
        }

        // Everything but the definition has one signer, and a copy's import key says all there is.
        var key = election.Kind == ElectionKind.Copy || entry.Signers.Count != 1 ? null : entry.Signers[0];
        var meter = entry.Statement is Form ? _forms : _others;
        var counted = key is { } claimed ? meter.TryCount(claimed) : null;
        if (key is not null && counted is null)
        {
            var most = entry.Statement is Form ? options.FormsOfKeyPerMinute : options.StatementsOfKeyPerMinute;
            return Taken.Not(entry.Id, new Problem(ProblemCode.TooManyStatements) { Words = [most], RetryAfter = meter.Wait });
        }

        KeyName? proven = null;
        try
        {
            var taken = await BringAsync(arrival, key, cancellation);
            proven = taken.ProvenBy;
            return taken;
        }
        finally
        {
            if (key is { } signer && counted is { } minute && proven is null)
            {
                meter.GiveBack(signer, minute);
            }
        }
    }

    /// <summary>Brings it to the node, where there is room.</summary>
    private async ValueTask<Taken> BringAsync(Arrival arrival, KeyName? key, CancellationToken cancellation)
    {
        try
        {
            return Interlocked.Increment(ref _underWay) > options.StatementsUnderWay
                ? Taken.Not(arrival.Entry!.Id, new Problem(ProblemCode.Busy) { RetryAfter = 1 })
                : await SubmitAsync(arrival, key, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async ValueTask<Taken> SubmitAsync(Arrival arrival, KeyName? key, CancellationToken cancellation)
    {
        var id = arrival.Entry!.Id;
        try
        {
            var outcome = await node.SubmitAsync(arrival, cancellation);
            var proven = IsSurelySigned(arrival, outcome.Rejection) ? key : null;
            return outcome.Rejection is null or { Code: RejectionCode.AlreadySaid }
                ? new Taken(outcome.Index, outcome.Rejection is null, id, null) { ProvenBy = proven }
                : Taken.Not(id, Problem.Of(outcome.Rejection)) with
                {
                    ProvenBy = proven,
                };
        }
        catch (LedgerStoppedException)
        {
            return Taken.Not(id, new Problem(ProblemCode.LedgerStopped));
        }
        catch (ClockOffException)
        {
            return Taken.Not(id, new Problem(ProblemCode.ClockOff) { RetryAfter = 60 });
        }
        catch (DiskFullException)
        {
            return Taken.Not(id, new Problem(ProblemCode.DiskFull) { RetryAfter = 60 });
        }
    }

    /// <summary>
    /// Whether the signature has been verified and holds. Who may not say it is told so before anybody looks at a signature; and what
    /// stands
    /// already anybody can bring, for it is public.
    /// </summary>
    private static bool IsSurelySigned(Arrival arrival, Rejection? rejection) =>
        rejection is null || (arrival.IsVerified && rejection.Code is not (RejectionCode.AlreadySaid or RejectionCode.BadSignature));
}
