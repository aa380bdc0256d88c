namespace Sirekap.Reading.Decoding;

/// <summary>
/// What is believed of forms, their writers and the digit network before a photo is seen. Shares are of boxes, numbers or sums as said.
/// </summary>
public sealed record Priors
{
    public static Priors Default { get; } = new();

    /// <summary>
    /// Share of boxes in which the network is sure and wrong, whatever it says: one in 4,200 on simulated photos that it was more than 99.9
    /// % sure of.
    /// </summary>
    public double SurelyWrong { get; init; } = 3e-4;

    /// <summary>
    /// Share of sums that were worked out wrong. 2024: the votes miss their total in 5.2 % of the stations, and turnout differs from all
    /// votes in 7.9 %, misreadings included; about half of that is laid to sums, the other half to single numbers.
    /// </summary>
    public double BrokenSum { get; init; } = 0.03;

    /// <summary>
    /// Share of numbers that are written wrong on forms that are right but for it: of some thirty numbers, so one form in twelve has one.
    /// </summary>
    public double WrittenWrong { get; init; } = 0.003;

    /// <summary>
    /// A broken sum is off by d with this share divided by |d|: slips of one or two are common, and 2 × (1 + 1/2 + … + 1/1000) / 16 is just
    /// under one.
    /// </summary>
    public double BrokenSpread { get; init; } = 1.0 / 16;

    /// <summary>A cross or blank between or after digits; half of those who do so mean a zero, the others nothing.</summary>
    public double GapInNumber { get; init; } = 1e-3;

    /// <summary>Beside numbers that are left empty, those of which the boxes are blank and zero is meant: by their bubbles.</summary>
    public double BlankZero { get; init; } = 1e-4;

    /// <summary>The bubbles below a digit: its own filled; none; else one of the other nine.</summary>
    public double BubbleAgrees { get; init; } = 0.92;

    public double BubbleNone { get; init; } = 0.06;

    /// <summary>The bubbles below a cross or a blank: none filled; the zero; else one of the other nine.</summary>
    public double BubbleNoneBelowBlank { get; init; } = 0.6;

    public double BubbleZeroBelowBlank { get; init; } = 0.38;

    /// <summary>
    /// Share of bubble columns whose measured likelihoods mean nothing (a page that lies elsewhere than it was found, a fold, a blot, a
    /// thumb): 3 of 650 on simulated photos.
    /// </summary>
    public double BubbleMisread { get; init; } = 3e-3;

    /// <summary>Share of tallies that nobody kept: they count to nothing, whatever the number.</summary>
    public double TallyUnused { get; init; } = 0.1;

    /// <summary>The strokes of a tally in use count to the number; to within three of it; else anything.</summary>
    public double TallyAgrees { get; init; } = 0.9;

    public double TallyNear { get; init; } = 0.07;

    /// <summary>The factor of a sum whose total is off by <paramref name="difference"/>.</summary>
    public double OfDifference(long difference) => difference == 0 ? 1 - BrokenSum : BrokenSum * BrokenSpread / Math.Abs(difference);

    /// <summary>How probable a state of the bubbles is below a symbol.</summary>
    public double OfBubble(int state, int symbol) =>
        symbol >= Symbol.Cross
            ? state switch
            {
                Symbol.NoBubble => BubbleNoneBelowBlank,
                0 => BubbleZeroBelowBlank,
                _ => (1 - BubbleNoneBelowBlank - BubbleZeroBelowBlank) / 9,
            }
        : state == symbol ? BubbleAgrees
        : state == Symbol.NoBubble ? BubbleNone
        : (1 - BubbleAgrees - BubbleNone) / 9;
}
