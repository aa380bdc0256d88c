using Sirekap.Reading.Images;

namespace Sirekap.Simulation.Camera;

/// <summary>A photo as a phone stores it: sometimes as the sensor lay, with an EXIF orientation that says how to turn it.</summary>
internal static class StoredPhoto
{
    /// <param name="upright">The photo.</param>
    /// <param name="quality">Of the JPEG.</param>
    /// <param name="turns">Quarter turns by which it is stored turned.</param>
    public static byte[] Encode(GrayImage upright, int quality, int turns)
    {
        var (orientation, inverse) = turns switch
        {
            1 => (6, 8),
            2 => (3, 3),
            3 => (8, 6),
            _ => (Orientation.Upright, Orientation.Upright),
        };
        var jpeg = Jpeg.Encode(Orientation.Apply(upright, inverse), quality);
        return orientation == Orientation.Upright ? jpeg : [.. jpeg[..2], .. Orientation.Segment(orientation), .. jpeg[2..]];
    }
}
