using System.Runtime.InteropServices;

namespace Sirekap.Reading.Images;

/// <summary>The simplified interface of libpng 1.6.</summary>
internal static partial class LibPng
{
    public const uint Version = 1; // PNG_IMAGE_VERSION
    public const uint Gray = 0; // PNG_FORMAT_GRAY: eight bits, no alpha
    public const uint Error = 2; // PNG_IMAGE_ERROR

    private const string Library = "libpng16.so.16";

    [LibraryImport(Library)]
    public static unsafe partial int png_image_begin_read_from_memory(ref PngImage image, byte* memory, nuint size);

    [LibraryImport(Library)]
    public static unsafe partial int png_image_finish_read(ref PngImage image, byte* background, byte* pixels, int stride, byte* colourMap);

    [LibraryImport(Library)]
    public static unsafe partial int png_image_write_to_memory(
        ref PngImage image,
        byte* memory,
        ref nuint size,
        int convertTo8Bits,
        byte* pixels,
        int stride,
        byte* colourMap
    );

    [LibraryImport(Library)]
    public static partial void png_image_free(ref PngImage image);

    /// <summary>The C structure <c>png_image</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct PngImage
    {
        public nint Opaque;
        public uint Version;
        public uint Width;
        public uint Height;
        public uint Format;
        public uint Flags;
        public uint ColourMapEntries;
        public uint WarningOrError;
        public fixed byte Text[64];

        public readonly string Message
        {
            get
            {
                fixed (byte* text = Text)
                {
                    return Marshal.PtrToStringAnsi((nint)text) ?? "";
                }
            }
        }
    }
}
