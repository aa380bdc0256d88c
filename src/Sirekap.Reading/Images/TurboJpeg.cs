using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sirekap.Reading.Images;

/// <summary>The few functions of libturbojpeg (the TurboJPEG API of libjpeg-turbo 2) that are used here.</summary>
internal static partial class TurboJpeg
{
    public const int Gray = 6; // TJPF_GRAY
    public const int Rgb = 0; // TJPF_RGB
    public const int SampledGray = 3; // TJSAMP_GRAY
    public const int Sampled420 = 2; // TJSAMP_420
    public const int NoRealloc = 1024; // TJFLAG_NOREALLOC
    public const int Warning = 0; // TJERR_WARNING

    private const string Library = "libturbojpeg.so.0";

    [LibraryImport(Library)]
    public static partial JpegDecoderHandle tjInitDecompress();

    [LibraryImport(Library)]
    public static partial JpegEncoderHandle tjInitCompress();

    [LibraryImport(Library)]
    public static partial int tjDestroy(nint handle);

    [LibraryImport(Library)]
    public static partial int tjDecompressHeader3(
        JpegDecoderHandle handle,
        ReadOnlySpan<byte> jpeg,
        CULong size,
        out int width,
        out int height,
        out int subsampling,
        out int colours
    );

    [LibraryImport(Library)]
    public static partial int tjDecompress2(
        JpegDecoderHandle handle,
        ReadOnlySpan<byte> jpeg,
        CULong size,
        Span<byte> pixels,
        int width,
        int pitch,
        int height,
        int format,
        int flags
    );

    [LibraryImport(Library)]
    public static partial CULong tjBufSize(int width, int height, int subsampling);

    [LibraryImport(Library)]
    public static unsafe partial int tjCompress2(
        JpegEncoderHandle handle,
        ReadOnlySpan<byte> pixels,
        int width,
        int pitch,
        int height,
        int format,
        byte** jpeg,
        ref CULong size,
        int subsampling,
        int quality,
        int flags
    );

    [LibraryImport(Library)]
    public static partial int tjGetErrorCode(JpegDecoderHandle handle);

    [LibraryImport(Library)]
    public static partial nint tjGetErrorStr2(JpegDecoderHandle handle);

    public static string Message(JpegDecoderHandle handle) => Marshal.PtrToStringAnsi(tjGetErrorStr2(handle)) ?? "";
}

internal sealed class JpegDecoderHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => TurboJpeg.tjDestroy(handle) == 0;
}

internal sealed class JpegEncoderHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => TurboJpeg.tjDestroy(handle) == 0;
}
