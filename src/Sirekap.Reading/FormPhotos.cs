using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Reading.Pages;

namespace Sirekap.Reading;

/// <summary>A page that was found in a photo and read as far as a page alone can be.</summary>
/// <param name="Form">The form that its tag belongs to.</param>
/// <param name="Layout">The page.</param>
/// <param name="Reading">Where it is, and its seal.</param>
/// <param name="Seal">Its seal, whoever signed it; null without one.</param>
/// <param name="Numbers">What was seen of each of its numbers.</param>
internal sealed record SeenPage(FormLayout Form, PageLayout Layout, PageReading Reading, PageSeal? Seal, IReadOnlyList<SeenNumber> Numbers);

/// <summary>One photo at a time: decoded, its pages found and sampled, its pixels given back.</summary>
internal static class FormPhotos
{
    /// <summary>Under this share of printed lines found, what is in the boxes is not what would be sampled.</summary>
    private const double LeastLines = 0.5;

    /// <summary>Photos decoded at a time: one a core, as more would only wait in memory, twelve megabytes and more each.</summary>
    private static readonly SemaphoreSlim Decoded = new(Math.Min(Environment.ProcessorCount, 8));

    /// <param name="photo">The file's bytes, whatever they are.</param>
    /// <param name="evidence">Reads a page's boxes.</param>
    /// <param name="signed">Whether a seal is the commission's; null when there is nothing to verify it with.</param>
    /// <param name="problems">Takes what is wrong with the photo.</param>
    public static IReadOnlyList<SeenPage> Read(
        ReadOnlySpan<byte> photo,
        PageEvidence evidence,
        Func<PageSeal, bool>? signed,
        List<ReadingProblem> problems
    )
    {
        var hash = new Digest(SHA256.HashData(photo));
        Decoded.Wait();
        try
        {
            return Read(photo, hash, evidence, signed, problems);
        }
        finally
        {
            Decoded.Release();
        }
    }

    private static IReadOnlyList<SeenPage> Read(
        ReadOnlySpan<byte> photo,
        Digest hash,
        PageEvidence evidence,
        Func<PageSeal, bool>? signed,
        List<ReadingProblem> problems
    )
    {
        if (!ImageFile.TryReadStored(photo, ImageLimits.Default, out var image, out var problem))
        {
            problems.Add(new ReadingProblem(ReadingProblems.Of(problem), Photo: hash));
            return [];
        }

        try
        {
            var found = PageFinder.Find(image);
            if (found.Count == 0)
            {
                problems.Add(new ReadingProblem(ReadingProblems.NoPage, Photo: hash));
            }

            var pages = new List<SeenPage>();
            foreach (var page in found)
            {
                if (page.View is not { } view)
                {
                    problems.Add(
                        new ReadingProblem(
                            page.Problem == PageProblem.UnknownTag ? ReadingProblems.UnknownForm : ReadingProblems.CornersMissing,
                            Photo: hash
                        )
                    );
                }
                else
                {
                    var distorted = view.LinesFound < LeastLines;
                    if (distorted)
                    {
                        problems.Add(new ReadingProblem(ReadingProblems.Distorted, view.Layout.Number, hash));
                    }

                    pages.Add(Seen(view, hash, distorted ? PageEvidence.None(view) : evidence.Of(view), signed));
                }
            }

            return pages;
        }
        finally
        {
            image.Return();
        }
    }

    private static SeenPage Seen(PageView view, Digest photo, IReadOnlyList<SeenNumber> numbers, Func<PageSeal, bool>? signed)
    {
        var text = QrReader.TryRead(view);
        var seal = text is not null && PageSeal.TryParse(text, out var parsed) ? parsed : null;
        var state =
            text is null ? SealState.Absent
            : seal is null || seal.Page != view.Layout.Number || seal.Contest != view.Form.Contest ? SealState.Invalid
            : signed is null ? SealState.Unverified
            : signed(seal) ? SealState.Valid
            : SealState.Invalid;
        var corners = view.Layout.Corners.Select(mark => Point(view, view.ToPhoto(mark.X, mark.Y)));
        var (width, height) = view.Photo.Orientation is 6 or 8
            ? (view.Photo.Height, view.Photo.Width)
            : (view.Photo.Width, view.Photo.Height);
        var reading = new PageReading(
            view.Layout.Number,
            photo,
            width,
            height,
            view.Layout.Tag.Id,
            [.. corners],
            seal?.Station.ToString(),
            state
        );
        return new SeenPage(view.Form, view.Layout, reading, seal, numbers);
    }

    /// <summary>Where a point of what was decoded lies in the upright photo.</summary>
    internal static PhotoPoint Point(PageView view, (double X, double Y) at)
    {
        var (x, y) = Orientation.ToUpright(view.Photo, at);
        return new PhotoPoint(x, y);
    }
}
