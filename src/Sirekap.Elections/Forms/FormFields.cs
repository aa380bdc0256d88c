namespace Sirekap.Elections.Forms;

/// <summary>The figures of one form (C.HASIL).</summary>
/// <param name="votes">Votes in ballot order; 0 … 999,999 or <see cref="Missing"/>.</param>
/// <param name="counts">The counts, indexed by <see cref="Field"/>; 25 of them.</param>
/// <param name="partyTotals">Of a contest of parties the sum that the form itself gives each party, in ballot order.</param>
public sealed class FormFields(int[] votes, int[] counts, int[]? partyTotals = null)
    : Figures<int>(votes, counts, partyTotals),
        IEquatable<FormFields>
{
    /// <summary>Stands for a figure that is not given.</summary>
    public const int Missing = -1;

    /// <summary>Fields with no counts at all.</summary>
    public static int[] NoCounts()
    {
        var counts = new int[Fields.Count];
        Array.Fill(counts, Missing);
        return counts;
    }

    public bool Equals(FormFields? other) => base.Equals(other);

    public override bool Equals(object? obj) => base.Equals(obj);

    public override int GetHashCode() => base.GetHashCode();
}
