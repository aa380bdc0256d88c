namespace Sirekap.Reading.Images;

/// <summary>Why bytes could not be read as a picture.</summary>
public enum ImageProblem
{
    None,

    /// <summary>Neither a JPEG nor a PNG, or so broken that not even its size is known.</summary>
    NotAnImage,

    /// <summary>It ends before its end: a broken upload.</summary>
    Truncated,

    /// <summary>More bytes, pixels or scans than <see cref="ImageLimits"/> allow; told from the header, before decoding.</summary>
    TooLarge,

    /// <summary>A picture of a kind that is not read: WebP, HEIC, a JPEG in CMYK or with 12 bits.</summary>
    Unsupported,

    /// <summary>It has a beginning and an end, but its data is broken between: some of the pixels would be invented.</summary>
    Damaged,
}
