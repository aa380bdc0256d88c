using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Reading.Pages;

namespace Sirekap.Reading.Tests.Pages;

public sealed class PageFinderTests
{
    private const string Commission = "c-hasil-ppwp-2024";
    private const double Enough = 0.3; // millimetres, of a box of eighteen

    /// <summary>Held by hand: all four sides askew.</summary>
    private static readonly (double X, double Y)[] Handheld = [(80, 70), (810, 45), (850, 1180), (45, 1125)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_page_of_the_commissions_form_is_found_to_a_third_of_a_millimetre(int number)
    {
        var taken = new Photographed(Commission, number, Handheld);
        Near(taken, Only(taken.Take(900, 1240)));
    }

    [Theory]
    [InlineData("sirekap-ppwp", 1)]
    [InlineData("sirekap-ppwp", 2)]
    [InlineData("sirekap-pdpr", 3)]
    public void And_of_our_own(string form, int number)
    {
        var taken = new Photographed(form, number, Handheld);
        Near(taken, Only(taken.Take(900, 1240)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_is_found_in_any_rotation(int quarters)
    {
        var corners = Handheld;
        var (width, height) = (900, 1240);
        for (var i = 0; i < quarters; i++)
        {
            var right = height - 1;
            corners = Array.ConvertAll(corners, corner => (right - corner.Y, corner.X));
            (width, height) = (height, width);
        }

        var taken = new Photographed(Commission, 1, corners);
        Near(taken, Only(taken.Take(width, height)));
    }

    [Theory]
    [InlineData(23)]
    [InlineData(-47)]
    [InlineData(130)]
    public void And_askew(double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var taken = new Photographed(
            Commission,
            1,
            Array.ConvertAll(
                Handheld,
                corner =>
                    (750 + (cos * (corner.X - 450)) - (sin * (corner.Y - 620)), 750 + (sin * (corner.X - 450)) + (cos * (corner.Y - 620)))
            )
        );
        Near(taken, Only(taken.Take(1500, 1500)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void From_45_degrees_aside_or_below(bool aside)
    {
        // A sheet of 600 × 900 seen from 1,400 mm, turned by 45°.
        var taken = new Photographed(
            Commission,
            2,
            Array.ConvertAll<(double X, double Y), (double X, double Y)>(
                [(-300, -450), (300, -450), (300, 450), (-300, 450)],
                corner =>
                {
                    var depth = 1400 + ((aside ? corner.X : corner.Y) * Math.Sqrt(0.5));
                    var (x, y) = aside ? (corner.X * Math.Sqrt(0.5), corner.Y) : (corner.X, corner.Y * Math.Sqrt(0.5));
                    return (600 + (1800 * x / depth), 800 + (1800 * y / depth));
                }
            )
        );
        Near(taken, Only(taken.Take(1200, 1600)));
    }

    [Fact]
    public void A_curled_sheet_is_followed_box_by_box()
    {
        // Bulging by up to 6 mm across and sagging by up to 4 mm.
        var taken = new Photographed(
            Commission,
            1,
            Handheld,
            (x, y) => (6 * Math.Sin(Math.PI * x / 600) * Math.Sin(Math.PI * y / 900), -4 * Math.Sin(Math.PI * x / 600) * (y / 900))
        );
        Near(taken, Only(taken.Take(900, 1240)));
    }

    [Fact]
    public void A_number_that_a_wave_of_the_sheet_has_elsewhere_is_found_there()
    {
        // Seven millimetres at the third ticket's boxes, nothing at the second's: no smooth sheet through the others says so.
        var taken = new Photographed(Commission, 2, Handheld, (_, y) => (0, -7 * Math.Exp(-Math.Pow((y - 498) / 80, 4))));
        var view = Only(taken.Take(900, 1240));
        view.LinesFound.ShouldBeGreaterThan(0.95);
        taken.Farthest(view, taken.Page.Numbers.SelectMany(number => number.Boxes)).ShouldBeLessThan(1);
        taken.Page.Numbers.SelectMany(number => number.Boxes).ShouldAllBe(box => view.ShowsFrame(box));
    }

    [Fact]
    public void Shadow_over_half_of_it_and_glare_on_the_rest_do_not_matter()
    {
        var taken = new Photographed(Commission, 2, Handheld)
        {
            Light = (x, y) =>
                (x + (0.3 * y) < 600 ? 0.35 : 1) * (1 + (0.5 * Math.Exp(-(((x - 680) * (x - 680)) + ((y - 900) * (y - 900))) / 50_000))),
        };
        Near(taken, Only(taken.Take(900, 1240)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_mark_may_be_missing_and_it_is_said_so(int missing)
    {
        var taken = new Photographed(Commission, 1, Handheld);
        var mark = taken.Page.Corners[missing];
        taken.Covers.Add((new Area(mark.X - 20, mark.Y - 20, 40, 40), 230));
        var view = Only(taken.Take(900, 1240));
        view.MarksMissing.ShouldBe(1);
        taken.Farthest(view, taken.Page.Numbers.SelectMany(number => number.Boxes)).ShouldBeLessThan(1);
    }

    [Fact]
    public void With_two_marks_missing_there_is_a_tag_and_no_page()
    {
        var taken = new Photographed(Commission, 1, Handheld);
        foreach (var mark in taken.Page.Corners.Skip(2))
        {
            taken.Covers.Add((new Area(mark.X - 30, mark.Y - 30, 60, 60), 230));
        }

        var found = PageFinder.Find(taken.Take(900, 1240)).ShouldHaveSingleItem();
        (found.Tag, found.Problem, found.View).ShouldBe((101, PageProblem.CornersMissing, null));
    }

    [Fact]
    public void Without_its_tag_a_sheet_is_no_page()
    {
        var taken = new Photographed(Commission, 3, Handheld);
        taken.Covers.Add((new Area(520, 100, 10, 45), 240));
        taken.Covers.Add((new Area(480, 120, 60, 10), 240));
        PageFinder.Find(taken.Take(900, 1240)).ShouldBeEmpty();
    }

    [Fact]
    public void Two_pages_in_one_photo_are_both_found()
    {
        var first = new Photographed(Commission, 2, Handheld);
        var second = new Photographed(
            Commission,
            3,
            Array.ConvertAll(Handheld, corner => (900 + (corner.X * 0.95), 30 + (corner.Y * 0.95)))
        );
        var photo = second.Take(1760, 1240, first.Take(1760, 1240));
        var found = PageFinder.Find(photo);
        found.Select(page => page.Tag).Order().ShouldBe([102, 103]);
        Near(first, found.Single(page => page.Tag == 102).View.ShouldNotBeNull());
        Near(second, found.Single(page => page.Tag == 103).View.ShouldNotBeNull());
    }

    [Fact]
    public void Nothing_noise_and_pictures_of_a_pixel_show_no_page()
    {
        PageFinder.Find(new GrayImage(1, 1)).ShouldBeEmpty();
        PageFinder.Find(new GrayImage(3, 5000)).ShouldBeEmpty();
        PageFinder.Find(new GrayImage(900, 700)).ShouldBeEmpty();
        var noise = new GrayImage(900, 700);
        new Random(3).NextBytes(noise.Pixels);
        PageFinder.Find(noise).ShouldBeEmpty();
    }

    [Fact]
    public void A_tag_of_no_form_is_reported_by_its_number()
    {
        var photo = new GrayImage(700, 500);
        Array.Fill(photo.Pixels, (byte)220);
        var cells = Sirekap.Paper.Drawing.TagCells.Of(2000);
        for (var i = 0; i < 160 * 160; i++)
        {
            photo[100 + (i % 160), 120 + (i / 160)] = cells[(i / 160 / 20 * 8) + (i % 160 / 20)] ? (byte)20 : (byte)220;
        }

        var found = PageFinder.Find(photo).ShouldHaveSingleItem();
        (found.Tag, found.Problem, found.View).ShouldBe((2000, PageProblem.UnknownTag, null));
        (double X, double Y)[] corners = [(99.5, 119.5), (259.5, 119.5), (259.5, 279.5), (99.5, 279.5)];
        found
            .TagCorners.Zip(corners)
            .ShouldAllBe(pair => Math.Abs(pair.First.X - pair.Second.X) < 0.6 && Math.Abs(pair.First.Y - pair.Second.Y) < 0.6);
    }

    private static PageView Only(GrayImage photo)
    {
        var found = PageFinder.Find(photo).ShouldHaveSingleItem();
        found.Problem.ShouldBe(PageProblem.None);
        return found.View.ShouldNotBeNull();
    }

    [Fact]
    public void Of_hundreds_of_tags_two_of_a_page_are_looked_at()
    {
        const int Module = 3;
        var cells = TagCells.Of(101);
        var side = (int)Math.Sqrt(cells.Length);
        var wall = new GrayImage(20 * (side + 4) * Module, 20 * (side + 4) * Module);
        for (var y = 0; y < wall.Height; y++)
        {
            for (var x = 0; x < wall.Width; x++)
            {
                var (column, row) = ((x / Module % (side + 4)) - 2, (y / Module % (side + 4)) - 2);
                wall[x, y] = column >= 0 && row >= 0 && column < side && row < side && cells[(row * side) + column] ? (byte)0 : (byte)255;
            }
        }

        PageFinder
            .Find(wall)
            .Select(page => (page.Tag, page.Problem))
            .ShouldBe([(101, PageProblem.CornersMissing), (101, PageProblem.CornersMissing)]);
    }

    private static void Near(Photographed taken, PageView view)
    {
        (view.Layout, view.MarksMissing).ShouldBe((taken.Page, 0));
        view.LinesFound.ShouldBeGreaterThan(0.95);
        taken.Farthest(view, taken.Page.Numbers.SelectMany(number => number.Boxes)).ShouldBeLessThan(Enough);
        var bubbles = taken
            .Page.Numbers.SelectMany(number => number.Bubbles)
            .SelectMany(column => Enumerable.Range(0, 10).Select(i => new Area(column.X, column.FirstY + (i * column.Pitch), 0, 0)))
            .ToList();
        if (bubbles.Count > 0)
        {
            taken.Farthest(view, bubbles).ShouldBeLessThan(2 * Enough);
        }
    }
}
