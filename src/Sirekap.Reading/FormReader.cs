using Sirekap.Elections.Forms;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Decoding;
using Sirekap.Reading.Digits;

namespace Sirekap.Reading;

/// <summary>
/// Photos of one form's pages, in any order, to a reading of the form. Any number of threads may share one. It never throws for what a
/// photo holds: what is wrong with it is said in <see cref="FormReading.Problems"/>, and a form with a problem is never clear.
/// </summary>
public sealed class FormReader(DigitReader digits)
{
    private static readonly Lazy<FormReader> Embedded = new(() => new FormReader(DigitReader.Default));

    private readonly PageEvidence _evidence = new(digits);

    /// <summary>With the network that is part of this assembly.</summary>
    public static FormReader Default => Embedded.Value;

    /// <summary>Reads the photos of one form.</summary>
    /// <param name="photos">Files: JPEG or PNG, one or more pages each.</param>
    /// <param name="contest">The contest that the form should be of; null for any.</param>
    /// <param name="signed">Whether a page's seal was signed by the commission of this election; null when there is nothing to verify it
    /// with.</param>
    public FormReading Read(IReadOnlyList<ReadOnlyMemory<byte>> photos, string? contest = null, Func<PageSeal, bool>? signed = null)
    {
        var problems = new List<ReadingProblem>();
        var seen = new List<SeenPage>();
        foreach (var photo in photos)
        {
            seen.AddRange(FormPhotos.Read(photo.Span, _evidence, signed, problems));
        }

        return FormAssembly.Assemble(seen, contest, digits.Model, problems);
    }
}
