using System.Runtime.InteropServices;
using System.Text;
using Sirekap.Reading.Layouts;

namespace Sirekap.Reading.Pages;

/// <summary>
/// Reads the QR code that stands on forms of our own, where the layout has it, through libzbar. It sees a straightened patch and nothing
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

        var place = new Place(
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

    private static unsafe string? TryRead(byte[] patch, int side)
    {
        var scanner = ZBar.zbar_image_scanner_create();
        var image = ZBar.zbar_image_create();
        try
        {
            fixed (byte* pixels = patch)
            {
                _ = ZBar.zbar_image_scanner_set_config(scanner, ZBar.AnySymbol, ZBar.Enable, 0);
                _ = ZBar.zbar_image_scanner_set_config(scanner, ZBar.QrCode, ZBar.Enable, 1);
                ZBar.zbar_image_set_format(image, new CULong(ZBar.Y800));
                ZBar.zbar_image_set_size(image, (uint)side, (uint)side);
                ZBar.zbar_image_set_data(image, pixels, new CULong((uint)patch.Length), 0);
                var symbol = ZBar.zbar_scan_image(scanner, image) > 0 ? ZBar.zbar_image_first_symbol(image) : 0;
                return symbol != 0 && ZBar.zbar_symbol_get_data_length(symbol) is var length and <= Longest
                    ? Encoding.UTF8.GetString(ZBar.zbar_symbol_get_data(symbol), (int)length)
                    : null;
            }
        }
        finally
        {
            ZBar.zbar_image_destroy(image);
            ZBar.zbar_image_scanner_destroy(scanner);
        }
    }
}
