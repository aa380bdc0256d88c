using QRCoder;
using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Drawing;

/// <summary>A QR code as squares on the sheet.</summary>
public static class QrModules
{
    /// <summary>White that a QR code needs around it, in modules (ISO/IEC 18004).</summary>
    public const int Quiet = 4;

    /// <summary>
    /// The black modules of a text at error level M (15 % may be lost), as rectangles. The place holds the code without its quiet zone.
    /// </summary>
    public static IReadOnlyList<FillArea> Of(string text, Area place)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var side = rows.Count - (2 * Quiet);
        return [.. BlackCells.Of(place, side, (x, y) => rows[y + Quiet][x + Quiet])];
    }
}
