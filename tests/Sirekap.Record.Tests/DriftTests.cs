using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests;

/// <summary>Where figures became others on their way up, by whom and why: none missed, none invented.</summary>
public class DriftTests
{
    private static readonly string[] Stations = ["3171010001001", "3171010001002", "3171020001001", "3172010001001", "3201010001001"];

    [Fact]
    public void Where_every_tier_adds_up_what_is_under_it_nothing_drifts()
    {
        using var ledger = Night();
        Certify(ledger, [], "317101", "317102", "3171", "3172", "31", "32", "0");
        Of(ledger).ShouldBeEmpty();
    }

    [Fact]
    public void A_vote_that_moves_is_named_at_its_tier_with_its_author_and_the_tiers_above_only_carry_it()
    {
        using var ledger = Night();
        Certify(ledger, [], "317101", "317102");
        Certify(ledger, [0, 7, -7], "3171");
        Certify(ledger, [], "3172", "31", "32", "0");
        var drifts = Of(ledger);
        drifts
            .Select(drift => (drift.Tier, $"{drift.Place}", $"{drift.Figure}", drift.By))
            .ShouldBe([(Level.Regency, "3171", "IV.2", 7), (Level.Regency, "3171", "IV.3", -7)]);
        drifts.ShouldAllBe(drift => drift.Cause == DriftCause.Unexplained && ledger.Record.Keys[drift.Key].Role == Role.Regency);
        Of(ledger, "3172").ShouldBeEmpty();
    }

    [Fact]
    public void What_a_plenary_reads_otherwise_than_a_station_sent_has_its_reason()
    {
        using var ledger = Night();
        var (first, second) = (InPlace(ledger, Stations[0]), InPlace(ledger, Stations[1]));
        var district = ledger.Officer("317101");
        ledger.Said(MadeLedger.Transcribe(Stations[0], first, MadeElection.Sound(10, 25, 25)), district);
        var recount = MadeLedger.Transcribe(Stations[1], second, MadeElection.Sound(11, 20, 30), differs: false);
        ledger.Said(recount with { Source = PaperSource.Recount }, district);
        var third = ledger.Said(
            MadeLedger.Review(Stations[2], InPlace(ledger, Stations[2]), ReviewAct.Correct, MadeElection.Sound(1, 20, 30)),
            ledger.Officer("317102")
        );
        Certify(ledger, [], "317101", "317102", "3171");
        var votes = Of(ledger).Where(drift => drift.Figure.Part == PaperPart.Votes).ToList();
        votes
            .Select(drift => ($"{drift.Place}", $"{drift.Figure}", drift.Before, drift.After, drift.Cause))
            .ShouldBe([
                (Stations[0], "IV.2", 20, 25, DriftCause.Misread),
                (Stations[0], "IV.3", 30, 25, DriftCause.Misread),
                (Stations[1], "IV.1", 10, 11, DriftCause.Recount),
                (Stations[2], "IV.1", 10, 1, DriftCause.Decision),
            ]);
        ledger.Record.Ids[votes[^1].Entry].ShouldBe(third);
        Of(ledger, "317102").ShouldAllBe(drift => drift.Place.IsWithin(RegionCode.Parse("317102")));
    }

    /// <summary>At random places random votes move; the table is what was moved, and it adds up to what was certified.</summary>
    [Fact]
    public void What_was_moved_is_found_to_the_last_vote_and_the_tiers_add_up()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            using var ledger = Night();
            var moved = new List<(string Place, string Figure, long By)>();
            foreach (var region in new[] { "317101", "317102", "317201", "320101", "3171", "3172", "3201", "31", "32", "0" })
            {
                var by = random.Next(-5, 6);
                Certify(ledger, [by, -by, 0], region);
                moved.AddRange(by == 0 ? [] : [(region, "IV.1", by), (region, "IV.2", -by)]);
            }

            var drifts = Of(ledger);
            drifts.Select(drift => ($"{drift.Place}", $"{drift.Figure}", drift.By)).ShouldBe(moved, ignoreOrder: true);
            var certified = ledger.President.Plenaries(0)[^1];
            for (var choice = 0; choice < 3; choice++)
            {
                var sum = drifts.Where(drift => $"{drift.Figure}" == $"IV.{choice + 1}").Sum(drift => drift.By);
                (certified.Own.Votes[choice] + sum).ShouldBe(certified.Certified.Votes[choice]);
            }
        }
    }

    [Fact]
    public void Where_a_district_has_not_certified_its_stations_stand_for_it()
    {
        using var ledger = Night();
        Certify(ledger, [3, 0, 0], "317101");
        Certify(ledger, [], "3171");
        Of(ledger).ShouldHaveSingleItem().Place.ToString().ShouldBe("317101");
    }

    private static MadeLedger Night()
    {
        var ledger = new MadeLedger();
        foreach (var station in Stations)
        {
            ledger.Submit(station, MadeElection.Sound(10, 20, 30));
        }

        return ledger;
    }

    /// <summary>Each certifies what is under it, and so many votes more of each choice.</summary>
    private static void Certify(MadeLedger ledger, int[] more, params string[] regions)
    {
        foreach (var code in regions)
        {
            var region = ledger.Record.Tree.FindRegion(RegionCode.Parse(code));
            var own = ledger.President.Tally.Totals(region).Accepted;
            var ballot = ledger.President.Tally.BallotOf(region);
            var now = new Plenary(
                int.MaxValue,
                0,
                own.Stations,
                TotalFigures.Of(ballot, own.Votes, own.Counts),
                own.Stations,
                TotalFigures.Of(ballot, own.Votes, own.Counts)
            );
            var under = Drifts.Under(ledger.Record, ledger.President, region, now);
            var votes = under.Votes.ToArray();
            for (var i = 0; i < more.Length; i++)
            {
                votes[i] += more[i];
            }

            var totals = new Totals(
                MadeElection.President,
                RegionCode.Parse(code),
                own.Stations,
                new TotalFigures(votes, under.Counts.ToArray())
            );
            ledger.Said(totals, code == "0" ? ledger.Roots[0] : ledger.Officer(code));
        }
    }

    private static Digest InPlace(MadeLedger ledger, string station) =>
        ledger.Record.Ids[ledger.President.InPlace(ledger.Station(station))];

    private static List<Drift> Of(MadeLedger ledger, string region = "0") =>
        [.. Drifts.Of(ledger.Record, ledger.President, ledger.Record.Tree.FindRegion(RegionCode.Parse(region)))];
}
