using Sirekap.Elections.Checks;

namespace Sirekap.Elections.Tests.Checks;

public class CatalogueTests
{
    /// <summary>Codes and order are written into ledgers: this list may only grow with a new version of the rules.</summary>
    [Fact]
    public void Codes_and_order_of_version_1_stay() =>
        Catalogue
            .For(1)
            .Select(c => c.Code)
            .ShouldBe([
                "VALID_SUM",
                "VOTES_SUM",
                "CHOICE_MISSING",
                "TURNOUT_VOTES",
                "VOTES_OVER_BALLOTS",
                "VOTES_OVER_LAW",
                "ROLL_SUM",
                "FROM_ROLL_SUM",
                "TRANSFERRED_SUM",
                "SAME_DAY_SUM",
                "VOTERS_SUM",
                "DISABLED_SUM",
                "TURNOUT_PARTS",
                "FROM_ROLL_OVER_ROLL",
                "DISABLED_OVER_VOTERS",
                "BALLOTS_SUM",
                "BALLOTS_USED",
                "BALLOTS_ROLL",
                "STATION_SIZE",
            ]);

    [Fact]
    public void Every_check_has_an_index_and_every_index_its_check()
    {
        Enum.GetValues<CheckIndex>().Length.ShouldBe(Catalogue.For(1).Count);
        foreach (var index in Enum.GetValues<CheckIndex>())
        {
            var check = Catalogue.For(1)[(int)index];
            check.Code.Replace("_", "", StringComparison.Ordinal).ShouldBe(index.ToString().ToUpperInvariant());
            Catalogue.IndexOf(check.Code).ShouldBe((int)index);
            new CheckResult(1u << (int)index, true).FailingHolds.ShouldBe(check.Severity == Severity.Holds ? 1u << (int)index : 0);
        }
    }

    [Fact]
    public void Every_check_is_told_in_both_languages()
    {
        foreach (var check in Catalogue.For(1))
        {
            check.Indonesian.ShouldEndWith(".");
            check.English.ShouldEndWith(".");
            check.Indonesian.ShouldNotBe(check.English);
            check.Law.ShouldNotBeNullOrWhiteSpace();
        }

        Catalogue.For(1).Select(c => c.Indonesian).Distinct().Count().ShouldBe(Catalogue.For(1).Count);
        Catalogue.For(1).Select(c => c.English).Distinct().Count().ShouldBe(Catalogue.For(1).Count);
    }

    [Fact]
    public void Other_versions_are_not_known()
    {
        Catalogue.Knows(1).ShouldBeTrue();
        Catalogue.Knows(0).ShouldBeFalse();
        Catalogue.Knows(2).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => Catalogue.For(2));
        Catalogue.IndexOf("NO_SUCH").ShouldBe(-1);
    }
}
