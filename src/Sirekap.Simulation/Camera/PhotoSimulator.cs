using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>A photographed page.</summary>
/// <param name="Page">Its number.</param>
/// <param name="Jpeg">The photo; its EXIF says how to turn it.</param>
/// <param name="Parameters">Of the scene and the camera.</param>
/// <param name="Legibility">Whether a person could read it.</param>
/// <param name="Corners">Where the four corner marks are in the upright photo, in pixels, in the layout's order.</param>
/// <param name="Sources">Where real ink was used.</param>
public sealed record SimulatedPage(
    int Page,
    byte[] Jpeg,
    PhotoParameters Parameters,
    Legibility Legibility,
    IReadOnlyList<(double X, double Y)> Corners,
    IReadOnlyList<InkSource> Sources
);

/// <summary>A photographed form.</summary>
/// <param name="Truth">What is written on it.</param>
/// <param name="Pages">In the layout's order.</param>
public sealed record SimulatedForm(FormTruth Truth, IReadOnlyList<SimulatedPage> Pages)
{
    /// <summary>Whether all its pages are.</summary>
    public bool Legible => Pages.All(p => p.Legibility.Legible);
}

/// <summary>
/// Fills in forms and photographs them. The same layout, truth, scenario and seed give the same bytes, whatever was photographed before;
/// safe to use from several threads.
/// </summary>
/// <param name="boxes">Real digit boxes whose ink is used; null for strokes of our own.</param>
public sealed class PhotoSimulator(DigitBoxes? boxes = null)
{
    private readonly IDigitHand _hand = boxes is null ? new StrokeHand() : new BoxHand(boxes);
    private readonly BlankPages _blank = new();

    /// <summary>All pages of one form.</summary>
    /// <param name="layout">The form.</param>
    /// <param name="truth">What is written.</param>
    /// <param name="scenario">How it is photographed.</param>
    /// <param name="seed">Of writer, hand and camera.</param>
    /// <param name="words">What is printed beside the boxes, for a page's number; null for names of numbers only.</param>
    public SimulatedForm Photograph(
        FormLayout layout,
        FormTruth truth,
        Scenario scenario,
        ulong seed,
        Func<PageLayout, PageWords>? words = null
    ) =>
        new(
            truth,
            [.. layout.Pages.Select(page => Photograph(layout, page, truth, scenario, seed, words?.Invoke(page) ?? PageWords.None))]
        );

    /// <summary>One page.</summary>
    public SimulatedPage Photograph(FormLayout layout, PageLayout page, FormTruth truth, Scenario scenario, ulong seed, PageWords words)
    {
        var writer = new Writer(scenario, seed);
        var shot = PhotoParameters.Draw(scenario, writer, seed, page.Number);
        var view = new Viewpoint(shot, page);
        var ink = _blank.Copy(layout, page, words, 1.1 * view.Scale(page.Width / 2, page.Height / 2));
        var sources = PageWriting.Write(ink, page, truth, words.Unused, writer, _hand, Draws.Of(seed, "hand", page.Number));
        var photo = Sensor.Of(Exposure.Of(view, shot, ink, page), shot);
        var corners = page.Corners.Select(c => view.ToPhoto(c.X, c.Y)).Select(p => (p.X, p.Y)).ToArray();
        return new SimulatedPage(
            page.Number,
            StoredPhoto.Encode(photo, (int)shot[Parameter.Quality], (int)shot[Parameter.StoredTurn]),
            shot,
            Legibility.Of(shot, page),
            corners,
            sources
        );
    }
}
