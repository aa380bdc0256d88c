using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tests.Contests;

public class ContestTests
{
    [Theory]
    [InlineData("1102012001001", "1101")]
    [InlineData("1101012001001", "1102")]
    [InlineData("1104", "1102")]
    [InlineData("9901010001001", "1101")]
    [InlineData("99BF010001001", "1101")]
    public void A_dapil_is_found_by_its_regions_and_not_by_its_code(string place, string district) =>
        MadeElections.Pdpr.DistrictOf(RegionCode.Parse(place)).Code.ShouldBe(district);

    [Theory]
    [InlineData("1105012001001")]
    [InlineData("0000000000001")]
    [InlineData("9801")]
    [InlineData("11")]
    [InlineData("0")]
    public void Who_lies_in_no_dapil_has_no_part(string place)
    {
        MadeElections.Pdpr.TryFindDistrict(RegionCode.Parse(place), out _).ShouldBeFalse();
        Should
            .Throw<ArgumentOutOfRangeException>(() => MadeElections.Pdpr.DistrictOf(RegionCode.Parse(place)))
            .Message.ShouldContain("pdpr");
    }

    [Fact]
    public void Dapil_of_a_regency_are_groups_of_districts()
    {
        MadeElections.Pdprdk.DistrictOf(RegionCode.Parse("1101032001001")).Code.ShouldBe("110101");
        MadeElections.Pdprdk.DistrictOf(RegionCode.Parse("1101022001001")).Code.ShouldBe("110102");
        MadeElections.Pdprdk.TryFindDistrict(RegionCode.Parse("1101"), out _).ShouldBeFalse();
    }

    [Fact]
    public void Every_station_votes_for_president_on_one_ballot()
    {
        var ppwp = MadeElections.Ppwp;
        ppwp.DistrictOf(RegionCode.Parse("99AA010001001")).ShouldBe(ppwp.Districts[0]);
        foreach (var place in new[] { "0", "11", "1101012001001" })
        {
            ppwp.BallotOf(RegionCode.Parse(place)).Columns.ShouldBe([new Choice(1), new Choice(2), new Choice(3)]);
            ppwp.BallotOf(RegionCode.Parse(place)).Lines.Select(line => line.Number).ShouldBe([1, 2, 3]);
        }
    }

    [Fact]
    public void Within_a_dapil_the_columns_are_its_ballot_and_a_party_has_its_own_and_its_candidates()
    {
        foreach (var contest in new[] { MadeElections.Pdpr, MadeElections.Pdprdk })
        {
            foreach (var district in contest.Districts)
            {
                var ballot = contest.BallotOf(district.Regions[0]);
                ballot.District.ShouldBe(district);
                ballot.Columns.ShouldBe(district.Choices);
                ballot.Lines.SelectMany(line => line.Columns).ShouldBe(Enumerable.Range(0, district.Choices.Count));
                ballot.Lines.ShouldAllBe(line => line.Columns.All(column => ballot.Columns[column].Number == line.Number));
            }
        }
    }

    [Fact]
    public void Over_dapil_parties_stand_for_themselves_and_their_candidates()
    {
        var nation = MadeElections.Pdpr.BallotOf(RegionCode.Nation);
        nation.District.ShouldBeNull();
        nation.Columns.ShouldBe(
            MadeElections.Pdpr.Districts.SelectMany(d => d.Choices).Select(c => new Choice(c.Number)).Distinct().Order()
        );
        nation.Lines.ShouldAllBe(line => line.Columns.Count == 1);
        nation.TryFindLine(4, out var fourth).ShouldBeTrue();
        nation.Columns[fourth!.Columns[0]].ShouldBe(new Choice(4));
        nation.TryFindLine(900, out _).ShouldBeFalse();
    }

    [Fact]
    public void Persons_of_several_dapil_have_no_columns_together()
    {
        MadeElections.Pdpd.BallotOf(RegionCode.Nation).Columns.ShouldBeEmpty();
        MadeElections.Pdpd.BallotOf(RegionCode.Nation).Lines.ShouldBeEmpty();
        MadeElections.Pdpd.BallotOf(RegionCode.Parse("11")).Columns.ShouldBe(MadeElections.Pdpd.Districts[0].Choices);
        MadeElections.Pdpd.Districts[0].IndexOf(new Choice(5)).ShouldBe(2);
        MadeElections.Pdpd.Districts[0].IndexOf(new Choice(4)).ShouldBe(-1);
    }

    [Theory]
    [InlineData(new long[] { 5, 0, 0, 1, 1, 1, 1 }, 1, 1)]
    [InlineData(new long[] { 2, 1, 1, 4, 0, 0, 0 }, null, 0)]
    [InlineData(new long[] { 0, 0, 9, 1, 7, 0, 0 }, 1, 1)]
    [InlineData(new long[] { 0, 0, 0, 0, 0, 0, 0 }, null, 0)]
    [InlineData(new long[] { 0, 0, 0, 0, 0, 0, 8 }, 2, 8)]
    public void Parties_lead_by_their_sums_and_at_a_tie_nobody_does(long[] votes, int? leader, long ahead)
    {
        var ballot = new Contest(
            "dewan",
            ContestKind.Parties,
            [new ElectoralDistrict("0", [RegionCode.Nation], 2, [new(1), new(1, 1), new(1, 2), new(2), new(2, 1), new(2, 2), new(2, 3)])]
        ).BallotOf(RegionCode.Nation);
        ballot.Lead(votes).Line?.Number.ShouldBe(leader!.Value);
        (ballot.Lead(votes).Line is null).ShouldBe(leader is null);
        ballot.Lead(votes).Votes.ShouldBe(ahead);
    }

    [Fact]
    public void A_ballot_says_whether_it_is_whole_whether_parties_have_sums_of_their_own_and_where_a_choice_is_counted()
    {
        var lists = new Contest(
            "dewan",
            ContestKind.Parties,
            [
                MadeElections.District("1", ["11"], 2, MadeElections.Lists((1, 2), (4, 1))),
                MadeElections.District("2", ["12"], 2, MadeElections.Lists((4, 2))),
            ]
        );
        var (own, wide) = (lists.BallotOf(RegionCode.Parse("11")), lists.BallotOf(RegionCode.Nation));
        (own.IsWhole, own.Parties).ShouldBe((true, 2));
        (wide.IsWhole, wide.Parties).ShouldBe((true, 0));
        own.Columns.Select(own.ColumnOf).ShouldBe(Enumerable.Range(0, own.Columns.Count));
        own.ColumnOf(new Choice(4, 2)).ShouldBe(-1);
        wide.ColumnOf(new Choice(4)).ShouldBe(1);
        wide.ColumnOf(new Choice(4, 2)).ShouldBe(1, "a candidate's votes are the party's there");
        wide.ColumnOf(new Choice(7)).ShouldBe(-1);

        var persons = new Contest(
            "dpd",
            ContestKind.Individuals,
            [
                MadeElections.District("1", ["11"], 1, MadeElections.Numbers(2)),
                MadeElections.District("2", ["12"], 1, MadeElections.Numbers(3)),
            ]
        );
        (persons.BallotOf(RegionCode.Parse("12")).IsWhole, persons.BallotOf(RegionCode.Parse("12")).Parties).ShouldBe((true, 0));
        (persons.Wide.IsWhole, persons.Wide.Parties).ShouldBe((false, 0));
    }

    [Fact]
    public void A_single_pair_leads_when_it_has_a_vote()
    {
        var ballot = new Contest("bupati", ContestKind.Tickets, [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new(1)])]).BallotOf(
            RegionCode.Nation
        );
        ballot.Lead([0]).ShouldBe(new Lead(null, 0));
        ballot.Lead([3]).ShouldBe(new Lead(ballot.Lines[0], 0));
    }
}
