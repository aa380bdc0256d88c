using Sirekap.Ledger.Merkle;

namespace Sirekap.Ledger.Tests.Merkle;

public class MerkleProofsTests
{
    private const int Max = 70;
    private static readonly TreeHash[] Leaves = MerkleTreeTests.Leaves(Max);
    private static readonly MerkleTree Tree = MerkleTreeTests.Tree(Leaves);
    private static readonly TreeHash Other = TreeHash.Leaf("other"u8);

    [Fact]
    public void Every_inclusion_proof_verifies_for_its_own_leaf_place_and_root_only()
    {
        for (var size = 1; size <= Max; size++)
        {
            var root = Tree.Root(size);
            for (var i = 0; i < size; i++)
            {
                var proof = Tree.Inclusion(i, size);
                MerkleProofs.VerifyInclusion(Leaves[i], i, size, proof, root).ShouldBeTrue();
                MerkleProofs.VerifyInclusion(Other, i, size, proof, root).ShouldBeFalse();
                MerkleProofs.VerifyInclusion(Leaves[i], i, size, proof, Other).ShouldBeFalse();
                MerkleProofs.VerifyInclusion(Leaves[i], i, size, [.. proof, Other], root).ShouldBeFalse();
                MerkleProofs.VerifyInclusion(Leaves[i], i, size, [Other, .. proof], root).ShouldBeFalse();
                for (var j = 0; j < size; j++)
                {
                    MerkleProofs.VerifyInclusion(Leaves[i], j, size, proof, root).ShouldBe(i == j);
                }

                foreach (var changed in Mutations(proof))
                {
                    MerkleProofs.VerifyInclusion(Leaves[i], i, size, changed, root).ShouldBeFalse();
                }
            }
        }
    }

    [Fact]
    public void An_index_outside_of_the_tree_never_verifies()
    {
        MerkleProofs.VerifyInclusion(Leaves[0], -1, 1, [], Leaves[0]).ShouldBeFalse();
        MerkleProofs.VerifyInclusion(Leaves[0], 1, 1, [], Leaves[0]).ShouldBeFalse();
        MerkleProofs.VerifyInclusion(Leaves[0], 0, 0, [], Leaves[0]).ShouldBeFalse();
        MerkleProofs.VerifyInclusion(Leaves[0], 0, 1, [], Leaves[0]).ShouldBeTrue();
    }

    [Fact]
    public void Every_consistency_proof_verifies_between_its_own_two_roots_only()
    {
        for (var size = 1; size <= Max; size++)
        {
            for (var old = 1; old <= size; old++)
            {
                var proof = Tree.Consistency(old, size);
                var (oldRoot, root) = (Tree.Root(old), Tree.Root(size));
                MerkleProofs.VerifyConsistency(old, oldRoot, size, root, proof).ShouldBeTrue($"{old} → {size}");
                MerkleProofs.VerifyConsistency(old, Other, size, root, proof).ShouldBeFalse();
                MerkleProofs.VerifyConsistency(old, oldRoot, size, Other, proof).ShouldBeFalse();
                MerkleProofs.VerifyConsistency(old, oldRoot, size, root, [.. proof, Other]).ShouldBeFalse();
                MerkleProofs.VerifyConsistency(old, oldRoot, size, root, [Other, .. proof]).ShouldBeFalse();
                foreach (var changed in Mutations(proof))
                {
                    MerkleProofs.VerifyConsistency(old, oldRoot, size, root, changed).ShouldBeFalse($"{old} → {size}");
                }
            }
        }
    }

    [Fact]
    public void A_rewritten_history_has_no_consistency_proof()
    {
        for (var old = 1; old < 20; old++)
        {
            for (var changed = 0; changed < old; changed++)
            {
                var rewritten = Leaves.ToArray();
                rewritten[changed] = Other;
                var fork = MerkleTreeTests.Tree(rewritten);
                MerkleProofs.VerifyConsistency(old, Tree.Root(old), 30, fork.Root(30), fork.Consistency(old, 30)).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void The_empty_tree_begins_every_tree_and_equal_sizes_need_equal_roots()
    {
        MerkleProofs.VerifyConsistency(0, TreeHash.Empty, 5, Tree.Root(5), []).ShouldBeTrue();
        MerkleProofs.VerifyConsistency(0, TreeHash.Empty, 0, TreeHash.Empty, []).ShouldBeTrue();
        MerkleProofs.VerifyConsistency(0, Other, 5, Tree.Root(5), []).ShouldBeFalse();
        MerkleProofs.VerifyConsistency(0, TreeHash.Empty, 5, Tree.Root(5), [Other]).ShouldBeFalse();
        MerkleProofs.VerifyConsistency(0, TreeHash.Empty, 0, Other, []).ShouldBeFalse();
        MerkleProofs.VerifyConsistency(5, Tree.Root(5), 5, Tree.Root(5), []).ShouldBeTrue();
        MerkleProofs.VerifyConsistency(5, Tree.Root(5), 5, Other, []).ShouldBeFalse();
        MerkleProofs.VerifyConsistency(5, Tree.Root(5), 5, Tree.Root(5), [Other]).ShouldBeFalse();
        MerkleProofs.VerifyConsistency(5, Tree.Root(5), 4, Tree.Root(4), []).ShouldBeFalse();
        MerkleProofs.VerifyConsistency(-1, Other, 4, Tree.Root(4), []).ShouldBeFalse();
        MerkleProofs.VerifyConsistency(4, Tree.Root(4), 5, Tree.Root(5), []).ShouldBeFalse();
    }

    [Fact]
    public void No_proof_at_all_is_a_bug_of_the_caller()
    {
        Should.Throw<ArgumentNullException>(() => MerkleProofs.VerifyInclusion(Leaves[0], 0, 1, null!, Leaves[0]));
        Should.Throw<ArgumentNullException>(() => MerkleProofs.VerifyConsistency(0, TreeHash.Empty, 5, Tree.Root(5), null!));
    }

    private static IEnumerable<TreeHash[]> Mutations(TreeHash[] proof)
    {
        for (var i = 0; i < proof.Length; i++)
        {
            var changed = proof.ToArray();
            changed[i] = Other;
            yield return changed;
            yield return [.. proof[..i], .. proof[(i + 1)..]];
        }
        if (proof.Length > 1)
        {
            yield return [proof[1], proof[0], .. proof[2..]];
        }
    }
}
