using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record;

/// <summary>Makes entries: a statement's canonical line as the text of a note, signed.</summary>
public static class Signing
{
    public static byte[] Entry(StatementHead head, Statement statement, params IReadOnlyList<SignerKey> signers)
    {
        byte[] text = [.. StatementCodec.Write(head, statement), (byte)'\n'];
        return Note.Encode(text, signers.Select(signer => signer.Sign(text)));
    }
}
