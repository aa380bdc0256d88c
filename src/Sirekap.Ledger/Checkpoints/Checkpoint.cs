using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Sirekap.Ledger.Merkle;

namespace Sirekap.Ledger.Checkpoints;

/// <summary>
/// What a log says of itself: its origin, its size and the root of that many leaves (C2SP tlog-checkpoint). Extension
/// lines, which the specification advises against, are refused: nobody here could check them.
/// </summary>
/// <param name="Origin">The log's identity, non-empty and without control characters.</param>
/// <param name="Size">Leaves, zero or more.</param>
/// <param name="Root">The RFC 9162 root of that many leaves.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is no checkpoint: it has no origin.</remarks>
public readonly record struct Checkpoint(string Origin, long Size, TreeHash Root)
{
    /// <summary>The note text: three lines.</summary>
    public byte[] Text => Encoding.UTF8.GetBytes($"{Origin}\n{Size}\n{Root}\n");

    /// <summary>Reads a note's text. The empty tree must have the root of nothing.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Checkpoint checkpoint, [NotNullWhen(false)] out string? error)
    {
        checkpoint = default;
        if (!TryReadLine(ref text, out var origin) || !TryReadLine(ref text, out var size) || !TryReadLine(ref text, out var root))
        {
            return Fail("checkpoint has fewer than three lines", out error);
        }

        if (origin.IsEmpty)
        {
            return Fail("checkpoint line 1: origin is empty", out error);
        }

        if (!Utf8.IsValid(origin))
        {
            return Fail("checkpoint line 1: origin is not valid UTF-8", out error);
        }

        if (!CanonicalDecimal.TryParse(size, out var leaves))
        {
            return Fail("checkpoint line 2: tree size is not a canonical decimal number", out error);
        }

        if (!TreeHash.TryParse(root, out var hash))
        {
            return Fail("checkpoint line 3: root hash is not canonical base64 of 32 bytes", out error);
        }

        if (!text.IsEmpty)
        {
            return Fail("checkpoint line 4: extension lines are not accepted", out error);
        }

        if (leaves == 0 && hash != TreeHash.Empty)
        {
            return Fail("checkpoint line 3: the root of an empty tree is the hash of nothing", out error);
        }

        checkpoint = new Checkpoint(Encoding.UTF8.GetString(origin), leaves, hash);
        error = null;
        return true;
    }

    private static bool TryReadLine(ref ReadOnlySpan<byte> text, out ReadOnlySpan<byte> line)
    {
        var end = text.IndexOf((byte)'\n');
        line = end < 0 ? default : text[..end];
        text = end < 0 ? text : text[(end + 1)..];
        return end >= 0;
    }

    private static bool Fail(string reason, out string error)
    {
        error = reason;
        return false;
    }
}
