using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;
using Sirekap.Elections.Tests.Contests;

namespace Sirekap.Elections.Tests.Tally;

public class ContestTallyTests
{
    private static readonly Contest Ppwp = new(
        "ppwp",
        ContestKind.Tickets,
        [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new Choice(1), new Choice(2), new Choice(3)])]
    );

    /// <summary>Ballots of other lengths, one of them longer than a strip; districts of every tier, and places that have no part.</summary>
    private static readonly ElectoralDistrict[] Districts =
    [
        MadeElections.District("a", ["1101"], 7, MadeElections.Lists((1, 2), (4, 0))),
        MadeElections.District("b", ["1102", "9603", "99"], 6, MadeElections.Lists((1, 1), (2, 20), (4, 3))),
        MadeElections.District("c", ["317101"], 3, MadeElections.Lists((4, 1))),
        MadeElections.District("d", ["3171020001", "3171021001"], 3, MadeElections.Lists((1, 0), (18, 15))),
    ];

    private static readonly Contest Pdpr = new("pdpr", ContestKind.Parties, Districts);

    private static readonly Contest Pdpd = new(
        "pdpd",
        ContestKind.Individuals,
        [.. Districts.Select(d => d with { Choices = MadeElections.Numbers(d.Choices.Count) })]
    );

    /// <summary>What happens to one of the stations: a form in a class, or none any more.</summary>
    private static readonly Gen<(int Station, StationClass Class, FormFields? Form)> Update =
        from station in Gen.Choose(0, int.MaxValue)
        from stationClass in Gen.Elements(Enum.GetValues<StationClass>())
        from form in Made.Form(Districts.Max(d => d.Choices.Count))
        select (station, stationClass, stationClass == StationClass.None ? null : form);

    internal static readonly Arbitrary<Night> Nights = (
        from contest in Gen.Elements(Ppwp, Pdpr, Pdpd)
        from stations in Made.Station.ArrayOf(12)
        from updates in Update.ArrayOf()
        select Night.Of(contest, RegionTree.FromStations(stations), updates)
    ).ToArbitrary();

    [Fact]
    public void Increments_are_the_full_recount_and_the_naive_sum() =>
        Prop.ForAll(
                Nights,
                night =>
                {
                    var tally = night.Fill();
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
                    var last = night.Updates.GroupBy(u => u.Station).Select(g => g.Last()).ToArray();
                    var shuffled = last.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    (night with { Updates = last })
                        .Fill()
                        .Sums.FirstDifference((night with { Updates = shuffled }).Fill().Sums)
                        .ShouldBe(-1);
                    (night with { Updates = last }).Fill().Sums.FirstDifference(night.Fill().Sums).ShouldBe(-1);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_station_keeps_its_figures_and_what_is_missing_of_them() =>
        Prop.ForAll(
                Nights,
                night =>
                {
                    var tally = night.Fill();
                    foreach (var group in night.Updates.GroupBy(u => u.Station))
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
                    var tally = night.Fill();
                    var sums = tally.Recount();
                    if (night.Voting.Count == 0)
                    {
                        return;
                    }

                    var station = night.Voting[0];
                    var choices = tally.Contest.DistrictOf(tally.Tree.Station(station)).Choices.Count;
                    tally.Set(
                        station,
                        StationClass.Accepted,
                        new FormFields([.. Enumerable.Repeat(777_777, choices)], FormFields.NoCounts())
                    );
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
        Votes(0).ShouldBe(["1:133", "2:0", "4:3005"]);
        Votes(tally.Tree.FindRegion(RegionCode.Parse("11"))).ShouldBe(["1:133", "2:0", "4:3005"]);
        Votes(tally.Tree.FindRegion(RegionCode.Parse("1102"))).ShouldBe(["1:2", "1.3:20", "2:0", "4:2000", "4.1:5"]);
        tally.Totals(tally.Tree.FindRegion(RegionCode.Parse("1102")), 0).Accepted.Votes.ShouldBe([22L, 0L, 2005L]);
        tally.Recount().FirstDifference(tally.Sums).ShouldBe(-1);

        IEnumerable<string> Votes(int region) =>
            tally.BallotOf(region).Columns.Zip(tally.Totals(region).Accepted.Votes, (column, votes) => $"{column}:{votes}");
    }

    [Fact]
    public void Persons_of_different_districts_are_never_added()
    {
        var tally = new ContestTally(
            RegionTree.FromStations([
                RegionCode.Parse("1101012001001"),
                RegionCode.Parse("1102012001001"),
                RegionCode.Parse("1202012001001"),
            ]),
            Pdpd
        );
        tally.Set(0, StationClass.Accepted, new FormFields([1, 2, 3, 4], Given(Field.Valid, 10)));
        tally.Set(1, StationClass.Accepted, new FormFields([.. Enumerable.Repeat(9, Districts[1].Choices.Count)], Given(Field.Valid, 100)));
        var nation = tally.Totals(0);
        nation.Accepted.Votes.ShouldBeEmpty();
        nation.Accepted.Counts[(int)Field.Valid].ShouldBe(110);
        nation.Accepted.Stations.ShouldBe(2);
        nation.TotalStations.ShouldBe(2, "the third station has no such ballot");
        tally.Totals(tally.Tree.FindRegion(RegionCode.Parse("1101"))).Accepted.Votes.ShouldBe([1L, 2L, 3L, 4L]);
        tally.Fields(2).ShouldBeNull();
        tally.Clear(2);
        Should.Throw<ArgumentException>(() => tally.Set(2, StationClass.Accepted, new FormFields([1], FormFields.NoCounts())));
        tally.Fields(0)!.Votes.ToArray().ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void Totals_without_some_stations_are_those_of_the_others() =>
        Prop.ForAll(
                Nights,
                night =>
                {
                    var (tally, others) = (night.Fill(), night.Fill());
                    var left = night.Voting.Where((_, i) => i % 2 == 0).ToArray();
                    foreach (var station in left)
                    {
                        others.Clear(station);
                    }

                    for (var region = 0; region < tally.Tree.RegionCount; region++)
                    {
                        var code = tally.Tree.Region(region);
                        int[] within = [.. left.Where(station => tally.Tree.Station(station).IsWithin(code))];
                        tally.TotalsWithout(region, 0, within).ShouldBe(others.Totals(region, 0));
                        tally.TotalsWithout(region, region, within).ShouldBe(others.Totals(region));
                    }
                }
            )
            .QuickCheckThrowOnFailure();

    private static int[] Given(Field field, int figure)
    {
        var counts = FormFields.NoCounts();
        counts[(int)field] = figure;
        return counts;
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
        var (totals, code) = (tally.Totals(region), tally.Tree.Region(region));
        var inRegion = Enumerable
            .Range(0, tally.Tree.StationCount)
            .Where(s => tally.Tree.Station(s).IsWithin(code) && tally.Contest.TryFindDistrict(tally.Tree.Station(s), out _))
            .ToList();
        totals.TotalStations.ShouldBe(inRegion.Count);
        var all = inRegion.Where(s => tally.Class(s) != StationClass.None).ToList();
        foreach (var stationClass in new[] { StationClass.Accepted, StationClass.Unchecked, StationClass.UnderReview })
        {
            ShouldBeSum(tally, code, totals.Of(stationClass), [.. all.Where(s => tally.Class(s) == stationClass)]);
        }

        ShouldBeSum(tally, code, totals.Reported, all);
        totals.Received.ShouldBe(all.Count);
        foreach (var child in tally.Tree.Children(region))
        {
            tally.Totals(child, region).Reported.Votes.Length.ShouldBe(totals.Reported.Votes.Length);
        }

        if (tally.Tree.Children(region).ToList() is { Count: > 0 } children)
        {
            children.Select(child => tally.Totals(child, region).Accepted).Aggregate((a, b) => a + b).ShouldBe(totals.Accepted);
        }
    }

    /// <summary>Summed number by number, as a person would on paper.</summary>
    private static void ShouldBeSum(ContestTally tally, RegionCode region, ClassTotals totals, List<int> stations)
    {
        totals.Stations.ShouldBe(stations.Count);
        var forms = stations.ConvertAll(s => (Ballot: tally.Contest.DistrictOf(tally.Tree.Station(s)).Choices, Form: tally.Fields(s)!));
        totals.Counts.ShouldBe(Enumerable.Range(0, Fields.Count).Select(i => forms.Sum(f => Math.Max(f.Form.Counts[i], 0L))));
        var isDistrict = tally.Contest.TryFindDistrict(region, out var district);
        var columns =
            isDistrict ? district!.Choices
            : tally.Contest.Kind == ContestKind.Parties ? [new Choice(1), new Choice(2), new Choice(4), new Choice(18)]
            : (IReadOnlyList<Choice>)[];
        totals.Votes.ShouldBe(
            columns.Select(column =>
                forms.Sum(f =>
                    f.Ballot.Index()
                        .Where(choice => isDistrict ? choice.Item == column : choice.Item.Number == column.Number)
                        .Sum(choice => Math.Max(f.Form.Votes[choice.Index], 0L))
                )
            )
        );
    }
}
