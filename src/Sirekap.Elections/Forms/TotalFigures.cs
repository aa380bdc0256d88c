using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms;

/// <summary>
/// The figures that a plenary certifies (D.HASIL): the same rows as on C.HASIL, added up over the stations of a region. Parties have
/// sums of their own where the region lies within one electoral district; in a wider one the votes are those sums already.
/// </summary>
/// <param name="votes">Votes in the columns of the region (<see cref="Ballot"/>).</param>
/// <param name="counts">The counts, indexed by <see cref="Field"/>; 25 of them, or <see cref="FormFields.Missing"/>.</param>
/// <param name="partyTotals">What the paper itself says each party has, in ballot order.</param>
public sealed class TotalFigures(long[] votes, long[] counts, long[]? partyTotals = null)
    : Figures<long>(votes, counts, partyTotals),
        IEquatable<TotalFigures>
{
    /// <summary>
    /// What sums of stations' figures say: every count, and of a ballot of parties each one's own votes and its candidates' together.
    /// </summary>
    public static TotalFigures Of(Ballot ballot, long[] votes, long[] counts) =>
        new(votes, counts, [.. ballot.Lines.Take(ballot.Parties).Select(line => line.In(votes))]);

    /// <summary>Where a paper says nothing but votes and what they come to.</summary>
    /// <param name="votes">Votes in the columns of the region.</param>
    /// <param name="valid">V.A.</param>
    /// <param name="invalid">V.B.</param>
    public static TotalFigures OfVotes(long[] votes, long valid, long invalid)
    {
        var counts = new long[Fields.Count];
        Array.Fill(counts, FormFields.Missing);
        (counts[(int)Field.Valid], counts[(int)Field.Invalid], counts[(int)Field.AllVotes]) = (valid, invalid, valid + invalid);
        return new TotalFigures(votes, counts);
    }

    /// <summary>
    /// Whether every figure that this paper gives is the other's; what it leaves out it does not contradict.
    /// </summary>
    /// <param name="own">A paper of the same columns with every figure.</param>
    /// <param name="ofVotes">Whether only IV and V are compared, which are the result; else all.</param>
    public bool Agrees(TotalFigures own, bool ofVotes) =>
        Votes.SequenceEqual(own.Votes)
        && IsWithin(PartyTotals, own.PartyTotals)
        && (ofVotes ? IsWithin(Counts[(int)Field.Valid..], own.Counts[(int)Field.Valid..]) : IsWithin(Counts, own.Counts));

    public bool Equals(TotalFigures? other) => base.Equals(other);

    public override bool Equals(object? obj) => base.Equals(obj);

    public override int GetHashCode() => base.GetHashCode();

    private static bool IsWithin(ReadOnlySpan<long> given, ReadOnlySpan<long> all)
    {
        for (var i = 0; i < given.Length; i++)
        {
            if (given[i] != FormFields.Missing && given[i] != all[i])
            {
                return false;
            }
        }

        return true;
    }
}
