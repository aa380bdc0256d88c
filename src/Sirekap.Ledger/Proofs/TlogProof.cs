using System.Diagnostics.CodeAnalysis;
using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;

namespace Sirekap.Ledger.Proofs;

/// <summary>
/// A receipt: that an entry stands at an index of a log, checkable without any network (C2SP tlog-proof). File extension
/// <c>.tlog-proof</c>.
/// </summary>
/// <param name="Index">The entry's index, from 0.</param>
/// <param name="Inclusion">From the leaf's sibling to the root's child.</param>
/// <param name="Checkpoint">The signed checkpoint that the proof leads to.</param>
/// <param name="Extra">Opaque bytes that nothing authenticates; null where there is no such line.</param>
public sealed record TlogProof(
    long Index,
    IReadOnlyList<TreeHash> Inclusion,
    SignedCheckpoint Checkpoint,
    ReadOnlyMemory<byte>? Extra = null
)
{
    /// <summary>The first line of every proof.</summary>
    public const string Header = "c2sp.org/tlog-proof@v1";

    // A path in a tree of at most 2^63 - 1 leaves.
    private const int MaxPath = 63;

    /// <summary>The proof's text.</summary>
    public byte[] Encode()
    {
        var text = new StringBuilder(Header).Append('\n');
        if (Extra is { } extra)
        {
            text.Append("extra ").Append(Convert.ToBase64String(extra.Span)).Append('\n');
        }

        text.Append("index ").Append(Index).Append('\n');
        foreach (var hash in Inclusion)
        {
            text.Append(hash.ToString()).Append('\n');
        }

        text.Append('\n');
        return [.. Encoding.ASCII.GetBytes(text.ToString()), .. Checkpoint.Bytes.Span];
    }

    /// <summary>Reads a proof, strictly; nothing is verified yet.</summary>
    /// <param name="error">What is wrong, with the number of the line.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out TlogProof? proof,
        [NotNullWhen(false)] out string? error
    )
    {
        proof = new ProofReader(bytes).Read(out error);
        return proof is not null;
    }

    /// <summary>Whether the policy accepts the checkpoint and the entry is in its tree.</summary>
    public ProofVerdict Verify(ReadOnlySpan<byte> entry, TlogPolicy policy) => Verify(TreeHash.Leaf(entry), policy);

    /// <inheritdoc cref="Verify(ReadOnlySpan{byte}, TlogPolicy)"/>
    public ProofVerdict Verify(TreeHash leaf, TlogPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var (size, root) = (Checkpoint.Checkpoint.Size, Checkpoint.Checkpoint.Root);
        return new ProofVerdict(policy.Evaluate(Checkpoint), MerkleProofs.VerifyInclusion(leaf, Index, size, Inclusion, root));
    }

    private ref struct ProofReader(ReadOnlyMemory<byte> bytes)
    {
        private ReadOnlyMemory<byte> _rest = bytes;
        private int _number;

        public TlogProof? Read(out string? error)
        {
            if (!TryReadLine(out var line) || !line.SequenceEqual("c2sp.org/tlog-proof@v1"u8))
            {
                return Fail($"is not {Header}", out error);
            }

            ReadOnlyMemory<byte>? extra = null;
            var found = TryReadLine(out line);
            if (found && line.StartsWith("extra "u8))
            {
                if (Base64Text.Decode(line["extra ".Length..]) is not { } decoded)
                {
                    return Fail("extra data is not canonical base64", out error);
                }

                extra = decoded;
                found = TryReadLine(out line);
            }
            if (!found || !line.StartsWith("index "u8) || !CanonicalDecimal.TryParse(line["index ".Length..], out var index))
            {
                return Fail("is not \"index \" and a canonical decimal number", out error);
            }

            var path = new List<TreeHash>();
            while (TryReadLine(out line))
            {
                if (line.IsEmpty)
                {
                    return ReadCheckpoint(index, path, extra, out error);
                }

                if (!TreeHash.TryParse(line, out var hash))
                {
                    return Fail("is not a hash in canonical base64", out error);
                }

                if (path.Count == MaxPath)
                {
                    return Fail($"inclusion proof has more than {MaxPath} hashes", out error);
                }

                path.Add(hash);
            }
            return Fail("file ends before the empty line and the checkpoint", out error);
        }

        private readonly TlogProof? ReadCheckpoint(long index, List<TreeHash> path, ReadOnlyMemory<byte>? extra, out string? error)
        {
            if (SignedCheckpoint.TryParse(_rest, out var checkpoint, out error))
            {
                return new TlogProof(index, path, checkpoint, extra);
            }

            error = $"from line {_number + 1}: {error}";
            return null;
        }

        private bool TryReadLine(out ReadOnlySpan<byte> line)
        {
            _number++;
            var end = _rest.Span.IndexOf((byte)'\n');
            line = end < 0 ? default : _rest.Span[..end];
            _rest = end < 0 ? _rest : _rest[(end + 1)..];
            return end >= 0;
        }

        private readonly TlogProof? Fail(string reason, out string error)
        {
            error = $"line {_number}: {reason}";
            return null;
        }
    }
}

/// <summary>What a receipt shows under a policy.</summary>
/// <param name="Policy">What the policy makes of the checkpoint.</param>
/// <param name="Included">Whether the entry stands at the index of the checkpoint's tree.</param>
public sealed record ProofVerdict(PolicyVerdict Policy, bool Included)
{
    /// <summary>Whether the receipt holds.</summary>
    public bool Holds => Included && Policy.Accepted;

    /// <summary>Why it does not, or null.</summary>
    public string? Reason => Included ? Policy.Reason : "the inclusion proof does not lead to the checkpoint's root";
}
