using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Record.Tests.Model;

/// <summary>Sets a record beside what the naive stations say that it must be.</summary>
internal static class NaiveComparison
{
    public static void Station(ContestRecord contest, int station, NaiveStation model)
    {
        var state = model.At();
        contest.InPlace(station).ShouldBe(state.InPlace?.Index ?? -1);
        contest.Tally.Fields(station).ShouldBe(state.InPlace?.Fields);
        contest.Tally.Class(station).ShouldBe(model.Class(state));
        contest.IsHeld(station).ShouldBe(state.Held);
        contest.IsInConflict(station).ShouldBe(state.Waiting.Count > 0);
        Catalogue.First.Codes(contest.NamedChecks(station)).ShouldBe(state.Named);
        contest.History(station).Select(e => new NaiveEvent(e.Index, e.Kind, e.Class, e.Fields)).ShouldBe(model.History());
    }

    /// <summary>Every region's sums are those of its stations, added up one by one; and those of a recount.</summary>
    public static void Sums(ContestRecord contest, IReadOnlyList<NaiveStation> stations)
    {
        contest.Tally.Sums.FirstDifference(contest.Tally.Recount()).ShouldBe(-1);
        var tree = contest.Tally.Tree;
        for (var region = 0; region < tree.RegionCount; region++)
        {
            var code = tree.Region(region).ToString();
            var within = stations.Where(s => code == "0" || s.Code.ToString().StartsWith(code, StringComparison.Ordinal)).ToList();
            var totals = contest.Tally.Totals(region);
            foreach (var stationClass in new[] { StationClass.Accepted, StationClass.Unchecked, StationClass.UnderReview })
            {
                var forms = within.Where(s => s.Class(s.At()) == stationClass).Select(s => s.At().InPlace!.Fields).ToList();
                totals.Of(stationClass).Stations.ShouldBe(forms.Count);
                totals.Of(stationClass).Votes.ShouldBe(Enumerable.Range(0, 3).Select(i => forms.Sum(f => (long)Math.Max(f.Votes[i], 0))));
                totals
                    .Of(stationClass)
                    .Counts.ShouldBe(Enumerable.Range(0, Fields.Count).Select(i => forms.Sum(f => (long)(f[(Field)i] ?? 0))));
            }
        }
    }

    /// <summary>No station is accepted over a failing check that nobody named.</summary>
    public static void NothingUnnamed(ElectionRecord record)
    {
        foreach (var contest in record.Contests)
        {
            for (var station = 0; station < record.Tree.StationCount; station++)
            {
                if (contest.Tally.Class(station) == StationClass.Accepted)
                {
                    (Catalogue.First.FailingHolds(contest.Checks(station)) & ~contest.NamedChecks(station)).ShouldBe(0u);
                }
            }
        }
    }

    public static RegionCode[] Stations(RegionTree tree) => [.. Enumerable.Range(0, tree.StationCount).Select(tree.Station)];
}
