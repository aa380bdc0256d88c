using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Proofs;
using Sirekap.Ledger.Tests.Policies;

namespace Sirekap.Ledger.Tests.Proofs;

public class TlogProofTests
{
    private const string Hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private const string Signed = "a\n20852163\n" + Hash + "\n\n— a AAAAAQI=\n";

    [Fact]
    public void A_receipt_is_written_as_the_specification_says()
    {
        var (proof, _) = Receipt(5, 7);
        var text = Encoding.UTF8.GetString(proof.Encode());
        text.ShouldStartWith("c2sp.org/tlog-proof@v1\nindex 5\n" + proof.Inclusion[0] + "\n");
        text.ShouldEndWith("\n\n" + Encoding.UTF8.GetString(proof.Checkpoint.Bytes.Span));
        text.Split('\n').Take(2 + proof.Inclusion.Count + 1).Last().ShouldBeEmpty();
        Encoding
            .UTF8.GetString((proof with { Extra = "abc"u8.ToArray() }).Encode())
            .ShouldStartWith("c2sp.org/tlog-proof@v1\nextra YWJj\nindex 5\n");
    }

    [Fact]
    public void Every_receipt_is_read_back_and_holds()
    {
        var policy = TlogPolicyTests.Policy($"log {TlogPolicyTests.Ed("log", 0)}\nwitness W {TlogPolicyTests.Co("w", 1)}\nquorum W\n");
        foreach (var size in (int[])[1, 2, 3, 7, 8, 300])
        {
            for (var i = 0; i < size; i += 1 + size / 8)
            {
                var (proof, entry) = Receipt(i, size);
                TlogProof.TryParse(proof.Encode(), out var read, out var error).ShouldBeTrue(error);
                read!.Encode().ShouldBe(proof.Encode());
                read.Index.ShouldBe(i);
                read.Extra.ShouldBeNull();
                read.Verify(entry, policy).Holds.ShouldBeTrue();
                read.Verify(TreeHash.Leaf(entry), policy).Reason.ShouldBeNull();
                read.Verify([.. entry, 0], policy).Reason.ShouldBe("the inclusion proof does not lead to the checkpoint's root");
                (read with { Index = i + 1 }).Verify(entry, policy).Holds.ShouldBeFalse();
                var strangers = TlogPolicyTests.Policy($"log {TlogPolicyTests.Ed("log", 9)}\nquorum none\n");
                read.Verify(entry, strangers).Holds.ShouldBeFalse();
                read.Verify(entry, strangers).Reason.ShouldBe("no log of the policy has signed this origin");
            }
        }
    }

    [Fact]
    public void Extra_data_is_kept_even_where_it_is_empty()
    {
        var (proof, _) = Receipt(0, 1);
        foreach (
            var extra in (byte[][])
                [
                    [],
                    [1],
                    [1, 2, 3],
                ]
        )
        {
            TlogProof.TryParse((proof with { Extra = extra }).Encode(), out var read, out var error).ShouldBeTrue(error);
            read!.Extra!.Value.ToArray().ShouldBe(extra);
        }
    }

    [Theory]
    [InlineData("", "line 1: is not c2sp.org/tlog-proof@v1")]
    [InlineData("c2sp.org/tlog-proof@v1", "line 1: is not")]
    [InlineData("c2sp.org/tlog-proof@v2\nindex 0\n\n" + Signed, "line 1: is not")]
    [InlineData("c2sp.org/tlog-proof@v1\n", "line 2: is not \"index \"")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex\n\n" + Signed, "line 2: is not \"index \"")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 01\n\n" + Signed, "line 2: is not \"index \"")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex -1\n\n" + Signed, "line 2: is not \"index \"")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 1 \n\n" + Signed, "line 2: is not \"index \"")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra !\nindex 0\n\n" + Signed, "line 2: extra data is not canonical base64")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra YWI=\nextra YWI=\nindex 0\n\n" + Signed, "line 3: is not \"index \"")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra YWI=\n", "line 3: is not \"index \"")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nextra YWI=\n\n" + Signed, "line 3: is not a hash")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\n" + Signed, "line 3: is not a hash")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n" + Hash + "\n" + Signed, "line 4: is not a hash")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n" + Hash + "\n", "line 4: file ends before")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\n", "from line 4: note has no empty line")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\n\n" + Signed, "from line 4: checkpoint line 1: origin is empty")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\na\n01\n" + Hash + "\n\n— a AAAAAQI=\n", "from line 4: checkpoint line 2")]
    [InlineData("c2sp.org/tlog-proof@v1\r\nindex 0\n\n" + Signed, "line 1: is not")]
    public void What_is_not_exactly_a_receipt_is_refused_with_its_line(string text, string reason)
    {
        TlogProof.TryParse(Encoding.UTF8.GetBytes(text), out var proof, out var error).ShouldBeFalse();
        proof.ShouldBeNull();
        error.ShouldNotBeNull().ShouldStartWith(reason);
    }

    [Fact]
    public void Whatever_still_parses_after_a_change_equals_its_own_encoding()
    {
        var original = (Receipt(5, 7).Proof with { Extra = "abc"u8.ToArray() }).Encode();
        for (var i = 0; i < original.Length; i++)
        {
            foreach (
                var changed in (byte[][])
                    [
                        [.. original[..i], .. original[(i + 1)..]],
                        [.. original[..i], (byte)(original[i] ^ (1 << i % 8)), .. original[(i + 1)..]],
                        [.. original[..i], (byte)'0', .. original[i..]],
                    ]
            )
            {
                if (TlogProof.TryParse(changed, out var proof, out _))
                {
                    proof.Encode().ShouldBe(changed);
                }
            }
        }
    }

    [Fact]
    public void A_path_longer_than_any_tree_is_high_is_refused()
    {
        static string Proof(int hashes) =>
            "c2sp.org/tlog-proof@v1\nindex 0\n" + string.Concat(Enumerable.Repeat(Hash + "\n", hashes)) + "\n" + Signed;
        TlogProof.TryParse(Encoding.UTF8.GetBytes(Proof(63)), out _, out var error).ShouldBeTrue(error);
        TlogProof.TryParse(Encoding.UTF8.GetBytes(Proof(64)), out _, out error).ShouldBeFalse();
        error.ShouldBe("line 66: inclusion proof has more than 63 hashes");
    }

    private static (TlogProof Proof, byte[] Entry) Receipt(int index, int size)
    {
        var tree = new MerkleTree();
        for (var i = 0; i < size; i++)
        {
            tree.Append(TreeHash.Leaf(Entry(i)));
        }

        using var log = TlogPolicyTests.Signer("log", 0);
        using var witness = TlogPolicyTests.Witness("w", 1);
        var signed = SignedCheckpoint.Sign(new Checkpoint("log", size, tree.Root()), log, witness);
        return (new TlogProof(index, tree.Inclusion(index, size), signed), Entry(index));
    }

    private static byte[] Entry(int index) => Encoding.ASCII.GetBytes($"entry {index}\n");
}
