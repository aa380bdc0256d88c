using System.Buffers.Binary;
using System.Text;

namespace Sirekap.Ledger.Notes;

/// <summary>What a log witness signs: a header line, a time line, then the checkpoint's text (C2SP tlog-cosignature, Ed25519).</summary>
public static class CosignatureMessage
{
    /// <summary>Bytes of the timestamp that stands before the Ed25519 signature: big-endian seconds since 1970.</summary>
    public const int TimestampLength = 8;

    /// <summary>Bytes of an Ed25519 signature (RFC 8032 section 5.1.6).</summary>
    private const int SignatureLength = 64;

    /// <summary>The signed message for a checkpoint text at a time in seconds since 1970.</summary>
    public static byte[] Encode(long timestamp, ReadOnlySpan<byte> text) =>
        [.. Encoding.ASCII.GetBytes($"cosignature/v1\ntime {timestamp}\n"), .. text];

    /// <summary>
    /// The time that a cosignature states, in seconds since 1970; null where it is not 72 bytes or the time exceeds 2^63 − 1.
    /// </summary>
    public static long? Timestamp(ReadOnlySpan<byte> signature)
    {
        if (signature.Length != TimestampLength + SignatureLength)
        {
            return null;
        }

        var timestamp = BinaryPrimitives.ReadUInt64BigEndian(signature);
        return timestamp > long.MaxValue ? null : (long)timestamp;
    }

    internal static bool TryRead(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> text, out byte[] message)
    {
        var timestamp = Timestamp(signature);
        message = timestamp is null ? [] : Encode(timestamp.Value, text);
        return timestamp is not null;
    }
}
