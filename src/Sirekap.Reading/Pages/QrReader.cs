using Sirekap.Paper.Layouts;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Sirekap.Reading.Pages;

/// <summary>
/// Reads the QR code that stands on forms of our own, where the layout has it, through ZXing. It sees a straightened patch and nothing
/// else of the photo.
/// </summary>
public static class QrReader
{
    /// <summary>Longest text believed, in characters; a form's is a seal of some 150.</summary>
    private const int Longest = 1024;

    /// <summary>White around the code, as a share of it: the standard asks for four modules, and a code of ours has some fifty.</summary>
    private const double Margin = 0.1;

    // A blurred code is read better from a coarse patch, a small one from a fine one.
    private static readonly int[] Sides = [384, 256, 640];

    /// <returns>What the code says; null when the page has none or it cannot be read.</returns>
    public static string? TryRead(PageView page)
    {
        if (page.Layout.Qr is not { } qr)
        {
            return null;
        }

        var place = new Area(
            qr.X - (Margin * qr.Width),
            qr.Y - (Margin * qr.Height),
            qr.Width * (1 + (2 * Margin)),
            qr.Height * (1 + (2 * Margin))
        );
        foreach (var side in Sides)
        {
            var patch = new byte[side * side];
            page.Sample(place, side, side, patch);
            if (TryRead(patch, side) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private static string? TryRead(byte[] patch, int side)
    {
        var grey = new PlanarYUVLuminanceSource(patch, side, side, 0, 0, side, side, reverseHoriz: false);
        var found = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(grey)));
        return found?.Text is { Length: <= Longest } text ? text : null;
    }
}
