using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Node;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Api.Intake;

/// <summary>A bound on blobs that has been reached.</summary>
/// <param name="Of">Whose: the key of a text.</param>
/// <param name="Most">How many bytes they may have.</param>
/// <param name="Passes">Whether there is room again once statements name what waits.</param>
internal sealed record BlobBound(string Of, long Most, bool Passes);

/// <summary>
/// Counts blobs for the key that brought them and for each place above it, and lets none have more than its quota. Safe for several
/// threads.
/// </summary>
internal sealed class BlobBudget(BlobQuotas quotas)
{
    /// <summary>What waits and has been named since is looked for when there is no room, at most so often.</summary>
    private const long LookAgain = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Digest, Waiting> _waiting = [];

    // Of whom a part has come: apart from what is stored, for the same hash may be said with any length, and by several.
    private readonly Dictionary<(KeyName Key, Digest Blob), Waiting> _halves = [];

    // Bytes that wait, by whose they are; words apart.
    private readonly Dictionary<(bool IsWords, KeyName Key), long> _ofKey = [];
    private readonly Dictionary<(bool IsWords, RegionCode Place), long> _ofPlace = [];

    // Bytes of stations and districts that wait or are named.
    private readonly Dictionary<RegionCode, long> _whole = [];
    private long _looked = long.MinValue / 2;

    private readonly record struct Waiting(KeyName Key, RegionCode Scope, bool IsWords, long Bytes, DateTime Since);

    /// <summary>
    /// Finds what a node's folder has: photos that forms name count for their station, all else that a statement names
    /// for the place of the key that did, what no statement names for everybody.
    /// </summary>
    public static BlobBudget Find(LedgerNode node, BlobQuotas quotas)
    {
        var found = new BlobBudget(quotas);
        foreach (var batch in node.Folder.Blobs.Stored().Chunk(4_096))
        {
            // A few at a time: the record stands still while it is asked.
            node.Read((record, _) => found.Note(record, batch));
        }

        return found;
    }

    /// <summary>Counts a blob before it is stored, or says which bound forbids it.</summary>
    public BlobBound? TryAdd(ElectionRecord record, Digest blob, long bytes, KeyName key, DateTime now)
    {
        var waiting = WaitingOf(record, bytes, key, now);
        lock (_lock)
        {
            // Its parts are the blob now; where there is no room for it they stay what they were.
            var isHalf = _halves.Remove((key, blob), out var half);
            if (isHalf)
            {
                Uncount(half);
            }

            if (_waiting.ContainsKey(blob))
            {
                return null;
            }

            var bound = BoundNow(record, waiting);
            if (bound is null)
            {
                _waiting.Add(blob, waiting);
                Count(waiting);
            }
            else if (isHalf)
            {
                _halves.Add((key, blob), half);
                Count(half);
            }

            return bound;
        }
    }

    /// <summary>Counts a blob of which a part comes as if all of it were here, or says which bound forbids it.</summary>
    public BlobBound? TryBegin(ElectionRecord record, Digest blob, long bytes, KeyName key, DateTime now)
    {
        var half = WaitingOf(record, bytes, key, now);
        lock (_lock)
        {
            if (_halves.Remove((key, blob), out var other))
            {
                Uncount(other);
            }

            var bound = BoundNow(record, half);
            if (bound is null)
            {
                _halves.Add((key, blob), half);
                Count(half);
            }

            return bound;
        }
    }

    /// <summary>Gives room back for parts that are no blob, or not in time.</summary>
    public void Forget(KeyName key, Digest blob)
    {
        lock (_lock)
        {
            if (_halves.Remove((key, blob), out var half))
            {
                Uncount(half);
            }
        }
    }

    private Waiting WaitingOf(ElectionRecord record, long bytes, KeyName key, DateTime now)
    {
        var scope = record.Keys.TryFind(key, out var enrolled) ? enrolled.Scope : RegionCode.Nation;
        return new Waiting(key, scope, bytes <= quotas.Words, Math.Max(bytes, quotas.Block), now);
    }

    /// <summary>The bound that is reached, also when what has been named meanwhile is waited for no more.</summary>
    private BlobBound? BoundNow(ElectionRecord record, Waiting blob)
    {
        var bound = Bound(record, blob);
        if (bound is { Passes: true } && Environment.TickCount64 - _looked >= LookAgain)
        {
            _looked = Environment.TickCount64;
            Settle(record);
            bound = Bound(record, blob);
        }

        return bound;
    }

    /// <summary>Gives room back for a blob that was not stored after all.</summary>
    public void Remove(Digest blob)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(blob, out var waiting))
            {
                Named(blob, waiting);
                Count(waiting, -waiting.Bytes, whole: true);
            }
        }
    }

    /// <summary>Somebody brings again what is here: it waits from now on.</summary>
    public void Renew(Digest blob, DateTime now)
    {
        lock (_lock)
        {
            if (_waiting.TryGetValue(blob, out var waiting))
            {
                _waiting[blob] = waiting with { Since = now };
            }
        }
    }

    /// <summary>Deletes what has waited too long: whoever brought it can bring it again.</summary>
    public void Expire(LedgerNode node, DateTime now)
    {
        Digest[] old;
        lock (_lock)
        {
            old = [.. _waiting.Where(waiting => now - waiting.Value.Since > quotas.Patience).Select(waiting => waiting.Key)];
        }

        foreach (var blob in old)
        {
            // Nothing comes to name it while the record is read, and no batch waits longer than for one.
            node.Read((record, _) => Expire(record, node.Folder.Blobs, blob, now));
        }
    }

    private bool Expire(ElectionRecord record, BlobFolder blobs, Digest blob, DateTime now)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue(blob, out var waiting) || now - waiting.Since <= quotas.Patience)
            {
                return false;
            }

            var isNamed = record.Names(blob);
            if (!isNamed && !blobs.RemoveUnasked(blob))
            {
                return false;
            }

            Named(blob, waiting);
            if (!isNamed)
            {
                Count(waiting, -waiting.Bytes, whole: true);
            }

            return true;
        }
    }

    private bool Note(ElectionRecord record, StoredBlob[] stored)
    {
        lock (_lock)
        {
            foreach (var blob in stored)
            {
                var bytes = Math.Max(blob.Bytes, quotas.Block);
                if (!record.Names(blob.Sha256))
                {
                    var waiting = new Waiting(default, RegionCode.Nation, blob.Bytes <= quotas.Words, bytes, blob.Written);
                    _waiting.Add(blob.Sha256, waiting);
                    Count(waiting);
                }
                else if (PlaceOf(record, blob.Sha256) is { } place)
                {
                    Count(new Waiting(default, place, false, bytes, default), bytes, whole: true);
                }
            }

            return true;
        }
    }

    private static RegionCode? PlaceOf(ElectionRecord record, Digest named) =>
        record.Photos.Places(named) is [var photo, ..] ? record.Tree.Station(photo.Station)
        : record.Blobs.KeyOf(named) is >= 0 and var key ? record.Keys[key].Scope
        : null;

    /// <summary>Forgets those that statements have come to name.</summary>
    private void Settle(ElectionRecord record)
    {
        foreach (var (blob, waiting) in _waiting.Where(waiting => record.Names(waiting.Key)).ToArray())
        {
            Named(blob, waiting);
        }
    }

    private BlobBound? Bound(ElectionRecord record, Waiting blob)
    {
        var share = blob.IsWords ? quotas.WordsShare : 1;
        if (_ofKey.GetValueOrDefault((blob.IsWords, blob.Key)) + blob.Bytes > quotas.OfKey / share)
        {
            return new BlobBound("quota.key", quotas.OfKey / share, Passes: true);
        }

        foreach (var place in Above(blob.Scope))
        {
            if (Quota(place.Level) / share is var most && _ofPlace.GetValueOrDefault((blob.IsWords, place)) + blob.Bytes > most)
            {
                return new BlobBound(NameOf(place.Level), most, Passes: true);
            }

            if (WholeOf(record, place) is { } whole && _whole.GetValueOrDefault(place) + blob.Bytes > whole)
            {
                return new BlobBound(NameOf(place.Level), whole, Passes: false);
            }
        }

        return null;
    }

    private void Count(Waiting waiting)
    {
        Change(_ofKey, (waiting.IsWords, waiting.Key), waiting.Bytes);
        Count(waiting, waiting.Bytes, whole: false);
        Count(waiting, waiting.Bytes, whole: true);
    }

    private void Uncount(Waiting waiting)
    {
        Change(_ofKey, (waiting.IsWords, waiting.Key), -waiting.Bytes);
        Count(waiting, -waiting.Bytes, whole: false);
        Count(waiting, -waiting.Bytes, whole: true);
    }

    private void Named(Digest blob, Waiting waiting)
    {
        _waiting.Remove(blob);
        Change(_ofKey, (waiting.IsWords, waiting.Key), -waiting.Bytes);
        Count(waiting, -waiting.Bytes, whole: false);
    }

    private void Count(Waiting blob, long bytes, bool whole)
    {
        foreach (var place in Above(blob.Scope))
        {
            if (!whole)
            {
                Change(_ofPlace, (blob.IsWords, place), bytes);
            }
            else if (place.Level is Level.Station or Level.District)
            {
                Change(_whole, place, bytes);
            }
        }
    }

    private static void Change<T>(Dictionary<T, long> sums, T whose, long bytes)
        where T : notnull
    {
        if (sums.GetValueOrDefault(whose) + bytes is var sum && sum == 0)
        {
            sums.Remove(whose);
        }
        else
        {
            sums[whose] = sum;
        }
    }

    private long? WholeOf(ElectionRecord record, RegionCode place) =>
        place.Level switch
        {
            Level.Station => quotas.WholeOfStation,
            Level.District => quotas.WholeOfDistrictPerStation * record.Tree.StationsOf(record.Tree.FindRegion(place)).Count,
            _ => null,
        };

    private long Quota(Level level) =>
        level switch
        {
            Level.Station => quotas.OfStation,
            Level.District => quotas.OfDistrict,
            Level.Regency => quotas.OfRegency,
            Level.Province => quotas.OfProvince,
            _ => quotas.InAll,
        };

    private static string NameOf(Level level) => $"quota.{level.ToString().ToLowerInvariant()}";

    /// <summary>A place and those above it that have a quota; villages enrol nobody and have none.</summary>
    private static IEnumerable<RegionCode> Above(RegionCode place)
    {
        for (; place.Level != Level.Nation; place = place.Parent)
        {
            if (place.Level != Level.Village)
            {
                yield return place;
            }
        }

        yield return RegionCode.Nation;
    }
}
