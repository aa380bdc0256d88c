using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Reading.Pages;

namespace Sirekap.Reading.Tests.Pages;

/// <summary>The blank form and the five staged photographs of the data pack.</summary>
public sealed class StagedPhotosTests
{
    private const double PixelsPerMillimetre = 3;

    // forms/kawalc1/truth.csv: the last one is named for page 3 and shows page 1, its top right mark under glare.
    [Theory]
    [InlineData("pilpres-2024-hal1.jpg", 101)]
    [InlineData("pilpres-2024-hal2.jpg", 102)]
    [InlineData("pilpres-2024-hal2-cam2.jpg", 102)]
    [InlineData("pilpres-2024-hal3.jpg", 103)]
    [InlineData("pilpres-2024-hal3-cam2.jpg", 101)]
    public void Every_page_is_found_and_the_lines_around_its_boxes(string file, int tag)
    {
        var bytes = File.ReadAllBytes(SharedData.Path($"forms/kawalc1/{file}"));
        ImageFile.TryReadGray(bytes, ImageLimits.Default, out var photo, out var problem).ShouldBeTrue(problem.ToString());
        var found = PageFinder.Find(photo).ShouldHaveSingleItem();
        (found.Tag, found.Problem).ShouldBe((tag, PageProblem.None));
        found.View.ShouldNotBeNull().LinesFound.ShouldBeGreaterThan(0.95);
        found.View.Layout.Numbers.ShouldAllBe(number =>
            number.Boxes.All(box => found.View.Shows(box) && found.View.PixelsPerMillimetre(box) > 2)
        );
        photo.Return();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Over_the_blank_form_every_edge_of_every_box_lies_on_black(int number)
    {
        var form = FormLayouts.Named("c-hasil-ppwp-2024");
        var page = form.Pages.Single(candidate => candidate.Number == number);
        var blank = Blank(number);
        var view = PageView.OfScan(form, page, blank, PixelsPerMillimetre);
        foreach (var box in page.Numbers.SelectMany(place => place.Boxes))
        {
            foreach (var upright in (bool[])[true, false])
            {
                foreach (var line in FrameLines.Of([box], upright))
                {
                    var found = new FrameLines(view).Alone(line, 1.5, 0.1).ShouldNotBeNull($"{line}");
                    Math.Abs(found.Offset).ShouldBeLessThan(0.5, $"{line}");
                    found.Darkness.ShouldBeGreaterThan(100, $"{line}");
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_blank_forms_marks_and_tag_are_found_where_the_layout_has_them(int number)
    {
        var found = PageFinder.Find(Blank(number)).ShouldHaveSingleItem();
        var view = found.View.ShouldNotBeNull();
        foreach (var mark in view.Layout.Corners)
        {
            Near(view.ToPhoto(mark.X, mark.Y), mark.X, mark.Y, 0.5);
        }

        foreach (var ((x, y), corner) in TagPlaces.Corners(view.Layout.Tag).Zip(found.TagCorners))
        {
            Near(corner, x, y, 0.5);
        }

        static void Near((double X, double Y) point, double x, double y, double tolerance)
        {
            ((point.X + 0.5) / PixelsPerMillimetre).ShouldBe(x, tolerance);
            ((point.Y + 0.5) / PixelsPerMillimetre).ShouldBe(y, tolerance);
        }
    }

    private static GrayImage Blank(int number)
    {
        ImageFile
            .TryReadGray(
                File.ReadAllBytes(SharedData.Path($"forms/C.HASIL-PPWP-hal{number}.png")),
                ImageLimits.Default,
                out var blank,
                out var problem
            )
            .ShouldBeTrue(problem.ToString());
        return blank;
    }
}
