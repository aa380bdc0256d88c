namespace Sirekap.Paper.Layouts;

/// <summary>A rectangle on the sheet, in millimetres from its top left corner. For a printed frame: the middle of its lines.</summary>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> has no extent.</remarks>
public readonly record struct Area(double X, double Y, double Width, double Height)
{
    public double CentreX => X + (Width / 2);

    public double CentreY => Y + (Height / 2);
}

/// <summary>
/// One kind of form as it is printed: its pages, where everything stands on them, and which sums its figures must satisfy.
/// </summary>
/// <param name="Name">E.g. <c>c-hasil-ppwp-2024</c>; readings name it.</param>
/// <param name="Contest">The contest's code, e.g. <c>ppwp</c>.</param>
/// <param name="Pages">In their order.</param>
/// <param name="Sums">What must add up, e.g. <c>V.A = IV.1 + IV.2 + IV.3</c>.</param>
public sealed record FormLayout(string Name, string Contest, IReadOnlyList<PageLayout> Pages, IReadOnlyList<SumRule> Sums);

/// <summary>A sum that the form must satisfy.</summary>
/// <param name="Check">Its code in the catalogue of checks, e.g. <c>VALID_SUM</c>; for sums within a party's page <c>PARTY_SUM</c>.</param>
/// <param name="Total">The number's name.</param>
/// <param name="Parts">The names of the numbers that make it up; one for an equality.</param>
public sealed record SumRule(string Check, string Total, IReadOnlyList<string> Parts);

/// <summary>One page.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Width">Of the sheet, in millimetres.</param>
/// <param name="Height">Of the sheet, in millimetres.</param>
/// <param name="Tag">The AprilTag 36h10 that names the page.</param>
/// <param name="Corners">The points where the two squares of each corner mark touch: top left, top right, bottom right, bottom
/// left.</param>
/// <param name="Numbers">The numbers to read.</param>
/// <param name="Tallies">The tally grids.</param>
/// <param name="Qr">Where the station's code stands; null on forms without one.</param>
public sealed record PageLayout(
    int Number,
    double Width,
    double Height,
    TagPlace Tag,
    IReadOnlyList<CornerMark> Corners,
    IReadOnlyList<NumberPlace> Numbers,
    IReadOnlyList<TallyPlace> Tallies,
    Area? Qr
);

/// <summary>A page's AprilTag: black border included, white margin not.</summary>
/// <param name="Id">In the family 36h10.</param>
/// <param name="Place">The black square.</param>
/// <param name="Turned">Printed turned by 180° from how its family draws it.</param>
public sealed record TagPlace(int Id, Area Place, bool Turned);

/// <summary>Two black squares that touch at a point.</summary>
/// <param name="X">The point, in millimetres.</param>
/// <param name="Y">The point, in millimetres.</param>
/// <param name="Side">Of a square, in millimetres.</param>
/// <param name="Falling">The squares lie up-left and down-right of the point; else up-right and down-left.</param>
public sealed record CornerMark(double X, double Y, double Side, bool Falling);

/// <summary>A number in boxes, one digit each, right-aligned.</summary>
/// <param name="Name">The figure's place on the paper: <c>I.B.4.J</c>, <c>IV.2</c>, <c>V.C</c>; on a party's page <c>P3</c> (the party),
/// <c>P3.7</c> (its candidate), <c>P3.S</c> (their sum).</param>
/// <param name="Boxes">The printed frames, from the first digit to the last.</param>
/// <param name="Bubbles">For each box its ten bubbles 0 … 9, or empty when the form has none.</param>
/// <param name="Guide">Whether the boxes carry the dotted seven-segment guide.</param>
public sealed record NumberPlace(string Name, IReadOnlyList<Area> Boxes, IReadOnlyList<BubbleColumn> Bubbles, bool Guide);

/// <summary>Ten circles below a box, for 0 … 9 from the top.</summary>
/// <param name="X">Their centres, in millimetres.</param>
/// <param name="FirstY">The centre of the circle for 0.</param>
/// <param name="Pitch">From one centre to the next.</param>
/// <param name="Diameter">Of the printed circle.</param>
public sealed record BubbleColumn(double X, double FirstY, double Pitch, double Diameter);

/// <summary>A grid of tally boxes: five strokes to a box, filled row by row from the left.</summary>
/// <param name="Number">The number that it counts, e.g. <c>IV.1</c>.</param>
/// <param name="Grid">The whole grid.</param>
/// <param name="Columns">Boxes in a row.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Subtotals">For each row its two boxes for the row's sum; empty when the form has none.</param>
public sealed record TallyPlace(string Number, Area Grid, int Columns, int Rows, IReadOnlyList<IReadOnlyList<Area>> Subtotals);
