using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Merkle;

/// <summary>
/// A SHA-256 hash of a leaf, a node or a root of the Merkle tree (RFC 9162 section 2.1.1), 32 bytes held by value.
/// Its text form is standard base64 with padding, 44 characters.
/// </summary>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is 32 zeros, which is not <see cref="Empty"/>.</remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct TreeHash : IEquatable<TreeHash>
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = 32;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static readonly TreeHash Empty = Digest([]);

    /// <summary>By RFC 9162: without it a node's two hashes could be passed off as an entry.</summary>
    private const byte LeafPrefix = 0x00;

    /// <summary>By RFC 9162: other than a leaf's.</summary>
    private const byte NodePrefix = 0x01;

    // Four words of the hash in memory order; only their bytes have a meaning.
    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>Takes exactly 32 bytes.</summary>
    /// <exception cref="ArgumentException">Another length.</exception>
    public TreeHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException($"a tree hash has {Length} bytes, not {bytes.Length}", nameof(bytes));
        }

        this = MemoryMarshal.Read<TreeHash>(bytes);
    }

    /// <summary>The hash of an entry as a leaf: SHA-256(0x00 || entry).</summary>
    public static TreeHash Leaf(ReadOnlySpan<byte> entry) => Hash([LeafPrefix], entry);

    /// <summary>The hash of a node: SHA-256(0x01 || left || right).</summary>
    [SkipLocalsInit]
    public static TreeHash Node(TreeHash left, TreeHash right)
    {
        Span<byte> both = stackalloc byte[1 + 2 * Length];
        both[0] = NodePrefix;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + Length)..]);
        return Hash(both, []);
    }

    /// <summary>SHA-256 of bytes as they are, without a prefix.</summary>
    public static TreeHash Digest(ReadOnlySpan<byte> bytes) => Hash(bytes, []);

    /// <summary>Reads 44 characters of canonical base64.</summary>
    public static bool TryParse(ReadOnlySpan<byte> base64, out TreeHash hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (base64.Length == Base64Text.EncodedLength(Length) && Base64Text.TryDecode(base64, bytes, out var written) && written == Length)
        {
            hash = new TreeHash(bytes);
            return true;
        }
        hash = default;
        return false;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out TreeHash)"/>
    public static bool TryParse([NotNullWhen(true)] string? base64, out TreeHash hash)
    {
        Span<byte> ascii = stackalloc byte[Base64Text.EncodedLength(Length)];
        if (
            base64 is not null
            && base64.Length == ascii.Length
            && System.Text.Ascii.FromUtf16(base64, ascii, out _) == System.Buffers.OperationStatus.Done
        )
        {
            return TryParse(ascii, out hash);
        }

        hash = default;
        return false;
    }

    [SkipLocalsInit]
    private static TreeHash Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Span<byte> digest = stackalloc byte[Length];
        Sha256.Hash(first, second, digest);
        return MemoryMarshal.Read<TreeHash>(digest);
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, in this);

    /// <summary>A new array of the 32 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>The hash in base64.</summary>
    public override string ToString() => Convert.ToBase64String(ToArray());

    /// <summary>The hash in lowercase hexadecimal.</summary>
    public string ToHex() => Convert.ToHexStringLower(ToArray());

    /// <inheritdoc/>
    public bool Equals(TreeHash other) =>
        _first == other._first && _second == other._second && _third == other._third && _fourth == other._fourth;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TreeHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _first.GetHashCode();

    public static bool operator ==(TreeHash left, TreeHash right) => left.Equals(right);

    public static bool operator !=(TreeHash left, TreeHash right) => !left.Equals(right);
}
