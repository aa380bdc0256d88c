using Sirekap.Elections.Statements;
using Sirekap.Ledger.Merkle;

namespace Sirekap.Record;

/// <summary>An entry on its way into the fold. It is read and hashed once, on any thread, long before its turn.</summary>
public sealed class Arrival
{
    private int[]? _verified;

    private Arrival(ReadOnlyMemory<byte> bytes, Entry? entry, Rejection? rejection) =>
        (Bytes, Entry, Rejection, Leaf) = (bytes, entry, rejection, TreeHash.Leaf(bytes.Span));

    /// <summary>The entry as it came; kept, not copied.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What it says; null where it is no entry.</summary>
    public Entry? Entry { get; }

    /// <summary>Why it is no entry, or may not stand for what is known already; null while nothing speaks against it.</summary>
    public Rejection? Rejection { get; private set; }

    /// <summary>Its leaf of the tree.</summary>
    public TreeHash Leaf { get; }

    /// <summary>Reads an entry of an election. Pure.</summary>
    /// <param name="bytes">The entry.</param>
    /// <param name="codec">Of the election (<see cref="ElectionRecord.Codec"/>).</param>
    public static Arrival Read(ReadOnlyMemory<byte> bytes, StatementCodec codec)
    {
        var entry = Entry.Read(bytes, codec, out var rejection);
        return new Arrival(bytes, entry, rejection);
    }

    /// <summary>Of bytes that nobody can read, because there is no record; they are a leaf all the same.</summary>
    internal static Arrival Unread(ReadOnlyMemory<byte> bytes) => new(bytes, null, null);

    /// <summary>Whether its signatures were verified before its turn, by whichever keys, and held.</summary>
    public bool IsVerified => _verified is not null;

    /// <summary>Notes that nothing need be asked of it any more: it is refused.</summary>
    internal void Refuse(Rejection rejection) => Rejection ??= rejection;

    /// <summary>Notes by which keys its signatures were verified.</summary>
    internal void Verified(ReadOnlySpan<SignatureClaim> claims)
    {
        _verified = new int[claims.Length];
        for (var i = 0; i < claims.Length; i++)
        {
            _verified[i] = claims[i].Key;
        }
    }

    /// <summary>Whether its signatures were verified by these very keys.</summary>
    internal bool IsVerifiedBy(ReadOnlySpan<SignatureClaim> claims)
    {
        if (_verified?.Length != claims.Length)
        {
            return false;
        }

        for (var i = 0; i < claims.Length; i++)
        {
            if (_verified[i] != claims[i].Key)
            {
                return false;
            }
        }

        return true;
    }
}
