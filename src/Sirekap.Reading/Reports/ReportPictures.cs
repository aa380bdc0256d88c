using Sirekap.Reading.Images;
using Sirekap.Reading.Pages;

namespace Sirekap.Reading.Reports;

/// <summary>Pictures inlined in a page, as <c>data:</c> URLs; greys, as the reader sees them.</summary>
internal static class ReportPictures
{
    /// <summary>Pixels. A photo's longer side is brought below this: large enough to see a stroke, small enough to send.</summary>
    private const int LongestSide = 1600;

    /// <summary>Pixels: a box is seen at the height of two lines of text, larger than the network's own 32.</summary>
    private const int CropSide = 52;

    /// <summary>
    /// Around the box's frame, as a share of its side: a little more than the network is given, so that a stroke that leaves its box shows.
    /// </summary>
    private const double CropMargin = 0.12;

    /// <summary>JPEG: strokes stay plain, and a page with twenty photos can be sent.</summary>
    private const int PhotoQuality = 60;

    /// <summary>JPEG: of a small picture every artefact shows, and it weighs nearly nothing.</summary>
    private const int CropQuality = 75;

    public static string Photo(GrayImage photo)
    {
        var factor = Math.Clamp((Math.Max(photo.Width, photo.Height) + LongestSide - 1) / LongestSide, 1, 16);
        var small = Reduced.By(photo, factor);
        try
        {
            return Inline(Jpeg.Encode(small, PhotoQuality));
        }
        finally
        {
            if (factor > 1)
            {
                small.Return();
            }
        }
    }

    /// <summary>A box as it looks straightened, with a little of what is around it.</summary>
    /// <param name="photo">Upright.</param>
    /// <param name="quad">The frame's corners in the photo: top left, top right, bottom right, bottom left.</param>
    public static string Crop(GrayImage photo, IReadOnlyList<PhotoPoint> quad)
    {
        // Four samples a pixel and direction: a box may be some pixels wide, or some hundred.
        const int Samples = 4;
        var crop = new GrayImage(CropSide, CropSide);
        for (var y = 0; y < CropSide; y++)
        {
            for (var x = 0; x < CropSide; x++)
            {
                var sum = 0.0;
                for (var i = 0; i < Samples * Samples; i++)
                {
                    var u = Share((x * Samples) + (i % Samples));
                    var v = Share((y * Samples) + (i / Samples));
                    sum += At(photo, Between(quad, u, v));
                }

                crop[x, y] = (byte)((sum / (Samples * Samples)) + 0.5);
            }
        }

        return Inline(Jpeg.Encode(crop, CropQuality));

        static double Share(int sample) => ((sample + 0.5) / (CropSide * Samples) * (1 + (2 * CropMargin))) - CropMargin;
    }

    private static PhotoPoint Between(IReadOnlyList<PhotoPoint> quad, double u, double v)
    {
        var (a, b, c, d) = ((1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v);
        return new PhotoPoint(
            (a * quad[0].X) + (b * quad[1].X) + (c * quad[2].X) + (d * quad[3].X),
            (a * quad[0].Y) + (b * quad[1].Y) + (c * quad[2].Y) + (d * quad[3].Y)
        );
    }

    private static double At(GrayImage photo, PhotoPoint point)
    {
        var x = Math.Clamp(double.IsFinite(point.X) ? point.X : 0, 0, photo.Width - 1);
        var y = Math.Clamp(double.IsFinite(point.Y) ? point.Y : 0, 0, photo.Height - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, photo.Width - 1), Math.Min(top + 1, photo.Height - 1));
        var (dx, dy) = (x - left, y - top);
        return (((photo[left, top] * (1 - dx)) + (photo[right, top] * dx)) * (1 - dy))
            + (((photo[left, bottom] * (1 - dx)) + (photo[right, bottom] * dx)) * dy);
    }

    private static string Inline(byte[] jpeg) => $"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}";
}
