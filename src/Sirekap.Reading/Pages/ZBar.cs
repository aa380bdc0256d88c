using System.Runtime.InteropServices;

namespace Sirekap.Reading.Pages;

/// <summary>The few functions of libzbar that are used here.</summary>
internal static unsafe partial class ZBar
{
    public const int AnySymbol = 0; // ZBAR_NONE: a setting for all kinds
    public const int QrCode = 64; // ZBAR_QRCODE
    public const int Enable = 0; // ZBAR_CFG_ENABLE
    public const uint Y800 = 'Y' | ('8' << 8) | ('0' << 16) | ('0' << 24); // eight bits of grey

    private const string Library = "libzbar.so.0";

    [LibraryImport(Library)]
    public static partial nint zbar_image_scanner_create();

    [LibraryImport(Library)]
    public static partial void zbar_image_scanner_destroy(nint scanner);

    [LibraryImport(Library)]
    public static partial int zbar_image_scanner_set_config(nint scanner, int symbol, int setting, int value);

    [LibraryImport(Library)]
    public static partial int zbar_scan_image(nint scanner, nint image);

    [LibraryImport(Library)]
    public static partial nint zbar_image_create();

    [LibraryImport(Library)]
    public static partial void zbar_image_destroy(nint image);

    [LibraryImport(Library)]
    public static partial void zbar_image_set_format(nint image, CULong format);

    [LibraryImport(Library)]
    public static partial void zbar_image_set_size(nint image, uint width, uint height);

    [LibraryImport(Library)]
    public static partial void zbar_image_set_data(nint image, byte* data, CULong length, nint cleanup);

    [LibraryImport(Library)]
    public static partial nint zbar_image_first_symbol(nint image);

    [LibraryImport(Library)]
    public static partial byte* zbar_symbol_get_data(nint symbol);

    [LibraryImport(Library)]
    public static partial uint zbar_symbol_get_data_length(nint symbol);
}
