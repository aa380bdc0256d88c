using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Sirekap.Demo.Tricks;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Site.Protection;

namespace Sirekap.Demo.Pages;

/// <summary>How many plans are carried out and kept. How many wait for their turn is for <see cref="CheatingLimits"/> to say.</summary>
public sealed record CheatJobLimits
{
    /// <summary>Plans that are kept; the oldest that has ended makes way.</summary>
    public int Kept { get; init; } = 256;

    /// <summary>How long one is kept.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long one may take, waiting included.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Plans of one client under way.</summary>
    public int OfClient { get; init; } = 4;

    /// <summary>Plans of one client at once, after a pause; one more every two seconds.</summary>
    public int Burst { get; init; } = 60;
}

/// <summary>The plans of all visitors, in memory.</summary>
/// <param name="cheating">Carries them out, one at a time.</param>
/// <param name="limits">How many.</param>
/// <param name="clock">Tells when one has been kept for long enough.</param>
/// <param name="log">Hears of faults.</param>
/// <param name="stopping">The server's end is the end of all.</param>
internal sealed partial class CheatJobs(
    Cheating cheating,
    CheatJobLimits limits,
    TimeProvider clock,
    ILogger log,
    CancellationToken stopping
) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, CheatJob> _jobs = new(StringComparer.Ordinal);
    private readonly Counts<ClientAddress> _underWay = new(limits.OfClient);

    private readonly PartitionedRateLimiter<ClientAddress> _rate = PartitionedRateLimiter.Create<ClientAddress, ClientAddress>(client =>
        RateLimitPartition.GetTokenBucketLimiter(
            client,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = limits.Burst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromSeconds(2),
            }
        )
    );

    /// <summary>Begins to carry a plan out; or says at once why not: busy, or nothing is published.</summary>
    public (CheatJob? Job, TrickRefusal? Refusal) Start(CheatPlan plan, SignedCheckpoint? checkpoint, ClientAddress client)
    {
        using var lease = _rate.AttemptAcquire(client);
        if (!lease.IsAcquired || !_underWay.TryEnter(client))
        {
            return (null, TrickRefusal.Busy);
        }

        var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(limits.Patience);
        var playing = cheating.TryAsync(plan.Trick, checkpoint, patience.Token);
        if (playing is { IsCompletedSuccessfully: true, Result.Refusal: { } refusal })
        {
            _underWay.Leave(client);
            patience.Dispose();
            return (null, refusal);
        }

        var job = new CheatJob(
            RandomNumberGenerator.GetHexString(32, lowercase: true),
            plan,
            checkpoint!.Checkpoint.Size,
            clock.GetUtcNow()
        );
        Keep(job);
        _ = CarryOutAsync(job, playing, client, patience);
        return (job, null);
    }

    /// <summary>A visitor's plan; null when there is none of this id, or no longer.</summary>
    public CheatJob? Find(string id)
    {
        lock (_lock)
        {
            return _jobs.TryGetValue(id, out var job) && !IsOver(job) ? job : null;
        }
    }

    public void Dispose() => _rate.Dispose();

    private void Keep(CheatJob job)
    {
        lock (_lock)
        {
            foreach (var old in _jobs.Values.Where(IsOver).ToArray())
            {
                _jobs.Remove(old.Id);
            }

            if (_jobs.Count >= limits.Kept && _jobs.Values.FirstOrDefault(old => old.End is not null) is { } oldest)
            {
                _jobs.Remove(oldest.Id);
            }

            _jobs.Add(job.Id, job);
        }
    }

    private bool IsOver(CheatJob job) => job.End is not null && clock.GetUtcNow() - job.Since > limits.KeptFor;

    private async Task CarryOutAsync(CheatJob job, Task<CheatResult> playing, ClientAddress client, CancellationTokenSource patience)
    {
        try
        {
            job.Complete(CheatEnd.Of(await playing));
        }
        catch (OperationCanceledException)
        {
            job.Complete(CheatEnd.Failed(CheatFailure.TookTooLong));
        }
        catch (Exception e)
        {
            Failed(log, job.Plan.Kind, e);
            job.Complete(CheatEnd.Failed(CheatFailure.Broken));
        }
        finally
        {
            _underWay.Leave(client);
            patience.Dispose();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "the trick {Kind} failed")]
    private static partial void Failed(ILogger log, CheatKind kind, Exception exception);
}
