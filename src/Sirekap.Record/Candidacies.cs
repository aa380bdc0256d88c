using System.Collections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>What was said of a choice in the place of what was said before.</summary>
/// <param name="Index">The entry by which it holds.</param>
/// <param name="Proposal">Who proposed it and who agreed.</param>
/// <param name="Statement">What is said.</param>
public sealed record Candidacy(int Index, Proposal Proposal, Candidate Statement);

/// <summary>
/// What replaced the definition's word on choices, oldest first. Whatever is as of an earlier size leaves out what came later. One thread
/// adds, under the record's lock.
/// </summary>
public sealed class Candidacies : IReadOnlyList<Candidacy>
{
    private readonly List<Candidacy> _all = [];
    private readonly Dictionary<(string Contest, string District, Choice Choice), List<Candidacy>> _of = [];

    public int Count => _all.Count;

    public Candidacy this[int ordinal] => _all[ordinal];

    public IEnumerator<Candidacy> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>All that was said of one choice after the definition, oldest first.</summary>
    public IReadOnlyList<Candidacy> Of(string contest, string district, Choice choice) =>
        _of.GetValueOrDefault((contest, district, choice)) ?? [];

    /// <summary>What holds of a choice within the first <paramref name="size"/> entries; null where it is the definition's word.</summary>
    public Candidacy? Last(string contest, string district, Choice choice, long size = long.MaxValue) =>
        Of(contest, district, choice).LastOrDefault(said => said.Index < size);

    /// <summary>Why this cannot be said as things are, or null.</summary>
    internal static Rejection? Flaw(ElectionRecord record, Candidate said)
    {
        if (record.Contest(said.Contest) is not { } contest)
        {
            return new Rejection(RejectionCode.UnknownContest, $"no contest {said.Contest}");
        }

        var district = contest.Contest.Districts.FirstOrDefault(district => district.Code == said.District);
        if (district is null || district.IndexOf(said.Choice) < 0)
        {
            return new Rejection(
                RejectionCode.UnknownChoice,
                district is null ? $"{said.Contest} has no district {said.District}" : $"no {said.Choice} on the ballot of {said.District}"
            );
        }

        var before = record.Candidacies.Of(said.Contest, said.District, said.Choice);
        var most = record.Rules.Limits.Candidacies;
        if (before.Count >= most)
        {
            return new Rejection(RejectionCode.TooMany, $"{said.Choice} was spoken of {most} times");
        }

        var status = before is [.., var last] ? last.Statement.Status : district.StatusOf(said.Choice);
        var person = before.LastOrDefault(change => change.Statement.Person is not null)?.Statement.Person;
        return said.Status == status && (said.Person is null || said.Person == person)
            ? new Rejection(RejectionCode.NothingNew, $"{said.Choice} is {Words.CandidateStatuses.Of(status)}, and nobody else is named")
            : null;
    }

    internal void Add(Candidacy said)
    {
        var key = (said.Statement.Contest, said.Statement.District, said.Statement.Choice);
        if (!_of.TryGetValue(key, out var before))
        {
            _of[key] = before = [];
        }

        before.Add(said);
        _all.Add(said);
    }
}
