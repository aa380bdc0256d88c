using Sirekap.Reading.Images;

namespace Sirekap.Reading.Digits;

/// <summary>Patches of boxes that somebody else has cut out: the whole picture is taken for the box with its margin.</summary>
public static class CropPatch
{
    /// <summary>Four samples a pixel of the patch and direction are the most that are taken: what is finer is averaged before.</summary>
    private const int Longest = 4 * DigitReader.Side;

    /// <param name="crop">Any size.</param>
    /// <param name="patch">Takes 32 × 32 grey bytes.</param>
    public static void Of(GrayImage crop, Span<byte> patch) => Of(Plane.Of(crop.Pixels, crop.Width, crop.Height, Longest), patch);

    internal static void Of(Plane crop, Span<byte> patch)
    {
        const int side = DigitReader.Side;
        // Of a picture that is smaller than the patch, one sample between its pixels is enough; of a greater one, so many that every pixel
        // counts.
        var samples = Math.Max(crop.Width, crop.Height) switch
        {
            <= side => 1,
            <= 2 * side => 2,
            _ => 4,
        };
        var (stepX, stepY) = ((float)crop.Width / (side * samples), (float)crop.Height / (side * samples));
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var sum = 0f;
                for (var i = 0; i < samples * samples; i++)
                {
                    sum += crop.At(
                        (((x * samples) + (i % samples) + 0.5f) * stepX) - 0.5f,
                        (((y * samples) + (i / samples) + 0.5f) * stepY) - 0.5f
                    );
                }

                patch[(y * side) + x] = (byte)Math.Clamp((sum / (samples * samples)) + 0.5f, 0, 255);
            }
        }
    }
}
