using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Tests.Drawing;

public sealed class PlainFormTests
{
    private static readonly RegionCode Station = RegionCode.Parse("9001011001001");

    [Fact]
    public void A_student_councils_form_has_its_own_rows_its_candidates_and_its_own_words()
    {
        var sheet = Form(Council(3), 3).Sheets(page => $"seal {page}").ShouldHaveSingleItem();
        var texts = sheet.Operations.OfType<Lettering>().Select(text => text.Words).ToList();
        texts.ShouldContain("Ketua OSIS");
        texts.ShouldContain("Sekolah: SMA Contoh, 9001");
        texts.ShouldContain("Kotak 1  [9001011001001]");
        texts.ShouldContain("2. Rangga – Melati");
        texts.ShouldContain("3. 3");
        texts.ShouldContain("Pemilih dalam DPT");
        texts.ShouldContain("V.C");
        texts.ShouldNotContain("I.B.1");
        texts.ShouldNotContain("III");

        // Two rows of men, women and both, four of ballots, three votes, three sums: three boxes each.
        sheet.Operations.OfType<StrokeArea>().Count().ShouldBe(((2 * 3) + 4 + 3 + 3) * 3);
        sheet.Operations.OfType<FillArea>().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(60, 4)]
    public void However_many_choices_there_are_every_box_stands_once_on_a_sheet_and_over_no_other(int choices, int sheets)
    {
        var printed = Form(Council(choices), 4).Sheets(_ => "seal");
        printed.Count.ShouldBe(sheets);
        foreach (var sheet in printed)
        {
            var boxes = sheet.Operations.OfType<StrokeArea>().Select(box => box.Area).ToList();
            boxes.ShouldAllBe(box =>
                box.X >= 10 && box.X + box.Width <= sheet.Width - 10 && box.Y >= 10 && box.Y + box.Height <= sheet.Height - 10
            );
            boxes.Distinct().Count().ShouldBe(boxes.Count);
            var lines = sheet.Operations.OfType<Lettering>().ToList();
            lines.ShouldAllBe(line => line.X + (TextMetrics.Width(line.Words, line.Size) * 1.01) <= sheet.Width - 10);
            foreach (var row in boxes.GroupBy(box => box.Y))
            {
                var words = lines.Where(line => line.Baseline > row.Key && line.Baseline < row.Key + row.First().Height).ToList();
                words.ShouldNotBeEmpty();
                words
                    .Where(line => line.Size > 3.2)
                    .ShouldAllBe(line => line.X + TextMetrics.Width(line.Words, line.Size) <= row.Min(box => box.X));
            }
        }

        printed.Sum(sheet => sheet.Operations.OfType<StrokeArea>().Count()).ShouldBe(((2 * 3) + 4 + choices + 3) * 4);
    }

    [Fact]
    public void Parties_have_their_own_votes_their_candidates_and_their_sums()
    {
        var district = new ElectoralDistrict("0", [RegionCode.Nation], 2, [new(1), new(1, 1), new(4), new(4, 1)]);
        var contest = new Contest("dewan", ContestKind.Parties, [district], form: Council(1).Form);
        var texts = Form(contest, 3).Texts.ToList();
        texts.ShouldContain("IV.1.1");
        texts.ShouldContain("IV.4.S");
    }

    [Fact]
    public void A_layout_is_found_by_what_the_form_is()
    {
        var full = new Contest("apa-saja", ContestKind.Tickets, Council(3).Districts);
        FormLayouts.For(full)?.Name.ShouldBe("sirekap-ppwp");
        FormLayouts.For(Council(3)).ShouldBeNull();
        FormLayouts.For(new Contest("ppwp", ContestKind.Tickets, Council(4).Districts)).ShouldBeNull();
        var parties = new ElectoralDistrict("0", [RegionCode.Nation], 2, [new(1), new(1, 1)]);
        FormLayouts.For(new Contest("dewan", ContestKind.Parties, [parties]))?.Name.ShouldBe("sirekap-pdpr");
        FormLayouts.For(new Contest("orang", ContestKind.Individuals, Council(3).Districts))?.Name.ShouldBe("sirekap-ppwp");
    }

    private static Contest Council(int choices) =>
        new(
            "ketua-osis",
            ContestKind.Tickets,
            [new ElectoralDistrict("0", [RegionCode.Nation], 1, [.. Enumerable.Range(1, choices).Select(number => new Choice(number))])],
            form: new ContestForm([.. Fields.Rows.Where(row => row.Name is "roll" or "voters" or "ballots" or "sums")])
        );

    private static PlainForm Form(Contest contest, int digits)
    {
        var named = new ContestNames(
            new Bilingual("Ketua OSIS", "Chair"),
            new Dictionary<string, string> { ["2"] = "Rangga – Melati" },
            new Dictionary<string, string>(),
            new Dictionary<string, IReadOnlyDictionary<string, string>>()
        );
        var names = ElectionNames.None("osis") with
        {
            Contests = new Dictionary<string, ContestNames> { [contest.Code] = named },
            Regions = new Dictionary<RegionCode, string> { [RegionCode.Parse("90")] = "SMA Contoh" },
            Stations = new Dictionary<RegionCode, string> { [Station] = "Kotak 1" },
            Levels = new Dictionary<Level, Bilingual> { [Level.Province] = new("Sekolah", "School") },
        };
        return new PlainForm(names, contest, Station, digits);
    }
}
