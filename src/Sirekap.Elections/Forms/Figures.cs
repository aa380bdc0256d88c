using System.Numerics;
using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Forms;

/// <summary>
/// The figures of a paper, a station's (<see cref="FormFields"/>) or a plenary's (<see cref="TotalFigures"/>): votes in the columns of its
/// ballot, the sums that parties have on it, and the 25 counts. A figure that is not given is -1, never 0. Immutable; any thread.
/// </summary>
/// <typeparam name="T">Wide enough for the largest figure.</typeparam>
public abstract class Figures<T>
    where T : struct, IBinaryInteger<T>
{
    private readonly T[] _votes;
    private readonly T[] _counts;
    private readonly T[] _partyTotals;

    private protected Figures(T[] votes, T[] counts, T[]? partyTotals)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, Fields.Count);
        _votes = votes;
        _counts = counts;
        _partyTotals = partyTotals is not null && AnyGiven(partyTotals) ? partyTotals : [];
    }

    /// <summary>Votes in ballot order.</summary>
    public ReadOnlySpan<T> Votes => _votes;

    /// <summary>Counts, indexed by <see cref="Field"/>.</summary>
    public ReadOnlySpan<T> Counts => _counts;

    /// <summary>
    /// What the paper says each party has, its own votes and its candidates' together, in ballot order; empty where it says so of none.
    /// </summary>
    public ReadOnlySpan<T> PartyTotals => _partyTotals;

    /// <summary>The count of a field, or null when it is not given.</summary>
    public T? this[Field field] => Given(_counts, (int)field);

    /// <summary>Whether no figure is given: such a row is no form.</summary>
    public bool IsEmpty => _partyTotals.Length == 0 && !AnyGiven(_votes) && !AnyGiven(_counts);

    /// <summary>The sum of the votes given, missing ones left out.</summary>
    public long VotesGiven
    {
        get
        {
            long sum = 0;
            foreach (var vote in _votes)
            {
                sum += Math.Max(long.CreateTruncating(vote), 0);
            }

            return sum;
        }
    }

    /// <summary>Every figure with its place, in the order of the paper: I, II, III, IV with what parties have in all, V.</summary>
    /// <param name="ballot">The ballot that the votes are of.</param>
    public IEnumerable<(PaperPlace Place, T? Figure)> On(Ballot ballot)
    {
        for (var field = Field.RollMen; field < Field.Valid; field++)
        {
            yield return (PaperPlace.Of(field), this[field]);
        }

        for (var i = 0; i < ballot.Columns.Count; i++)
        {
            yield return (PaperPlace.Of(ballot.Columns[i]), Given(_votes, i));
        }

        for (var i = 0; i < ballot.Parties; i++)
        {
            yield return (PaperPlace.OfTotal(ballot.Lines[i].Number), Given(_partyTotals, i));
        }

        for (var field = Field.Valid; field <= Field.AllVotes; field++)
        {
            yield return (PaperPlace.Of(field), this[field]);
        }
    }

    public override bool Equals(object? obj) =>
        obj is Figures<T> other
        && Votes.SequenceEqual(other.Votes)
        && Counts.SequenceEqual(other.Counts)
        && PartyTotals.SequenceEqual(other.PartyTotals);

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

    internal bool Gives(Field field) => !T.IsNegative(_counts[(int)field]);

    internal long At(Field field) => long.CreateTruncating(_counts[(int)field]);

    /// <summary>Whether both are given, and are not the same.</summary>
    internal bool Differ(Field left, Field right) => Gives(left) && Gives(right) && At(left) != At(right);

    /// <summary>Whether both are given, and the left is the larger.</summary>
    internal bool Exceeds(Field left, Field right) => Gives(left) && Gives(right) && At(left) > At(right);

    /// <summary>Whether all are given, and the first is not the sum of the others.</summary>
    internal bool IsNotSum(Field sum, params ReadOnlySpan<Field> parts)
    {
        var (left, given) = (At(sum), Gives(sum));
        foreach (var part in parts)
        {
            given &= Gives(part);
            left -= At(part);
        }

        return given && left != 0;
    }

    private static bool AnyGiven(ReadOnlySpan<T> figures) => figures.ContainsAnyExcept(-T.One);

    private static T? Given(T[] figures, int i) => i < figures.Length && !T.IsNegative(figures[i]) ? figures[i] : null;
}
