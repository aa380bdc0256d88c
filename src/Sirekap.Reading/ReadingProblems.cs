using Sirekap.Reading.Images;

namespace Sirekap.Reading;

/// <summary>The codes of <see cref="ReadingProblem"/>: each its own clear answer.</summary>
public static class ReadingProblems
{
    /// <summary>The photo shows no page of a form: no page tag was found in it.</summary>
    public const string NoPage = "no-page";

    /// <summary>There is a page tag, of no form that is known.</summary>
    public const string UnknownForm = "unknown-form";

    /// <summary>The page's corner marks are cut off, covered or folded away.</summary>
    public const string CornersMissing = "corners-missing";

    /// <summary>The page's printed lines do not lie where its corner marks say: crumpled, torn, or not this page at all.</summary>
    public const string Distorted = "page-distorted";

    /// <summary>A page of another form than the rest, or than the one asked for.</summary>
    public const string OtherForm = "other-form";

    /// <summary>A page of the form was not photographed.</summary>
    public const string PageMissing = "page-missing";

    /// <summary>A page was photographed twice: which of the two is this station's is for a person to say.</summary>
    public const string PageTwice = "page-twice";

    /// <summary>The pages' seals name different stations.</summary>
    public const string TwoStations = "two-stations";

    /// <summary>
    /// A form that has seals, and none of them can be read: whose form it is, and which pages belong to it, is not known.
    /// </summary>
    public const string SealMissing = "seal-missing";

    /// <summary>A page's seal is not the commission's, or is another page's.</summary>
    public const string SealInvalid = "seal-invalid";

    /// <summary>Some boxes of the page lie outside the photo.</summary>
    public const string BoxesOutside = "boxes-outside";

    /// <summary>All of them, for the texts that explain them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Enum.GetValues<ImageProblem>().Where(problem => problem != ImageProblem.None).Select(Of),
        NoPage,
        UnknownForm,
        CornersMissing,
        Distorted,
        OtherForm,
        PageMissing,
        PageTwice,
        TwoStations,
        SealMissing,
        SealInvalid,
        BoxesOutside,
    ];

    /// <summary>Why a file could not be read as a picture.</summary>
    public static string Of(ImageProblem problem) =>
        problem switch
        {
            ImageProblem.NotAnImage => "not-an-image",
            ImageProblem.Truncated => "truncated",
            ImageProblem.TooLarge => "too-large",
            ImageProblem.Unsupported => "unsupported-image",
            ImageProblem.Damaged => "damaged",
            _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "no problem"),
        };
}
