using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>
/// Whether a person could read a page's boxes, from the photo's parameters and geometry alone; the reader and the picture itself are never
/// asked. The worst box decides. All of these must hold: the box lies in the photo; its side is at least 16 pixels; blur, smear and
/// sampling together have a deviation of at most 6.5 % of the side; a reflection takes at most 60 %; and of the ink's contrast, thinned by
/// the blur when the pen is narrower than it, as much is left as noise and the JPEG's quantisation need: 8 levels, four times the noise,
/// and 10 times the quantisation scale (IJG: 50 / q below 50, else 2 − q / 50).
/// </summary>
/// <param name="Legible">Whether all of it holds.</param>
/// <param name="BoxSide">Of the smallest box, in pixels, where the photo shows it narrowest.</param>
/// <param name="Blur">Deviation of blur, smear and sampling, as a part of that side.</param>
/// <param name="Contrast">Ink against paper at the worst box, in levels.</param>
/// <param name="Needed">What of it would be enough.</param>
/// <param name="Glare">The most that a reflection takes of a box.</param>
/// <param name="Inside">Whether all boxes are in the photo.</param>
public sealed record Legibility(bool Legible, double BoxSide, double Blur, double Contrast, double Needed, double Glare, bool Inside)
{
    /// <summary>Pixels. Boxes of 16 are read nearly like larger ones, boxes of 12 markedly worse (docs/reading-digits.md).</summary>
    private const double LeastSide = 16;

    /// <summary>
    /// Of the side. A line is blurred to about four deviations, a quarter of the box: as much as the openings of a 6 or an 8 have.
    /// </summary>
    private const double MostBlur = 0.065;

    /// <summary>Of a box's contrast: two fifths of it are left.</summary>
    private const double MostGlare = 0.6;

    /// <summary>
    /// Deviation of a pixel's own extent and of the lens at its best, in pixels: a pixel alone has 0.29, a sharp telephone lens about as
    /// much again.
    /// </summary>
    private const double Sampling = 0.5;

    public static Legibility Of(PhotoParameters shot, PageLayout page)
    {
        var view = new Viewpoint(shot, page);
        var light = new SceneLight(shot);
        var smear = shot[Parameter.Motion] * shot.LongSide / 1000;
        var blur = shot[Parameter.Defocus] * shot.LongSide / 1000;
        var deviation = Math.Sqrt((blur * blur) + (smear * smear / 12) + (Sampling * Sampling));
        var (side, contrast, glare, inside) = (double.MaxValue, double.MaxValue, 0.0, true);
        foreach (var box in page.Numbers.SelectMany(n => n.Boxes))
        {
            var at = view.ToPhoto(box.CentreX, box.CentreY);
            var here = view.Scale(box.CentreX, box.CentreY) * Math.Min(box.Width, box.Height);
            var (lit, reflected) = light.At((at.X - (view.Width / 2.0)) / shot.LongSide, (at.Y - (view.Height / 2.0)) / shot.LongSide);
            var pen = shot[Parameter.PenWidth] * here;
            var ink =
                (shot[Parameter.Brightness] - shot[Parameter.Haze])
                * shot[Parameter.PenDarkness]
                * lit
                * (1 - reflected)
                * Math.Min(1, pen / (Math.Sqrt(2 * Math.PI) * deviation));
            (side, contrast, glare) = (Math.Min(side, here), Math.Min(contrast, ink), Math.Max(glare, reflected));
            inside &= at.X > here / 2 && at.Y > here / 2 && at.X < view.Width - (here / 2) && at.Y < view.Height - (here / 2);
        }

        var quality = Math.Max(1, shot[Parameter.Quality]);
        var needed = 8 + (4 * shot[Parameter.Noise]) + (10 * (quality < 50 ? 50 / quality : 2 - (quality / 50)));
        var legible = inside && side >= LeastSide && deviation <= MostBlur * side && glare <= MostGlare && contrast >= needed;
        return new Legibility(legible, side, deviation / side, contrast, needed, glare, inside);
    }
}
