using System.Diagnostics.CodeAnalysis;

namespace Sirekap.Elections.Contests;

/// <summary>
/// A ticket, a person, or a party with its candidates: what is ranked, and what a sum of votes is given for.
/// </summary>
/// <param name="Number">As on the ballot.</param>
/// <param name="Columns">Its columns in the ballot: one, or a party's own and those of its candidates.</param>
public sealed record BallotLine(int Number, IReadOnlyList<int> Columns)
{
    /// <summary>Its votes: for a party its own and its candidates' together.</summary>
    /// <param name="votes">Sums in the columns of the ballot.</param>
    public long In(IReadOnlyList<long> votes)
    {
        var sum = 0L;
        foreach (var column in Columns)
        {
            sum += votes[column];
        }

        return sum;
    }
}

/// <summary>
/// The columns of votes of a place's figures, and what each stands for. Within an electoral district they are the choices of its ballot;
/// in a wider place only what means the same in all its districts: parties, each with its candidates' votes, and nothing where choices are
/// tickets or persons.
/// </summary>
public sealed class Ballot
{
    private readonly Dictionary<Choice, int> _columns = [];

    internal Ballot(ContestKind kind, ElectoralDistrict? district, IReadOnlyList<Choice> columns)
    {
        District = district;
        Columns = columns;
        IsWhole = district is not null || kind == ContestKind.Parties;
        foreach (var (index, choice) in columns.Index())
        {
            // A definition that has one twice is read before it is refused by name.
            _columns.TryAdd(choice, index);
        }

        Lines =
            kind == ContestKind.Parties
                ?
                [
                    .. columns
                        .Index()
                        .GroupBy(column => column.Item.Number)
                        .Select(party => new BallotLine(party.Key, [.. party.Select(column => column.Index)])),
                ]
                : [.. columns.Index().Select(column => new BallotLine(column.Item.Number, [column.Index]))];
        Parties = kind == ContestKind.Parties && district is not null ? Lines.Count : 0;
    }

    /// <summary>The electoral district that the place lies in; null where it has several or none.</summary>
    public ElectoralDistrict? District { get; }

    /// <summary>What each column stands for. In a wide place a party stands for itself and its candidates.</summary>
    public IReadOnlyList<Choice> Columns { get; }

    /// <summary>What is ranked, in the order of the ballot.</summary>
    public IReadOnlyList<BallotLine> Lines { get; }

    /// <summary>
    /// How many of the lines are parties with a sum of their own beside their votes and their candidates', which are columns each; in a
    /// wide place none, whose columns are those sums.
    /// </summary>
    public int Parties { get; }

    /// <summary>
    /// Whether the columns together are all valid votes; not in a wide place whose districts have unlike choices.
    /// </summary>
    public bool IsWhole { get; }

    /// <summary>
    /// The column in which the votes of a choice are counted here, or -1: in a wide place a candidate's in that of the party.
    /// </summary>
    public int ColumnOf(Choice choice) =>
        _columns.TryGetValue(District is null ? new Choice(choice.Number) : choice, out var column) ? column : -1;

    /// <summary>The line with this number.</summary>
    public bool TryFindLine(int number, [NotNullWhen(true)] out BallotLine? line)
    {
        line = Lines.FirstOrDefault(candidate => candidate.Number == number);
        return line is not null;
    }

    /// <summary>Who has the most votes and by how many more than the next.</summary>
    /// <param name="votes">Sums in the columns of the ballot.</param>
    public Lead Lead(IReadOnlyList<long> votes)
    {
        var ranked = Lines.Select(line => (Line: line, Votes: line.In(votes))).OrderByDescending(line => line.Votes).Take(2).ToArray();
        var votesAhead = ranked.Length < 2 ? 0 : ranked[0].Votes - ranked[1].Votes;
        var leads = ranked.Length == 1 ? ranked[0].Votes > 0 : votesAhead > 0;
        return new Lead(leads ? ranked[0].Line : null, votesAhead);
    }
}

/// <summary>Who is ahead. At a tie nobody is.</summary>
/// <param name="Line">Who has the most votes; null where nobody has any, or two have as many.</param>
/// <param name="Votes">By how many more than the next; 0 where there is no next.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> is nobody's lead.</remarks>
public readonly record struct Lead(BallotLine? Line, long Votes);
