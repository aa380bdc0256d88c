using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using static Sirekap.Elections.Tests.Contests.MadeElections;

namespace Sirekap.Elections.Tests.Contests;

public class ElectionStructureTests
{
    public static TheoryData<string, Contest> Flawed =>
        new()
        {
            {
                "contest ppwp, district 0: duplicate choice 2",
                Of(ContestKind.Tickets, District("0", ["0"], 1, [new Choice(2), new Choice(2)]))
            },
            {
                "contest ppwp, district 0: choices out of order at 1",
                Of(ContestKind.Tickets, District("0", ["0"], 1, [new Choice(2), new Choice(1)]))
            },
            {
                "contest ppwp, district 0: choice out of range 0: numbers from 1 to 999",
                Of(ContestKind.Tickets, District("0", ["0"], 1, [new Choice(0)]))
            },
            {
                "contest ppwp, district 0: candidate without party 1.1: only parties have candidates",
                Of(ContestKind.Tickets, District("0", ["0"], 1, Lists((1, 1))))
            },
            {
                "contest ppwp, district 0: candidate without party 2.1",
                Of(ContestKind.Parties, District("0", ["0"], 1, [new Choice(1), new Choice(2, 1)]))
            },
            { "contest ppwp, district 0: no choices", Of(ContestKind.Tickets, District("0", ["0"], 1, [])) },
            { "contest ppwp, district 0: no regions", Of(ContestKind.Tickets, District("0", [], 1, Numbers(1))) },
            { "contest ppwp, district 0: duplicate region 11", Of(ContestKind.Tickets, District("0", ["11", "11"], 1, Numbers(1))) },
            { "contest ppwp, district 0: regions out of order at 11", Of(ContestKind.Tickets, District("0", ["12", "11"], 1, Numbers(1))) },
            {
                "contest ppwp, district 0: region 1101012001001 is a station",
                Of(ContestKind.Tickets, District("0", ["1101012001001"], 1, Numbers(1)))
            },
            {
                "contest ppwp, district 0: regions overlap: 1101 lies in 11",
                Of(ContestKind.Tickets, District("0", ["11", "1101"], 1, Numbers(1)))
            },
            {
                "contest ppwp, districts overlap: 1101 of b lies in 11 of a",
                Of(ContestKind.Tickets, District("a", ["11"], 1, Numbers(1)), District("b", ["1101"], 1, Numbers(1)))
            },
            {
                "contest ppwp, duplicate district a",
                Of(ContestKind.Tickets, District("a", ["11"], 1, Numbers(1)), District("a", ["12"], 1, Numbers(1)))
            },
            { "contest ppwp, district 0: seats out of range: 1 to 999", Of(ContestKind.Tickets, District("0", ["0"], 0, Numbers(1))) },
            {
                "contest ppwp, district a b: bad code: 1 to 64 of A-Z, a-z, 0-9, . and -",
                Of(ContestKind.Tickets, District("a b", ["0"], 1, Numbers(1)))
            },
            { "contest ppwp, no districts", Of(ContestKind.Tickets) },
            {
                "contest ppwp, too many choices: 5000 columns, at most 4096",
                Of(ContestKind.Parties, District("0", ["0"], 1, Lists((1, 999), (2, 999), (3, 999), (4, 999), (5, 999))))
            },
            { "contest PPWP, bad code: 1 to 64 of a-z, 0-9 and -", new Contest("PPWP", ContestKind.Tickets, Ppwp.Districts) },
        };

    public static TheoryData<string, Contest> FlawedRules =>
        new()
        {
            {
                "contest ppwp, rule: sainte-lague is for parties, plurality and majority for tickets and individuals",
                new Contest("ppwp", ContestKind.Tickets, Ppwp.Districts, ContestRule.House)
            },
            {
                "contest ppwp, rule: sainte-lague is for parties, plurality and majority for tickets and individuals",
                new Contest("ppwp", ContestKind.Parties, [District("0", ["0"], 1, Lists((1, 1)))], ContestRule.President)
            },
            {
                "contest ppwp, rule: a majority elects one",
                new Contest("ppwp", ContestKind.Individuals, [District("0", ["0"], 4, Numbers(1))], ContestRule.President)
            },
            {
                "contest ppwp, rule: majority out of range, 500 to 999 thousandths",
                new Contest("ppwp", ContestKind.Tickets, Ppwp.Districts, ContestRule.President with { Majority = 499 })
            },
            {
                "contest ppwp, rule: spread out of range, 0 to 999 thousandths",
                new Contest("ppwp", ContestKind.Tickets, Ppwp.Districts, ContestRule.President with { Spread = 1000 })
            },
            {
                "contest ppwp, form: a form has the row sums, what the votes come to",
                new Contest("ppwp", ContestKind.Tickets, Ppwp.Districts, form: new ContestForm([Fields.Rows[0]]))
            },
            {
                "contest ppwp, district 0: region 0 is wider than a province, which sets the result",
                new Contest("ppwp", ContestKind.Tickets, Ppwp.Districts, tier: Level.Province)
            },
            {
                "contest ppwp, district a: 1201 and 1101 do not lie in one province, which sets the result",
                new Contest("ppwp", ContestKind.Tickets, [District("a", ["1101", "1201"], 1, Numbers(1))], tier: Level.Province)
            },
        };

    [Fact]
    public void Every_kind_of_contest_is_read_as_it_was_written()
    {
        All.Flaw().ShouldBeNull();
        ElectionStructure.TryParse(All.Encode(), out var read, out var error).ShouldBeTrue(error);
        read!.Encode().ShouldBe(All.Encode());
        read.Limits.ShouldBe(All.Limits);
        read.Contests.Select(c => (c.Code, c.Kind, c.MostColumns, c.Rule, c.Tier))
            .ShouldBe(All.Contests.Select(c => (c.Code, c.Kind, c.MostColumns, c.Rule, c.Tier)));
        foreach (var (ours, theirs) in All.Contests.Zip(read.Contests))
        {
            theirs.Districts.Select(d => (d.Code, d.Seats)).ShouldBe(ours.Districts.Select(d => (d.Code, d.Seats)));
            theirs.Districts.SelectMany(d => d.Regions).ShouldBe(ours.Districts.SelectMany(d => d.Regions));
            theirs.Districts.SelectMany(d => d.Choices).ShouldBe(ours.Districts.SelectMany(d => d.Choices));
        }
    }

    [Fact]
    public void It_is_written_as_docs_say() =>
        Encoding
            .ASCII.GetString(
                new ElectionStructure(
                    Limits.Of2024,
                    [Ppwp, Of(ContestKind.Parties, District("A.1", ["11", "12"], 3, Lists((1, 2), (4, 0))))]
                ).Encode()
            )
            .ShouldBe(
                """{"limits":{"voters":300,"law":500,"reserve":2}"""
                    + ""","contests":[{"code":"ppwp","kind":"tickets","tier":"nation","rule":{"method":"plurality"}"""
                    + ""","form":["roll","fromRoll","transferred","sameDay","voters","ballots","disabled","sums"]"""
                    + ""","districts":[{"code":"0","regions":["0"],"seats":1,"choices":[1,2,3]}]}"""
                    + """,{"code":"ppwp","kind":"parties","tier":"nation","rule":{"method":"sainte-lague","threshold":0}"""
                    + ""","form":["roll","fromRoll","transferred","sameDay","voters","ballots","disabled","sums"]"""
                    + ""","districts":[{"code":"A.1","regions":["11","12"],"seats":3,"choices":[[1,1,2],[4]]}]}]}"""
            );

    [Fact]
    public void There_is_one_text_for_one_structure()
    {
        foreach (var mutation in Made.Mutations(All.Encode()))
        {
            if (ElectionStructure.TryParse(mutation, out var read, out var error))
            {
                read.Encode().ShouldBe(mutation);
                read.Flaw().ShouldBeNull();
            }
            else
            {
                error.ShouldNotBeNullOrEmpty();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Flawed))]
    [MemberData(nameof(FlawedRules))]
    public void What_is_wrong_has_a_name_and_a_place(string flaw, Contest contest)
    {
        var structure = new ElectionStructure(Limits.Of2024, [contest]);
        structure.Flaw().ShouldBe(flaw);
    }

    [Fact]
    public void Limits_and_contests_are_checked_too()
    {
        new ElectionStructure(new Limits(300, 200, 2), [Ppwp]).Flaw().ShouldNotBeNull().ShouldStartWith("limits out of order");
        new ElectionStructure(Limits.Of2024, [Ppwp, Ppwp]).Flaw().ShouldBe("duplicate contest ppwp");
        new ElectionStructure(Limits.Of2024, []).Flaw().ShouldBe("an election has 1 to 64 contests");
    }

    [Fact]
    public void A_flawed_structure_is_not_read()
    {
        var json = new ElectionStructure(Limits.Of2024, [Ppwp, Ppwp]).Encode();
        ElectionStructure.TryParse(json, out _, out var error).ShouldBeFalse();
        error.ShouldBe("duplicate contest ppwp");
    }

    private static Contest Of(ContestKind kind, params ElectoralDistrict[] districts) => new("ppwp", kind, districts);
}
