using Sirekap.Elections;
using Sirekap.Node;
using Sirekap.Record;

namespace Sirekap.Site.Api.Intake;

/// <summary>
/// Blobs that were brought and that no statement names yet. Their bytes together are bounded: an officer's stolen key must not fill the
/// disk.
/// </summary>
internal sealed class WaitingBlobs(long most)
{
    /// <summary>An officer whose link is gone for a night still finds what was brought.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Digest, long> _waiting = [];
    private long _bytes;

    /// <summary>
    /// Finds what no statement names in a node's folder. What has waited for a day is deleted: whoever brought it can bring it again.
    /// </summary>
    public static WaitingBlobs Find(LedgerNode node, long most, DateTimeOffset now)
    {
        var found = new WaitingBlobs(most);
        var blobs = node.Folder.Blobs;
        var stored = blobs.Stored().ToArray();
        foreach (var blob in node.Read((record, _) => Array.FindAll(stored, blob => !record.Names(blob.Sha256))))
        {
            if (now.UtcDateTime - blob.Written <= Patience || !blobs.RemoveUnasked(blob.Sha256))
            {
                found._waiting.Add(blob.Sha256, blob.Bytes);
                found._bytes += blob.Bytes;
            }
        }

        return found;
    }

    /// <summary>Forgets those that statements have come to name, and takes room for another; false when there is none.</summary>
    public bool TryAdd(ElectionRecord record, Digest blob, long bytes)
    {
        lock (_lock)
        {
            if (_waiting.ContainsKey(blob))
            {
                return true;
            }

            foreach (var (named, size) in _waiting.Where(waiting => record.Names(waiting.Key)).ToArray())
            {
                _waiting.Remove(named);
                _bytes -= size;
            }

            if (_bytes + bytes > most)
            {
                return false;
            }

            _waiting.Add(blob, bytes);
            _bytes += bytes;
            return true;
        }
    }

    /// <summary>Gives room back for a blob that was not stored after all.</summary>
    public void Remove(Digest blob)
    {
        lock (_lock)
        {
            if (_waiting.Remove(blob, out var bytes))
            {
                _bytes -= bytes;
            }
        }
    }
}
