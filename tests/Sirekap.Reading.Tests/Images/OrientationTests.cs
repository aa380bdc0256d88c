using Sirekap.Reading.Images;

namespace Sirekap.Reading.Tests.Images;

public sealed class OrientationTests
{
    // EXIF 2.32: what the stored picture's first row and first column are in the upright one.
    [Theory]
    [InlineData(1, false, false, false)]
    [InlineData(2, false, true, false)]
    [InlineData(3, false, true, true)]
    [InlineData(4, false, false, true)]
    [InlineData(5, true, false, false)]
    [InlineData(6, true, true, false)]
    [InlineData(7, true, true, true)]
    [InlineData(8, true, false, true)]
    public void A_picture_comes_out_as_the_camera_was_held(int orientation, bool sideways, bool fromRight, bool fromBottom)
    {
        // Wider than one block of the turning, and no multiple of it.
        var stored = Made.Read(Png.Encode(Made.Slope(150, 70)));
        var pixels = Made.PixelsOf(stored);
        var upright = Orientation.Apply(stored, orientation);
        (upright.Width, upright.Height).ShouldBe(sideways ? (70, 150) : (150, 70));
        for (var y = 0; y < 70; y++)
        {
            for (var x = 0; x < 150; x++)
            {
                // Sideways, the stored rows are the upright columns: row 0 is the right or left column, column 0 the top or bottom row.
                var (column, row) = sideways ? (y, x) : (x, y);
                upright[fromRight ? upright.Width - 1 - column : column, fromBottom ? upright.Height - 1 - row : row]
                    .ShouldBe(pixels[(150 * y) + x]);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public void Points_of_a_picture_that_is_left_as_it_was_stored_lie_where_turning_it_would_put_them(int orientation)
    {
        var jpeg = Made.With(Jpeg.Encode(Made.Slope(150, 70), 95), Made.Exif(orientation));
        var upright = Made.Read(jpeg);
        Jpeg.TryReadStored(jpeg, ImageLimits.Default, out var stored, out _).ShouldBeTrue();
        (stored.Width, stored.Height).ShouldBe((150, 70));
        foreach (var (x, y) in ((int, int)[])[(0, 0), (149, 0), (0, 69), (149, 69), (31, 17)])
        {
            var (column, row) = Orientation.ToUpright(stored, (x, y));
            upright[(int)column, (int)row].ShouldBe(stored[x, y]);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void A_mirrored_picture_is_never_left_as_it_was_stored(int orientation)
    {
        var jpeg = Made.With(Jpeg.Encode(Made.Slope(150, 70), 95), Made.Exif(orientation));
        Jpeg.TryReadStored(jpeg, ImageLimits.Default, out var stored, out _).ShouldBeTrue();
        stored.Orientation.ShouldBe(Orientation.Upright);
        Made.PixelsOf(stored).ShouldBe(Made.PixelsOf(Made.Read(jpeg)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_photos_orientation_is_read_in_either_byte_order(bool little)
    {
        var jpeg = Jpeg.Encode(Made.Slope(40, 24), 95);
        var upright = Made.Read(Made.With(jpeg, Made.Exif(6, little)));
        (upright.Width, upright.Height).ShouldBe((24, 40));
        upright[23, 0].ShouldBeInRange<byte>(18, 22); // the stored first pixel, now top right
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(65535)]
    public void An_orientation_that_does_not_exist_is_upright(int orientation) =>
        Made.Read(Made.With(Jpeg.Encode(Made.Slope(40, 24), 95), Made.Exif(orientation))).Width.ShouldBe(40);

    [Fact]
    public void Exif_that_ends_anywhere_or_points_anywhere_is_upright_or_turned_and_nothing_else()
    {
        var exif = Made.Exif(6);
        var tiff = exif[10..];
        for (var length = 0; length < tiff.Length; length++)
        {
            Of(tiff[..length]).ShouldBeOneOf(1, 6);
        }

        byte[] directory = [0xFF, 0xFF, 0xFF, 0xFF];
        Of([.. tiff[..4], .. directory, .. tiff[8..]]).ShouldBe(1);

        static int Of(byte[] tiff)
        {
            var jpeg = Made.With(Jpeg.Encode(Made.Slope(8, 8), 50), Made.Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]));
            JpegSegments.Find(jpeg, out var segments).ShouldBe(ImageProblem.None);
            return Orientation.Of(jpeg, segments);
        }
    }
}
