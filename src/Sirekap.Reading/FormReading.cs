using System.Text.Json.Serialization;
using Sirekap.Elections;
using Sirekap.Reading.Decoding;

namespace Sirekap.Reading;

/// <summary>
/// What the reader says of the photos of one form: evidence, never a signed number. <see cref="ReadingJson"/> is its text.
/// </summary>
/// <param name="Layout">The form's layout; null when no page of a known form was found.</param>
/// <param name="Contest">The contest's code; null likewise.</param>
/// <param name="Model">SHA-256 of the digit network's file.</param>
/// <param name="Outcome">How far the form can be relied on.</param>
/// <param name="ErrorBound">At most so probable is it that any number given is wrong.</param>
/// <param name="Pages">The pages found, by number.</param>
/// <param name="Numbers">The numbers on these pages, in the order of the layout.</param>
/// <param name="Sums">All sums of the layout, in its order.</param>
/// <param name="Problems">What stands in the way of a clear reading besides numbers and sums.</param>
public sealed record FormReading(
    string? Layout,
    string? Contest,
    Digest Model,
    FormOutcome Outcome,
    [property: JsonConverter(typeof(ReadingJson.RoundedUp))] double ErrorBound,
    IReadOnlyList<PageReading> Pages,
    IReadOnlyList<NumberReading> Numbers,
    IReadOnlyList<SumReading> Sums,
    IReadOnlyList<ReadingProblem> Problems
)
{
    /// <summary>The number at a place on the paper, e.g. <c>IV.2</c>; null when it was not seen.</summary>
    public NumberReading? this[string name] => Numbers.FirstOrDefault(number => string.Equals(number.Name, name, StringComparison.Ordinal));

    /// <inheritdoc cref="ReadingJson.Write"/>
    public byte[] ToJson() => ReadingJson.Write(this);
}

/// <summary>A point in an upright photo, in pixels; the centre of the first pixel is (0, 0).</summary>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is the upper left corner.</remarks>
public readonly record struct PhotoPoint(double X, double Y);

/// <summary>What a page's seal, its QR, is worth.</summary>
public enum SealState
{
    /// <summary>There is none, or it can't be read.</summary>
    Absent,

    /// <summary>It is no seal, names another page, or was not signed by the commission's key for this election.</summary>
    Invalid,

    /// <summary>It names this page, and there was nothing to verify its signature with.</summary>
    Unverified,

    /// <summary>The commission's key signed it.</summary>
    Valid,
}

/// <summary>A page that was found.</summary>
/// <param name="Page">Its number in the layout.</param>
/// <param name="Photo">SHA-256 of the photo's file, as stored.</param>
/// <param name="Width">Of the upright photo, in pixels.</param>
/// <param name="Height">Of the upright photo, in pixels.</param>
/// <param name="Tag">The id of the page's tag.</param>
/// <param name="Corners">The four corner marks: top left, top right, bottom right, bottom left of the page.</param>
/// <param name="Station">The station's code in the seal; null without one.</param>
/// <param name="Seal">What the seal is worth.</param>
public sealed record PageReading(
    int Page,
    Digest Photo,
    int Width,
    int Height,
    int Tag,
    IReadOnlyList<PhotoPoint> Corners,
    string? Station,
    SealState Seal
);

/// <summary>What was read of a number, and why.</summary>
/// <param name="Name">Its place on the paper.</param>
/// <param name="Page">The page that it stands on.</param>
/// <param name="State">How far it can be relied on.</param>
/// <param name="Value">The value; null when its boxes are empty.</param>
/// <param name="Probability">Of the value, everything on the form considered.</param>
/// <param name="Alternatives">Other values, the most probable first.</param>
/// <param name="Digits">Its boxes.</param>
/// <param name="Tally">What its strokes count to; null without a tally.</param>
public sealed record NumberReading(
    string Name,
    int Page,
    NumberState State,
    int? Value,
    double Probability,
    IReadOnlyList<Alternative> Alternatives,
    IReadOnlyList<DigitReading> Digits,
    int? Tally
)
{
    /// <summary>Puts together what was seen of a number and what came out of it.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="decoded">What came out.</param>
    /// <param name="page">The page that it stands on.</param>
    /// <param name="quads">For each box the corners of its frame in the photo: top left, top right, bottom right, bottom left.</param>
    public static NumberReading Of(
        NumberEvidence evidence,
        DecodedNumber decoded,
        int page,
        IReadOnlyList<IReadOnlyList<PhotoPoint>> quads
    ) =>
        new(
            evidence.Name,
            page,
            decoded.State,
            decoded.Value,
            decoded.Probability,
            decoded.Alternatives,
            [
                .. evidence.Digits.Select(
                    (digit, box) => DigitReading.Of(digit, quads[box], evidence.Bubbles.Count > 0 ? evidence.Bubbles[box] : null)
                ),
            ],
            evidence.Tally is { } tally ? Array.IndexOf(tally, tally.Max()) : null
        );
}

/// <summary>What the network says of a box, before arithmetic.</summary>
/// <param name="Label">The most probable <see cref="Symbol"/>.</param>
/// <param name="Probability">Of the label.</param>
/// <param name="Probabilities">Of the 12 symbols.</param>
/// <param name="Quad">The corners of its frame in the photo: top left, top right, bottom right, bottom left.</param>
/// <param name="Bubble">The digit whose bubble is filled; null when none is, it is not plain, or the form has none.</param>
public sealed record DigitReading(
    [property: JsonConverter(typeof(ReadingJson.SymbolText))] int Label,
    double Probability,
    IReadOnlyList<float> Probabilities,
    IReadOnlyList<PhotoPoint> Quad,
    [property: JsonConverter(typeof(ReadingJson.DigitText))] int? Bubble
)
{
    public static DigitReading Of(float[] probabilities, IReadOnlyList<PhotoPoint> quad, double[]? bubbles)
    {
        var label = Array.IndexOf(probabilities, probabilities.Max());
        return new DigitReading(label, probabilities[label], probabilities, quad, Filled(bubbles));
    }

    /// <summary>The digit that is more probable than all other states of its bubbles together.</summary>
    private static int? Filled(double[]? bubbles)
    {
        if (bubbles is null)
        {
            return null;
        }

        var most = bubbles.Max();
        var state = Array.IndexOf(bubbles, most);
        return state < Symbol.NoBubble && bubbles.Sum(log => Math.Exp(log - most)) < 2 ? state : null;
    }
}

/// <summary>A sum of the layout and whether it holds on the paper.</summary>
/// <param name="Check">The check's code.</param>
/// <param name="Total">The name of the total.</param>
/// <param name="Parts">The names of the parts.</param>
/// <param name="Holds">Null when it is not sure, or when a number is not there.</param>
/// <param name="Left">The total as read, null when a number is not there.</param>
/// <param name="Right">The sum of the parts as read, null when a number is not there.</param>
public sealed record SumReading(string Check, string Total, IReadOnlyList<string> Parts, bool? Holds, long? Left, long? Right)
{
    public static SumReading Of(DecodedSum sum) => new(sum.Rule.Check, sum.Rule.Total, sum.Rule.Parts, sum.Holds, sum.Left, sum.Right);
}

/// <summary>What stands in the way of a clear reading.</summary>
/// <param name="Code">Its name, e.g. <c>page-missing</c>.</param>
/// <param name="Page">The page that it is about.</param>
/// <param name="Photo">SHA-256 of the photo that it is about.</param>
public sealed record ReadingProblem(string Code, int? Page = null, Digest? Photo = null);
