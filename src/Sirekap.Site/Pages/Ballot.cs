using Sirekap.Elections.Contests;
using Sirekap.Elections.Tally;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages;

/// <summary>What one choice has in a region, by class. A party's figures are its own and its candidates' together.</summary>
/// <param name="Number">As on the ballot.</param>
/// <param name="Name">Whom it stands for.</param>
/// <param name="Slots">Its columns.</param>
public sealed record BallotLine(string Number, string Name, IReadOnlyList<int> Slots)
{
    public long In(ClassTotals totals) => Slots.Sum(slot => totals.Votes[slot]);

    public long Reported(RegionTotals totals) => In(totals.Accepted) + In(totals.Unchecked) + In(totals.UnderReview);
}

/// <summary>The lines by which a contest is shown in a place.</summary>
public static class Ballot
{
    /// <summary>
    /// Tickets or persons as on the ballot; parties with their candidates added. None where the place has several ballots that do not add
    /// up.
    /// </summary>
    public static IReadOnlyList<BallotLine> Lines(ContestView contest)
    {
        if (contest.Kind == ContestKind.Parties)
        {
            return
            [
                .. contest
                    .Choices.GroupBy(choice => choice.Number.Split('.')[0], StringComparer.Ordinal)
                    .Select(party => new BallotLine(party.Key, party.First().Name, [.. party.Select(choice => choice.Slot)])),
            ];
        }

        return contest.District is null
            ? []
            : [.. contest.Choices.Select(choice => new BallotLine(choice.Number, choice.Name, [choice.Slot]))];
    }

    /// <summary>The line with the most accepted votes; null where there are none, or two are even.</summary>
    public static BallotLine? Leader(IReadOnlyList<BallotLine> lines, RegionTotals totals)
    {
        var first = lines.OrderByDescending(line => line.In(totals.Accepted)).Take(2).ToArray();
        return
            first.Length == 0
            || first[0].In(totals.Accepted) == 0
            || (first.Length == 2 && first[0].In(totals.Accepted) == first[1].In(totals.Accepted))
            ? null
            : first[0];
    }
}
