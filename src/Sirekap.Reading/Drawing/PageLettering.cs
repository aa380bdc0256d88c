using Sirekap.Reading.Layouts;

namespace Sirekap.Reading.Drawing;

/// <summary>Headings, and what stands at each number.</summary>
internal static class PageLettering
{
    private const byte Black = 0;

    public static IEnumerable<DrawingOperation> Heading(FormLayout form, PageLayout page, PageWords words)
    {
        var unit = page.Width / 297;
        var (left, top) = (page.Corners.Min(mark => mark.X), page.Corners.Min(mark => mark.Y));
        var from = page.Qr is { } qr ? qr.X + qr.Width + (6 * unit) : left + (16 * unit);
        var room = page.Tag.Place.X - from - (6 * unit);
        var y = top + (9 * unit);
        if (words.Title.Length > 0)
        {
            // Bold letters are wider than the widths that lines are set by.
            var size = TextMetrics.SizeThatFits(words.Title, 7 * unit, room / 1.1);
            yield return new Lettering(words.Title, from, y, size, TextAnchor.Left, true, Black);
        }

        foreach (var line in words.Lines)
        {
            y += 6 * unit;
            yield return new Lettering(line, from, y, TextMetrics.SizeThatFits(line, 4.2 * unit, room), TextAnchor.Left, false, Black);
        }

        var tag = page.Tag.Place;
        yield return new Lettering(
            $"{form.Contest} {page.Number}/{form.Pages.Count}", tag.CentreX, tag.Y - (3 * unit), 4 * unit, TextAnchor.Middle, false, Black);
    }

    /// <summary>Above the boxes, or on the commission's form left of them.</summary>
    public static IEnumerable<DrawingOperation> Label(PageLayout page, NumberPlace number, PageWords words)
    {
        var unit = page.Width / 297;
        var lines = words.Labels.GetValueOrDefault(number.Name, [number.Name]);
        var (first, last) = (number.Boxes[0], number.Boxes[^1]);
        var tally = page.Tallies.FirstOrDefault(place => place.Number == number.Name);
        var left = Math.Min(first.X, tally is null ? first.X : tally.Grid.X);
        var size = 3.6 * unit;
        var room = last.X + last.Width - left + (tally is null ? 2 * unit : 0);
        var top = Math.Min(first.Y, tally is null ? first.Y : tally.Grid.Y);
        for (var i = 0; i < lines.Count; i++)
        {
            var baseline = top - (2.2 * unit) - ((lines.Count - 1 - i) * 4.4 * unit);
            var bold = i == 0;
            yield return new Lettering(lines[i], left, baseline, TextMetrics.SizeThatFits(lines[i], size, room / (bold ? 1.1 : 1)), TextAnchor.Left, bold, Black);
        }
    }
}
