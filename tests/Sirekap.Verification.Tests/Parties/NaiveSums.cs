using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Verification.Tests.Parties;

/// <summary>Sums as a person makes them: form by form, number by number, knowing nothing of rows, slots or columns.</summary>
/// <param name="Stations">How many forms.</param>
/// <param name="Columns">What each vote stands for: a number of the ballot, or in a wide place a party.</param>
/// <param name="Votes">Their sums.</param>
/// <param name="Counts">Sums of the 25 counts.</param>
internal sealed record NaiveSums(int Stations, IReadOnlyList<Choice> Columns, IReadOnlyList<long> Votes, IReadOnlyList<long> Counts)
{
    /// <param name="night">All forms.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="region">Whose forms.</param>
    /// <param name="around">In whose columns.</param>
    /// <param name="classes">Forms of which classes.</param>
    public static NaiveSums Of(PartyNight night, Contest contest, RegionCode region, RegionCode around, params StationClass[] classes)
    {
        var forms = night
            .Forms.Where(form => form.Contest == contest.Code && form.Station.IsWithin(region) && classes.Contains(form.Class))
            .ToList();
        var one = contest.Districts.FirstOrDefault(district => district.Regions.Any(part => around.IsWithin(part)));
        IReadOnlyList<Choice> columns =
            one is not null ? one.Choices
            : contest.Kind == ContestKind.Parties
                ? [.. contest.Districts.SelectMany(d => d.Choices).Select(choice => new Choice(choice.Number)).Distinct().Order()]
            : [];
        return new NaiveSums(
            forms.Count,
            columns,
            [.. columns.Select(column => forms.Sum(form => VotesOf(contest, form, column, alone: one is not null)))],
            [.. Enumerable.Range(0, Fields.Count).Select(i => forms.Sum(form => Math.Max(0L, form.Fields.Counts[i])))]
        );
    }

    /// <summary>A party with its candidates, by number; for other contests each choice. Descending by votes.</summary>
    public IReadOnlyList<(int Number, long Votes)> Ranked =>
        [
            .. Columns
                .Zip(Votes)
                .GroupBy(column => column.First.Number)
                .Select(line => (line.Key, line.Sum(column => column.Second)))
                .OrderByDescending(line => line.Item2),
        ];

    private static long VotesOf(Contest contest, Counted form, Choice column, bool alone)
    {
        var ballot = contest.Districts.Single(district => district.Regions.Any(part => form.Station.IsWithin(part))).Choices;
        return ballot
            .Select((choice, i) => (choice, Votes: form.Fields.Votes[i]))
            .Where(vote => alone ? vote.choice == column : vote.choice.Number == column.Number)
            .Sum(vote => Math.Max(0L, vote.Votes));
    }
}
