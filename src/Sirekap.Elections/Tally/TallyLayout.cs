using Sirekap.Elections.Forms;

namespace Sirekap.Elections.Tally;

/// <summary>
/// The columns of one electoral district's rows, or of the sums of wider places: votes by the columns of the ballot, the 25 counts, and a 1
/// for the form itself, so that stations are counted by the same sums; then zeros up to a whole number of 16 columns, so that a row is
/// added
/// without a remainder. After what is added up, a row has what only the form says of itself.
/// </summary>
/// <param name="Votes">Columns of votes.</param>
/// <param name="Parties">Parties whose own totals the form has; 0 in sums.</param>
internal readonly record struct TallyLayout(int Votes, int Parties = 0)
{
    /// <summary>Received forms that a sum tells apart: accepted, unchecked, under review.</summary>
    public const int Classes = 3;

    /// <summary>Columns added by one instruction: 16 figures of 16 bits are 32 bytes, 16 sums of 32 bits are one line of cache.</summary>
    public const int Strip = 16;

    /// <summary>The first of the counts.</summary>
    public int Counts => Votes;

    /// <summary>The column of ones.</summary>
    public int Station => Votes + Fields.Count;

    /// <summary>Columns that are added up.</summary>
    public int Summed => (Station + Strip) / Strip * Strip;

    /// <summary>The first of the parties' own totals.</summary>
    public int PartyTotals => Summed;

    /// <summary>Columns of a station's row.</summary>
    public int Width => Summed + ((Parties + Strip - 1) / Strip * Strip);

    /// <summary>Words of 64 bits that say which figures of a row are missing.</summary>
    public int MissingWords => (Width + 63) / 64;
}
