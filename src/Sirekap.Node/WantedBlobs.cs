using System.Collections.Concurrent;
using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.Node;

/// <summary>
/// The blobs that a replica's record names and that are not here yet. Those that belong to the publication are asked for until they come,
/// photos a few times only.
/// </summary>
internal sealed class WantedBlobs(ReplicaBlobs blobs, ReplicaOptions options)
{
    /// <summary>A photo belongs to no total: a few tries with doubling waits, then the copy goes on without it.</summary>
    private const int TriesForPhotos = 4;

    /// <summary>Asked for before the next look at the ledger, which must not wait for a night's photos.</summary>
    private const int MostAtOnce = 1_000;

    /// <summary>Beyond it an origin that is back would not be noticed soon; below it one that is away is asked too often.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Digest, Wanted> _wanted = [];

    /// <summary>These must come.</summary>
    public void Need(IEnumerable<Digest> named) => Add(named, required: true);

    /// <summary>Wants what a statement names.</summary>
    public void Take(Statement statement)
    {
        foreach (var blob in statement.Blobs)
        {
            Add([blob.Sha256], required: blob.Use != BlobUse.Attached);
        }
    }

    public void Withhold(Digest blob)
    {
        _wanted.TryRemove(blob, out _);
        blobs.Remove(blob);
    }

    /// <summary>Asks for those that are due.</summary>
    /// <returns>What is still missing after it was asked for, or null.</returns>
    public string? Fetch(CancellationToken cancellation)
    {
        var now = options.Clock.GetUtcNow();
        foreach (var (blob, wanted) in _wanted.Where(wanted => wanted.Value.Due <= now).Take(MostAtOnce))
        {
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            if (TryFetch(blob) || (!wanted.Required && wanted.Tries + 1 >= TriesForPhotos))
            {
                _wanted.TryRemove(blob, out _);
            }
            else
            {
                // Only while nobody has withheld it meanwhile.
                var wait = wanted.Wait < LongestWait / 2 ? 2 * wanted.Wait : LongestWait;
                _wanted.TryUpdate(blob, wanted with { Due = now + wanted.Wait, Wait = wait, Tries = wanted.Tries + 1 }, wanted);
            }
        }

        var missing = _wanted.Where(wanted => wanted.Value is { Required: true, Tries: > 0 }).Select(wanted => wanted.Key).ToArray();
        return missing.Length == 0 ? null : $"{missing.Length} blobs, the first {missing[0]}";
    }

    private bool TryFetch(Digest blob)
    {
        try
        {
            return blobs.Has(blob) || blobs.Fetch(blob) is not null;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void Add(IEnumerable<Digest> named, bool required)
    {
        foreach (var blob in named.Where(blob => !blobs.Has(blob)))
        {
            _wanted.TryAdd(blob, new Wanted(required, DateTimeOffset.MinValue, options.BlobRetry, 0));
        }
    }

    private sealed record Wanted(bool Required, DateTimeOffset Due, TimeSpan Wait, int Tries);
}
