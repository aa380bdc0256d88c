using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Drawing;

/// <summary>Headings, and what stands at each number.</summary>
internal static class PageLettering
{
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
            yield return new Lettering(words.Title, from, y, size, TextAnchor.Left, true, PrintInk.Black);
        }

        foreach (var line in words.Lines)
        {
            y += 6 * unit;
            yield return new Lettering(
                line,
                from,
                y,
                TextMetrics.SizeThatFits(line, 4.2 * unit, room),
                TextAnchor.Left,
                false,
                PrintInk.Black
            );
        }

        var tag = page.Tag.Place;
        yield return new Lettering(
            $"{form.Contest} {form.Pages.TakeWhile(other => other != page).Count() + 1}/{form.Pages.Count}",
            tag.CentreX,
            tag.Y - (3 * unit),
            4 * unit,
            TextAnchor.Middle,
            false,
            PrintInk.Black
        );
    }

    /// <summary>
    /// Above the boxes, or above their tally. The last line is the number's own; those before it may run on over the others of its row, as
    /// I.A.L, I.A.P, I.A.J.
    /// </summary>
    public static IEnumerable<DrawingOperation> Label(PageLayout page, NumberPlace number, PageWords words)
    {
        var unit = page.Width / 297;
        var lines = words.Labels.GetValueOrDefault(number.Name, [number.Name]);
        var (left, top, right) = Extent(page, number);
        var row = number.Name[..(number.Name.LastIndexOf('.') + 1)];
        var end = number.Name.EndsWith(".L", StringComparison.Ordinal)
            ? page
                .Numbers.Where(other => other.Name.StartsWith(row, StringComparison.Ordinal))
                .Max(other => other.Boxes[^1].X + other.Boxes[^1].Width)
            : right;
        for (var i = 0; i < lines.Count; i++)
        {
            var bold = i == 0 && lines.Count > 1;
            var room = (i < lines.Count - 1 ? end : right) - left;
            var baseline = top - (2.2 * unit) - ((lines.Count - 1 - i) * 4.6 * unit);

            // Bold letters are wider than the widths that lines are set by.
            var size = TextMetrics.SizeThatFits(lines[i], 3.8 * unit, room / (bold ? 1.1 : 1));
            yield return new Lettering(lines[i], left, baseline, size, TextAnchor.Left, bold, PrintInk.Black);
        }
    }

    private static (double Left, double Top, double Right) Extent(PageLayout page, NumberPlace number)
    {
        var (first, last) = (number.Boxes[0], number.Boxes[^1]);
        var tally = page.Tallies.FirstOrDefault(place => place.Number == number.Name)?.Grid;
        return (Math.Min(first.X, tally?.X ?? first.X), Math.Min(first.Y, tally?.Y ?? first.Y), last.X + last.Width);
    }
}
