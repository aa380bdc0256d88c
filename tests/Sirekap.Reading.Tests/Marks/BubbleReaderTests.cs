using Sirekap.Reading.Decoding;
using Sirekap.Reading.Marks;

namespace Sirekap.Reading.Tests.Marks;

public sealed class BubbleReaderTests
{
    [Fact]
    public void A_page_without_bubbles_says_nothing_of_bubbles() => BubbleLikelihood.Of([]).ShouldBeEmpty();

    [Theory]
    [InlineData(200, 1)]
    [InlineData(90, 1)]
    [InlineData(220, 0.4)]
    public void Each_bubble_that_is_filled_is_found_in_any_light(double paper, double shade)
    {
        for (var bubble = 0; bubble < 10; bubble++)
        {
            Probability(new DrawnStrip().Fill(bubble).Photo(paper, shade, bubble), bubble).ShouldBeGreaterThan(0.95);
            Probability(new DrawnStrip().Fill(bubble, 0.45).Photo(paper, shade, bubble), bubble).ShouldBeGreaterThan(0.9, "a pale pen");
        }
    }

    [Fact]
    public void An_empty_column_has_none() => Probability(new DrawnStrip().Photo(), Symbol.NoBubble).ShouldBeGreaterThan(0.9);

    [Fact]
    public void Ticks_crosses_and_halves_count_where_nothing_else_is_marked()
    {
        Probability(new DrawnStrip().Tick(4).Photo(), 4).ShouldBeGreaterThan(0.5);
        Probability(new DrawnStrip().Cross(4).Photo(), 4).ShouldBeGreaterThan(0.9);
        Probability(new DrawnStrip().Draw(4, (x, y) => x < 0 && (x * x) + (y * y) < 0.14, 0.8).Photo(), 4).ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void Two_that_are_filled_are_no_evidence_for_either()
    {
        var strip = new DrawnStrip().Fill(2).Fill(7).Photo();
        Probability(strip, 2).ShouldBeInRange(0.3, 0.7);
        Probability(strip, 7).ShouldBeInRange(0.3, 0.7);
    }

    [Fact]
    public void A_faint_smudge_beside_a_filled_bubble_loses()
    {
        var strip = new DrawnStrip().Fill(2).Fill(7, 0.2).Photo();
        Probability(strip, 2).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void What_is_printed_in_a_bubble_is_learnt_from_the_page()
    {
        // An 8 printed as black as a faint tick.
        double[] Column(int marked, double excess) =>
            [.. Enumerable.Range(0, 10).Select(digit => (digit == 8 ? 0.25 : 0.1) + (digit == marked ? excess : 0))];
        double[][] page = [Column(1, 0.4), Column(2, 0.4), Column(3, 0.1), Column(-1, 0), Column(8, 0.4), Column(6, 0.4)];
        var read = BubbleLikelihood.Of(page);
        read.Select(column => Array.IndexOf(column.Logs, column.Logs.Max())).ShouldBe([1, 2, 3, Symbol.NoBubble, 8, 6]);
    }

    [Fact]
    public void On_a_page_of_small_numbers_the_filled_zeros_are_not_taken_for_print()
    {
        double[] Column(int marked) => [.. Enumerable.Range(0, 10).Select(digit => 0.1 + (0.01 * digit) + (digit == marked ? 0.4 : 0))];
        double[][] page = [.. Enumerable.Range(0, 12).SelectMany(number => new[] { Column(0), Column(0), Column(number % 3) })];
        var read = BubbleLikelihood.Of(page);
        read.Select(column => Array.IndexOf(column.Logs, column.Logs.Max()))
            .ShouldBe(Enumerable.Range(0, 36).Select(column => column % 3 == 2 ? column / 3 % 3 : 0));
        read.ShouldAllBe(column => column.Logs.Max() > 3);
    }

    [Fact]
    public void A_column_that_lies_beside_the_bubbles_says_nothing()
    {
        double[][] page =
        [
            .. Enumerable.Range(0, 9).Select(column => Enumerable.Range(0, 10).Select(digit => digit == column ? 0.5 : 0.12).ToArray()),
        ];
        page[4][2] = 0.01;
        BubbleLikelihood.Of(page)[4].Logs.ShouldAllBe(log => log == 0);
        BubbleLikelihood.Of(page)[3].Logs.Max().ShouldBeGreaterThan(3);
        BubbleReader.LiesElsewhere([.. BubbleLikelihood.Of(page)[3..6]]).ShouldBeFalse("one column may be covered");
        page[5][2] = 0.01;
        BubbleReader.LiesElsewhere([.. BubbleLikelihood.Of(page)[3..6]]).ShouldBeTrue();
    }

    [Fact]
    public void Columns_whose_far_end_curls_away_say_nothing_and_leave_their_boxes_alone()
    {
        double[][] page =
        [
            .. Enumerable.Range(0, 9).Select(column => Enumerable.Range(0, 10).Select(digit => digit == column ? 0.5 : 0.12).ToArray()),
        ];
        foreach (var column in page[3..6])
        {
            column[9] = 0.01;
        }

        BubbleLikelihood.Of(page)[3..6].ShouldAllBe(column => column.Logs.All(log => log == 0));
        BubbleReader.LiesElsewhere([.. BubbleLikelihood.Of(page)[3..6]]).ShouldBeFalse();
    }

    [Fact]
    public void Nothing_to_be_seen_says_nothing_much()
    {
        // A black strip, a white one, and noise.
        var random = new Random(3);
        var noise = new byte[10 * DrawnStrip.Pitch * DrawnStrip.Pitch];
        random.NextBytes(noise);
        foreach (var strip in new[] { new byte[noise.Length], [.. noise.Select(_ => (byte)255)], noise })
        {
            BubbleLikelihood
                .Of([BubbleReader.Darkness(strip, DrawnStrip.Diameter)])[0]
                .Logs.ShouldAllBe(log => double.IsFinite(log) && log < 8);
        }
    }

    private static double Probability(byte[] strip, int state)
    {
        // Among eight columns with other marks, as on a page.
        double[][] page =
        [
            .. Enumerable
                .Range(1, 8)
                .Select(other => BubbleReader.Darkness(new DrawnStrip().Fill(other).Photo(seed: other), DrawnStrip.Diameter)),
        ];
        var logs = BubbleLikelihood.Of([.. page, BubbleReader.Darkness(strip, DrawnStrip.Diameter)])[^1].Logs;
        return Math.Exp(logs[state]) / logs.Sum(Math.Exp);
    }
}
