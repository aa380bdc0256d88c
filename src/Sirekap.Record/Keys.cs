using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Merkle;

namespace Sirekap.Record;

/// <summary>An enrolled key.</summary>
/// <param name="Ordinal">Its number in the order of enrolment.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Watcher">Whose people it belongs to, by the order in the definition; <see cref="NoWatcher"/> for those who count.</param>
/// <param name="Scope">Where.</param>
/// <param name="Holder">Who holds it, by a pseudonym.</param>
/// <param name="Enrolled">Index of the entry that enrolled it.</param>
/// <param name="Revoked">Index of the entry that revoked it, or -1.</param>
/// <remarks>
/// Immutable; any number of threads may read it. <c>default</c> is no key: the record's own have ordinals that it gave them.
/// </remarks>
public readonly record struct Key(
    int Ordinal,
    KeyName Name,
    Role Role,
    int Watcher,
    RegionCode Scope,
    Holder Holder,
    int Enrolled,
    int Revoked
)
{
    /// <summary>That of those who count, and of whoever reads photos or copies a feed.</summary>
    public const int NoWatcher = -1;

    /// <summary>Whether the definition names it.</summary>
    public bool IsFounding => Enrolled == 0;

    public bool IsRevoked => Revoked >= 0;
}

/// <summary>
/// All keys that were ever enrolled, about 121 bytes each: there is one a station. One thread adds, under the record's lock.
/// </summary>
public sealed class Keys
{
    /// <summary>What precedes the two coordinates in the one SPKI encoding that is accepted (RFC 5480, uncompressed point).</summary>
    private static readonly byte[] SpkiPrefix = Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    private readonly Column<Key> _keys = new();
    private readonly Column<Point> _points = new();
    private readonly HashIndex _slots;

    public Keys()
    {
        _slots = new HashIndex(ordinal => _keys[ordinal].Name.GetHashCode());
        _holders = new HashIndex(ordinal => _keys[ordinal].Holder.GetHashCode());
    }

    // The first key of each holder, and the others of those who have several, which are few.
    private readonly HashIndex _holders;
    private readonly Dictionary<int, List<int>> _alike = [];

    public int Count => _keys.Count;

    public Key this[int ordinal] => _keys[ordinal];

    /// <summary>The name of a P-256 key.</summary>
    public static KeyName NameOf(ReadOnlySpan<byte> spki)
    {
        Span<byte> hash = stackalloc byte[32];
        TreeHash.Digest(spki).CopyTo(hash);
        return new KeyName(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    public bool TryFind(KeyName name, out Key key)
    {
        var hash = name.GetHashCode();
        var cursor = 0;
        for (var ordinal = _slots.Probe(hash, ref cursor); ordinal >= 0; ordinal = _slots.Probe(hash, ref cursor))
        {
            if (_keys[ordinal].Name == name)
            {
                key = _keys[ordinal];
                return true;
            }
        }

        key = default;
        return false;
    }

    /// <summary>All keys of a holder, revoked ones too, in the order of enrolment.</summary>
    public IEnumerable<Key> Of(Holder holder)
    {
        if (FirstOf(holder) is >= 0 and var first)
        {
            yield return _keys[first];
            foreach (var other in _alike.GetValueOrDefault(first) ?? [])
            {
                yield return _keys[other];
            }
        }
    }

    /// <summary>The key's SPKI, 91 bytes; any thread.</summary>
    public byte[] Spki(int ordinal)
    {
        var spki = new byte[SpkiPrefix.Length + 64];
        SpkiPrefix.CopyTo(spki, 0);
        _points[ordinal].CopyTo(spki.AsSpan(SpkiPrefix.Length));
        return spki;
    }

    internal int Add(KeyName name, Role role, int watcher, RegionCode scope, Holder holder, ReadOnlySpan<byte> spki, int index)
    {
        _points.Add(new Point(spki[SpkiPrefix.Length..]));
        var ordinal = _keys.Add(new Key(_keys.Count, name, role, watcher, scope, holder, index, -1));
        _slots.Add(name.GetHashCode(), ordinal);
        if (FirstOf(holder) is >= 0 and var first)
        {
            (_alike.TryGetValue(first, out var others) ? others : _alike[first] = []).Add(ordinal);
        }
        else
        {
            _holders.Add(holder.GetHashCode(), ordinal);
        }

        return ordinal;
    }

    private int FirstOf(Holder holder)
    {
        var (hash, cursor) = (holder.GetHashCode(), 0);
        var ordinal = _holders.Probe(hash, ref cursor);
        while (ordinal >= 0 && _keys[ordinal].Holder != holder)
        {
            ordinal = _holders.Probe(hash, ref cursor);
        }

        return ordinal;
    }

    internal void Revoke(int ordinal, int index) => _keys[ordinal] = _keys[ordinal] with { Revoked = index };

    /// <summary>The two coordinates, 64 bytes by value.</summary>
    [InlineArray(64)]
    private struct Point
    {
        private byte _first;

        public Point(ReadOnlySpan<byte> bytes) => bytes.CopyTo(this);

        public readonly void CopyTo(Span<byte> destination) => ((ReadOnlySpan<byte>)this).CopyTo(destination);
    }
}

/// <summary>A signature that must hold for an entry to stand: to be verified before it is applied, or in parallel with the fold.</summary>
/// <param name="Key">Ordinal of the P-256 key, or <see cref="Log"/>.</param>
/// <param name="Text">The note's text.</param>
/// <param name="Signature">DER, or Ed25519's 64 bytes.</param>
/// <remarks>
/// Immutable, as long as nobody writes to its memory; any number of threads may verify it. <c>default</c> claims a signature of no bytes,
/// which never holds.
/// </remarks>
public readonly record struct SignatureClaim(int Key, ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> Signature)
{
    /// <summary>The log's own key stands for no role; it says the time.</summary>
    public const int Log = -1;
}
