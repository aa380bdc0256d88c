using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record;

/// <summary>An entry that has been read: a note whose text is one statement. Nothing is verified yet.</summary>
/// <param name="Note">The signed note.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Id">The statement's identity: SHA-256 of the note's text, so that signatures do not make it another.</param>
public sealed record Entry(Note Note, Statement Statement, Digest Id)
{
    /// <summary>Most bytes of an entry (tlog-tiles).</summary>
    public const int Largest = 65535;

    /// <summary>Reads an entry under a known head. Pure, so that any number of threads may read ahead of the record.</summary>
    /// <param name="bytes">The entry; kept, not copied.</param>
    /// <param name="prefix"><see cref="StatementCodec.Prefix"/> of the election.</param>
    /// <param name="rejection">Why not.</param>
    public static Entry? Read(ReadOnlyMemory<byte> bytes, ReadOnlySpan<byte> prefix, out Rejection? rejection)
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
        var statement = StatementCodec.Read(line, prefix, out var error);
        if (statement is null)
        {
            var other = StatementCodec.TryReadHead(line, out var head, out _) && !line.StartsWith(prefix);
            rejection = other
                ? new Rejection(RejectionCode.OtherElection, $"it is for ledger {head!.Ledger}, election {head.Election}, rules {head.Rules}")
                : new Rejection(RejectionCode.NotAStatement, error!);
            return null;
        }

        rejection = null;
        Span<byte> id = stackalloc byte[Digest.Size];
        SHA256.HashData(note.Text.Span, id);
        return new Entry(note, statement, new Digest(id));
    }
}
