using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Tests.Merkle;
using Sirekap.Ledger.Tiles;

namespace Sirekap.Ledger.Tests.Tiles;

public class TileLayoutTests
{
    [Fact]
    public void Seventy_thousand_entries_lie_in_the_tiles_of_the_specifications_example()
    {
        var paths = TileLayout.For(70_000).ToList();
        Widths(paths, 0, TilePath.FullWidth).ShouldBe(273);
        paths.ShouldContain(TilePath.Hashes(0, 273, 112));
        Widths(paths, 1, TilePath.FullWidth).ShouldBe(1);
        paths.ShouldContain(TilePath.Hashes(1, 1, 17));
        paths.ShouldContain(TilePath.Hashes(2, 0, 1));
        paths.Count(p => p.IsEntries && !p.IsPartial).ShouldBe(273);
        paths.ShouldContain(TilePath.Entries(273, 112));
        paths.Count.ShouldBe(273 + 1 + 1 + 1 + 1 + 273 + 1);
        paths.Distinct().Count().ShouldBe(paths.Count);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "tile/0/000.p/1 tile/entries/000.p/1")]
    [InlineData(255, "tile/0/000.p/255 tile/entries/000.p/255")]
    [InlineData(256, "tile/0/000 tile/1/000.p/1 tile/entries/000")]
    [InlineData(257, "tile/0/000 tile/0/001.p/1 tile/1/000.p/1 tile/entries/000 tile/entries/001.p/1")]
    public void Small_trees_have_these_files(long size, string paths) => string.Join(' ', TileLayout.For(size)).ShouldBe(paths);

    [Fact]
    public void Growth_and_what_was_there_make_up_the_layout()
    {
        var random = new Random(256);
        for (var i = 0; i < 200; i++)
        {
            var newSize = random.Next(70_000);
            var oldSize = random.Next(newSize + 1);
            var growth = TileLayout.Growth(oldSize, newSize).ToHashSet();
            growth.IsSubsetOf(TileLayout.For(newSize)).ShouldBeTrue();
            TileLayout.For(newSize).Except(TileLayout.For(oldSize)).ToHashSet().SetEquals(growth).ShouldBeTrue($"{oldSize} → {newSize}");
        }
        Should.Throw<ArgumentOutOfRangeException>(() => TileLayout.Growth(2, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => TileLayout.For(-1));
    }

    [Fact]
    public void The_tree_has_the_bytes_of_every_tile_of_its_layout()
    {
        var leaves = MerkleTreeTests.Leaves(66_000);
        var tree = MerkleTreeTests.Tree(leaves);
        foreach (var path in TileLayout.For(tree.Size).Where(p => !p.IsEntries))
        {
            var bytes = HashTile.Bytes(tree, path);
            var hashes = HashTile.Read(bytes, path.Width).ShouldNotBeNull();
            var span = 1 << 8 * path.Level!.Value;
            var start = (int)path.Index * 256 * span;
            hashes[^1].ShouldBe(NaiveTree.Root(leaves.AsSpan(start + (path.Width - 1) * span, span)));
        }
        HashTile.Read(new byte[33], 1).ShouldBeNull();
        HashTile.Read(new byte[32], 2).ShouldBeNull();
        Should.Throw<ArgumentException>(() => HashTile.Bytes(tree, TilePath.Entries(0)));
    }

    [Fact]
    public void A_tile_of_a_smaller_tree_is_the_beginning_of_the_later_one()
    {
        var leaves = MerkleTreeTests.Leaves(300);
        var (small, large) = (MerkleTreeTests.Tree(leaves.AsSpan(0, 280)), MerkleTreeTests.Tree(leaves));
        HashTile.Bytes(large, 0, 1, 24).ShouldBe(HashTile.Bytes(small, 0, 1, 24));
        HashTile.Bytes(large, 0, 1, 44).AsSpan(0, 24 * TreeHash.Length).SequenceEqual(HashTile.Bytes(small, 0, 1, 24)).ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => HashTile.Bytes(small, 0, 1, 25));
    }

    private static int Widths(List<TilePath> paths, int level, int width) => paths.Count(p => p.Level == level && p.Width == width);
}
