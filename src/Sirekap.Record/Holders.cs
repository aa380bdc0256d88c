using System.Buffers.Binary;
using System.Security.Cryptography;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>Makes pseudonyms.</summary>
public static class Holders
{
    /// <summary>A new one, by chance: it says nothing about anybody.</summary>
    public static Holder New()
    {
        Span<byte> bytes = stackalloc byte[Holder.Length / 2];
        RandomNumberGenerator.Fill(bytes);
        return new Holder(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }
}
