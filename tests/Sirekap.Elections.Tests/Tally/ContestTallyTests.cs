using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;

namespace Sirekap.Elections.Tests.Tally;

public class ContestTallyTests
{
    private static readonly Contest Ppwp = new(
        "ppwp",
        ContestKind.Tickets,
        [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new Choice(1), new Choice(2), new Choice(3)])]
    );

    /// <summary>What happens to one of the stations: a form in a class, or none any more.</summary>
    private static readonly Gen<(int Station, StationClass Class, FormFields? Form)> Update =
        from station in Gen.Choose(0, int.MaxValue)
        from stationClass in Gen.Elements(Enum.GetValues<StationClass>())
        from form in Made.Form(3)
        select (station, stationClass, stationClass == StationClass.None ? null : form);

    private static readonly Arbitrary<(RegionCode[] Stations, (int Station, StationClass Class, FormFields? Form)[] Updates)> Nights = (
        from stations in Made.Station.ArrayOf(12)
        from updates in Update.ArrayOf()
        select (stations, updates)
    ).ToArbitrary();

    [Fact]
    public void Increments_are_the_full_recount_and_the_naive_sum() =>
        Prop.ForAll(
                Nights,
                night =>
                {
                    var tally = Fill(night.Stations, night.Updates);
                    tally.Recount().FirstDifference(tally.Sums).ShouldBe(-1);
                    for (var region = 0; region < tally.Tree.RegionCount; region++)
                    {
                        ShouldBeNaiveSum(tally, region);
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_stations_does_not_matter() =>
        Prop.ForAll(
                Nights,
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                (night, seed) =>
                {
                    var count = RegionTree.FromStations(night.Stations).StationCount;
                    var last = night.Updates.GroupBy(u => u.Station % count).Select(g => g.Last()).ToArray();
                    var shuffled = last.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    Fill(night.Stations, last).Sums.FirstDifference(Fill(night.Stations, shuffled).Sums).ShouldBe(-1);
                    Fill(night.Stations, last).Sums.FirstDifference(Fill(night.Stations, night.Updates).Sums).ShouldBe(-1);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_station_keeps_its_figures_and_what_is_missing_of_them() =>
        Prop.ForAll(
                Nights,
                night =>
                {
                    var tally = Fill(night.Stations, night.Updates);
                    foreach (var group in night.Updates.GroupBy(u => u.Station % tally.Tree.StationCount))
                    {
                        tally.Class(group.Key).ShouldBe(group.Last().Class);
                        tally.Fields(group.Key).ShouldBe(group.Last().Form);
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_form_that_moves_between_classes_is_in_one_sum_only() =>
        Prop.ForAll(
                Made.Form(3).ToArbitrary(),
                form =>
                {
                    var tally = new ContestTally(
                        RegionTree.FromStations([RegionCode.Parse("1101012001001"), RegionCode.Parse("1101012001002")]),
                        Ppwp
                    );
                    tally.Set(1, StationClass.Unchecked, form);
                    foreach (
                        var next in new[] { StationClass.UnderReview, StationClass.Accepted, StationClass.Accepted, StationClass.Unchecked }
                    )
                    {
                        tally.SetClass(1, next);
                        tally.Recount().FirstDifference(tally.Sums).ShouldBe(-1);
                        tally.Totals(0).Received.ShouldBe(1);
                        tally.Totals(0).Of(next).Stations.ShouldBe(1);
                        tally.Fields(1).ShouldBe(form);
                    }

                    tally.Clear(1);
                    tally.Totals(0).Received.ShouldBe(0);
                    tally.Totals(0).Reported.Votes.ShouldAllBe(v => v == 0);
                    tally.Totals(0).TotalStations.ShouldBe(2);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_recount_finds_the_region_whose_sums_are_another_tallys()
    {
        var stations = new[] { RegionCode.Parse("1101012001001"), RegionCode.Parse("1201012001001") };
        var form = new FormFields([1, 2, 3], FormFields.NoCounts());
        var left = Fill(stations, [(0, StationClass.Accepted, form), (1, StationClass.Accepted, form)]);
        var right = Fill(stations, [(0, StationClass.Accepted, form), (1, StationClass.Unchecked, form)]);
        left.Tree.Region(left.Recount().FirstDifference(right.Sums)).ShouldBe(RegionCode.Nation);
    }

    [Fact]
    public void A_recount_forgets_an_earlier_one() =>
        Prop.ForAll(
                Nights,
                night =>
                {
                    var tally = Fill(night.Stations, night.Updates);
                    var sums = tally.Recount();
                    tally.Set(0, StationClass.Accepted, new FormFields([7, 7, 7], FormFields.NoCounts()));
                    (sums.FirstDifference(tally.Sums) >= 0).ShouldBeTrue();
                    tally.Recount(sums);
                    sums.FirstDifference(tally.Sums).ShouldBe(-1);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_largest_figures_of_the_largest_village_and_of_a_nation_do_not_overflow()
    {
        // Every figure at its largest, 999 stations a village: 998,999,001 in a village, which fits 32 bits, and 8.2 × 10¹¹ in the nation.
        const int nation = 823_236;
        var stations = new List<RegionCode>(nation);
        for (var i = 0; i < nation; i++)
        {
            var village = i / 999;
            stations.Add(
                RegionCode.Parse($"{11 + (village / 100)}{1 + (village / 50 % 2):00}01{2001 + (village % 50):0000}").Station(1 + (i % 999))
            );
        }

        var counts = new int[Fields.Count];
        Array.Fill(counts, Fields.Largest);
        var form = new FormFields([Fields.Largest, Fields.Largest, Fields.Largest], counts);
        var tally = new ContestTally(RegionTree.FromStations(stations), Ppwp);
        tally.Tree.StationCount.ShouldBe(nation);
        for (var station = 0; station < nation; station++)
        {
            tally.Set(station, StationClass.UnderReview, form);
        }

        tally.Recount().FirstDifference(tally.Sums).ShouldBe(-1);
        tally.Totals(0).UnderReview.Votes.ShouldAllBe(v => v == (long)nation * Fields.Largest);
        tally.Totals(0).UnderReview.Counts.ShouldAllBe(c => c == (long)nation * Fields.Largest);
        tally.Totals(tally.Tree.VillageOf(0)).UnderReview.Votes.ShouldAllBe(v => v == 999L * Fields.Largest);
    }

    [Fact]
    public void A_form_that_is_not_of_this_ballot_changes_nothing()
    {
        var tally = Fill([RegionCode.Parse("1101012001001")], []);
        Should.Throw<ArgumentException>(() => tally.Set(0, StationClass.Accepted, new FormFields([1, 2], FormFields.NoCounts())));
        Should.Throw<ArgumentException>(() =>
            tally.Set(0, StationClass.Accepted, new FormFields([1, 2, Fields.Largest + 1], FormFields.NoCounts()))
        );
        Should.Throw<ArgumentException>(() => tally.Set(0, StationClass.Accepted, null));
        Should.Throw<ArgumentException>(() => tally.Set(0, StationClass.None, new FormFields([1, 2, 3], FormFields.NoCounts())));
        Should.Throw<ArgumentException>(() => tally.SetClass(0, StationClass.Accepted));
        tally.Totals(0).Received.ShouldBe(0);
        tally.Recount().FirstDifference(tally.Sums).ShouldBe(-1);
    }

    [Fact]
    public void Parties_add_up_over_districts_whose_lists_differ()
    {
        var contest = new Contest(
            "pdpr",
            ContestKind.Parties,
            [
                new ElectoralDistrict(
                    "1101",
                    [RegionCode.Parse("1101")],
                    7,
                    [new Choice(1), new Choice(1, 1), new Choice(1, 2), new Choice(4)]
                ),
                new ElectoralDistrict(
                    "1102",
                    [RegionCode.Parse("1102")],
                    6,
                    [new Choice(1), new Choice(1, 3), new Choice(2), new Choice(4), new Choice(4, 1)]
                ),
            ]
        );
        var tally = new ContestTally(
            RegionTree.FromStations([RegionCode.Parse("1101012001001"), RegionCode.Parse("1102012001001")]),
            contest
        );
        tally.Set(0, StationClass.Accepted, new FormFields([1, 10, 100, 1000], FormFields.NoCounts()));
        tally.Set(1, StationClass.Accepted, new FormFields([2, 20, FormFields.Missing, 2000, 5], FormFields.NoCounts()));
        tally.Fields(1)!.Votes.ToArray().ShouldBe([2, 20, FormFields.Missing, 2000, 5]);
        var nation = contest.SlotChoices.Zip(tally.Totals(0).Accepted.Votes).Where(p => p.Second > 0).Select(p => $"{p.First}:{p.Second}");
        nation.ShouldBe(["1:3", "1.1:10", "1.2:100", "1.3:20", "4:3000", "4.1:5"]);
        tally.Recount().FirstDifference(tally.Sums).ShouldBe(-1);
    }

    private static ContestTally Fill(RegionCode[] stations, (int Station, StationClass Class, FormFields? Form)[] updates)
    {
        var tally = new ContestTally(RegionTree.FromStations(stations), Ppwp);
        foreach (var (station, stationClass, form) in updates)
        {
            tally.Set(station % tally.Tree.StationCount, stationClass, form);
        }

        return tally;
    }

    private static void ShouldBeNaiveSum(ContestTally tally, int region)
    {
        var totals = tally.Totals(region);
        var inRegion = Enumerable
            .Range(0, tally.Tree.StationCount)
            .Where(s => tally.Tree.Station(s).IsWithin(tally.Tree.Region(region)))
            .ToList();
        totals.TotalStations.ShouldBe(inRegion.Count);
        var all = inRegion.Where(s => tally.Class(s) != StationClass.None).ToList();
        foreach (var stationClass in new[] { StationClass.Accepted, StationClass.Unchecked, StationClass.UnderReview })
        {
            ShouldBeSum(totals.Of(stationClass), [.. all.Where(s => tally.Class(s) == stationClass).Select(s => tally.Fields(s)!)]);
        }

        ShouldBeSum(totals.Reported, [.. all.Select(s => tally.Fields(s)!)]);
        totals.Received.ShouldBe(all.Count);
    }

    private static void ShouldBeSum(ClassTotals totals, FormFields[] forms)
    {
        totals.Stations.ShouldBe(forms.Length);
        totals.Votes.ShouldBe(Enumerable.Range(0, 3).Select(i => forms.Sum(f => Math.Max(f.Votes[i], 0L))));
        totals.Counts.ShouldBe(Enumerable.Range(0, Fields.Count).Select(i => forms.Sum(f => Math.Max(f.Counts[i], 0L))));
    }
}
