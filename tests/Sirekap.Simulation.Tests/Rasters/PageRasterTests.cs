using Shouldly;
using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Simulation.Rasters;
using Xunit;

namespace Sirekap.Simulation.Tests.Rasters;

public sealed class PageRasterTests
{
    [Fact]
    public void A_sheet_has_its_size_in_pixels_and_is_white()
    {
        var image = PageRaster.Draw([], 297, 420, 2);
        (image.Width, image.Height).ShouldBe((594, 840));
        image.Pixels.ShouldAllBe(pixel => pixel == 255);
    }

    [Fact]
    public void A_rectangle_inks_every_pixel_by_the_part_that_it_covers()
    {
        var image = PageRaster.Draw([new FillArea(new Area(1.5, 1.25, 2, 1), 0)], 5, 4, 1);
        image[1, 1].ShouldBe(Inked(0.5 * 0.75));
        image[2, 1].ShouldBe(Inked(0.75));
        image[3, 1].ShouldBe(Inked(0.5 * 0.75));
        image[2, 2].ShouldBe(Inked(0.25));
        image[4, 1].ShouldBe((byte)255);
        image[2, 3].ShouldBe((byte)255);
    }

    [Fact]
    public void What_lies_beyond_the_sheet_is_cut_off()
    {
        var image = PageRaster.Draw(
            [
                new FillArea(new Area(-3, -3, 20, 20), 0),
                new StrokeCircle(0, 0, 30, 1, 0),
                new StrokeLine(-5, -5, 20, 30, 1, 0),
                new FillCircle(-9, 3, 2, 0),
            ],
            4,
            4,
            3
        );
        image.Pixels.ShouldAllBe(pixel => pixel == 0);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1.0)]
    [InlineData(4.0)]
    public void A_line_of_any_width_and_direction_lays_down_its_area_of_ink(double width)
    {
        foreach (var (x, y) in new[] { (90.0, 20.0), (50, 90), (20, 60), (90, 90) })
        {
            var image = PageRaster.Draw([new StrokeLine(20, 20, x, y, width, 0)], 120, 120, 1);
            var length = Math.Sqrt(((x - 20) * (x - 20)) + ((y - 20) * (y - 20)));
            Ink(image.Pixels).ShouldBe(length * width, (0.05 * length * width) + (width * width));
        }
    }

    [Fact]
    public void A_circle_and_a_dot_lay_down_their_area_of_ink()
    {
        Ink(PageRaster.Draw([new StrokeCircle(50, 50, 60, 2, 0)], 100, 100, 1).Pixels).ShouldBe(Math.PI * 60 * 2, 6);
        Ink(PageRaster.Draw([new FillCircle(50.2, 50.4, 20, 0)], 100, 100, 1).Pixels).ShouldBe(Math.PI * 100, 6);
        Ink(PageRaster.Draw([new FillCircle(50.5, 50.5, 0.6, 0)], 100, 100, 1).Pixels).ShouldBe(Math.PI * 0.09, 0.05);
    }

    [Fact]
    public void Every_printable_letter_is_drawn_and_stays_in_the_width_that_print_gives_it()
    {
        for (var letter = '!'; letter <= '~'; letter++)
        {
            var text = new Lettering($"{letter}", 10, 20, 10, TextAnchor.Left, false, 0);
            var image = PageRaster.Draw([text], 30, 30, 4);
            var columns = Enumerable
                .Range(0, image.Width)
                .Where(x => Enumerable.Range(0, image.Height).Any(y => image[x, y] < 128))
                .ToArray();
            columns.ShouldNotBeEmpty($"{letter}");
            columns[0].ShouldBeGreaterThanOrEqualTo((10 * 4) - 2, $"{letter}");
            columns[^1].ShouldBeLessThanOrEqualTo((int)((10 + TextMetrics.Width($"{letter}", 10)) * 4) + 2, $"{letter}");
        }
    }

    [Fact]
    public void Letters_that_no_standard_font_has_are_printed_plainly()
    {
        TextMetrics.Plain("José – ‘Ülo’ 選").ShouldBe("Jose - 'Ulo' ?");
        TextMetrics.SizeThatFits("Kabupaten", 4, 10).ShouldBe(4 * 10 / TextMetrics.Width("Kabupaten", 4), 1e-9);
        TextMetrics.SizeThatFits("I", 4, 10).ShouldBe(4);
    }

    private static double Ink(byte[] pixels) => pixels.Sum(pixel => (255 - pixel) / 255.0);

    private static byte Inked(double coverage) => (byte)((255 * (1 - coverage)) + 0.5);
}
