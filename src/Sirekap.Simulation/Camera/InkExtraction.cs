using Sirekap.Reading.Images;

namespace Sirekap.Simulation.Camera;

/// <summary>
/// Takes the ink out of a photographed digit box. Ink is what hangs together and does not hang on the frame: so a stroke is never cut, and
/// a digit that runs into its frame is not used at all. Only an X may be cut at the frame, it stays an X.
/// </summary>
internal static class InkExtraction
{
    /// <summary>Fainter than this against the paper, the picture says more about the camera than about the pen.</summary>
    private const double LeastContrast = 0.15;

    /// <summary>
    /// Pixels: in a smaller box a stroke is hardly wider than a pixel, and its ink cannot be told from the frame that the blur has joined
    /// to it.
    /// </summary>
    private const int LeastSide = 20;

    /// <summary>
    /// Parts of the pen's darkness above which a pixel is ink; higher ones part a digit from a frame that the blur has joined to it.
    /// </summary>
    private static readonly float[] Thresholds = [0.36f, 0.45f, 0.55f];

    /// <summary>Null when the box is too faint or too small, or its ink cannot be told from the frame.</summary>
    /// <param name="source">Its file.</param>
    /// <param name="box">The picture.</param>
    /// <param name="cut">Whether strokes may be cut at the frame.</param>
    public static InkPicture? Of(string source, GrayImage box, bool cut)
    {
        if (box.Width < LeastSide || box.Height < LeastSide)
        {
            return null;
        }

        var dark = PaperLevel.Darkness(box);
        var pen = Pen(dark, box.Width, box.Height);
        if (pen < LeastContrast)
        {
            return null;
        }

        for (var i = 0; i < dark.Length; i++)
        {
            dark[i] = Math.Clamp(dark[i] / pen, 0, 1);
        }

        foreach (var threshold in Thresholds)
        {
            if (BoxInk.Find(dark, box.Width, box.Height, threshold, cut) is { } found)
            {
                return found.Picture(source, dark, box.Width);
            }
        }

        return null;
    }

    /// <summary>The pen's darkness: what one in thirty of the middle's pixels exceeds.</summary>
    private static float Pen(float[] dark, int width, int height)
    {
        var middle = new List<float>();
        for (var y = height / 5; y < height - (height / 5); y++)
        {
            middle.AddRange(dark.AsSpan((y * width) + (width / 5), width - (2 * (width / 5))));
        }

        middle.Sort();
        return middle[(int)(middle.Count * 0.965)];
    }
}
