using System.Buffers.Binary;
using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Merkle;

namespace Sirekap.Record;

/// <summary>Makes what a seal commits to, and the chance in it.</summary>
public static class Sealing
{
    /// <summary>Chance: without it whoever reads a seal would try all figures.</summary>
    public static Salt NewSalt()
    {
        Span<byte> bytes = stackalloc byte[Salt.Length / 2];
        RandomNumberGenerator.Fill(bytes);
        return new Salt(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <inheritdoc cref="Commitment.Text"/>
    /// <returns>The commitment, the SHA-256 of that text.</returns>
    public static Digest Commit(StatementHead head, string contest, RegionCode station, Digest on, KeyName by, Salt salt, FormFields fields)
    {
        Span<byte> hash = stackalloc byte[Digest.Size];
        TreeHash.Digest(Commitment.Text(head, contest, station, on, by, salt, fields)).CopyTo(hash);
        return new Digest(hash);
    }
}
