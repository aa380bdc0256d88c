using Sirekap.Elections.Checks;

namespace Sirekap.Elections.Tally;

/// <summary>A sum over the stations of one class.</summary>
/// <param name="Stations">How many stations.</param>
/// <param name="Votes">Votes in the columns of the place (<see cref="Contests.Ballot"/>).</param>
/// <param name="Counts">The 25 counts by field; a missing figure adds nothing.</param>
public sealed record ClassTotals(int Stations, long[] Votes, long[] Counts)
{
    /// <summary>The sum of two.</summary>
    public static ClassTotals operator +(ClassTotals left, ClassTotals right) =>
        new(
            left.Stations + right.Stations,
            [.. left.Votes.Zip(right.Votes, (a, b) => a + b)],
            [.. left.Counts.Zip(right.Counts, (a, b) => a + b)]
        );

    /// <summary>A sum less a part of it.</summary>
    public static ClassTotals operator -(ClassTotals sum, ClassTotals part) =>
        new(
            sum.Stations - part.Stations,
            [.. sum.Votes.Zip(part.Votes, (a, b) => a - b)],
            [.. sum.Counts.Zip(part.Counts, (a, b) => a - b)]
        );

    public bool Equals(ClassTotals? other) =>
        other is not null
        && Stations == other.Stations
        && Votes.AsSpan().SequenceEqual(other.Votes)
        && Counts.AsSpan().SequenceEqual(other.Counts);

    public override int GetHashCode() => HashCode.Combine(Stations, Votes.Length, Votes.Length > 0 ? Votes[0] : 0);
}

/// <summary>What the stations of a region add up to, by class.</summary>
/// <param name="TotalStations">Stations that have a part in the contest, with or without a form.</param>
public sealed record RegionTotals(int TotalStations, ClassTotals Accepted, ClassTotals Unchecked, ClassTotals UnderReview)
{
    /// <summary>A sum less a part of it, in the same columns.</summary>
    public static RegionTotals operator -(RegionTotals sum, RegionTotals part) =>
        new(
            sum.TotalStations - part.TotalStations,
            sum.Accepted - part.Accepted,
            sum.Unchecked - part.Unchecked,
            sum.UnderReview - part.UnderReview
        );

    /// <summary>All forms, whatever is to be thought of them.</summary>
    public ClassTotals Reported => Accepted + Unchecked + UnderReview;

    /// <summary>Stations whose form has come.</summary>
    public int Received => Accepted.Stations + Unchecked.Stations + UnderReview.Stations;

    /// <summary>The sum of one class.</summary>
    public ClassTotals Of(StationClass stationClass) =>
        stationClass switch
        {
            StationClass.Accepted => Accepted,
            StationClass.Unchecked => Unchecked,
            StationClass.UnderReview => UnderReview,
            _ => throw new ArgumentOutOfRangeException(nameof(stationClass)),
        };
}
