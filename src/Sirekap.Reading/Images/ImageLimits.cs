namespace Sirekap.Reading.Images;

/// <summary>What a picture may cost. All are checked on the header, so that a bomb costs no more than its own bytes.</summary>
public sealed record ImageLimits
{
    public static ImageLimits Default { get; } = new();

    /// <summary>Compressed, in bytes.</summary>
    public int Bytes { get; init; } = 32 << 20;

    /// <summary>Telephones make pictures of 12 and 50 megapixels; the largest grey page is 50 MB.</summary>
    public long Pixels { get; init; } = 50_000_000;

    /// <summary>Width or height.</summary>
    public int Side { get; init; } = 16_384;

    /// <summary>Of a JPEG with several scans: its decoder holds all coefficients in memory, up to six bytes a pixel.</summary>
    public long ProgressivePixels { get; init; } = 16_000_000;

    /// <summary>Of a JPEG. Ten are usual in a progressive one; each visits every pixel, and a hostile file can have thousands.</summary>
    public int Scans { get; init; } = 24;

    public bool Allow(int width, int height, int scans) =>
        width <= Side
        && height <= Side
        && (long)width * height <= (scans > 1 ? Math.Min(Pixels, ProgressivePixels) : Pixels)
        && scans <= Scans;
}
