using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sirekap.Ledger.Hashing;

/// <summary>
/// SHA-256 (FIPS 180-4 section 6.2) in managed code, for a Linux that has no OpenSSL.
/// </summary>
internal static class ManagedSha256
{
    /// <summary>Bytes of a digest.</summary>
    public const int DigestLength = 32;

    /// <summary>Bytes that are compressed at once (FIPS 180-4 section 1).</summary>
    private const int BlockLength = 64;

    /// <summary>Bytes of the message's length in bits, which ends the last block (section 5.1.1).</summary>
    private const int LengthLength = 8;

    /// <summary>Of a block, one for each constant (section 6.2.2).</summary>
    private const int Rounds = 64;

    private static readonly uint[] Beginning = [.. RootFractions.Square.Select(root => (uint)(root >> 32))];
    private static readonly uint[] K = [.. RootFractions.Cube.Take(Rounds).Select(root => (uint)(root >> 32))];

    /// <summary>Hashes bytes into the first 32 of <paramref name="digest"/>.</summary>
    [SkipLocalsInit]
    public static void Hash(ReadOnlySpan<byte> bytes, Span<byte> digest)
    {
        Span<uint> state = stackalloc uint[8];
        Beginning.CopyTo(state);
        var whole = bytes.Length / BlockLength * BlockLength;
        for (var at = 0; at < whole; at += BlockLength)
        {
            Compress(state, bytes.Slice(at, BlockLength));
        }

        // Section 5.1: a one, zeros, and the length in bits at the end of a block.
        Span<byte> end = stackalloc byte[2 * BlockLength];
        end.Clear();
        var rest = bytes[whole..];
        rest.CopyTo(end);
        end[rest.Length] = 0x80;
        end = end[..(rest.Length + 1 + LengthLength <= BlockLength ? BlockLength : 2 * BlockLength)];
        BinaryPrimitives.WriteUInt64BigEndian(end[^8..], (ulong)bytes.Length * 8);
        for (var at = 0; at < end.Length; at += BlockLength)
        {
            Compress(state, end.Slice(at, BlockLength));
        }

        for (var i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest[(i * sizeof(uint))..], state[i]);
        }
    }

    [SkipLocalsInit]
    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        unchecked
        {
            Span<uint> w = stackalloc uint[Rounds];
            for (var i = 0; i < 16; i++)
            {
                w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * sizeof(uint))..]);
            }

            for (var i = 16; i < w.Length; i++)
            {
                var (x, y) = (w[i - 15], w[i - 2]);
                var s0 = BitOperations.RotateRight(x, 7) ^ BitOperations.RotateRight(x, 18) ^ (x >> 3);
                var s1 = BitOperations.RotateRight(y, 17) ^ BitOperations.RotateRight(y, 19) ^ (y >> 10);
                w[i] = w[i - 16] + s0 + w[i - 7] + s1;
            }

            var k = K;
            var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
            var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
            for (var i = 0; i < w.Length && i < k.Length; i++)
            {
                var sum1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
                var t1 = h + sum1 + ((e & f) ^ (~e & g)) + k[i] + w[i];
                var sum0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
                var t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
                (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
            }

            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
            state[4] += e;
            state[5] += f;
            state[6] += g;
            state[7] += h;
        }
    }
}
