namespace Sirekap.Elections.Forms;

/// <summary>
/// The figures of one form: votes of each choice in ballot order, the sums that parties have on it, and the 25 counts. A figure that the
/// source does not give is
/// <see cref="Missing"/>, never 0.
/// </summary>
public sealed class FormFields : IEquatable<FormFields>
{
    /// <summary>Stands for a figure that is not given.</summary>
    public const int Missing = -1;

    private readonly int[] _votes;
    private readonly int[] _counts;
    private readonly int[] _partyTotals;

    /// <param name="votes">Votes in ballot order; 0 … 999,999 or <see cref="Missing"/>.</param>
    /// <param name="counts">The counts, indexed by <see cref="Field"/>; 25 of them.</param>
    /// <param name="partyTotals">Of a contest of parties the sum that the form itself gives each party, in ballot order.</param>
    public FormFields(int[] votes, int[] counts, int[]? partyTotals = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, Fields.Count);
        _votes = votes;
        _counts = counts;
        _partyTotals = partyTotals is not null && partyTotals.AsSpan().ContainsAnyExcept(Missing) ? partyTotals : [];
    }

    /// <summary>Votes in ballot order.</summary>
    public ReadOnlySpan<int> Votes => _votes;

    /// <summary>Counts, indexed by <see cref="Field"/>.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>
    /// What the form says each party has, its own votes and its candidates' together, in ballot order; empty where it says so of none.
    /// </summary>
    public ReadOnlySpan<int> PartyTotals => _partyTotals;

    /// <summary>The count of a field, or null when it is not given.</summary>
    public int? this[Field field] => _counts[(int)field] == Missing ? null : _counts[(int)field];

    /// <summary>Whether no figure is given: such a row is no form.</summary>
    public bool IsEmpty =>
        _partyTotals.Length == 0 && !_votes.AsSpan().ContainsAnyExcept(Missing) && !_counts.AsSpan().ContainsAnyExcept(Missing);

    /// <summary>The sum of the votes given, missing ones left out.</summary>
    public long VotesGiven
    {
        get
        {
            long sum = 0;
            foreach (var vote in _votes)
            {
                sum += Math.Max(vote, 0);
            }

            return sum;
        }
    }

    /// <summary>Fields with no counts at all.</summary>
    public static int[] NoCounts()
    {
        var counts = new int[Fields.Count];
        Array.Fill(counts, Missing);
        return counts;
    }

    public bool Equals(FormFields? other) =>
        other is not null
        && Votes.SequenceEqual(other.Votes)
        && Counts.SequenceEqual(other.Counts)
        && PartyTotals.SequenceEqual(other.PartyTotals);

    public override bool Equals(object? obj) => Equals(obj as FormFields);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var vote in _votes)
        {
            hash.Add(vote);
        }

        foreach (var count in _counts)
        {
            hash.Add(count);
        }

        return hash.ToHashCode();
    }
}
