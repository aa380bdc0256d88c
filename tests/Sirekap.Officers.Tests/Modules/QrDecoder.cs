using System.Globalization;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace Sirekap.Officers.Tests.Modules;

/// <summary>Reads QR codes with ZXing, as the reader of photos does.</summary>
internal static class QrDecoder
{
    private static readonly Dictionary<DecodeHintType, object> Alone = new() { [DecodeHintType.PURE_BARCODE] = true };

    /// <summary>A field of modules, drawn at four pixels each with its quiet rim.</summary>
    public static string ReadModules(string modules)
    {
        const int Scale = 4;
        const int Rim = 16;
        var size = (int)Math.Sqrt(modules.Length);
        var edge = (size * Scale) + (2 * Rim);
        var pixels = new char[edge * edge];
        Array.Fill(pixels, '0');
        for (var y = Rim; y < edge - Rim; y++)
        {
            for (var x = Rim; x < edge - Rim; x++)
            {
                pixels[(y * edge) + x] = modules[((y - Rim) / Scale * size) + ((x - Rim) / Scale)];
            }
        }

        return Read(new string(pixels), edge);
    }

    /// <summary>A square picture, row by row, 1 where a pixel is dark.</summary>
    public static string Read(string pixels, int edge)
    {
        byte[] luminance = [.. pixels.Select(pixel => pixel == '1' ? (byte)0 : (byte)0xFF)];
        var picture = new RGBLuminanceSource(luminance, edge, edge, RGBLuminanceSource.BitmapFormat.Gray8);
        var seen = new BinaryBitmap(new GlobalHistogramBinarizer(picture));

        // Of large codes its finder takes three chance patterns for the corners now and then; then it is told that nothing else is there.
        var found = new QRCodeReader().decode(seen) ?? new QRCodeReader().decode(seen, Alone);
        return found.ShouldNotBeNull(string.Create(CultureInfo.InvariantCulture, $"{edge} pixels")).Text;
    }
}
