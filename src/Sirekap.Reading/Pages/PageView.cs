using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;

namespace Sirekap.Reading.Pages;

/// <summary>A page as it lies in a photo: any place on the sheet can be found and sampled, straight from the photo's pixels.</summary>
public sealed class PageView
{
    private readonly Homography _homography;
    private readonly Displacement _right;
    private readonly Displacement _down;

    internal PageView(FormLayout form, PageLayout layout, GrayImage photo, Homography homography, Displacement right, Displacement down)
    {
        (Form, Layout, Photo) = (form, layout, photo);
        (_homography, _right, _down) = (homography, right, down);
    }

    public FormLayout Form { get; }

    public PageLayout Layout { get; }

    public GrayImage Photo { get; }

    /// <summary>
    /// The share of the printed lines around digit boxes that were found where they should be. Under one half, the page's geometry is not
    /// to be relied on.
    /// </summary>
    public double LinesFound { get; internal init; } = 1;

    /// <summary>The boxes of which two opposite printed lines were found where they should be; null where nobody looked.</summary>
    internal IReadOnlySet<Area>? Framed { get; init; }

    /// <summary>How many of the four corner marks were not found: 0 or 1.</summary>
    public int MarksMissing { get; internal init; }

    /// <summary>
    /// How far the boxes lie from where a flat sheet would have them: the root mean square, as a share of the sheet's width.
    /// </summary>
    internal double Bend
    {
        get
        {
            var squares = Layout
                .Numbers.Select(number => number.Boxes[0])
                .Select(box => (X: _right.At(box.CentreX, box.CentreY), Y: _down.At(box.CentreX, box.CentreY)))
                .Select(bend => (bend.X * bend.X) + (bend.Y * bend.Y))
                .DefaultIfEmpty(0);
            return Math.Sqrt(squares.Average()) / Layout.Width;
        }
    }

    /// <summary>A flat scan or a drawn page, its first pixel at the sheet's top left corner.</summary>
    public static PageView OfScan(FormLayout form, PageLayout page, GrayImage scan, double pixelsPerMillimetre) =>
        new(form, page, scan, Homography.Scale(pixelsPerMillimetre, -0.5), Displacement.None, Displacement.None);

    /// <summary>Where a point of the sheet, in millimetres, lies in the photo, in pixels.</summary>
    public (double X, double Y) ToPhoto(double mmX, double mmY) => _homography.Map(mmX + _right.At(mmX, mmY), mmY + _down.At(mmX, mmY));

    /// <summary>The place's corners in the photo: top left, top right, bottom right, bottom left of the sheet as it is read.</summary>
    public (double X, double Y)[] ToPhoto(Area place) =>
        [
            ToPhoto(place.X, place.Y),
            ToPhoto(place.X + place.Width, place.Y),
            ToPhoto(place.X + place.Width, place.Y + place.Height),
            ToPhoto(place.X, place.Y + place.Height),
        ];

    /// <summary>How finely the photo shows the middle of a place, in its worse direction.</summary>
    public double PixelsPerMillimetre(Area place)
    {
        var (right, down) = _homography.Steps(place.CentreX, place.CentreY);

        // The smaller singular value of the two steps.
        var (a, b, c) = (
            (right.X * right.X) + (right.Y * right.Y),
            (right.X * down.X) + (right.Y * down.Y),
            (down.X * down.X) + (down.Y * down.Y)
        );
        return Math.Sqrt(Math.Max(0, ((a + c) - Math.Sqrt(((a - c) * (a - c)) + (4 * b * b))) / 2));
    }

    /// <summary>Whether all of a place lies within the photo; what does not, reads as the photo's edge.</summary>
    public bool Shows(Area place) =>
        Array.TrueForAll(
            ToPhoto(place),
            point => point.X >= -0.5 && point.Y >= -0.5 && point.X <= Photo.Width - 0.5 && point.Y <= Photo.Height - 0.5
        );

    /// <summary>Whether a box's printed frame can be seen. What covers a box covers its frame; an empty box has one.</summary>
    public bool ShowsFrame(Area box) => Framed is null || Framed.Contains(box);

    /// <summary>
    /// Samples a rectangle of the sheet: bilinear where the photo is coarser than the patch, the mean over each patch pixel's area where it
    /// is finer.
    /// </summary>
    /// <param name="place">In millimetres; may reach beyond the sheet.</param>
    /// <param name="width">Of the patch, in pixels.</param>
    /// <param name="height">Of the patch, in pixels.</param>
    /// <param name="patch">Width × height bytes, row by row.</param>
    public void Sample(Area place, int width, int height, Span<byte> patch) => PatchSampler.Sample(this, place, width, height, patch);
}
