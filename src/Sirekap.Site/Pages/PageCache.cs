using System.Collections.Concurrent;

namespace Sirekap.Site.Pages;

/// <summary>Which page: what it is made of.</summary>
/// <param name="Origin">Scheme and host, which citations name.</param>
/// <param name="Target">Path and query, language included.</param>
/// <param name="Size">N, without which a page would be of another moment.</param>
/// <param name="Edition">Of the words and styles.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is no page's.</remarks>
public readonly record struct PageKey(string Origin, string Target, long Size, int Edition);

/// <summary>
/// Finished pages, so that a thousand who ask for the same page at once make it once. Two generations: what was not asked for since the
/// young one filled up is forgotten with the old. A page is not kept for longer than a few seconds, because words of decisions may arrive
/// or be withheld meanwhile.
/// </summary>
internal sealed class PageCache(TimeProvider time)
{
    /// <summary>A generation: with the old one 48 MB, a tenth of what the national record takes.</summary>
    private const long MostBytes = 24 << 20;

    /// <summary>A generation: many more than the pages that a crowd looks at within ten seconds.</summary>
    private const int MostPages = 4_000;

    /// <summary>As long may a page show words that were withheld meanwhile, or lack those that have arrived.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly Lock _turning = new();
    private ConcurrentDictionary<PageKey, Kept> _young = new();
    private ConcurrentDictionary<PageKey, Kept> _old = new();
    private long _bytes;

    /// <summary>Pages that are kept.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>The page, made unless it is there or being made.</summary>
    public async Task<FinishedPage> GetAsync(PageKey key, Func<Task<FinishedPage>> make)
    {
        var now = time.GetTimestamp();
        if ((_young.TryGetValue(key, out var known) || _old.TryGetValue(key, out known)) && IsFresh(known, now))
        {
            return await known.Page.Value;
        }

        var kept = new Kept(new Lazy<Task<FinishedPage>>(make), now);
        var page = _young.AddOrUpdate(key, kept, (_, there) => IsFresh(there, now) ? there : kept);
        try
        {
            var finished = await page.Page.Value;
            if (finished.Status == 503)
            {
                Forget(key, page);
            }
            else if (ReferenceEquals(page, kept))
            {
                Weigh(key, finished);
            }

            return finished;
        }
        catch
        {
            Forget(key, page);
            throw;
        }
    }

    private void Forget(PageKey key, Kept page) => _young.TryRemove(new KeyValuePair<PageKey, Kept>(key, page));

    private bool IsFresh(Kept kept, long now) => time.GetElapsedTime(kept.Since, now) < Longest;

    private void Weigh(PageKey key, FinishedPage page)
    {
        // A key is as long as its address, which a stranger chooses.
        if (
            Interlocked.Add(ref _bytes, (page.Body.Length * 4 / 3) + (2 * (key.Target.Length + key.Origin.Length)) + 500) < MostBytes
            && _young.Count < MostPages
        )
        {
            return;
        }

        lock (_turning)
        {
            if (Interlocked.Read(ref _bytes) >= MostBytes || _young.Count >= MostPages)
            {
                (_old, _young) = (_young, new ConcurrentDictionary<PageKey, Kept>());
                Interlocked.Exchange(ref _bytes, 0);
            }
        }
    }

    private sealed record Kept(Lazy<Task<FinishedPage>> Page, long Since);
}
