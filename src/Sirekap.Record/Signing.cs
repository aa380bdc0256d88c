using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
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

    /// <summary>What takes several: an entry by which the first proposes it, and one for each other that agrees.</summary>
    /// <param name="head">The election's.</param>
    /// <param name="statement">What is proposed.</param>
    /// <param name="signers">P-256 keys.</param>
    public static IReadOnlyList<byte[]> Several(StatementHead head, Statement statement, params IReadOnlyList<SignerKey> signers)
    {
        byte[] text = [.. StatementCodec.Write(head, statement), (byte)'\n'];
        var proposal = new Digest(Sha256.Hash(text));
        return
        [
            Entry(head, statement, signers[0]),
            .. signers.Skip(1).Select(signer => Entry(head, new Agree(proposal, Keys.NameOf(signer.Verifier.PublicKey.Span)), signer)),
        ];
    }
}
