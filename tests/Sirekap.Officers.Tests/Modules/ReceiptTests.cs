using System.Text;
using System.Text.Json;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Proofs;
using Sirekap.Officers.Tests.Stage;

namespace Sirekap.Officers.Tests.Modules;

/// <summary>A receipt is believed by the phone when, and only when, the log has signed a tree that our statement is in.</summary>
public sealed class ReceiptTests
{
    private const string Origin = "phone.example/log";

    private static readonly Ed25519Signer Log = Ed25519Signer.ImportSeed(Origin, new byte[32]);

    private readonly Script _phone = new(("checked", "ledger/receipts.js"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(300)]
    public void Every_entry_of_a_tree_is_proven_and_no_other(int size)
    {
        var tree = Tree(size);
        foreach (var index in (int[])[0, size / 3, size / 2, size - 1])
        {
            var proof = Proof(tree, index, Log);
            Check(proof, Note(index), index)
                .ShouldBe($$$"""{"receipt":{"index":{{{index}}},"size":{{{size}}},"root":"{{{tree.Root()}}}"}}""");
            Check(proof, Note(index) + "x", index).ShouldBe("""{"flaw":"path"}""");
            Check(proof, Note(index), index + 1).ShouldBe("""{"flaw":"index"}""");
        }
    }

    [Fact]
    public void What_is_wrong_with_a_receipt_has_a_name()
    {
        var tree = Tree(7);
        var proof = Proof(tree, 3, Log);
        using var other = Ed25519Signer.ImportSeed(Origin, [.. Enumerable.Repeat((byte)1, 32)]);
        Check(Proof(tree, 3, other), Note(3), 3).ShouldBe("""{"flaw":"signature"}""");
        Check(proof, Note(3), 3, ledger: "other.example/log").ShouldBe("""{"flaw":"origin"}""");
        Check(proof.Replace("tlog-proof@v1", "tlog-proof@v2", StringComparison.Ordinal), Note(3), 3).ShouldBe("""{"flaw":"form"}""");
        Check("", Note(3), 3).ShouldBe("""{"flaw":"form"}""");
        Check(proof.Replace("\n7\n", "\n07\n", StringComparison.Ordinal), Note(3), 3).ShouldBe("""{"flaw":"signature"}""");
        var lines = proof.Split('\n').ToList();
        lines.RemoveAt(2);
        Check(string.Join('\n', lines), Note(3), 3).ShouldBe("""{"flaw":"path"}""");
        lines = [.. proof.Split('\n')];
        lines.Insert(2, lines[2]);
        Check(string.Join('\n', lines), Note(3), 3).ShouldBe("""{"flaw":"path"}""");
    }

    /// <summary>No byte of a receipt can be another without its being noticed, or without its saying the same.</summary>
    [Fact]
    public void A_receipt_with_another_byte_does_not_hold()
    {
        var proof = Proof(Tree(7), 3, Log);
        for (var at = 0; at < proof.Length; at += 7)
        {
            var changed = proof[..at] + (proof[at] == 'A' ? 'B' : 'A') + proof[(at + 1)..];
            Check(changed, Note(3), 3).ShouldStartWith("""{"flaw":""", Case.Sensitive, $"{at}");
        }
    }

    private string Check(string proof, string note, int index, string ledger = Origin) =>
        _phone.Json(
            "checked(proof, note, { ledger, log, index })",
            ("proof", proof),
            ("note", note),
            ("ledger", ledger),
            ("log", Convert.ToBase64String(Log.Verifier.PublicKey.Span)),
            ("index", (double)index)
        );

    private static string Note(int index) => $"entry {index}\n\n— a b\n";

    private static MerkleTree Tree(int size)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < size; i++)
        {
            tree.Append(TreeHash.Leaf(Encoding.UTF8.GetBytes(Note(i))));
        }

        return tree;
    }

    private static string Proof(MerkleTree tree, int index, Ed25519Signer signer)
    {
        var checkpoint = SignedCheckpoint.Sign(new Checkpoint(Origin, tree.Size, tree.Root()), signer);
        return Encoding.UTF8.GetString(new TlogProof(index, tree.Inclusion(index, tree.Size), checkpoint).Encode());
    }
}
