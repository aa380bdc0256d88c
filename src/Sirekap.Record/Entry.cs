using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record;

/// <summary>An entry that has been read: a note whose text is one statement. Nothing is verified yet.</summary>
/// <param name="Note">The signed note.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Id">The statement's identity: SHA-256 of the note's text, so that signatures do not make it another.</param>
/// <param name="Signers">The key that each signature line claims; null for one that is no P-256 key's name with its id, such as the
/// log's.</param>
/// <param name="Enrols">The name of the key that the statement enrols, if it is an enrolment.</param>
public sealed record Entry(Note Note, Statement Statement, Digest Id, IReadOnlyList<KeyName?> Signers, KeyName? Enrols)
{
    /// <summary>Most bytes of an entry (tlog-tiles).</summary>
    public const int Largest = 65535;

    /// <summary>Reads an entry of a known election. Pure, so that any number of threads may read ahead of the record.</summary>
    /// <param name="bytes">The entry; kept, not copied.</param>
    /// <param name="codec">The election's.</param>
    /// <param name="rejection">Why not.</param>
    public static Entry? Read(ReadOnlyMemory<byte> bytes, StatementCodec codec, out Rejection? rejection)
    {
        if (bytes.Length > Largest)
        {
            rejection = new Rejection(RejectionCode.NotANote, $"{bytes.Length} bytes; an entry has at most {Largest}");
            return null;
        }

        if (!Note.TryParse(bytes, out var note, out var flaw))
        {
            rejection = new Rejection(RejectionCode.NotANote, flaw);
            return null;
        }

        var line = note.Text.Span[..^1];
        if (codec.Read(line, out var error) is not { } statement)
        {
            rejection =
                StatementCodec.TryReadHead(line, out var head, out _) && !head.IsOf(codec.Head)
                    ? new Rejection(
                        RejectionCode.OtherElection,
                        $"it is for ledger {head.Ledger}, election {head.Election}, rules {head.Rules}"
                    )
                    : new Rejection(RejectionCode.NotAStatement, error!);
            return null;
        }

        KeyName? enrols = null;
        if (statement.Enrols is { } spki)
        {
            if (!EcdsaP256.IsCanonicalKey(spki))
            {
                rejection = new Rejection(RejectionCode.BadKey, "not a point of P-256 in the canonical SPKI of 91 bytes");
                return null;
            }

            enrols = Keys.NameOf(spki);
        }

        rejection = null;
        Span<byte> id = stackalloc byte[Digest.Size];
        TreeHash.Digest(note.Text.Span).CopyTo(id);
        return new Entry(note, statement, new Digest(id), SignersOf(note), enrols);
    }

    private static KeyName?[] SignersOf(Note note)
    {
        var signers = new KeyName?[note.Signatures.Count];
        for (var i = 0; i < signers.Length; i++)
        {
            var signature = note.Signatures[i];
            signers[i] = KeyName.TryParse(signature.KeyNameUtf8.Span, out var name) && name.KeyId == signature.KeyId ? name : null;
        }

        return signers;
    }
}
