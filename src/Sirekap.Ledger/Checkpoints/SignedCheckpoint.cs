using System.Diagnostics.CodeAnalysis;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Checkpoints;

/// <summary>A checkpoint with the note that carries it: the log's signature, and log witnesses' cosignatures.</summary>
public sealed class SignedCheckpoint
{
    private SignedCheckpoint(Note note, Checkpoint checkpoint)
    {
        Note = note;
        Checkpoint = checkpoint;
    }

    /// <summary>The note.</summary>
    public Note Note { get; }

    /// <summary>What it says.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>The whole note's bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => Note.Bytes;

    /// <summary>Reads a signed checkpoint without verifying any signature.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes,
        [NotNullWhen(true)] out SignedCheckpoint? signed,
        [NotNullWhen(false)] out string? error
    )
    {
        signed = null;
        if (!Note.TryParse(bytes, out var note, out error) || !Checkpoint.TryParse(note.Text.Span, out var checkpoint, out error))
        {
            return false;
        }

        signed = new SignedCheckpoint(note, checkpoint);
        return true;
    }

    /// <summary>Reads a checkpoint that the log has signed: its origin is the key's name, and the key's signature holds.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> bytes,
        VerifierKey log,
        [NotNullWhen(true)] out SignedCheckpoint? signed,
        [NotNullWhen(false)] out string? error
    )
    {
        ArgumentNullException.ThrowIfNull(log);
        if (!TryParse(bytes, out signed, out error))
        {
            return false;
        }

        if (signed.Checkpoint.Origin != log.Name)
        {
            error = $"checkpoint is of \"{signed.Checkpoint.Origin}\", not of \"{log.Name}\"";
        }
        else if (signed.Note.VerifySignatures([log], out var bad).Count == 0)
        {
            error = bad is null
                ? $"checkpoint is not signed by {log.Name}+{log.KeyId:x8}"
                : $"checkpoint's signature by {log.Name}+{log.KeyId:x8} does not verify";
        }

        if (error is null)
        {
            return true;
        }

        signed = null;
        return false;
    }

    /// <summary>Signs a checkpoint. Whether it contradicts an earlier one is for the caller to have checked.</summary>
    /// <exception cref="ArgumentException">The origin cannot stand in a note, or the size is negative.</exception>
    public static SignedCheckpoint Sign(Checkpoint checkpoint, params IEnumerable<SignerKey> signers)
    {
        var text = checkpoint.Text;
        return Read(Note.Encode(text, signers.Select(signer => signer.Sign(text))));
    }

    /// <summary>The same checkpoint with more signatures after those that it has; one that is there already is not repeated.</summary>
    public SignedCheckpoint WithSignatures(IEnumerable<NoteSignature> more) =>
        Read(Note.Encode(Note.Text.Span, Note.Signatures.Concat(more).Distinct()));

    private static SignedCheckpoint Read(byte[] bytes) =>
        TryParse(bytes, out var signed, out var error) ? signed : throw new ArgumentException(error, nameof(bytes));
}
