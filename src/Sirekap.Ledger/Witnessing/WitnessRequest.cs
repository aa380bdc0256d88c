using System.Diagnostics.CodeAnalysis;
using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;

namespace Sirekap.Ledger.Witnessing;

/// <summary>The body of an add-checkpoint request (C2SP tlog-witness): <c>old SIZE</c>, proof lines, an empty line, a checkpoint.</summary>
/// <param name="OldSize">Entries of the checkpoint that the witness cosigned last.</param>
/// <param name="Proof">The consistency proof from there.</param>
/// <param name="Checkpoint">The checkpoint to be cosigned; no signature has been verified.</param>
public sealed record WitnessRequest(long OldSize, IReadOnlyList<TreeHash> Proof, SignedCheckpoint Checkpoint)
{
    /// <summary>A tree of 2^63 leaves needs no more (tlog-witness).</summary>
    public const int MaximumProofLines = 63;

    /// <summary>63 proof lines and a checkpoint with 16 signatures, even of the longest kind there is (ML-DSA-44, 3.3 kB), fit.</summary>
    public const int MaximumBytes = 1 << 16;

    public byte[] Encode()
    {
        var head = new StringBuilder().Append("old ").Append(OldSize).Append('\n');
        foreach (var hash in Proof)
        {
            head.Append(hash).Append('\n');
        }

        head.Append('\n');
        return [.. Encoding.ASCII.GetBytes(head.ToString()), .. Checkpoint.Bytes.Span];
    }

    /// <param name="body">The whole body; it is kept.</param>
    /// <param name="request">The request as it stands there.</param>
    /// <param name="error">What is wrong, with the number of the line.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> body,
        [NotNullWhen(true)] out WitnessRequest? request,
        [NotNullWhen(false)] out string? error
    )
    {
        request = null;
        if (body.Length > MaximumBytes)
        {
            return Fail($"the body has {body.Length} bytes, more than {MaximumBytes}", out error);
        }

        if (!TryReadLine(ref body, out var first) || !first.StartsWith("old "u8) || !CanonicalDecimal.TryParse(first[4..], out var oldSize))
        {
            return Fail("line 1: not \"old\" and a tree size", out error);
        }

        var proof = new List<TreeHash>();
        while (true)
        {
            if (!TryReadLine(ref body, out var line))
            {
                return Fail($"line {proof.Count + 2}: the body ends before the checkpoint", out error);
            }

            if (line.IsEmpty)
            {
                break;
            }

            if (proof.Count == MaximumProofLines)
            {
                return Fail($"line {proof.Count + 2}: more than {MaximumProofLines} proof lines", out error);
            }

            if (!TreeHash.TryParse(line, out var hash))
            {
                return Fail($"line {proof.Count + 2}: not a hash in base64", out error);
            }

            proof.Add(hash);
        }

        if (!SignedCheckpoint.TryParse(body, out var checkpoint, out error))
        {
            return false;
        }

        request = new WitnessRequest(oldSize, proof, checkpoint);
        return true;
    }

    private static bool TryReadLine(ref ReadOnlyMemory<byte> rest, out ReadOnlySpan<byte> line)
    {
        var end = rest.Span.IndexOf((byte)'\n');
        line = end < 0 ? default : rest.Span[..end];
        rest = end < 0 ? rest : rest[(end + 1)..];
        return end >= 0;
    }

    private static bool Fail(string reason, out string error)
    {
        error = reason;
        return false;
    }
}
