using System.Reflection;
using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Reading.Decoding;
using Sirekap.Reading.Images;

namespace Sirekap.Reading.Reports;

/// <summary>
/// A reading as one HTML file that anyone can open: the photos with what was read laid over them, every number with its evidence, the sums,
/// and what is wrong. It needs no script and asks nobody for anything.
/// </summary>
public static class ReportPage
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("report.css")!);
        return reader.ReadToEnd();
    });

    /// <param name="reading">What the reader said.</param>
    /// <param name="photos">The files that it read, known by their SHA-256; one that is missing or no picture leaves its place
    /// empty.</param>
    public static string Write(FormReading reading, IReadOnlyList<ReadOnlyMemory<byte>> photos)
    {
        var html = new Html();
        html.Tag(
            "<!doctype html><html lang=\"id\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                + "content=\"width=device-width, initial-scale=1\">"
        );
        html.Tag("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">");
        html.Add($"<title>{ReadingWords.Of(reading.Outcome).Indonesian} · {reading.Layout ?? "Sirekap"}</title><style>")
            .Tag(Style.Value)
            .Tag("</style></head><body><header>");
        Outcome(html, reading);
        html.Tag("</header><main>");
        ReportProblems.Write(html, reading, photos);
        ReportSums.Write(html, reading);
        foreach (var pages in reading.Pages.GroupBy(page => page.Photo))
        {
            Photo(html, reading, [.. pages], photos);
        }

        html.Tag("</main><footer><p>");
        html.Words(
            "Pembacaan ini bukti, bukan hasil: angka yang sah ditandatangani orang. Warna foto dibuang, ukurannya diperkecil.",
            "This reading is evidence, not a result: the number that counts is signed by people. The photo is shown grey and reduced."
        );
        html.Add($"</p><p>Model <code>{reading.Model.ToString()}</code></p></footer></body></html>\n");
        return html.ToString();
    }

    /// <summary>A word of a style class and of a fragment's address.</summary>
    internal static string ClassOf<T>(T state)
        where T : struct, Enum => state.ToString().ToLowerInvariant();

    private static void Outcome(Html html, FormReading reading)
    {
        html.Add($"<h1 class=\"outcome {ClassOf(reading.Outcome)}\">").Words(ReadingWords.Of(reading.Outcome)).Tag("</h1><p>");
        if (reading.Layout is not null)
        {
            html.Words("Formulir", "form")
                .Add($" <code>{reading.Layout}</code>, ")
                .Words("pemilihan", "contest")
                .Add($" <code>{reading.Contest}</code>. ");
            html.Words("Peluang ada angka yang salah, paling banyak:", "Probability that any number is wrong, at most:")
                .Add($" {Percent(reading.ErrorBound, up: true)}");
        }

        html.Tag("</p>");
    }

    private static void Photo(Html html, FormReading reading, IReadOnlyList<PageReading> pages, IReadOnlyList<ReadOnlyMemory<byte>> photos)
    {
        var at = IndexOf(photos, pages[0].Photo);
        var image = default(GrayImage);
        var shown = at >= 0 && ImageFile.TryReadGray(photos[at].Span, ImageLimits.Default, out image, out _) ? image : null;
        try
        {
            html.Add($"<section><h2>Foto {at + 1} <span lang=\"en\">photo</span></h2>");
            html.Add($"<p><code>{pages[0].Photo.ToString()}</code></p>");
            ReportPhoto.Write(html, reading, pages, shown);
            foreach (var page in pages)
            {
                html.Add($"<h2>Halaman {page.Page} <span lang=\"en\">page</span></h2><p>Tag {page.Tag}; ")
                    .Words(ReadingWords.Of(page.Seal));
                html.Add($"{(page.Station is { } station ? $"; TPS {station}" : "")}</p>");
                ReportNumbers.Write(html, [.. reading.Numbers.Where(number => number.Page == page.Page)], shown);
            }

            html.Tag("</section>");
        }
        finally
        {
            shown?.Return();
        }
    }

    internal static int IndexOf(IReadOnlyList<ReadOnlyMemory<byte>> photos, Digest photo)
    {
        for (var i = 0; i < photos.Count; i++)
        {
            if (new Digest(SHA256.HashData(photos[i].Span)) == photo)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>In the Indonesian way, with a comma. Nothing short of certain is shown as 100 %, and no bound on an error as 0 %.</summary>
    internal static string Percent(double share, bool up = false)
    {
        var scaled = share * 10_000;
        var hundredths = Math.Clamp(
            (int)(
                up ? Math.Ceiling(scaled)
                : share < 1 ? Math.Min(Math.Round(scaled), 9999)
                : scaled
            ),
            0,
            10_000
        );
        return $"{hundredths / 100},{hundredths % 100:00} %";
    }
}
