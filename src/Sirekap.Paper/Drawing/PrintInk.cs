namespace Sirekap.Paper.Drawing;

/// <summary>Grey levels that blank pages are printed in.</summary>
internal static class PrintInk
{
    /// <summary>What the reader finds a page by, and all words.</summary>
    public const byte Black = 0;

    /// <summary>A digit's dotted guide: seen by the writer, and paler than any pen.</summary>
    public const byte Guide = 190;

    /// <summary>A tally's grid: strokes are written over it, and are to stand out.</summary>
    public const byte Tally = 195;

    /// <summary>The commission's ornamental border, which carries nothing.</summary>
    public const byte Border = 215;
}
