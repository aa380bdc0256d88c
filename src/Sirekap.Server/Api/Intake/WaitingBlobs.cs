using Sirekap.Elections;
using Sirekap.Record;

namespace Sirekap.Server.Api.Intake;

/// <summary>Blobs that were brought and that no statement names yet. Their bytes together are bounded: an officer's stolen key must not fill the disk.</summary>
internal sealed class WaitingBlobs(long most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Digest, long> _waiting = [];
    private long _bytes;

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
