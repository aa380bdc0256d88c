using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Hashing;

/// <summary>
/// SHA-256 (FIPS 180-4) on any machine. Through .NET each hash passes OpenSSL's provider machinery, 0.36 µs for a tree node
/// against 0.07 µs for libcrypto's plain functions, and a national ledger has 1.7 million nodes; so these are used where
/// they are there.
/// </summary>
public static unsafe class Sha256
{
    /// <summary>Bytes of a digest.</summary>
    public const int DigestLength = 32;

    // struct SHA256_CTX: eight words of state, two of length, a block of 64 bytes, two counters; the same on every platform.
    private const int ContextLength = 112;

    private static readonly CryptographyBackend Backend = CryptographyChoice.Choose(IsNativeAvailable);

    private static ReadOnlySpan<byte> OfNothing =>
        [
            0xe3,
            0xb0,
            0xc4,
            0x42,
            0x98,
            0xfc,
            0x1c,
            0x14,
            0x9a,
            0xfb,
            0xf4,
            0xc8,
            0x99,
            0x6f,
            0xb9,
            0x24,
            0x27,
            0xae,
            0x41,
            0xe4,
            0x64,
            0x9b,
            0x93,
            0x4c,
            0xa4,
            0x95,
            0x99,
            0x1b,
            0x78,
            0x52,
            0xb8,
            0x55,
        ];

    /// <summary>Hashes bytes into the first 32 of <paramref name="digest"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for 32.</exception>
    public static void Hash(ReadOnlySpan<byte> bytes, Span<byte> digest) => Hash(bytes, [], digest);

    /// <summary>Hashes bytes into a new array of 32.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> bytes)
    {
        var digest = new byte[DigestLength];
        Hash(bytes, [], digest);
        return digest;
    }

    /// <summary>Hashes a first piece and then a second one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for 32 bytes.</exception>
    public static void Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> digest) => Hash(Backend, first, second, digest);

    /// <summary>The same in a backend's code.</summary>
    internal static void Hash(CryptographyBackend backend, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> digest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digest.Length, DigestLength);
        if (backend == CryptographyBackend.LibCrypto)
        {
            HashNative(first, second, digest);
        }
        else if (second.IsEmpty)
        {
            HashWhole(backend, first, digest);
        }
        else
        {
            HashJoined(backend, first, second, digest);
        }
    }

    // One call on joined pieces is far cheaper than an incremental hash; most entries are notes of about 500 bytes.
    [SkipLocalsInit]
    private static void HashJoined(CryptographyBackend backend, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> digest)
    {
        const int OnStack = 2048;
        var length = first.Length + second.Length;
        var joined = length <= OnStack ? stackalloc byte[OnStack] : new byte[length];
        first.CopyTo(joined);
        second.CopyTo(joined[first.Length..]);
        HashWhole(backend, joined[..length], digest);
    }

    private static void HashWhole(CryptographyBackend backend, ReadOnlySpan<byte> bytes, Span<byte> digest)
    {
        if (backend == CryptographyBackend.System)
        {
            SHA256.HashData(bytes, digest);
        }
        else
        {
            ManagedSha256.Hash(bytes, digest);
        }
    }

    [SkipLocalsInit]
    private static void HashNative(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> digest)
    {
        var context = stackalloc ulong[ContextLength / sizeof(ulong)];
        fixed (
            byte* one = first,
                two = second,
                result = digest
        )
        {
            var done =
                LibCrypto.SHA256_Init(context) == 1
                && (first.IsEmpty || LibCrypto.SHA256_Update(context, one, (nuint)first.Length) == 1)
                && (second.IsEmpty || LibCrypto.SHA256_Update(context, two, (nuint)second.Length) == 1)
                && LibCrypto.SHA256_Final(result, context) == 1;
            if (!done)
            {
                throw new CryptographicException("libcrypto does not hash");
            }
        }
    }

    private static bool IsNativeAvailable()
    {
        try
        {
            // The functions are there, and are what they are taken for.
            Span<byte> digest = stackalloc byte[DigestLength];
            HashNative([], [], digest);
            return digest.SequenceEqual(OfNothing);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return false;
        }
    }
}
