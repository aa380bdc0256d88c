using Sirekap.Elections.Forms;

namespace Sirekap.Elections.Tally;

/// <summary>
/// The columns of a row: votes by slot, the 25 counts, and a 1 for the form itself, so that stations are counted by the same sums; then
/// zeros up to a whole number of 64-byte lines, so that a row is added without a remainder.
/// </summary>
/// <param name="Slots">Columns of votes.</param>
internal readonly record struct TallyLayout(int Slots)
{
    /// <summary>Received forms that a sum tells apart: accepted, unchecked, under review.</summary>
    public const int Classes = 3;

    private const int LineInts = 16;

    /// <summary>The first of the counts.</summary>
    public int Counts => Slots;

    /// <summary>The column of ones.</summary>
    public int Station => Slots + Fields.Count;

    /// <summary>Ints of a row.</summary>
    public int Width => (Station + LineInts) / LineInts * LineInts;

    /// <summary>Words of 64 bits that say which figures of a row are missing.</summary>
    public int MissingWords => (Station + 63) / 64;
}
