using Sirekap.Reading.Images;

namespace Sirekap.Reading.Tests.Images;

public sealed class JpegTests
{
    private static readonly byte[] Photo = Jpeg.Encode(Made.Slope(200, 120), 90);

    [Fact]
    public void What_is_encoded_is_read_again()
    {
        var image = Made.Read(Photo);
        var slope = Made.Slope(200, 120);
        (image.Width, image.Height).ShouldBe((200, 120));
        Made.PixelsOf(image).Zip(Made.PixelsOf(slope)).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThan(5);
    }

    [Fact]
    public void Of_colours_the_luminance_is_read()
    {
        byte[] rgb = [.. Enumerable.Repeat<byte[]>([200, 30, 30], 64 * 48).SelectMany(pixel => pixel)];
        Made.Read(Jpeg.EncodeRgb(rgb, 64, 48, 95))[30, 20].ShouldBeInRange<byte>(79, 83); // 0.299 × 200 + 0.701 × 30
    }

    [Fact]
    public void A_photo_cut_off_anywhere_is_truncated_once_it_is_known_to_be_one()
    {
        var photo = Made.With(Photo, Made.Exif(1));
        for (var length = 0; length < photo.Length; length++)
        {
            Made.Refused(photo.AsSpan(0, length))
                .ShouldBe(length < 4 ? ImageProblem.NotAnImage : ImageProblem.Truncated, length.ToString());
        }
    }

    [Fact]
    public void A_cut_off_photo_with_an_end_put_to_it_is_truncated_or_damaged()
    {
        // Quality 90 of this slope: about half of its bytes are coded pixels.
        byte[] cut = [.. Photo[..^200], 0xFF, 0xD9];
        Made.Refused(cut).ShouldBeOneOf(ImageProblem.Truncated, ImageProblem.Damaged);
    }

    [Fact]
    public void Zeros_in_the_middle_of_its_pixels_are_damage()
    {
        var noise = new GrayImage(256, 256);
        new Random(1).NextBytes(noise.Pixels);
        var photo = Jpeg.Encode(noise, 90);
        photo.AsSpan(photo.Length / 2, photo.Length / 4).Clear();
        Made.Refused(photo).ShouldBe(ImageProblem.Damaged);
    }

    [Theory]
    [InlineData(16_385, 100)]
    [InlineData(100, 16_385)]
    [InlineData(14_142, 14_142)] // 200 megapixels
    public void A_bomb_is_refused_from_its_header(int width, int height)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Made.Refused(Made.Sized(Photo, width, height)).ShouldBe(ImageProblem.TooLarge);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void More_scans_than_a_camera_writes_are_refused()
    {
        JpegSegments.Find(Photo, out var segments).ShouldBe(ImageProblem.None);
        var scan = segments.Single(segment => segment.Marker == JpegSegments.StartOfScan);
        var one = Photo[scan.Start..^2];
        byte[] many = [.. Photo[..^2], .. Enumerable.Repeat(one, 24).SelectMany(bytes => bytes), .. Photo[^2..]];
        Made.Refused(many).ShouldBe(ImageProblem.TooLarge);
    }

    [Fact]
    public void More_bytes_than_allowed_are_refused()
    {
        var limits = new ImageLimits { Bytes = Photo.Length - 1 };
        ImageFile.TryReadGray(Photo, limits, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe(ImageProblem.TooLarge);
    }

    [Fact]
    public void A_photo_without_height_or_frame_or_scan_is_none()
    {
        Made.Refused(Made.Sized(Photo, 200, 0)).ShouldNotBe(ImageProblem.Truncated);
        Made.Refused([0xFF, 0xD8, 0xFF, 0xD9]).ShouldBe(ImageProblem.NotAnImage);
        JpegSegments.Find(Photo, out var segments);
        foreach (var segment in segments)
        {
            byte[] without = [.. Photo[..segment.Start], .. Photo[(segment.Start + segment.Length)..]];
            // JFIF may be missing, and for missing Huffman tables the library takes the standard's own, as Motion JPEG needs.
            if (segment.Marker is not (0xE0 or 0xC4))
            {
                Made.Refused(without);
            }
        }
    }

    [Fact]
    public void Random_bytes_after_a_good_beginning_never_throw()
    {
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
        {
            byte[] hostile = [.. Photo];
            for (var changes = random.Next(1, 12); changes > 0; changes--)
            {
                hostile[random.Next(hostile.Length)] = (byte)random.Next(256);
            }

            if (ImageFile.TryReadGray(hostile, new ImageLimits { Pixels = 1_000_000 }, out var image, out var problem))
            {
                image.Return();
            }

            (image is null).ShouldBe(problem != ImageProblem.None);
        }
    }

    [Fact]
    public void Other_kinds_of_picture_are_named_as_such()
    {
        Made.Refused([.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8]).ShouldBe(ImageProblem.Unsupported);
        Made.Refused([0, 0, 0, 24, .. "ftypheic"u8]).ShouldBe(ImageProblem.Unsupported);
        Made.Refused("%PDF-1.7 and more"u8).ShouldBe(ImageProblem.NotAnImage);
        Made.Refused([]).ShouldBe(ImageProblem.NotAnImage);
    }
}
