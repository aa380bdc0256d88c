using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Reading.Marks;
using Sirekap.Reading.Pages;

namespace Sirekap.Reading.Tests.Marks;

public sealed class TallyOnPageTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void Strokes_are_counted_where_the_photo_is_fine_enough(int pixelsPerMillimetre, bool counted)
    {
        var form = FormLayouts.Named("c-hasil-ppwp-2024");
        var page = form.Pages[1];
        var paper = new GrayImage((int)page.Width * pixelsPerMillimetre, (int)page.Height * pixelsPerMillimetre);
        Array.Fill(paper.Pixels, (byte)220);
        var totals = TallyReader.Read(PageView.OfScan(form, page, paper, pixelsPerMillimetre), page.Tallies[0], []);
        (totals is not null).ShouldBe(counted);
        totals?[0].ShouldBeGreaterThan(0.7, "nobody has made a stroke");
    }
}
