namespace Sirekap.Elections.Contests;

/// <summary>One thing to vote for, as it is numbered on the ballot.</summary>
/// <param name="Number">Number of the ticket (nomor urut pasangan calon), individual or party, from 1.</param>
/// <param name="Candidate">Number of the candidate in the party's list; 0 for the ticket, individual or party itself.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is number 0, which stands on no ballot.</remarks>
public readonly record struct Choice(int Number, int Candidate = 0) : IComparable<Choice>
{
    /// <summary>Highest number of either kind.</summary>
    public const int Largest = 999;

    /// <summary>The order of the ballot: a party, then its candidates, then the next party.</summary>
    public int CompareTo(Choice other) => Number != other.Number ? Number.CompareTo(other.Number) : Candidate.CompareTo(other.Candidate);

    /// <summary><c>3</c>, or <c>3.7</c> for a party's candidate.</summary>
    public override string ToString() => Candidate == 0 ? $"{Number}" : $"{Number}.{Candidate}";
}
