using FsCheck;
using FsCheck.Fluent;
using Sirekap.Ledger.Tiles;

namespace Sirekap.Ledger.Tests.Tiles;

public class TilePathTests
{
    [Fact]
    public void Paths_are_those_of_the_specification()
    {
        TilePath.Hashes(0, 1_234_067).ToString().ShouldBe("tile/0/x001/x234/067");
        TilePath.Hashes(63, 0).ToString().ShouldBe("tile/63/000");
        TilePath.Hashes(1, 999, 255).ToString().ShouldBe("tile/1/999.p/255");
        TilePath.Entries(1000).ToString().ShouldBe("tile/entries/x001/000");
        TilePath.Entries(273, 112).ToString().ShouldBe("tile/entries/273.p/112");
    }

    [Fact]
    public void Every_path_is_read_back()
    {
        var paths =
            from level in Gen.Choose(-1, TilePath.MaxLevel)
            from digits in Gen.Choose(0, 18)
            from fraction in Gen.Choose(0, int.MaxValue)
            from width in Gen.Choose(1, 256)
            let index = (long)(fraction / (double)int.MaxValue * Math.Pow(10, digits))
            select level < 0 ? TilePath.Entries(index, width) : TilePath.Hashes(level, index, width);
        Prop.ForAll(
                paths.ToArbitrary(),
                path =>
                {
                    TilePath.TryParse(path.ToString(), out var read).ShouldBeTrue();
                    read.ShouldBe(path);
                }
            )
            .QuickCheckThrowOnFailure();
        TilePath
            .TryParse(TilePath.Entries(long.MaxValue).ToString(), out var last)
            .ShouldBeFalse("an index of 10^18 tiles is out of all reason");
        last.ShouldBe(default);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/0/000/")]
    [InlineData("tile//000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/01/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/+1/000")]
    [InlineData("tile/data/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x00")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/001/000")]
    [InlineData("tile/0/x000/067")]
    [InlineData("tile/0/x001/x67/000")]
    [InlineData("tile/0/ 00")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/-1")]
    [InlineData("tile/0/000.p/1/2")]
    [InlineData("tile/0/.p/1")]
    [InlineData("tile/0/000.P/1")]
    [InlineData("tile/.p/1")]
    [InlineData("tile/entries.p/1")]
    [InlineData("Tile/0/000")]
    [InlineData("tile/0/../000")]
    public void What_is_not_exactly_a_path_is_refused(string? path) => TilePath.TryParse(path, out _).ShouldBeFalse();

    [Fact]
    public void A_path_outside_of_its_bounds_cannot_be_made()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => TilePath.Hashes(64, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => TilePath.Hashes(-1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => TilePath.Entries(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => TilePath.Entries(0, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => TilePath.Entries(0, 257));
    }
}
