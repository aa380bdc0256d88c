using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Reading.Pages;
using Sirekap.Simulation.Rasters;

namespace Sirekap.Fuzz.Targets;

/// <summary>
/// Photos as strangers send them: the decoder, the stripping of metadata, and the page finder with everything that it calls.
/// </summary>
internal static class PhotoTargets
{
    // Small, so that thousands are tried a second; the tag of this page is still found.
    private const double PixelsPerMillimetre = 1.5;
    private static readonly ImageLimits Small = new() { Pixels = 2_000_000, ProgressivePixels = 1_000_000 };

    public static IEnumerable<Target> Create()
    {
        var page = Page("sirekap-ppwp", 3);
        var jpeg = Jpeg.Encode(page, 40);
        byte[] withMetadata =
        [
            0xFF,
            0xD8,
            0xFF,
            0xE1,
            0,
            34,
            .. "Exif\0\0MM\0*"u8,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            6,
            0,
            0,
            0,
            0,
            0,
            0,
            0xFF,
            0xFE,
            0,
            6,
            .. "note"u8,
            .. jpeg.AsSpan(2),
        ];
        byte[][] seeds = [jpeg, withMetadata, Png.Encode(page), Jpeg.Encode(new GrayImage(8, 8), 10)];
        string[] words = ["Exif", "Adobe", "JFIF", "IHDR", "IDAT", "PLTE", "tRNS", "gAMA", "IEND"];
        yield return new Target("photo-decode", seeds, Decode) { Words = words, Longest = 1 << 19 };
        yield return new Target("photo-strip", seeds, Strip) { Words = words, Longest = 1 << 19 };
        yield return new Target("photo-page", seeds, FindPage)
        {
            Words = words,
            Longest = 1 << 19,
            Share = 3,
        };
        yield return new Target("page-pixels", [Pixels(page)], FindInPixels) { Longest = 1 << 19, Share = 2 };
    }

    private static string Decode(byte[] input)
    {
        var read = ImageFile.TryReadGray(input, Small, out var image, out var problem);
        BrokenInvariantException.Unless(read == (problem == ImageProblem.None) && read == (image is not null), $"{problem}");
        if (image is null)
        {
            return problem.ToString();
        }

        BrokenInvariantException.Unless((long)image.Width * image.Height <= Small.Pixels, "more pixels than allowed");
        image.Return();
        return Target.Accepted;
    }

    /// <summary>What is stripped shows what it did or is refused, is no longer, and is a fixed point.</summary>
    private static string Strip(byte[] input)
    {
        if (!PhotoMetadata.TryStrip(input, Small, out var stripped, out var problem))
        {
            return problem.ToString();
        }

        BrokenInvariantException.Unless(stripped.Length <= input.Length, "it grew");
        BrokenInvariantException.Unless(
            PhotoMetadata.TryStrip(stripped, Small, out var again, out _) && again.AsSpan().SequenceEqual(stripped),
            "stripping again changes it"
        );
        if (ImageFile.TryReadGray(input, Small, out var before, out _))
        {
            // A file whose broken parts were left out may be refused; it must not show something else.
            var same =
                !ImageFile.TryReadGray(stripped, Small, out var after, out _)
                || (
                    after.Width == before.Width
                    && after.Height == before.Height
                    && after
                        .Pixels.AsSpan(0, after.Width * after.Height)
                        .SequenceEqual(before.Pixels.AsSpan(0, before.Width * before.Height))
                );
            before.Return();
            after?.Return();
            BrokenInvariantException.Unless(same, "other pixels once stripped");
        }

        return Target.Accepted;
    }

    private static string FindPage(byte[] input)
    {
        if (!ImageFile.TryReadGray(input, Small, out var image, out var problem))
        {
            return problem.ToString();
        }

        var answer = Find(image);
        image.Return();
        return answer;
    }

    /// <summary>A width, then pixels: changes a decoder would never let through.</summary>
    private static string FindInPixels(byte[] input)
    {
        if (input.Length < 3)
        {
            return "short";
        }

        var width = 1 + (input[0] << 3 | input[1] & 7);
        var height = (input.Length - 2) / width;
        return height == 0 ? "flat" : Find(new GrayImage(width, height, input[2..]));
    }

    private static string Find(GrayImage image)
    {
        var pages = PageFinder.Find(image);
        Span<byte> patch = stackalloc byte[32 * 32];
        foreach (var page in pages)
        {
            BrokenInvariantException.Unless((page.View is not null) == (page.Problem == PageProblem.None), "a view and a problem");
            foreach (var number in page.View?.Layout.Numbers ?? [])
            {
                var (x, y) = page.View!.ToPhoto(number.Boxes[0].X, number.Boxes[0].Y);
                BrokenInvariantException.Unless(double.IsFinite(x) && double.IsFinite(y), $"{number.Name} lies nowhere");
                page.View.Sample(number.Boxes[0], 32, 32, patch);
            }

            _ = page.View is null ? null : QrReader.TryRead(page.View);
        }

        return pages.Count == 0 ? "no page"
            : pages[0].View is null ? pages[0].Problem.ToString()
            : Target.Accepted;
    }

    private static GrayImage Page(string form, int number)
    {
        var layout = FormLayouts.Named(form);
        var page = layout.Pages.First(candidate => candidate.Number == number);
        return PageRaster.Draw(PageDrawing.Of(layout, page, PageWords.None), page.Width, page.Height, PixelsPerMillimetre);
    }

    private static byte[] Pixels(GrayImage page)
    {
        // The width is told in eleven bits.
        var width = page.Width - ((page.Width - 1) % 8);
        var pixels = new byte[2 + (width * page.Height)];
        pixels[0] = (byte)((width - 1) >> 3);
        for (var y = 0; y < page.Height; y++)
        {
            page.Row(y)[..width].CopyTo(pixels.AsSpan(2 + (y * width)));
        }

        return pixels;
    }
}
