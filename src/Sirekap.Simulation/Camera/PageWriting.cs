using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>Fills in one page.</summary>
internal static class PageWriting
{
    /// <summary>Writes all numbers, bubbles, strokes and signatures of a page.</summary>
    /// <returns>Where real ink was used: number, box, file.</returns>
    public static List<InkSource> Write(
        InkPage page,
        PageLayout layout,
        FormTruth truth,
        IReadOnlySet<string> unused,
        Writer writer,
        IDigitHand hand,
        Draws draws
    )
    {
        var sources = new List<InkSource>();
        Scribbles.Fill(page, layout, writer, draws);
        foreach (var place in layout.Numbers.Where(n => !unused.Contains(n.Name)))
        {
            var written = truth[place.Name] ?? throw new ArgumentException($"the truth has no {place.Name}", nameof(truth));
            for (var box = 0; box < place.Boxes.Count; box++)
            {
                var struck = written.Struck[box] != ' ';
                if (struck)
                {
                    hand.Write(page, place.Boxes[box], written.Struck[box], writer, draws);
                    Strike(page, place.Boxes[box], writer, draws);
                }

                if (written.Boxes[box] != ' ' && hand.Write(page, place.Boxes[box], written.Boxes[box], writer, draws) is { } source)
                {
                    sources.Add(new InkSource(place.Name, box, source));
                }

                if (written.Bubbles.Length > box && written.Bubbles[box] != ' ')
                {
                    Marks.Bubble(page, place.Bubbles[box], written.Bubbles[box] - '0', writer, draws);
                }
            }
        }

        foreach (var tally in layout.Tallies)
        {
            if (truth[tally.Number]?.Tally is { } count)
            {
                Marks.Tally(page, tally, count, writer[Parameter.PenWidth] * layout.Numbers[0].Boxes[0].Height, writer, draws);
                Marks.Subtotals(page, tally, count, writer, hand, draws);
            }
        }

        return sources;
    }

    /// <summary>A line through the digit that does not count.</summary>
    private static void Strike(InkPage page, Area box, Writer writer, Draws draws)
    {
        var (y, rise) = (box.CentreY + (0.08 * box.Height * draws.Normal()), 0.15 * box.Height * draws.Normal());
        page.Stroke(
            [new Spot(box.X + (0.18 * box.Width), y + rise), new Spot(box.X + (0.82 * box.Width), y - rise)],
            writer[Parameter.PenWidth] * box.Height,
            writer[Parameter.PenDarkness]
        );
    }
}

/// <summary>A digit box that was written with real ink.</summary>
/// <param name="Number">The number's name.</param>
/// <param name="Box">From 0.</param>
/// <param name="File">The picture that the ink comes from.</param>
public sealed record InkSource(string Number, int Box, string File);
