using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

public sealed class CopyElectionTests
{
    private static readonly RegionsFile Regions = new(
        Made.Tree,
        new Dictionary<RegionCode, string> { [RegionCode.Parse("31")] = "DKI JAKARTA" },
        new Dictionary<RegionCode, string> { [RegionCode.Parse("99AA010001001")] = "POS 001" },
        [],
        []
    );

    [Fact]
    public void A_first_import_begins_an_election_that_says_it_is_a_copy()
    {
        var copy = CopyElection.Define(Regions, [1, 2, 3]);
        (copy.Kind, copy.Id, copy.Ledger, copy.Rules.Version).ShouldBe(
            (ElectionKind.Copy, "pemilu-2024-salinan", "localhost/pemilu-2024-salinan", 1)
        );
        copy.Structure.Flaw().ShouldBeNull();
        IdRules.IsId(copy.Id).ShouldBeTrue();
        IdRules.IsOrigin(copy.Ledger).ShouldBeTrue();
        copy.Names.Title.Indonesian.ShouldContain("salinan");
        copy.Names.Title.English.ShouldContain("copy");
        copy.Names.RegionName(RegionCode.Parse("31")).ShouldBe("DKI JAKARTA");
        copy.Names.StationName(RegionCode.Parse("99AA010001001")).ShouldBe("POS 001");
        copy.Names.ChoiceName("ppwp", "0", new Choice(2)).ShouldContain("Prabowo");
    }

    [Fact]
    public void Its_limits_are_those_of_2024_and_its_ballot_is_what_the_feed_has()
    {
        var structure = CopyElection.Define(Regions, [1, 2], "x", "example.org/x").Structure;
        structure
            .Encode()
            .ShouldBe(
                (
                    """{"limits":{"voters":300,"law":500,"reserve":2}"""u8
                    + ""","contests":[{"code":"ppwp","kind":"tickets","tier":"nation","rule":"""u8
                    + """{"method":"majority","majority":500,"spread":200}"""u8
                    + ""","form":["roll","fromRoll","transferred","sameDay","voters","ballots","disabled","sums"]"""u8
                    + ""","districts":[{"code":"0","regions":["0"],"seats":1"""u8
                    + ""","choices":[1,2]}]}]}"""u8
                ).ToArray()
            );
    }

    [Fact]
    public void The_pairs_of_2024_do_not_lend_their_names_to_another_ballot() =>
        CopyElection.Define(Regions, [1, 2]).Names.ChoiceName("ppwp", "0", new Choice(2)).ShouldBe("2");
}
