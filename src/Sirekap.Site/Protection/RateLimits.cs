using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Protection;

/// <summary>An endpoint that bounds how many of its requests are under way by itself, because they last.</summary>
/// <param name="CountsClients">Whether it bounds them for each client, too.</param>
internal sealed record OwnLimits(bool CountsClients);

/// <summary>
/// How many requests a client may make, and how many may be under way. Whoever is refused is told so, at once and cheaply.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    /// <summary>A client that has used up its burst waits at most a fifth of a second for more; more often only costs timers.</summary>
    private const int ReplenishmentsPerSecond = 5;

    /// <summary>What waits for a costly answer, first come, first served.</summary>
    private const int CostlyQueue = 64;

    /// <summary>
    /// Clients that owe, before all debts are forgotten: each has used up its burst first, so that only a great many addresses come to it.
    /// </summary>
    private const int MostDebtors = 1 << 16;

    private readonly PartitionedRateLimiter<ClientAddress> _requests;
    private readonly PartitionedRateLimiter<ClientAddress> _ofNetwork;
    private readonly Counts<ClientAddress> _underWay;
    private readonly ConcurrencyLimiter _all;
    private readonly ConcurrencyLimiter _costly;
    private readonly Counts<ClientAddress> _costlyOfClient;
    private readonly ConcurrentDictionary<ClientAddress, int> _debts = new();

    public RateLimits(ProtectionOptions options)
    {
        _requests = Buckets(options.RequestBurst, options.RequestsPerSecond);
        _ofNetwork = Buckets(options.IntakeBurstOfNetwork, options.IntakeOfNetworkPerSecond);
        _underWay = new Counts<ClientAddress>(options.ConcurrentOfClient);
        _all = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = options.Concurrent });
        _costly = new ConcurrencyLimiter(
            new ConcurrencyLimiterOptions { PermitLimit = options.ConcurrentCostly, QueueLimit = CostlyQueue }
        );
        _costlyOfClient = new Counts<ClientAddress>(options.ConcurrentCostlyOfClient);
    }

    private static PartitionedRateLimiter<ClientAddress> Buckets(int burst, int perSecond) =>
        PartitionedRateLimiter.Create<ClientAddress, ClientAddress>(client =>
            RateLimitPartition.GetTokenBucketLimiter(
                client,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = burst,
                    TokensPerPeriod = Math.Max(1, perSecond / ReplenishmentsPerSecond),
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / ReplenishmentsPerSecond),
                }
            )
        );

    /// <summary>Counts requests of a client; before anything else is done for it.</summary>
    public async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        var client = ClientAddress.Of(context);
        if (Guest.IsKnown(context))
        {
            // What a key may say is counted by its name: behind one address there are thousands of them.
            await next(context);
            return;
        }

        using var lease = _requests.AttemptAcquire(client);
        using var ofNetwork = Doors.IsIntake(context.Request.Path) ? _ofNetwork.AttemptAcquire(client.Network) : null;
        await (
            lease.IsAcquired && ofNetwork is not { IsAcquired: false }
                ? next(context)
                : ProblemResult.WriteAsync(context, new Problem(ProblemCode.TooManyRequests) { RetryAfter = 1 })
        );
    }

    /// <summary>Counts what is under way; after routing, because some endpoints count by themselves.</summary>
    public async Task BoundAsync(HttpContext context, RequestDelegate next)
    {
        var own = context.GetEndpoint()?.Metadata.GetMetadata<OwnLimits>();
        if (own is { CountsClients: true } || Guest.IsKnown(context))
        {
            await next(context);
            return;
        }

        var client = ClientAddress.Of(context);
        if (!_underWay.TryEnter(client))
        {
            await ProblemResult.WriteAsync(context, new Problem(ProblemCode.TooManyRequests) { RetryAfter = 1 });
            return;
        }

        try
        {
            using var lease = own is null ? _all.AttemptAcquire() : null;
            await (
                lease is not { IsAcquired: false }
                    ? next(context)
                    : ProblemResult.WriteAsync(context, new Problem(ProblemCode.Busy) { RetryAfter = 1 })
            );
        }
        finally
        {
            _underWay.Leave(client);
        }
    }

    /// <summary>
    /// A bundle is as many requests as it has forms: the first has been counted. An enrolled key's are counted by its name.
    /// </summary>
    /// <returns>Whether they may be looked at.</returns>
    public bool TryCountBundle(HttpContext context, int forms)
    {
        if (Guest.IsKnown(context) || forms < 2)
        {
            return true;
        }

        var client = ClientAddress.Of(context);
        Charge(client, forms - 1);
        using var ofNetwork = _ofNetwork.AttemptAcquire(client.Network, forms - 1);
        return !Owes(client) && ofNetwork.IsAcquired;
    }

    /// <summary>A client has cost more than a request does. What it cannot pay now it owes.</summary>
    public void Charge(ClientAddress client, int requests)
    {
        if (_debts.Count >= MostDebtors)
        {
            _debts.Clear();
        }

        _debts.AddOrUpdate(client, requests, (_, owed) => owed + requests);
        _ = Owes(client);
    }

    /// <summary>
    /// Whether a client owes more than it can pay now. To be asked before anything is calculated for it; what it has goes into its debt.
    /// </summary>
    public bool Owes(ClientAddress client)
    {
        while (_debts.TryGetValue(client, out var owed))
        {
            if (owed <= 0)
            {
                _debts.TryRemove(KeyValuePair.Create(client, owed));
                continue;
            }

            using var paid = _requests.AttemptAcquire(client);
            if (!paid.IsAcquired)
            {
                return true;
            }

            _debts.AddOrUpdate(client, 0, (_, now) => now - 1);
        }

        return false;
    }

    /// <summary>A place among the costly answers; to be given back.</summary>
    public ValueTask<RateLimitLease> CostlyAsync(CancellationToken cancellation) => _costly.AcquireAsync(1, cancellation);

    /// <summary>Takes one of a client's places for costly answers, waiting ones counted: nobody fills the queue alone.</summary>
    public bool TryEnterCostly(ClientAddress client) => _costlyOfClient.TryEnter(client);

    /// <summary>Gives that place back.</summary>
    public void LeaveCostly(ClientAddress client) => _costlyOfClient.Leave(client);

    public void Dispose()
    {
        _requests.Dispose();
        _ofNetwork.Dispose();
        _all.Dispose();
        _costly.Dispose();
    }
}

/// <summary>Answers for which much must be looked through, a few at a time.</summary>
internal sealed class CostlyAnswers(RateLimits limits) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var client = ClientAddress.Of(context.HttpContext);
        if (!limits.TryEnterCostly(client))
        {
            return new ProblemResult(new Problem(ProblemCode.TooManyRequests) { RetryAfter = 1 });
        }

        try
        {
            using var lease = await limits.CostlyAsync(context.HttpContext.RequestAborted);
            return lease.IsAcquired ? await next(context) : new ProblemResult(new Problem(ProblemCode.Busy) { RetryAfter = 1 });
        }
        finally
        {
            limits.LeaveCostly(client);
        }
    }
}
