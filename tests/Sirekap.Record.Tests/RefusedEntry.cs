using System.Text;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests;

/// <summary>Entries that no honest program would make.</summary>
internal static class RefusedEntry
{
    /// <summary>Why a record does not begin with this definition, or null.</summary>
    public static RejectionCode? Begin(StatementHead head, MadeLedger ledger, Definition definition, IReadOnlyList<SignerKey> signers)
    {
        var record = ElectionRecord.Begin(Signing.Entry(head, definition, signers), ledger.Find, out var rejection);
        (record is null).ShouldBe(rejection is not null);
        return rejection?.Code;
    }

    /// <summary>One line, signed, whatever it says.</summary>
    public static byte[] Raw(string line, SignerKey signer)
    {
        var text = Encoding.ASCII.GetBytes(line + "\n");
        return Note.Encode(text, [signer.Sign(text)]);
    }

    /// <summary>A key whose point is not on the curve.</summary>
    public static byte[] OffCurve(byte[] spki)
    {
        var off = (byte[])spki.Clone();
        off[^1] ^= 1;
        return off;
    }
}
