using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Reading.Pages;
using Sirekap.Simulation.Rasters;

namespace Sirekap.Paper.Tests.Drawing;

public sealed class PrintedFormTests
{
    private static readonly RegionCode Station = RegionCode.Parse("9101011001001");
    private static readonly Contest Parliament = new(
        "pdpr",
        ContestKind.Parties,
        [
            new ElectoralDistrict("91-1", [RegionCode.Parse("91")], 3, [new(2), new(2, 1), new(2, 2), new(7), new(7, 3)]),
            new ElectoralDistrict("92-1", [RegionCode.Parse("92")], 3, [new(1)]),
        ]
    );

    [Fact]
    public void A_station_gets_the_pages_of_its_own_ballot_with_its_names()
    {
        var pages = new List<int>();
        var sheets = PrintedForm.Of(
            FormLayouts.Named("sirekap-pdpr"),
            Words(Parliament),
            page =>
            {
                pages.Add(page);
                return $"seal {page}";
            }
        );
        pages.ShouldBe([1, 3, 8, 26]);
        var texts = sheets.Select(sheet => sheet.Operations.OfType<Lettering>().Select(text => text.Words).ToList()).ToList();
        texts.ShouldAllBe(page =>
            page.Contains("NUSA, 9101") && page.Contains("TPS 001  [9101011001001]") && page.Contains("Daerah pemilihan Nusa I")
        );
        texts[1].ShouldContain("2. Partai Layar");
        texts[1].ShouldContain("P2.2  calon nomor 2");
        texts[1].ShouldContain("Rini");
        texts[2].ShouldContain("pdpr 3/4");
    }

    [Fact]
    public void Places_that_no_candidate_has_are_crossed_out_and_the_others_are_not()
    {
        var words = Words(Parliament);
        var form = words.Of(FormLayouts.Named("sirekap-pdpr"));
        words
            .For(form.Pages[1], null)
            .Unused.ShouldBe(["P2.3", "P2.4", "P2.5", "P2.6", "P2.7", "P2.8", "P2.9", "P2.10"], ignoreOrder: true);
        words.For(form.Pages[2], null).Unused.Count.ShouldBe(9);
        words.For(form.Pages[3], null).Unused.ShouldBeEmpty();
        var crosses = PageDrawing
            .Of(form, form.Pages[1], words.For(form.Pages[1], null))
            .OfType<StrokeLine>()
            .Count(line => line.FromX != line.ToX && line.FromY != line.ToY);
        crosses.ShouldBe(8 * 3 * 2);
    }

    [Fact]
    public void A_ballot_with_more_choices_than_the_form_has_places_is_named()
    {
        var contest = new Contest("ppwp", ContestKind.Tickets, [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new(1), new(4)])]);
        Words(contest).Misfit(FormLayouts.Named("sirekap-ppwp")).ShouldBe("district 0: form sirekap-ppwp has no place for choice 4");
        Words(Parliament).Misfit(FormLayouts.Named("sirekap-pdpr")).ShouldBeNull();
    }

    [Theory]
    [InlineData("sirekap-ppwp")]
    [InlineData("sirekap-pdpr")]
    [InlineData("c-hasil-ppwp-2024")]
    public void Every_drawn_page_is_found_by_its_tag_and_its_boxes_where_they_were_drawn(string name)
    {
        var form = FormLayouts.Named(name);

        // Party pages differ in their tag alone; three stand for all.
        foreach (var page in form.Pages.Where(page => PartyPages.PartyOf(page) is null or 1 or 12 or 24))
        {
            var scale = 1500 / page.Height;
            var image = PageRaster.Draw(
                PageDrawing.Of(form, page, PageWords.None with { Seal = new string('x', 140) }),
                page.Width,
                page.Height,
                scale
            );
            var found = PageFinder.Find(image).ShouldHaveSingleItem();
            found.Tag.ShouldBe(page.Tag.Id);
            var view = found.View.ShouldNotBeNull();
            foreach (var box in page.Numbers.SelectMany(number => number.Boxes))
            {
                var (x, y) = view.ToPhoto(box.CentreX, box.CentreY);
                x.ShouldBe((box.CentreX * scale) - 0.5, 0.5);
                y.ShouldBe((box.CentreY * scale) - 0.5, 0.5);
            }
        }
    }

    [Fact]
    public void A_sheet_that_the_photo_cuts_off_beside_its_marks_is_found()
    {
        var form = FormLayouts.Named("sirekap-pdpr");
        var page = form.Pages[5];
        const double Scale = 3;
        var whole = PageRaster.Draw(PageDrawing.Of(form, page, PageWords.None), page.Width, page.Height, Scale);

        // 3 mm are left below the lower marks, less than their pattern's white.
        var height = (int)((page.Corners[2].Y + page.Corners[2].Side + 3) * Scale);
        PageFinder
            .Find(new GrayImage(whole.Width, height, whole.Pixels))
            .ShouldHaveSingleItem()
            .View.ShouldNotBeNull()
            .MarksMissing.ShouldBe(0);
    }

    [Theory]
    [InlineData("sirekap-ppwp")]
    [InlineData("sirekap-pdpr")]
    public void The_seal_is_read_back_from_a_picture_of_messenger_size(string name)
    {
        var form = FormLayouts.Named(name);
        var page = form.Pages[1];
        var seal = new PageSeal(
            "kampus-2026-putaran-2",
            form.Contest,
            Station,
            page.Number,
            [1, 2, 4, 24],
            Enumerable.Range(7, PageSeal.SignatureLength).Select(i => (byte)(i * 37 % 256)).ToArray()
        ).ToString();

        // A sheet that fills a picture of 1,600 pixels.
        var scale = 1500 / page.Height;
        var image = PageRaster.Draw(PageDrawing.Of(form, page, PageWords.None with { Seal = seal }), page.Width, page.Height, scale);
        QrReader.TryRead(PageView.OfScan(form, page, image, scale)).ShouldBe(seal);
        QrReader.TryRead(PageFinder.Find(image).ShouldHaveSingleItem().View!).ShouldBe(seal);
    }

    [Fact]
    public void Nothing_is_printed_off_the_sheet_and_no_words_over_boxes_tags_or_marks()
    {
        foreach (var (name, contest) in new[] { ("sirekap-pdpr", Parliament), ("sirekap-ppwp", President) })
        {
            var words = Words(contest);
            var form = words.Of(FormLayouts.Named(name));
            foreach (var page in form.Pages)
            {
                var drawn = PageDrawing.Of(form, page, words.For(page, null));
                var kept = page
                    .Numbers.SelectMany(number => number.Boxes)
                    .Concat(page.Tallies.Select(tally => tally.Grid))
                    .Append(page.Tag.Place)
                    .Append(page.Qr!.Value)
                    .Concat(page.Corners.Select(mark => new Area(mark.X - mark.Side, mark.Y - mark.Side, 2 * mark.Side, 2 * mark.Side)))
                    .ToList();
                foreach (var text in drawn.OfType<Lettering>().Where(text => text.Words.Length > 1))
                {
                    var left = text.Left();
                    var area = new Area(
                        left,
                        text.Baseline - (TextMetrics.CapHeight * text.Size),
                        TextMetrics.Width(text.Words, text.Size) * (text.Bold ? 1.1 : 1),
                        text.Size * 0.9
                    );
                    (left > 5 && left + area.Width < page.Width - 5).ShouldBeTrue(text.Words);
                    kept.Where(place => Overlap(place, area)).ShouldBeEmpty($"{name} page {page.Number}: {text.Words}");
                }
            }
        }
    }

    private static Contest President =>
        new("ppwp", ContestKind.Tickets, [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new(1), new(2), new(3)])]);

    private static FormWords Words(Contest contest)
    {
        var choices = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["2"] = "Partai Layar",
            ["2.1"] = "Budi",
            ["2.2"] = "Rini",
            ["7"] = new string('W', 60),
            ["7.3"] = new string('M', 80),
            ["1"] = "A – B",
        };
        var names = new ElectionNames(
            new Bilingual("Pemilu contoh", "Example"),
            new Dictionary<string, ContestNames>(StringComparer.Ordinal)
            {
                [contest.Code] = new(
                    new Bilingual("Judul", "Title"),
                    choices,
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["91-1"] = "Nusa I" },
                    new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
                ),
            },
            new Dictionary<RegionCode, string> { [RegionCode.Parse("91")] = "NUSA" },
            new Dictionary<RegionCode, string>()
        );
        return new FormWords(names, contest, contest.DistrictOf(Station), Station);
    }

    private static bool Overlap(Area a, Area b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;
}
