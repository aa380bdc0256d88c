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
        MadeElections.Ppwp.DistrictOf(RegionCode.Parse("99AA010001001")).ShouldBe(MadeElections.Ppwp.Districts[0]);
        MadeElections.Ppwp.Slots.ShouldBe(3);
        Enumerable.Range(0, 3).Select(i => MadeElections.Ppwp.SlotOf(MadeElections.Ppwp.Districts[0], i)).ShouldBe([0, 1, 2]);
        MadeElections.Ppwp.SlotsOf(MadeElections.Ppwp.Districts[0]).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_party_and_a_place_on_its_list_have_the_same_column_in_every_dapil()
    {
        foreach (var contest in new[] { MadeElections.Pdpr, MadeElections.Pdprdk })
        {
            foreach (var district in contest.Districts)
            {
                var slots = Enumerable.Range(0, district.Choices.Count).Select(i => contest.SlotOf(district, i)).ToList();
                slots.ShouldBe(contest.SlotsOf(district).ToArray());
                slots.ShouldBeUnique();
                slots.Select(s => contest.SlotChoices[s]).ShouldBe(district.Choices);
            }
        }

        // Four parties with at most four candidates.
        MadeElections.Pdpr.Slots.ShouldBe(4 * 5);
        MadeElections.Pdpr.SlotChoices[5 * 3].ShouldBe(new Choice(4));
    }

    [Fact]
    public void Persons_have_the_columns_of_their_places_on_the_ballot()
    {
        MadeElections.Pdpd.Slots.ShouldBe(7);
        MadeElections.Pdpd.SlotOf(MadeElections.Pdpd.Districts[0], 2).ShouldBe(2);
        MadeElections.Pdpd.Districts[0].IndexOf(new Choice(5)).ShouldBe(2);
        MadeElections.Pdpd.Districts[0].IndexOf(new Choice(4)).ShouldBe(-1);
        Should.Throw<ArgumentOutOfRangeException>(() => MadeElections.Pdpd.SlotOf(MadeElections.Pdpd.Districts[0], 3));
    }
}
