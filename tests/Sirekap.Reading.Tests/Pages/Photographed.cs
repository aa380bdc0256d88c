using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;
using Sirekap.Reading.Pages;
using Sirekap.Simulation.Rasters;

namespace Sirekap.Reading.Tests.Pages;

/// <summary>A drawn page as a camera sees it, from a place that is known exactly.</summary>
internal sealed class Photographed
{
    private static readonly Dictionary<(string, int), GrayImage> Drawn = [];

    private readonly Homography _toPhoto;
    private readonly Homography _toSheet;
    private readonly Func<double, double, (double X, double Y)> _curl;

    /// <param name="form">The form's name.</param>
    /// <param name="number">The page's number.</param>
    /// <param name="corners">Where the sheet's corners lie in the photo: top left, top right, bottom right, bottom left.</param>
    /// <param name="curl">How far a point of the sheet is displaced, in millimetres, before the camera sees it.</param>
    public Photographed(string form, int number, (double X, double Y)[] corners, Func<double, double, (double X, double Y)>? curl = null)
    {
        Form = FormLayouts.Named(form);
        Page = Form.Pages.First(page => page.Number == number);
        (double X, double Y)[] sheet = [(0, 0), (Page.Width, 0), (Page.Width, Page.Height), (0, Page.Height)];
        _toPhoto = Homography.Fit([.. sheet.Zip(corners, (from, to) => (from, to, 1.0))])!;
        _toSheet = Homography.Fit([.. corners.Zip(sheet, (from, to) => (from, to, 1.0))])!;
        _curl = curl ?? ((_, _) => (0, 0));
    }

    /// <summary>Of the drawing: about as fine as the photo, so that one point a pixel is enough.</summary>
    private double Scale => 900 / Page.Width;

    public FormLayout Form { get; }

    public PageLayout Page { get; }

    /// <summary>White and empty; black where something of the page is to be covered or has been written.</summary>
    public List<(Area Area, byte Ink)> Covers { get; } = [];

    /// <summary>A brightness for each pixel of the photo, 1 for as drawn.</summary>
    public Func<double, double, double> Light { get; init; } = (_, _) => 1;

    /// <summary>Where a point of the sheet truly lies in the photo.</summary>
    public (double X, double Y) ToPhoto(double x, double y)
    {
        var (dx, dy) = _curl(x, y);
        return _toPhoto.Map(x + dx, y + dy);
    }

    /// <summary>The photo, on a dark ground, with noise of ±8 grey levels.</summary>
    public GrayImage Take(int width, int height, GrayImage? onto = null)
    {
        var sheet = Sheet();
        var photo = onto ?? new GrayImage(width, height);
        var random = new Random(5);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var seen = Seen(sheet, x, y);
                if (seen is not null || onto is null)
                {
                    photo[x, y] = (byte)Math.Clamp(((seen ?? 60) * Light(x, y) * 0.85) + random.Next(-8, 9), 0, 255);
                }
            }
        }

        return photo;
    }

    /// <summary>The farthest that a view has any of some places from where they are, in millimetres.</summary>
    public double Farthest(PageView view, IEnumerable<Area> places) =>
        places
            .SelectMany(place =>
                from x in (double[])[place.X, place.X + place.Width]
                from y in (double[])[place.Y, place.Y + place.Height]
                select Off(view, x, y)
            )
            .Max();

    private double Off(PageView view, double x, double y)
    {
        var ((a, b), (u, v)) = (view.ToPhoto(x, y), ToPhoto(x, y));

        // Back on the sheet, where a millimetre is a millimetre.
        var ((sheetX, sheetY), (trueX, trueY)) = (_toSheet.Map(a, b), _toSheet.Map(u, v));
        return Math.Sqrt(((sheetX - trueX) * (sheetX - trueX)) + ((sheetY - trueY) * (sheetY - trueY)));
    }

    private double? Seen(GrayImage sheet, double x, double y)
    {
        var (bentX, bentY) = _toSheet.Map(x, y);
        var (sheetX, sheetY) = (bentX, bentY);
        for (var i = 0; i < 3; i++)
        {
            var (dx, dy) = _curl(sheetX, sheetY);
            (sheetX, sheetY) = (bentX - dx, bentY - dy);
        }

        if (!(sheetX >= 0 && sheetY >= 0 && sheetX <= Page.Width && sheetY <= Page.Height) || _toSheet.Depth(x, y) <= 0)
        {
            return null;
        }

        foreach (var (area, ink) in Covers)
        {
            if (sheetX >= area.X && sheetX <= area.X + area.Width && sheetY >= area.Y && sheetY <= area.Y + area.Height)
            {
                return ink;
            }
        }

        return new Bilinear(sheet).At((float)((sheetX * Scale) - 0.5), (float)((sheetY * Scale) - 0.5));
    }

    private GrayImage Sheet()
    {
        lock (Drawn)
        {
            if (!Drawn.TryGetValue((Form.Name, Page.Number), out var sheet))
            {
                sheet = PageRaster.Draw(PageDrawing.Of(Form, Page, PageWords.None), Page.Width, Page.Height, Scale);
                Drawn.Add((Form.Name, Page.Number), sheet);
            }

            return sheet;
        }
    }
}
