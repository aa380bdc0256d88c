using Sirekap.Ledger.Merkle;

namespace Sirekap.Ledger.Tests.Merkle;

public class MerkleTreeTests
{
    // The eight entries and roots of the Certificate Transparency project's reference tests.
    private static readonly string[] Entries =
    [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_classic_eight_entries_have_their_roots()
    {
        var tree = new MerkleTree();
        tree.Root().ShouldBe(TreeHash.Empty);
        for (var i = 0; i < Entries.Length; i++)
        {
            tree.Append(TreeHash.Leaf(Convert.FromHexString(Entries[i])));
            tree.Root().ToHex().ShouldBe(Roots[i]);
        }
        for (var size = 1; size <= Roots.Length; size++)
        {
            tree.Root(size).ToHex().ShouldBe(Roots[size - 1]);
        }
    }

    [Fact]
    public void The_classic_proofs_come_out()
    {
        var tree = new MerkleTree();
        foreach (var entry in Entries)
        {
            tree.Append(TreeHash.Leaf(Convert.FromHexString(entry)));
        }

        tree.Consistency(6, 8)
            .Select(h => h.ToHex())
            .ShouldBe([
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]);
        tree.Consistency(2, 5)
            .Select(h => h.ToHex())
            .ShouldBe([
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]);
        tree.Inclusion(0, 8)
            .Select(h => h.ToHex())
            .ShouldBe([
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]);
    }

    [Fact]
    public void Every_root_and_proof_to_seventy_leaves_is_that_of_the_definition()
    {
        var leaves = Leaves(70);
        var tree = Tree(leaves);
        for (var size = 0; size <= leaves.Length; size++)
        {
            tree.Root(size).ShouldBe(NaiveTree.Root(leaves.AsSpan(0, size)));
            for (var i = 0; i < size; i++)
            {
                tree.Inclusion(i, size).ShouldBe(NaiveTree.Path(i, leaves.AsSpan(0, size)));
            }

            for (var old = 1; old <= size; old++)
            {
                tree.Consistency(old, size).ShouldBe(NaiveTree.Proof(old, leaves.AsSpan(0, size)));
            }
        }
    }

    [Fact]
    public void Trees_of_many_tiles_agree_with_the_definition_too()
    {
        var leaves = Leaves(66_000);
        var tree = Tree(leaves);
        tree.Root().ShouldBe(NaiveTree.Root(leaves));
        var random = new Random(9162);
        foreach (var size in (int[])[255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_000, random.Next(1, 66_000)])
        {
            tree.Root(size).ShouldBe(NaiveTree.Root(leaves.AsSpan(0, size)));
            foreach (var i in (int[])[0, size / 2, size - 1, random.Next(size)])
            {
                tree.Inclusion(i, size).ShouldBe(NaiveTree.Path(i, leaves.AsSpan(0, size)));
            }

            foreach (var old in (int[])[1, 256, size - 1, size, random.Next(1, size)])
            {
                if (old <= size && old > 0)
                {
                    tree.Consistency(old, size).ShouldBe(NaiveTree.Proof(old, leaves.AsSpan(0, size)));
                }
            }
        }
    }

    [Fact]
    public void The_root_after_every_append_is_the_root_of_that_size()
    {
        var leaves = Leaves(600);
        var tree = new MerkleTree();
        for (var i = 0; i < leaves.Length; i++)
        {
            tree.Append(leaves[i]);
            tree.Size.ShouldBe(i + 1);
            if (i % 37 == 0 || i % 256 == 255)
            {
                tree.Root().ShouldBe(NaiveTree.Root(leaves.AsSpan(0, i + 1)));
            }
        }
        for (var i = 0; i < leaves.Length; i++)
        {
            tree.Leaf(i).ShouldBe(leaves[i]);
        }
    }

    [Fact]
    public void The_root_with_more_leaves_is_the_root_after_them_and_changes_nothing()
    {
        var leaves = Leaves(600);
        var tree = Tree(leaves.AsSpan(0, 211));
        for (var more = 0; more <= leaves.Length - 211; more += 13)
        {
            tree.RootWith(leaves.AsSpan(211, more)).ShouldBe(NaiveTree.Root(leaves.AsSpan(0, 211 + more)));
        }

        tree.RootWith(leaves.AsSpan(0, 1)).ShouldNotBe(tree.RootWith(leaves.AsSpan(211, 1)));
        tree.Size.ShouldBe(211);
        tree.Root().ShouldBe(NaiveTree.Root(leaves.AsSpan(0, 211)));
        new MerkleTree().RootWith(leaves).ShouldBe(NaiveTree.Root(leaves));
    }

    [Fact]
    public void Tile_hashes_are_the_roots_of_full_tiles_below()
    {
        var leaves = Leaves(66_000);
        var tree = Tree(leaves);
        tree.TileHashes(0).ShouldBe(66_000);
        tree.TileHashes(1).ShouldBe(257);
        tree.TileHashes(2).ShouldBe(1);
        tree.TileHashes(3).ShouldBe(0);
        tree.TileHash(0, 3, 5).ShouldBe(leaves[3 * 256 + 5]);
        tree.TileHash(1, 1, 0).ShouldBe(NaiveTree.Root(leaves.AsSpan(65_536, 256)));
        tree.TileHash(2, 0, 0).ShouldBe(NaiveTree.Root(leaves.AsSpan(0, 65_536)));
        Should.Throw<ArgumentOutOfRangeException>(() => tree.TileHash(1, 1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => tree.TileHash(3, 0, 0));
    }

    [Fact]
    public void What_the_tree_does_not_hold_cannot_be_asked_for()
    {
        var tree = Tree(Leaves(5));
        Should.Throw<ArgumentOutOfRangeException>(() => tree.Root(6));
        Should.Throw<ArgumentOutOfRangeException>(() => tree.Root(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => tree.Leaf(5));
        Should.Throw<ArgumentOutOfRangeException>(() => tree.Leaf(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => tree.Inclusion(5, 5));
        Should.Throw<ArgumentOutOfRangeException>(() => tree.Inclusion(-1, 5));
        Should.Throw<ArgumentOutOfRangeException>(() => tree.Inclusion(0, 6));
        Should.Throw<ArgumentOutOfRangeException>(() => tree.Consistency(4, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => tree.Consistency(4, 6));
        Should.Throw<ArgumentOutOfRangeException>(() => tree.Consistency(-1, 3));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(256, 3)]
    [InlineData(255 * 256, 2)]
    [InlineData(65536, 1)]
    public void Whole_tiles_make_the_same_tree_as_their_leaves(int before, int tiles)
    {
        var leaves = Leaves(before + tiles * MerkleTree.TileWidth);
        var (one, other) = (Tree(leaves), Tree(leaves.AsSpan(0, before)));
        for (var start = before; start < leaves.Length; start += MerkleTree.TileWidth)
        {
            var tile = leaves.AsSpan(start, MerkleTree.TileWidth);
            other.AppendTile(tile, MerkleTree.TileRoot(tile));
        }

        // And what comes after a tile, leaf by leaf.
        var last = TreeHash.Leaf("last"u8);
        one.Append(last);
        other.Append(last);
        (other.Size, other.Root()).ShouldBe((one.Size, one.Root()));
        other.Root(before + 100).ShouldBe(one.Root(before + 100));
        other.Inclusion(before + 7, other.Size).ShouldBe(one.Inclusion(before + 7, one.Size));
        other.Consistency(before + 1, other.Size).ShouldBe(one.Consistency(before + 1, one.Size));
        for (var level = 0; level < 4; level++)
        {
            other.TileHashes(level).ShouldBe(one.TileHashes(level));
        }
    }

    [Fact]
    public void A_tile_that_is_not_whole_or_not_at_its_place_is_refused()
    {
        var leaves = Leaves(MerkleTree.TileWidth);
        var tree = Tree(leaves.AsSpan(0, 1));
        Should.Throw<ArgumentException>(() => tree.AppendTile(leaves, MerkleTree.TileRoot(leaves)));
        Should.Throw<ArgumentException>(() => new MerkleTree().AppendTile(leaves.AsSpan(1), leaves[0]));
        Should.Throw<ArgumentException>(() => MerkleTree.TileRoot(leaves.AsSpan(1)));
        tree.Size.ShouldBe(1);
    }

    internal static TreeHash[] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => TreeHash.Leaf(BitConverter.GetBytes(i)))];

    internal static MerkleTree Tree(ReadOnlySpan<TreeHash> leaves)
    {
        var tree = new MerkleTree();
        tree.AppendRange(leaves);
        return tree;
    }
}
