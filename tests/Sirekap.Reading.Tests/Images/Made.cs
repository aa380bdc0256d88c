using Sirekap.Reading.Images;

namespace Sirekap.Reading.Tests.Images;

/// <summary>Pictures and files for tests.</summary>
internal static class Made
{
    /// <summary>Smooth, and different at every corner, so that no turn of it looks like another.</summary>
    public static GrayImage Slope(int width, int height)
    {
        var image = new GrayImage(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                image[x, y] = (byte)(20 + (150 * x / width) + (80 * y / height));
            }
        }

        return image;
    }

    /// <summary>An APP1 segment with EXIF: orientation, and a place on earth.</summary>
    public static byte[] Exif(int orientation, bool little = false)
    {
        byte[] U16(int value) => little ? [(byte)(value & 0xFF), (byte)(value >> 8)] : [(byte)(value >> 8), (byte)(value & 0xFF)];
        byte[] U32(int value) => little ? [.. U16(value & 0xFFFF), .. U16(value >> 16)] : [.. U16(value >> 16), .. U16(value & 0xFFFF)];
        byte[] tiff =
        [
            .. little ? "II"u8 : "MM"u8,
            .. U16(42),
            .. U32(8),
            .. U16(3),
            .. U16(0x010F),
            .. U16(2),
            .. U32(4),
            .. "Fon\0"u8, // make
            .. U16(0x0112),
            .. U16(3),
            .. U32(1),
            .. U16(orientation),
            .. U16(0),
            .. U16(0x8825),
            .. U16(4),
            .. U32(1),
            .. U32(50), // GPS directory
            .. U32(0),
            .. "6.1754S 106.8272E"u8,
        ];
        return Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]);
    }

    public static byte[] Segment(byte marker, byte[] parameters) =>
        [0xFF, marker, (byte)((parameters.Length + 2) >> 8), (byte)((parameters.Length + 2) & 0xFF), .. parameters];

    /// <summary>The JPEG with segments put in behind its start.</summary>
    public static byte[] With(byte[] jpeg, params byte[][] segments) =>
        [.. jpeg[..2], .. segments.SelectMany(segment => segment), .. jpeg[2..]];

    /// <summary>The JPEG with its frame's size changed, its data left as it is.</summary>
    public static byte[] Sized(byte[] jpeg, int width, int height)
    {
        byte[] sized = [.. jpeg];
        JpegSegments.Find(sized, out var segments).ShouldBe(ImageProblem.None);
        var frame = segments.Single(segment => JpegSegments.IsStartOfFrame(segment.Marker)).Start;
        (sized[frame + 5], sized[frame + 6], sized[frame + 7], sized[frame + 8]) = (
            (byte)(height >> 8),
            (byte)(height & 0xFF),
            (byte)(width >> 8),
            (byte)(width & 0xFF)
        );
        return sized;
    }

    public static GrayImage Read(ReadOnlySpan<byte> file)
    {
        ImageFile.TryReadGray(file, ImageLimits.Default, out var image, out var problem).ShouldBeTrue(problem.ToString());
        return image;
    }

    public static ImageProblem Refused(ReadOnlySpan<byte> file)
    {
        ImageFile.TryReadGray(file, ImageLimits.Default, out var image, out var problem).ShouldBeFalse();
        image.ShouldBeNull();
        problem.ShouldNotBe(ImageProblem.None);
        return problem;
    }

    public static byte[] PixelsOf(GrayImage image) => image.Pixels[..(image.Width * image.Height)];
}
