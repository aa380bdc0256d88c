using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests;

/// <summary>Certified totals stand beside the sum of the accepted stations, as it was at that moment, and never replace it.</summary>
public class PlenaryTests
{
    [Theory]
    [InlineData(2, 11, 22, 33, 66, 4, true)]
    [InlineData(3, 11, 22, 33, 66, 4, false)]
    [InlineData(2, 12, 21, 33, 66, 4, false)]
    [InlineData(2, 11, 22, 33, 67, 4, false)]
    [InlineData(2, 11, 22, 33, 66, 5, false)]
    public void A_plenary_agrees_when_all_it_certifies_is_what_the_accepted_stations_add_up_to(
        int stations,
        int a,
        int b,
        int c,
        int valid,
        int invalid,
        bool agrees
    )
    {
        using var ledger = Night();
        ledger.Said(
            new Totals(MadeElection.President, RegionCode.Parse("317101"), stations, [a, b, c], valid, invalid),
            ledger.Officer("317101")
        );
        var plenary = Plenaries(ledger, "317101").ShouldHaveSingleItem();
        plenary.Agrees.ShouldBe(agrees);
        (plenary.OwnStations, plenary.OwnValid, plenary.OwnInvalid).ShouldBe((2, 66, 4));
        plenary.OwnVotes.ShouldBe([11L, 22, 33]);
        plenary.Index.ShouldBe(ledger.Record.Count - 1);
        Plenaries(ledger, "3171").ShouldBeEmpty();
    }

    [Fact]
    public void What_the_record_had_then_stays_beside_what_was_certified_when_stations_change_later()
    {
        using var ledger = Night();
        var totals = new Totals(MadeElection.President, RegionCode.Nation, 2, [11, 22, 33], 66, 4);
        var sums = ledger.President.Tally.Totals(0);
        ledger.Said(totals, ledger.Roots[2]);
        ledger.President.Tally.Totals(0).ShouldBe(sums);
        ledger.Submit("3201010001001", MadeElection.Sound(1, 1, 1));
        ledger.Said(totals with { Stations = 3 }, ledger.Roots[0]);
        var plenaries = Plenaries(ledger, "0");
        plenaries.Select(plenary => plenary.Agrees).ShouldBe([true, false]);
        plenaries.Select(plenary => plenary.OwnStations).ShouldBe([2, 3]);
        plenaries[0].OwnVotes.ShouldBe([11L, 22, 33]);
        plenaries[1].OwnVotes.ShouldBe([12L, 23, 34]);
    }

    /// <summary>Two stations accepted, one under review and one unchecked.</summary>
    private static MadeLedger Night()
    {
        var ledger = new MadeLedger();
        ledger.Submit("3171010001001", MadeElection.Sound(10, 20, 30));
        ledger.Submit("3171010001002", MadeElection.Sound(1, 2, 3));
        ledger.Submit("3171010001003", MadeElection.Broken(7, 7, 7));
        ledger.Submit("3171010002001", MadeElection.Bare(7, 7, 7));
        return ledger;
    }

    private static IReadOnlyList<Plenary> Plenaries(MadeLedger ledger, string region) =>
        ledger.President.Plenaries(ledger.Record.Tree.FindRegion(RegionCode.Parse(region)));
}
