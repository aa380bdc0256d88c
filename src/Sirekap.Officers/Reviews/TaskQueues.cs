using System.Collections.Concurrent;
using Sirekap.Elections.Regions;
using Sirekap.Record;
using Sirekap.Site.Views;

namespace Sirekap.Officers.Reviews;

/// <summary>A paper that waits to be read, since an entry.</summary>
/// <param name="Contest">The contest's code.</param>
/// <param name="Station">The station.</param>
/// <param name="Since">The entry since which there is a reason to read it.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is no paper: it names no contest.</remarks>
internal readonly record struct WaitingPaper(string Contest, RegionCode Station, int Since);

/// <summary>
/// What waits in each region of which a desk has asked, whatever waits longest first: worked out once for all desks of
/// a region, and not too often, since the record is held still meanwhile. Any number of threads.
/// </summary>
/// <param name="clock">What time it is.</param>
internal sealed class TaskQueues(TimeProvider clock)
{
    /// <summary>
    /// So many times as long as it took to make is a queue shown: no more than a twentieth of the time goes into any. A small one is of
    /// now; one of ten thousand papers, of a second ago. What is shown of each of its papers is of now in any case.
    /// </summary>
    public const int Share = 20;

    private readonly ConcurrentDictionary<RegionCode, Queue> _queues = new();

    /// <summary>The queue of a region, of now or of a few seconds ago.</summary>
    /// <param name="asOf">Now.</param>
    /// <param name="region">The region, which there is.</param>
    public IReadOnlyList<WaitingPaper> Of(RecordAsOf asOf, RegionCode region)
    {
        var size = asOf.Record.Count;
        if (_queues.TryGetValue(region, out var known) && (known.Size == size || clock.GetElapsedTime(known.Made) < Share * known.Took))
        {
            return known.Papers;
        }

        if (known is not null && !known.TryRenew())
        {
            // Somebody makes it anew already: this one is as good for a moment longer.
            return known.Papers;
        }

        var began = clock.GetTimestamp();
        WaitingPaper[] papers;
        try
        {
            papers = Make(asOf, region);
        }
        catch
        {
            // Else the old one would be shown for ever, as if somebody still made the next.
            _queues.TryRemove(region, out _);
            throw;
        }

        _queues[region] = new Queue(papers, size, clock.GetTimestamp(), clock.GetElapsedTime(began));
        return papers;
    }

    private static WaitingPaper[] Make(RecordAsOf asOf, RegionCode region) =>
        [
            .. from contest in asOf.Record.Contests
            from station in ReviewTasks.Open(asOf.Record, contest, asOf.FindRegion(region))
            let since = ReviewTasks.Of(asOf.Record, contest, station).Min(cause => cause.Since)
            orderby since, station
            select new WaitingPaper(contest.Contest.Code, asOf.Tree.Station(station), since),
        ];

    private sealed class Queue(WaitingPaper[] papers, long size, long made, TimeSpan took)
    {
        private int _renewed;

        public WaitingPaper[] Papers => papers;

        /// <summary>Of so many entries.</summary>
        public long Size => size;

        /// <summary>When, by the clock's counter.</summary>
        public long Made => made;

        /// <summary>How long it took to make.</summary>
        public TimeSpan Took => took;

        /// <summary>Whether whoever asks is the first to make it anew.</summary>
        public bool TryRenew() => Interlocked.Exchange(ref _renewed, 1) == 0;
    }
}
