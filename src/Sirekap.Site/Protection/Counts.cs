using System.Collections.Concurrent;

namespace Sirekap.Site.Protection;

/// <summary>How much each client, network or key has under way; who has nothing takes no room.</summary>
/// <typeparam name="T">Who is counted.</typeparam>
/// <param name="most">How much each may have.</param>
internal sealed class Counts<T>(int most)
    where T : notnull
{
    private readonly ConcurrentDictionary<T, int> _counts = new();

    /// <summary>Takes a place; false when the client has all that it may have.</summary>
    public bool TryEnter(T client)
    {
        while (true)
        {
            if (!_counts.TryGetValue(client, out var count))
            {
                if (most > 0 && _counts.TryAdd(client, 1))
                {
                    return true;
                }

                if (most <= 0)
                {
                    return false;
                }
            }
            else if (count >= most)
            {
                return false;
            }
            else if (_counts.TryUpdate(client, count + 1, count))
            {
                return true;
            }
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(T client)
    {
        while (_counts.TryGetValue(client, out var count))
        {
            if (count == 1 ? _counts.TryRemove(KeyValuePair.Create(client, 1)) : _counts.TryUpdate(client, count - 1, count))
            {
                return;
            }
        }
    }
}
