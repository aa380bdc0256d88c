using Sirekap.Reading.Marks;
using Sirekap.Reading.Tests.Decoding;

namespace Sirekap.Reading.Tests.Marks;

public sealed class TallyReaderTests
{
    private const int Columns = 4;
    private const int Rows = 3;

    [Theory]
    [InlineData(true, 0.8)]
    [InlineData(false, 0.8)]
    [InlineData(true, 0.45)]
    public void Strokes_in_fives_are_counted(bool across, double darkness)
    {
        for (var strokes = 0; strokes <= Columns * Rows * 5; strokes += 3)
        {
            var totals = TallyReader.Read(
                new DrawnTally(Columns, Rows, strokes).Count(strokes, across, darkness).Photo(),
                Columns,
                Rows,
                []
            );
            totals.Sum().ShouldBe(1, 1e-9);
            Array.IndexOf(totals, totals.Max()).ShouldBe(strokes);
            totals[strokes].ShouldBeGreaterThan(0.5);
        }
    }

    [Fact]
    public void A_box_that_was_miscounted_does_not_change_the_total()
    {
        int[] counts = [5, 5, 4, 5, 5, 5, 3, 0, 0, 0, 0, 0];
        var totals = TallyLikelihood.Of(counts, [], Columns);
        Array.IndexOf(totals, totals.Max()).ShouldBe(33);
    }

    [Fact]
    public void A_grid_in_disorder_says_little()
    {
        int[] counts = [0, 0, 5, 0, 2, 0, 0, 5, 0, 0, 0, 4];
        TallyLikelihood.Of(counts, [], Columns).Max().ShouldBeLessThan(0.9);
    }

    [Fact]
    public void The_row_sums_settle_what_the_strokes_leave_open()
    {
        // The last box has three or four: its row's sum, 9, says four.
        int[] counts = [5, 5, 5, 5, 5, 3, 0, 0, 0, 0, 0, 0];
        var strokes = TallyLikelihood.Of(counts, [], Columns);
        strokes[28].ShouldBeGreaterThan(strokes[29]);
        var grid = new DrawnTally(Columns, Rows, 5).Count(28, across: true).Photo();
        float[][][] rows =
        [
            [Seen.Box('2', 0.999), Seen.Box('0', 0.999)],
            [Seen.Box('_', 0.999), Seen.Box('9', 0.999)],
            [Seen.Box('_', 0.999), Seen.Box('_', 0.999)],
        ];
        var totals = TallyReader.Read(grid, Columns, Rows, rows);
        totals[29].ShouldBeGreaterThan(totals[28] / 2, "a sum of 9 weighs against strokes that look like 8");
    }

    [Fact]
    public void Nothing_to_be_seen_is_no_error()
    {
        var noise = new byte[Columns * TallyCell.Width * Rows * TallyCell.Height];
        new Random(1).NextBytes(noise);
        foreach (var grid in new[] { noise, new byte[noise.Length], [.. noise.Select(_ => (byte)255)] })
        {
            TallyReader.Read(grid, Columns, Rows, []).ShouldAllBe(share => share >= 0 && share <= 1);
        }
    }
}
