using Sirekap.Paper.Layouts;

namespace Sirekap.Paper.Tests.Layouts;

public sealed class PartyPagesTests
{
    private static readonly FormLayout Parliament = FormLayouts.Named("sirekap-pdpr");

    [Fact]
    public void The_parliamentary_form_has_a_page_for_each_party_and_its_tag_tells_which()
    {
        var parties = Parliament.Pages.Where(page => PartyPages.PartyOf(page) is not null).ToList();
        parties.Select(page => PartyPages.PartyOf(page)).ShouldBe(Enumerable.Range(1, 24).Select(party => (int?)party));
        parties.ShouldAllBe(page => page.Tag.Id == 1100 + PartyPages.PartyOf(page));
        parties[2]
            .Numbers.Select(number => number.Name)
            .ShouldBe(["P3", "P3.1", "P3.2", "P3.3", "P3.4", "P3.5", "P3.6", "P3.7", "P3.8", "P3.9", "P3.10", "P3.S"]);
        parties[2].Tallies.Select(tally => tally.Number).ShouldBe(parties[2].Numbers.SkipLast(1).Select(number => number.Name));
        Parliament.Pages.Select(page => page.Number).ShouldBe(Enumerable.Range(1, 26));
        (Parliament.Pages[0].Tag.Id, Parliament.Pages[^1].Tag.Id).ShouldBe((1100, 1199));
    }

    [Fact]
    public void A_party_has_its_own_sum_and_the_valid_votes_are_the_sum_of_all()
    {
        var sums = Parliament.Sums.Select(sum => $"{sum.Check}: {sum.Total} = {string.Join(" + ", sum.Parts)}").ToList();
        sums.ShouldContain("PARTY_SUM: P24.S = P24 + P24.1 + P24.2 + P24.3 + P24.4 + P24.5 + P24.6 + P24.7 + P24.8 + P24.9 + P24.10");
        sums.ShouldContain($"VALID_SUM: V.A = {string.Join(" + ", Enumerable.Range(1, 24).Select(party => $"P{party}.S"))}");
    }

    [Fact]
    public void A_ballot_of_few_parties_has_their_pages_and_sums_alone()
    {
        var form = PartyPages.Of(Parliament, new HashSet<int> { 2, 11 });
        form.Pages.Select(page => page.Tag.Id).ShouldBe([1100, 1102, 1111, 1199]);
        form.Sums.Where(sum => sum.Check == "PARTY_SUM").Select(sum => sum.Total).ShouldBe(["P2.S", "P11.S"]);
        form.Sums.Single(sum => sum.Check == "VALID_SUM").Parts.ShouldBe(["P2.S", "P11.S"]);
        form.Sums.Count(sum => sum.Check == "TURNOUT_PARTS").ShouldBe(3);
    }

    [Fact]
    public void A_form_without_parties_stays_as_it_is()
    {
        var president = FormLayouts.Named("sirekap-ppwp");
        var same = PartyPages.Of(president, new HashSet<int>());
        same.Pages.ShouldBe(president.Pages);
        same.Sums.Select(sum => (sum.Total, sum.Parts.Count)).ShouldBe(president.Sums.Select(sum => (sum.Total, sum.Parts.Count)));
    }

    [Fact]
    public void A_ballot_of_no_known_party_has_no_sum_over_parties() =>
        PartyPages.Of(Parliament, new HashSet<int>()).Sums.ShouldAllBe(sum => sum.Parts.Count > 0 && sum.Check != "VALID_SUM");
}
