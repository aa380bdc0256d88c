using System.Runtime.InteropServices;

namespace Sirekap.Paper.Drawing;

/// <summary>The cells of an AprilTag of the family 36h10, as libapriltag knows them.</summary>
public static partial class TagCells
{
    /// <summary>Cells along a side, the black border included and the white margin not.</summary>
    public const int Side = 8;

    private const string Library = "libapriltag.so.3";

    private static readonly Lazy<bool[][]> All = new(Read);

    /// <summary>Number of tags in the family.</summary>
    public static int Count => All.Value.Length;

    /// <summary>Whether each cell is black, row by row from the top left, the tag upright.</summary>
    /// <param name="id">From 0 below <see cref="Count"/>.</param>
    public static ReadOnlySpan<bool> Of(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, Count);
        return All.Value[id];
    }

    private static unsafe bool[][] Read()
    {
        var family = tag36h10_create();
        try
        {
            if (family->WidthAtBorder != Side || family->ReversedBorder != 0)
            {
                throw new InvalidOperationException(
                    $"libapriltag's tag36h10 has {family->WidthAtBorder} cells at its border; expected {Side} black ones"
                );
            }

            var tags = new bool[family->Count][];
            for (var id = 0; id < tags.Length; id++)
            {
                tags[id] = Cells(family, family->Codes[id]);
            }

            return tags;
        }
        finally
        {
            tag36h10_destroy(family);
        }
    }

    private static unsafe bool[] Cells(Family* family, ulong code)
    {
        var cells = new bool[Side * Side];
        Array.Fill(cells, true);
        for (var bit = 0; bit < family->Bits; bit++)
        {
            // The highest bit comes first; a set one is white.
            cells[(family->BitY[bit] * Side) + family->BitX[bit]] = (code >> ((int)family->Bits - 1 - bit) & 1) == 0;
        }

        return cells;
    }

    [LibraryImport(Library)]
    private static unsafe partial Family* tag36h10_create();

    [LibraryImport(Library)]
    private static unsafe partial void tag36h10_destroy(Family* family);

    /// <summary>The beginning of apriltag_family_t.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Family
    {
        public uint Count;
        public ulong* Codes;
        public int WidthAtBorder;
        public int TotalWidth;
        public byte ReversedBorder;
        public uint Bits;
        public uint* BitX;
        public uint* BitY;
    }
}
