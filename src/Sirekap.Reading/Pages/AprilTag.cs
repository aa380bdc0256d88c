using System.Runtime.InteropServices;

namespace Sirekap.Reading.Pages;

/// <summary>The parts of libapriltag 3 that are used here: its functions, and its structures as far as they are read or set.</summary>
internal static unsafe partial class AprilTag
{
    private const string Library = "libapriltag.so.3";

    [LibraryImport(Library)]
    public static partial Detector* apriltag_detector_create();

    [LibraryImport(Library)]
    public static partial void apriltag_detector_add_family_bits(Detector* detector, Family* family, int bitsCorrected);

    [LibraryImport(Library)]
    public static partial Array* apriltag_detector_detect(Detector* detector, Image* image);

    [LibraryImport(Library)]
    public static partial void apriltag_detections_destroy(Array* detections);

    [LibraryImport(Library)]
    public static partial Family* tag36h10_create();

    /// <summary><c>apriltag_family_t</c>: its codes may be exchanged before it is added to a detector.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Family
    {
        public uint CodeCount;
        public ulong* Codes;
    }

    /// <summary><c>apriltag_detector_t</c> as far as its settings.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Detector
    {
        public int Threads;
        public float QuadDecimate;
        public float QuadSigma;
        public byte RefineEdges;
        public double DecodeSharpening;
        public byte Debug;
        public int MinClusterPixels;
        public int MaxMaxima;
        public float CriticalAngle;
        public float CosCriticalAngle;
        public float MaxLineFitError;
        public int MinWhiteBlackDifference;
        public int Deglitch;
    }

    /// <summary><c>image_u8_t</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Image
    {
        public int Width;
        public int Height;
        public int Stride;
        public byte* Pixels;
    }

    /// <summary><c>zarray_t</c>, here of pointers to <see cref="Detection"/>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Array
    {
        public nuint ElementSize;
        public int Count;
        public int Allocated;
        public Detection** Items;
    }

    /// <summary><c>apriltag_detection_t</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Detection
    {
        public Family* Family;
        public int Id;
        public int Hamming;
        public float DecisionMargin;
        public nint Homography;
        public fixed double Centre[2];
        public fixed double Corners[8];
    }
}
