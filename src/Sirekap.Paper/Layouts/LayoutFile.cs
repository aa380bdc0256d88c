using System.Text.Json;

namespace Sirekap.Paper.Layouts;

/// <summary>
/// A layout as it stands in a file: numbers by their first box and the pitch of the next, corner marks by their two columns and rows, sums
/// as a person writes them: <c>VALID_SUM: V.A = IV.1 + IV.2 + IV.3</c>. All lengths in millimetres. A page that says <c>"parties": 24</c>
/// stands for that many, one a party: # in its names is the party's number, and page number and tag go up with it. A sum that names # holds
/// for each party; * stands for the sum over all of them.
/// </summary>
internal sealed record LayoutFile(string Name, string Contest, IReadOnlyList<string> Sums, IReadOnlyList<LayoutFile.Page> Pages)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    public sealed record Page(
        int Number,
        double Width,
        double Height,
        Tag Tag,
        Corners Corners,
        IReadOnlyList<Number> Numbers,
        IReadOnlyList<Tally> Tallies,
        Square? Qr = null,
        int Parties = 0
    );

    public sealed record Tag(int Id, double X, double Y, double Side, bool Turned = false);

    public sealed record Corners(IReadOnlyList<double> X, IReadOnlyList<double> Y, double Side);

    public sealed record Number(
        string Name,
        double X,
        double Y,
        double Width,
        double Height,
        double Pitch,
        int Count,
        bool Guide = false,
        Bubbles? Bubbles = null
    );

    public sealed record Bubbles(double Y, double Pitch, double Diameter);

    public sealed record Tally(
        string Number,
        double X,
        double Y,
        double Width,
        double Height,
        int Columns,
        int Rows,
        Subtotals? Subtotals = null
    );

    public sealed record Subtotals(double X, double Width, int Count);

    public sealed record Square(double X, double Y, double Side);

    /// <exception cref="InvalidDataException">Not a layout; the message names the file and what is wrong.</exception>
    public static FormLayout Read(Stream json, string file)
    {
        try
        {
            var layout = JsonSerializer.Deserialize<LayoutFile>(json, Options) ?? throw new JsonException("empty");
            var parties = layout.Pages.Select(page => page.Parties).DefaultIfEmpty().Max();
            return new FormLayout(
                layout.Name,
                layout.Contest,
                [.. layout.Pages.SelectMany(Expand)],
                [.. layout.Sums.SelectMany(sum => Expand(sum, parties)).Select(Sum)]
            );
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }
    }

    private static IEnumerable<PageLayout> Expand(Page page) =>
        page.Parties == 0
            ? [Of(page)]
            : Enumerable
                .Range(1, page.Parties)
                .Select(party =>
                    Of(
                        page with
                        {
                            Number = page.Number + party - 1,
                            Tag = page.Tag with { Id = page.Tag.Id + party - 1 },
                            Numbers =
                            [
                                .. page.Numbers.Select(number =>
                                    number with
                                    {
                                        Name = number.Name.Replace("#", $"{party}", StringComparison.Ordinal),
                                    }
                                ),
                            ],
                            Tallies =
                            [
                                .. page.Tallies.Select(tally =>
                                    tally with
                                    {
                                        Number = tally.Number.Replace("#", $"{party}", StringComparison.Ordinal),
                                    }
                                ),
                            ],
                        }
                    )
                );

    private static IEnumerable<string> Expand(string sum, int parties)
    {
        var numbers = Enumerable.Range(1, parties);
        var starred = sum.Split(' ')
            .Select(word =>
                word.Contains('*', StringComparison.Ordinal)
                    ? string.Join(" + ", numbers.Select(party => word.Replace("*", $"{party}", StringComparison.Ordinal)))
                    : word
            );
        var whole = string.Join(' ', starred);
        return whole.Contains('#', StringComparison.Ordinal)
            ? numbers.Select(party => whole.Replace("#", $"{party}", StringComparison.Ordinal))
            : [whole];
    }

    private static PageLayout Of(Page page)
    {
        var (left, right, top, bottom, side) = (
            page.Corners.X[0],
            page.Corners.X[1],
            page.Corners.Y[0],
            page.Corners.Y[1],
            page.Corners.Side
        );
        return new PageLayout(
            page.Number,
            page.Width,
            page.Height,
            new TagPlace(page.Tag.Id, new Area(page.Tag.X, page.Tag.Y, page.Tag.Side, page.Tag.Side), page.Tag.Turned),
            [
                new CornerMark(left, top, side, true),
                new CornerMark(right, top, side, true),
                new CornerMark(right, bottom, side, true),
                new CornerMark(left, bottom, side, true),
            ],
            [.. page.Numbers.Select(Of)],
            [.. page.Tallies.Select(Of)],
            page.Qr is { } qr ? new Area(qr.X, qr.Y, qr.Side, qr.Side) : null
        );
    }

    private static NumberPlace Of(Number number)
    {
        var boxes = Row(number.X, number.Y, number.Width, number.Height, number.Pitch, number.Count);
        return new NumberPlace(
            number.Name,
            boxes,
            number.Bubbles is { } bubbles
                ? [.. boxes.Select(box => new BubbleColumn(box.CentreX, bubbles.Y, bubbles.Pitch, bubbles.Diameter))]
                : [],
            number.Guide
        );
    }

    private static TallyPlace Of(Tally tally)
    {
        var height = tally.Height / tally.Rows;
        return new TallyPlace(
            tally.Number,
            new Area(tally.X, tally.Y, tally.Width, tally.Height),
            tally.Columns,
            tally.Rows,
            tally.Subtotals is { } sums
                ?
                [
                    .. Enumerable
                        .Range(0, tally.Rows)
                        .Select(row => Row(sums.X, tally.Y + (row * height), sums.Width, height, sums.Width, sums.Count)),
                ]
                : []
        );
    }

    private static Area[] Row(double x, double y, double width, double height, double pitch, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Area(x + (i * pitch), y, width, height))];

    private static SumRule Sum(string text)
    {
        if (text.Split(": ") is [var check, var sum] && sum.Split(" = ") is [var total, var parts])
        {
            return new SumRule(check, total, parts.Split(" + "));
        }

        throw new FormatException($"sums: \"{text}\" is not of the form CHECK: TOTAL = PART + PART");
    }
}
