using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;

namespace Sirekap.Elections.Tests.Tally;

/// <summary>What happens to stations of a contest, one after the other.</summary>
/// <param name="Contest">The contest.</param>
/// <param name="Tree">The stations.</param>
/// <param name="Voting">The stations that have a part in the contest.</param>
/// <param name="Updates">Each of one of them.</param>
internal sealed record Night(
    Contest Contest,
    RegionTree Tree,
    List<int> Voting,
    (int Station, StationClass Class, FormFields? Form)[] Updates
)
{
    public static Night Of(Contest contest, RegionTree tree, (int Station, StationClass Class, FormFields? Form)[] updates)
    {
        var voting = Enumerable.Range(0, tree.StationCount).Where(s => contest.TryFindDistrict(tree.Station(s), out _)).ToList();
        return new Night(contest, tree, voting, voting.Count == 0 ? [] : [.. updates.Select(Fitted)]);

        (int, StationClass, FormFields?) Fitted((int Station, StationClass Class, FormFields? Form) update)
        {
            var station = voting[update.Station % voting.Count];
            var votes = contest.DistrictOf(tree.Station(station)).Choices.Count;
            var parties = contest.Kind == ContestKind.Parties ? contest.BallotOf(tree.Station(station)).Lines.Count : 0;
            var form = update.Form is { } whole
                ? new FormFields(whole.Votes[..votes].ToArray(), whole.Counts.ToArray(), whole.Counts[..parties].ToArray())
                : null;
            return (station, update.Class, form);
        }
    }

    public ContestTally Fill()
    {
        var tally = new ContestTally(Tree, Contest);
        foreach (var (station, stationClass, form) in Updates)
        {
            tally.Set(station, stationClass, form);
        }

        return tally;
    }
}
