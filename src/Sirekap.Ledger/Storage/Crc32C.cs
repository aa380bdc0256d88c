using System.Buffers.Binary;
using System.Numerics;

namespace Sirekap.Ledger.Storage;

/// <summary>CRC-32C (Castagnoli; RFC 3720, appendix B.4).</summary>
/// <remarks>The store's checksum finds torn writes and rotten bits, at memory speed where the processor has the instruction. It is no
/// defence against anyone who can write: that is the Merkle root's work, which every rebuild computes anyway, so that a second
/// cryptographic hash over the same bytes would only cost start-up time.</remarks>
public static class Crc32C
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
