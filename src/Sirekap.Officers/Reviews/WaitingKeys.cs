using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Officers.Reviews;

/// <summary>
/// Public keys that browsers have left here until somebody enrols them (ruang tunggu kunci), found by the beginning of their name. It saves
/// copying 124 characters and decides nothing: whoever enrols compares what was found with the digits that the reviewer said, and signs.
/// In memory alone: a browser that still waits leaves its key again every few seconds. Any number of threads.
/// </summary>
/// <param name="clock">What time it is.</param>
internal sealed class WaitingKeys(TimeProvider clock)
{
    /// <summary>
    /// Hexadecimal digits of a key's name that are said from one to the other: 80 bits, for which nobody finds a second key, and which two
    /// people on a telephone still read to each other.
    /// </summary>
    public const int CodeDigits = 20;

    /// <summary>
    /// Keys at once, some four megabytes. One client, which may ask 200 times a second, needs longer to push a key out than its browser
    /// takes to leave it again.
    /// </summary>
    public const int Most = 16_384;

    /// <summary>Bytes of a P-256 key as SPKI in DER, the one length that there is.</summary>
    public const int KeyBytes = 91;

    /// <summary>A key that nobody has left again for so long has a closed browser.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Code, byte[] Spki, DateTimeOffset Left)>> _keys = new(
        StringComparer.Ordinal
    );
    private readonly LinkedList<(string Code, byte[] Spki, DateTimeOffset Left)> _order = [];

    /// <summary>How many wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _keys.Count;
            }
        }
    }

    /// <summary>The digits by which a key is found.</summary>
    public static string CodeOf(KeyName name) => name.ToString()[..CodeDigits];

    /// <summary>Keeps a key, in the place of whichever was left longest ago where there is no room.</summary>
    /// <param name="spki">The key; bytes that are none are not kept.</param>
    /// <returns>Whether it is a key.</returns>
    public bool Leave(byte[] spki)
    {
        if (spki.Length != KeyBytes || !EcdsaP256.IsCanonicalKey(spki))
        {
            return false;
        }

        var code = CodeOf(Keys.NameOf(spki));
        lock (_lock)
        {
            Forget();
            Remove(code);
            if (_keys.Count >= Most)
            {
                Remove(_order.First!.Value.Code);
            }

            _keys[code] = _order.AddLast((code, spki, clock.GetUtcNow()));
        }

        return true;
    }

    /// <summary>The key whose name begins so; null where none waits.</summary>
    public byte[]? Find(string code)
    {
        lock (_lock)
        {
            Forget();
            return _keys.TryGetValue(code, out var node) ? node.Value.Spki : null;
        }
    }

    private void Forget()
    {
        var before = clock.GetUtcNow() - Patience;
        while (_order.First is { } oldest && oldest.Value.Left < before)
        {
            Remove(oldest.Value.Code);
        }
    }

    private void Remove(string code)
    {
        if (_keys.Remove(code, out var node))
        {
            _order.Remove(node);
        }
    }
}
