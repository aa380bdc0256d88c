using System.Collections.Concurrent;
using Sirekap.Paper.Layouts;
using Sirekap.Reading.Images;

namespace Sirekap.Reading.Pages;

/// <summary>An AprilTag in a picture.</summary>
/// <param name="Id">In the family 36h10.</param>
/// <param name="Corners">Of its black square, as the tag is drawn upright: top left, top right, bottom right, bottom left; in
/// pixels.</param>
/// <param name="Errors">Bits that had to be corrected.</param>
internal sealed record Tag(int Id, (double X, double Y)[] Corners, int Errors);

/// <summary>
/// Finds AprilTags of the family 36h10 through libapriltag. Tags of known layouts are found with up to two wrong bits, all others of the
/// family with one: the library's table for two bits of all 2,320 codes would take 144 MB.
/// </summary>
internal sealed unsafe class TagDetector
{
    // The library keeps state in a detector while it runs; detectors are kept for the next picture and share the families' tables, which
    // are only read.
    private static readonly ConcurrentBag<TagDetector> Free = [];
    private static readonly Lock Making = new();
    private static readonly int[] Known =
    [
        .. FormLayouts.All.SelectMany(form => form.Pages).Select(page => page.Tag.Id).Distinct().Order(),
    ];
    private static AprilTag.Family* _knownFamily;
    private static AprilTag.Family* _wholeFamily;

    /// <summary>
    /// The smallest tag that can be decoded is some 16 pixels wide; anything with a shorter outline is texture, and there may be very much
    /// of it.
    /// </summary>
    private const int LeastOutline = 40;

    /// <summary>
    /// Of a tag's black against its white, in grey levels. The library's own 5 is within the noise of any telephone, and makes outlines of
    /// it.
    /// </summary>
    private const int LeastContrast = 20;

    /// <summary>
    /// Pixels a side of what the library gets at once: it compares all tags that it finds with each other, so a picture full of tiny ones
    /// would take it minutes.
    /// </summary>
    private const int Tile = 1024;

    /// <summary>Pixels, more than a tag is wide, so that each lies whole in one tile.</summary>
    private const int Overlap = 256;

    /// <summary>More tags than any form has pages: then it is no photo of a form, and no further tile is searched.</summary>
    private const int TooMany = 64;

    /// <summary>One search takes some 40 bytes a pixel: as many at once as there are processors, whoever asks.</summary>
    private static readonly SemaphoreSlim Running = new(Environment.ProcessorCount);

    private readonly AprilTag.Detector* _detector;

    private TagDetector()
    {
        lock (Making)
        {
            if (_knownFamily is null)
            {
                _wholeFamily = AprilTag.tag36h10_create();
                _knownFamily = AprilTag.tag36h10_create();
                for (var i = 0; i < Known.Length; i++)
                {
                    _knownFamily->Codes[i] = _wholeFamily->Codes[Known[i]];
                }

                _knownFamily->CodeCount = (uint)Known.Length;
            }

            _detector = AprilTag.apriltag_detector_create();
            _detector->Threads = 1;
            _detector->QuadDecimate = 1; // pictures come reduced already, by averaging
            _detector->MinClusterPixels = LeastOutline;
            _detector->MinWhiteBlackDifference = LeastContrast;
            AprilTag.apriltag_detector_add_family_bits(_detector, _knownFamily, 2);
            AprilTag.apriltag_detector_add_family_bits(_detector, _wholeFamily, 1);
        }
    }

    public static IReadOnlyList<Tag> Find(GrayImage image)
    {
        // The library divides by the size of its four-pixel tiles.
        if (image.Width < 16 || image.Height < 16)
        {
            return [];
        }

        Running.Wait();
        try
        {
            var detector = Free.TryTake(out var free) ? free : new TagDetector();
            var tags = new List<Tag>();
            for (var top = 0; top == 0 || top + Overlap < image.Height; top += Tile - Overlap)
            {
                for (var left = 0; left == 0 || left + Overlap < image.Width; left += Tile - Overlap)
                {
                    if (tags.Count <= TooMany)
                    {
                        detector.Detect(image, left, top, tags);
                    }
                }
            }

            Free.Add(detector);
            return tags;
        }
        finally
        {
            Running.Release();
        }
    }

    private void Detect(GrayImage image, int left, int top, List<Tag> tags)
    {
        fixed (byte* pixels = image.Pixels)
        {
            var view = new AprilTag.Image
            {
                Width = Math.Min(Tile, image.Width - left),
                Height = Math.Min(Tile, image.Height - top),
                Stride = image.Width,
                Pixels = pixels + ((long)top * image.Width) + left,
            };
            var found = AprilTag.apriltag_detector_detect(_detector, &view);
            for (var i = 0; i < found->Count; i++)
            {
                var detection = found->Items[i];
                var id = detection->Family == _knownFamily ? Known[detection->Id] : detection->Id;
                Add(tags, new Tag(id, CornersOf(detection, left, top), detection->Hamming));
            }

            AprilTag.apriltag_detections_destroy(found);
        }
    }

    /// <summary>Both families may find the same tag.</summary>
    private static void Add(List<Tag> tags, Tag tag)
    {
        var same = tags.FindIndex(other =>
            Math.Abs(other.Corners[0].X - tag.Corners[0].X) + Math.Abs(other.Corners[0].Y - tag.Corners[0].Y) < 2
            || Math.Abs(other.Corners[2].X - tag.Corners[2].X) + Math.Abs(other.Corners[2].Y - tag.Corners[2].Y) < 2
        );
        if (same < 0)
        {
            tags.Add(tag);
        }
        else if (tag.Errors < tags[same].Errors)
        {
            tags[same] = tag;
        }
    }

    /// <summary>
    /// The library counts from the bottom left corner, counter-clockwise, and has the centre of the first pixel at (½, ½).
    /// </summary>
    private static (double X, double Y)[] CornersOf(AprilTag.Detection* detection, int left, int top)
    {
        var corners = new (double X, double Y)[4];
        for (var i = 0; i < 4; i++)
        {
            corners[3 - i] = (left + detection->Corners[2 * i] - 0.5, top + detection->Corners[(2 * i) + 1] - 0.5);
        }

        return corners;
    }
}
