using System.Text;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Tests.Layouts;

public sealed class FormLayoutsTests
{
    public static TheoryData<string> Names => [.. FormLayouts.All.Select(layout => layout.Name)];

    [Fact]
    public void The_commissions_presidential_form_has_every_figure_once()
    {
        var layout = FormLayouts.Named("c-hasil-ppwp-2024");
        var names = layout.Pages.SelectMany(page => page.Numbers).Select(number => number.Name).ToList();
        var figures = Enumerable.Range(0, Fields.Count).Select(i => $"{PaperPlace.Of((Field)i)}").Concat(["IV.1", "IV.2", "IV.3"]);
        names.Order(StringComparer.Ordinal).ShouldBe(figures.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_number_takes_part_in_a_sum_and_every_sum_is_of_numbers(string name)
    {
        var layout = FormLayouts.Named(name);
        var numbers = layout.Pages.SelectMany(page => page.Numbers).Select(number => number.Name).ToHashSet(StringComparer.Ordinal);
        var summed = layout.Sums.SelectMany(sum => sum.Parts.Append(sum.Total)).ToHashSet(StringComparer.Ordinal);
        summed.Except(numbers).ShouldBeEmpty();
        numbers.Except(summed).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Boxes_bubbles_and_grids_lie_on_the_page_and_not_over_each_other(string name)
    {
        foreach (var page in FormLayouts.Named(name).Pages)
        {
            var places = page
                .Numbers.SelectMany(number => number.Boxes)
                .Concat(
                    page.Numbers.SelectMany(number => number.Bubbles)
                        .Select(column => new Area(
                            column.X - (column.Diameter / 2),
                            column.FirstY - (column.Diameter / 2),
                            column.Diameter,
                            (9 * column.Pitch) + column.Diameter
                        ))
                )
                .Concat(page.Tallies.Select(tally => tally.Grid))
                .Append(page.Tag.Place)
                .ToList();
            if (page.Qr is { } qr)
            {
                places.Add(qr);
            }

            foreach (var place in places)
            {
                place.X.ShouldBeGreaterThan(0);
                place.Y.ShouldBeGreaterThan(0);
                (place.X + place.Width).ShouldBeLessThan(page.Width);
                (place.Y + place.Height).ShouldBeLessThan(page.Height);
            }

            for (var i = 0; i < places.Count; i++)
            {
                for (var j = i + 1; j < places.Count; j++)
                {
                    var (a, b) = (places[i], places[j]);
                    var apart = a.X + a.Width <= b.X || b.X + b.Width <= a.X || a.Y + a.Height <= b.Y || b.Y + b.Height <= a.Y;
                    apart.ShouldBeTrue($"{name} page {page.Number}: {a} and {b}");
                }
            }
        }
    }

    [Fact]
    public void The_presidential_sums_are_those_of_the_catalogue_of_checks()
    {
        var known = Catalogue.First.Select(check => check.Code).ToHashSet(StringComparer.Ordinal);
        FormLayouts.Named("c-hasil-ppwp-2024").Sums.Select(sum => sum.Check).Except(known).ShouldBeEmpty();
    }

    [Fact]
    public void Tags_are_unique()
    {
        var tags = FormLayouts.All.SelectMany(layout => layout.Pages).Select(page => page.Tag.Id).ToList();
        tags.ShouldBeUnique();
        FormLayouts.TryFindPage(102, out var form, out var page).ShouldBeTrue();
        (form!.Name, page!.Number).ShouldBe(("c-hasil-ppwp-2024", 2));
        FormLayouts.TryFindPage(7, out _, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{}", "x.json: ")]
    [InlineData("""{"name":"a","contest":"ppwp","sums":["V.A IV.1"],"pages":[]}""", "x.json: sums: \"V.A IV.1\"")]
    [InlineData("""{"name":"a","contest":"ppwp","sums":[],"pages":[],"colour":1}""", "colour")]
    public void A_file_that_is_no_layout_is_refused_by_name(string json, string message)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        Should.Throw<InvalidDataException>(() => LayoutFile.Read(stream, "x.json")).Message.ShouldContain(message);
    }
}
