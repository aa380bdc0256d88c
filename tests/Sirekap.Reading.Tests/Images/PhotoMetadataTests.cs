using System.Buffers.Binary;
using System.Text;
using Sirekap.Reading.Images;

namespace Sirekap.Reading.Tests.Images;

public sealed class PhotoMetadataTests
{
    private static readonly byte[] Plain = Jpeg.EncodeRgb(
        [.. Enumerable.Range(0, 90 * 60 * 3).Select(i => (byte)(i / 7 % 256))],
        90,
        60,
        85
    );

    private static readonly byte[] Photo =
    [
        .. Made.With(
            Plain,
            Made.Exif(8),
            Made.Segment(0xE1, [.. "http://xmp.example/1.0/\0<x:owner>Budi</x:owner>"u8]),
            Made.Segment(0xE2, [.. "MPF\0"u8]),
            Made.Segment(0xED, [.. "Photoshop 3.0\0byline"u8]),
            Made.Segment(0xFE, [.. "a comment"u8]),
            Made.Segment(0xEA, new byte[300])
        ),
        .. "a second picture, a film"u8,
    ];

    [Fact]
    public void Place_maker_owner_comments_and_what_follows_the_end_are_gone()
    {
        var stripped = Strip(Photo);
        var text = Encoding.Latin1.GetString(stripped);
        foreach (var trace in (string[])["6.1754S", "Fon", "Budi", "comment", "Photoshop", "MPF", "film"])
        {
            Encoding.Latin1.GetString(Photo).ShouldContain(trace);
            text.ShouldNotContain(trace);
        }

        JpegSegments.Find(stripped, out var segments).ShouldBe(ImageProblem.None);
        segments
            .Where(segment => segment.Marker is >= 0xE0 and <= 0xEF or 0xFE)
            .Select(segment => (segment.Marker, segment.Length))
            .ShouldBe([((byte)0xE0, 18), ((byte)0xE1, 36)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public void The_pixels_stay_the_same_and_upright(int orientation)
    {
        var photo = Made.With(Plain, Made.Exif(orientation));
        var (before, after) = (Made.Read(photo), Made.Read(Strip(photo)));
        (after.Width, after.Height).ShouldBe((before.Width, before.Height));
        Made.PixelsOf(after).ShouldBe(Made.PixelsOf(before));
    }

    [Fact]
    public void Stripping_again_changes_nothing() => Strip(Strip(Photo)).ShouldBe(Strip(Photo));

    [Fact]
    public void How_Adobe_means_the_colours_is_kept_and_the_rest_of_its_segment_not()
    {
        JpegSegments.Find(Plain, out var segments);
        var jfif = segments.Single(segment => segment.Marker == JpegSegments.App0);
        byte[] withoutJfif = [.. Plain[..jfif.Start], .. Plain[(jfif.Start + jfif.Length)..]];
        // The last 0: plain RGB.
        var photo = Made.With(withoutJfif, Made.Segment(JpegSegments.App14, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0, .. "secret"u8]));
        var stripped = Strip(photo);
        Encoding.Latin1.GetString(stripped).ShouldNotContain("secret");
        Made.PixelsOf(Made.Read(stripped)).ShouldBe(Made.PixelsOf(Made.Read(photo)));
        Made.PixelsOf(Made.Read(stripped)).ShouldNotBe(Made.PixelsOf(Made.Read(Plain)));
    }

    [Fact]
    public void Bytes_behind_a_restart_interval_or_a_number_of_lines_are_gone()
    {
        var restart = Made.With(Plain, Made.Segment(0xDD, [0, 0]));
        var padded = Made.With(
            Plain,
            Made.Segment(0xDD, [0, 0, .. "secret"u8]),
            Made.Segment(0xDC, [0, 60, .. "secret"u8]),
            Made.Segment(0xDD, [1])
        );
        Strip(padded).ShouldBe(Strip(restart));
        Made.PixelsOf(Made.Read(Strip(padded))).ShouldBe(Made.PixelsOf(Made.Read(Plain)));
    }

    [Theory]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0")]
    [InlineData("RIFF\u0010\0\0\0WEBPVP8 ")]
    [InlineData("GIF89a\u0001\0")]
    [InlineData("II*\0\u0008\0\0\0")]
    [InlineData("MM\0*\0\0\0\u0008")]
    public void A_picture_of_another_kind_is_refused_by_name_for_what_is_in_it_cannot_be_told(string beginning)
    {
        var photo = Encoding.Latin1.GetBytes(beginning);
        PhotoMetadata.TryStrip(photo, ImageLimits.Default, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe(ImageProblem.Unsupported);
        Made.Refused(photo).ShouldBe(ImageProblem.Unsupported);
    }

    [Fact]
    public void Of_a_PNG_only_the_picture_stays()
    {
        var png = Png.Encode(Made.Slope(30, 20));
        byte[] text = [0, 0, 0, 11, .. "tEXtAuthor\0Budi"u8, 1, 2, 3, 4];
        Strip([.. png[..33], .. text, .. png[33..], .. "and more"u8]).ShouldBe(Strip(png));
        Made.PixelsOf(Made.Read(Strip(png))).ShouldBe(Made.PixelsOf(Made.Slope(30, 20)));
    }

    [Theory]
    [InlineData(2_147_483_648, 2_147_483_648)]
    [InlineData(16_385, 1)]
    [InlineData(10_000, 10_000)]
    public void A_PNG_that_promises_more_pixels_than_it_may_is_too_large_however_few_bytes_it_has(long width, long height)
    {
        var bomb = Png.Encode(Made.Slope(1, 1));
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(16), (uint)width);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(20), (uint)height);
        bomb.Length.ShouldBeLessThan(100);
        Refused(bomb).ShouldBe(ImageProblem.TooLarge);
    }

    [Fact]
    public void So_is_a_JPEG_whichever_of_its_frames_promises_it_and_one_without_a_size_is_no_picture()
    {
        JpegSegments.Find(Plain, out var segments).ShouldBe(ImageProblem.None);
        var frame = segments.Single(segment => JpegSegments.IsStartOfFrame(segment.Marker));
        var bomb = Plain.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(bomb.AsSpan(frame.Start + 5), ushort.MaxValue);
        Refused(bomb).ShouldBe(ImageProblem.TooLarge);
        Refused([.. Plain.AsSpan(0, frame.Start + frame.Length), .. bomb.AsSpan(frame.Start)]).ShouldBe(ImageProblem.TooLarge);
        BinaryPrimitives.WriteUInt16BigEndian(bomb.AsSpan(frame.Start + 5), 0);
        Refused(bomb).ShouldBe(ImageProblem.NotAnImage);
        Refused([.. Plain.AsSpan(0, frame.Start), .. Plain.AsSpan(frame.Start + frame.Length)]).ShouldBe(ImageProblem.NotAnImage);
    }

    private static ImageProblem Refused(ReadOnlySpan<byte> photo)
    {
        PhotoMetadata.TryStrip(photo, ImageLimits.Default, out _, out var problem).ShouldBeFalse();
        return problem;
    }

    [Fact]
    public void Hostile_bytes_are_answered_and_never_grow()
    {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++)
        {
            byte[] hostile = [.. Photo.AsSpan(0, random.Next(Photo.Length))];
            for (var changes = Math.Min(hostile.Length, random.Next(12)); changes > 0; changes--)
            {
                hostile[random.Next(hostile.Length)] = (byte)random.Next(256);
            }

            if (PhotoMetadata.TryStrip(hostile, ImageLimits.Default, out var stripped, out var problem))
            {
                stripped.Length.ShouldBeLessThanOrEqualTo(hostile.Length);
                Strip(stripped).ShouldBe(stripped);
            }

            (stripped is null).ShouldBe(problem != ImageProblem.None);
        }
    }

    private static byte[] Strip(byte[] photo)
    {
        PhotoMetadata.TryStrip(photo, ImageLimits.Default, out var stripped, out var problem).ShouldBeTrue(problem.ToString());
        return stripped;
    }
}
