using Shouldly;
using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Simulation.Rasters;
using Xunit;

namespace Sirekap.Paper.Tests.Drawing;

public sealed class PageDrawingTests
{
    private const double Scale = 3;

    public static TheoryData<string, int> Pages() =>
        [.. FormLayouts.All.SelectMany(form => form.Pages.Select(page => (form.Name, page.Number)))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_shows_every_frame_circle_grid_and_mark_where_its_layout_says(string name, int number)
    {
        var form = FormLayouts.Named(name);
        var page = form.Pages.First(candidate => candidate.Number == number);
        var drawn = PageDrawing.Of(form, page, PageWords.None);
        var frames = drawn.OfType<StrokeArea>().Select(stroke => stroke.Area).ToHashSet();
        var circles = drawn.OfType<StrokeCircle>().Select(circle => (circle.CentreX, circle.CentreY, circle.Diameter)).ToHashSet();
        foreach (var place in page.Numbers)
        {
            place.Boxes.ShouldAllBe(box => frames.Contains(box));
            foreach (var bubbles in place.Bubbles)
            {
                Enumerable
                    .Range(0, 10)
                    .Select(digit => (bubbles.X, bubbles.FirstY + (digit * bubbles.Pitch), bubbles.Diameter))
                    .ShouldBeSubsetOf(circles);
            }
        }

        page.Tallies.SelectMany(tally => tally.Subtotals).SelectMany(row => row).ShouldAllBe(box => frames.Contains(box));
        var image = PageRaster.Draw(drawn, page.Width, page.Height, Scale);
        foreach (var mark in page.Corners)
        {
            // A chequer about the point: black on the squares' diagonal, white on the other.
            var half = mark.Side / 2;
            var falling = mark.Falling ? 1 : -1;
            At(image, mark.X - (falling * half), mark.Y - half).ShouldBe((byte)0);
            At(image, mark.X + (falling * half), mark.Y + half).ShouldBe((byte)0);
            At(image, mark.X + (falling * half), mark.Y - half).ShouldBeGreaterThan((byte)200);
            At(image, mark.X - (falling * half), mark.Y + half).ShouldBeGreaterThan((byte)200);
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_tag_stands_cell_by_cell_in_its_square_and_no_seam_shows_between_black_cells(string name, int number)
    {
        var form = FormLayouts.Named(name);
        var page = form.Pages.First(candidate => candidate.Number == number);
        var tag = page.Tag;

        // At a scale at which cells begin within pixels.
        var image = PageRaster.Draw(PageDrawing.Of(form, page, PageWords.None), page.Width, page.Height, 2.3);
        var cells = TagCells.Of(tag.Id).ToArray();
        for (var i = 0; i < cells.Length; i++)
        {
            var (x, y) = tag.Turned ? (7 - (i % 8), 7 - (i / 8)) : (i % 8, i / 8);
            var ink = At(image, tag.Place.X + ((x + 0.5) * tag.Place.Width / 8), tag.Place.Y + ((y + 0.5) * tag.Place.Height / 8), 2.3);
            ink.ShouldBe(cells[i] ? (byte)0 : (byte)255, $"cell {i}");
        }

        // Along the border's middle.
        for (var x = tag.Place.X + 1.5; x < tag.Place.X + tag.Place.Width - 1.5; x += 0.2)
        {
            At(image, x, tag.Place.Y + (tag.Place.Height / 16), 2.3).ShouldBe((byte)0);
        }
    }

    [Fact]
    public void The_family_of_tags_has_the_commissions_and_ours()
    {
        TagCells.Count.ShouldBeGreaterThan(1199);
        TagCells.Of(101).ToArray().ShouldNotBe(TagCells.Of(102).ToArray());
        Should.Throw<ArgumentOutOfRangeException>(() => TagCells.Of(TagCells.Count).Length);
    }

    private static byte At(GrayImage image, double x, double y, double scale = Scale) => image[(int)(x * scale), (int)(y * scale)];
}
