using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Simulation.Rasters;

namespace Sirekap.Simulation.Camera;

/// <summary>
/// Blank pages, each drawn once for all photos that need it as fine. Many pages with words of their own push one another out.
/// </summary>
internal sealed class BlankPages
{
    /// <summary>From one fineness to the next: the copy is at most a fifth finer than asked for, and few finenesses are kept.</summary>
    private const double Step = 1.22;

    /// <summary>
    /// The finest page: above the largest simulated photo (12 megapixels), so that a sheet that fills it is not drawn coarser than it is
    /// seen.
    /// </summary>
    private const double MostPixels = 13e6;

    /// <summary>Bytes: some fifteen of the finest pages; beyond it, memory would cost more than drawing anew.</summary>
    private const long MostKept = 200_000_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Layout, int Page, int Rung, PageWords Words), GrayImage> _drawn = [];
    private long _kept;

    /// <summary>A copy to write on.</summary>
    /// <param name="layout">The form.</param>
    /// <param name="page">The page.</param>
    /// <param name="words">What is printed beside the boxes.</param>
    /// <param name="scale">Pixels per millimetre wanted; the copy is as fine or a little finer, within memory.</param>
    public InkPage Copy(FormLayout layout, PageLayout page, PageWords words, double scale)
    {
        var most = Math.Sqrt(MostPixels / (page.Width * page.Height));
        var rung = (int)Math.Ceiling(Math.Log(Math.Min(scale, most)) / Math.Log(Step));
        var fine = Math.Pow(Step, rung);
        var drawn = Drawn(
            (layout.Name, page.Number, rung, words),
            () => PageRaster.Draw(PageDrawing.Of(layout, page, words), page.Width, page.Height, fine)
        );
        return new InkPage(new GrayImage(drawn.Width, drawn.Height, drawn.Pixels.AsSpan(0, drawn.Width * drawn.Height).ToArray()), fine);
    }

    private GrayImage Drawn((string Layout, int Page, int Rung, PageWords Words) key, Func<GrayImage> draw)
    {
        lock (_lock)
        {
            if (_drawn.TryGetValue(key, out var known))
            {
                return known;
            }
        }

        var drawn = draw();
        lock (_lock)
        {
            if (_drawn.TryAdd(key, drawn) && (_kept += drawn.Pixels.Length) > MostKept)
            {
                _drawn.Clear();
                _kept = 0;
            }
        }

        return drawn;
    }
}
