namespace Sirekap.Reading.Decoding;

/// <summary>The thresholds, from what an error costs and what a look costs.</summary>
public static class Decision
{
    /// <summary>
    /// A person who opens three photos, finds what is in doubt and types it, and another who confirms: two and a half minutes.
    /// </summary>
    public const double LookMinutes = 2.5;

    /// <summary>
    /// A wrong number that was called clear: found, reported, looked up, corrected, explained; about a week of somebody's work (2024 showed
    /// that what it costs in trust is more, and no figure for that is known).
    /// </summary>
    public const double WrongMinutes = 2500;

    /// <summary>
    /// A form is called clear when its expected cost is below that of the look: one in a thousand. The bound is nearly always far below:
    /// the mean over clear forms is what a nation's count suffers.
    /// </summary>
    public const double ClearError = LookMinutes / WrongMinutes;

    /// <summary>
    /// A number is called read when fewer than one in a thousand such would be wrong: it is shown beside its picture, not counted.
    /// </summary>
    public const double NumberRead = 0.999;

    /// <summary>
    /// A sum is said to hold, or to be broken, from this probability on. It says where to look and never makes a form clear, so nine in ten
    /// is enough.
    /// </summary>
    public const double SumSure = 0.9;

    /// <summary>
    /// A sum is said to be broken only where each of its numbers is as probable as this by its own boxes: then it is the paper that is
    /// wrong.
    /// </summary>
    public const double SumPlain = 0.9;

    /// <summary>
    /// A number is plain by its own boxes from this probability on: it is the digit network's working threshold (<see
    /// cref="Digits.DigitReader.WorkingThreshold"/>).
    /// </summary>
    public const double PlainlyRead = 0.99;

    /// <summary>
    /// Digit and bubble plainly differ from this probability on: what is missed is still unclear, what is said wrongly sends a person to a
    /// sound form.
    /// </summary>
    public const double PlainlyDiffer = 0.8;
}
