using System.Text;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record.Tests.Golden;

namespace Sirekap.Record.Tests;

/// <summary>How stations vote, by the definition's list and by lists that are added.</summary>
public class MethodTests
{
    private const string Regions = "3171010001 1\n9501010001 1-2:noken,3\n99AA010001 1,2:ksk\n";

    [Fact]
    public void Where_a_community_votes_as_one_its_form_is_accepted_and_nothing_is_flagged()
    {
        using var ledger = new MadeLedger(regions: Regions);
        foreach (var station in new[] { "9501010001001", "9501010001003" })
        {
            ledger.Submit(station, MethodNight.AsOne(200));
        }

        Findings(ledger, "9501010001001").ShouldBeEmpty();
        Findings(ledger, "9501010001003").ShouldBe(["UNANIMOUS", "FULL_TURNOUT"]);
        ledger.President.Tally.Totals(0).Accepted.Stations.ShouldBe(2);
    }

    [Fact]
    public void Stations_that_are_added_bring_their_way_of_voting_and_the_others_keep_theirs()
    {
        using var ledger = new MadeLedger(regions: Regions);
        ledger.Submit("9501010001001", MethodNight.AsOne(60));
        ledger.Agreed(ExtendTests.Extend(ledger, "9401010001 1:noken\n9501010001 4:noken\n99AA010001 3:pos\n"), ledger.Roots[..2]);
        ledger.Submit("9401010001001", MethodNight.AsOne(70));
        Findings(ledger, "9401010001001").ShouldBeEmpty();
        Findings(ledger, "9501010001001").ShouldBeEmpty();
        string.Join(' ', Enumerable.Range(0, ledger.Record.Tree.StationCount).Select(ledger.Record.Tree.MethodOf))
            .ShouldBe("Coblos Noken Noken Noken Coblos Noken Tps Ksk Pos");
        ledger.Replay().Flaws.ShouldBeEmpty();
    }

    [Fact]
    public void A_snapshot_says_which_stations_it_has_and_not_how_they_vote()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy, Regions);
        var snapshot = ledger.Snapshot(1);
        var methods = snapshot with { Stations = ledger.Blob(Encoding.ASCII.GetBytes("9501010001 1:noken\n")) };
        ledger.Refused(RejectionCode.BadBlob, methods, ledger.Import());
        ledger.Said(methods with { Stations = ledger.Blob(Encoding.ASCII.GetBytes("9501010001 1\n")) }, ledger.Import());
    }

    /// <summary>
    /// Voters from another province get some of the ballots only (DPTb, UU 7/2017 Art. 348), so that one station has other voters in each
    /// contest: no check says that they should be as many.
    /// </summary>
    [Fact]
    public void A_station_may_have_other_voters_in_each_of_five_contests()
    {
        string[] contests = ["ppwp", "pdpr", "pdpd", "pdprdp", "pdprdk"];
        using var ledger = new MadeLedger(structure: Five(contests));
        foreach (var (i, contest) in contests.Index())
        {
            ledger.Said(ledger.Form("3171010001001", Voted(200 + (10 * i))) with { Contest = contest }, ledger.Officer("3171010001001"));
        }

        foreach (var (i, contest) in contests.Index())
        {
            var record = ledger.Record.Contest(contest)!;
            var station = ledger.Station("3171010001001");
            record.Findings(station).ShouldBeEmpty(contest);
            record.Tally.Class(station).ShouldBe(StationClass.Accepted);
            record.Tally.Fields(station)![Field.Voters].ShouldBe(200 + (10 * i));
        }
    }

    private static IEnumerable<string> Findings(MadeLedger ledger, string station) =>
        ledger.President.Findings(ledger.Station(station)).Select(finding => finding.Check.Code);

    private static ElectionStructure Five(string[] contests) =>
        new(
            Limits.Of2024,
            [
                .. contests.Select(code => new Contest(
                    code,
                    ContestKind.Individuals,
                    [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new(1), new(2)])]
                )),
            ]
        );

    /// <summary>A whole form of 240 on the roll that agrees with itself.</summary>
    private static FormFields Voted(int voters)
    {
        var transferred = Math.Max(0, voters - 230);
        var fromRoll = voters - transferred;
        int[] counts =
        [
            120,
            120,
            240,
            fromRoll / 2,
            fromRoll - (fromRoll / 2),
            fromRoll,
            0,
            transferred,
            transferred,
            0,
            0,
            0,
            fromRoll / 2,
            voters - (fromRoll / 2),
            voters,
            245,
            voters,
            0,
            245 - voters,
            0,
            0,
            0,
            voters - 5,
            5,
            voters,
        ];
        return new FormFields([voters - 15, 10], counts);
    }
}

/// <summary>Every way of voting, by the list that is added; all votes for one and nobody absent, with noken and without.</summary>
internal sealed class MethodNight() : GoldenNight("methods", ElectionKind.Simulation)
{
    /// <summary>All on the roll voted for the second ticket.</summary>
    public static FormFields AsOne(int voters)
    {
        var counts = FormFields.NoCounts();
        foreach (var field in new[] { Field.Roll, Field.FromRoll, Field.Voters, Field.Valid, Field.AllVotes })
        {
            counts[(int)field] = voters;
        }

        counts[(int)Field.Invalid] = 0;
        return new FormFields([0, voters, 0], counts);
    }

    protected override void Say(MadeLedger ledger)
    {
        ledger.Submit("3171010001001", AsOne(50));
        ledger.Submit("3171010001002", AsOne(49));
        ledger.Agreed(ExtendTests.Extend(ledger, "9401010001 1-3:noken,4,5:noken\n99AA010001 3:ksk,4-5:pos\n"), ledger.Roots[..2]);
        ledger.Tick();
        ledger.Submit("9401010001001", AsOne(200));
        ledger.Submit("9401010001004", AsOne(200));
        ledger.Submit("9401010001005", MadeElection.Broken(1, 2, 3));
        ledger.Submit("99AA010001003", AsOne(120));
        ledger.Submit("99AA010001004", MadeElection.Sound(4, 5, 6));
        Certify(ledger, "94", "0");
        ledger.Tick();
    }
}
