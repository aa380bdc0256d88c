using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Tests.Nights;

public class NightSimulationTests
{
    [Theory]
    [InlineData(1, 1UL, false)]
    [InlineData(40, 2UL, true)]
    [InlineData(900, 3UL, true)]
    public void The_record_accepts_every_entry_but_those_that_are_meant_to_be_refused(int stations, ulong seed, bool plenaries)
    {
        using var election = new MadeElection(new SimulationOptions(stations, seed) { Plenaries = plenaries, ReviewShare = 0.3 });

        var (record, refused) = election.Fold();

        foreach (var (entry, rejection) in refused)
        {
            var meant = entry.Intent switch
            {
                Intent.Repeats => RejectionCode.AlreadySaid,
                Intent.Intrudes => RejectionCode.RevokedKey,
                _ => (RejectionCode?)null,
            };
            ((RejectionCode?)rejection.Code).ShouldBe(meant, $"{rejection} in {election.Read(entry)}");
        }

        refused.Count.ShouldBe(election.Night.Entries().Count(entry => entry.Intent != Intent.Stands));
        record.Contest(SimulatedElection.Contest)!.Tally.Totals(0).Received.ShouldBe(stations);
    }

    [Fact]
    public void Every_kind_of_incident_happens()
    {
        using var election = new MadeElection(new SimulationOptions(4200, 5) { Plenaries = true });

        var statements = election.Statements().ToList();

        statements
            .OfType<Revoke>()
            .Select(revoke => revoke.Reason)
            .Distinct()
            .ShouldBe([RevocationReason.Lost, RevocationReason.Compromised], ignoreOrder: true);
        statements.OfType<Review>().Select(review => review.Act).Distinct().Count().ShouldBe(3);
        statements.OfType<Review>().ShouldContain(review => review.Act == ReviewAct.Accept && review.Checks.Count > 0);
        statements
            .OfType<Review>()
            .Select(review => review.Reason)
            .Distinct()
            .ShouldBe(
                [ReviewReason.PaperAgrees, ReviewReason.Misread, ReviewReason.Recounted, ReviewReason.Plenary, ReviewReason.Objection],
                ignoreOrder: true
            );
        election.Night.Entries().Select(entry => entry.Intent).Distinct().Count().ShouldBe(3);
        var forms = statements.OfType<Form>().GroupBy(form => form.Station).ToList();
        forms.ShouldContain(group => group.Select(form => form.Fields).Distinct().Count() > 1, "no forms conflict");
        forms.ShouldContain(
            group => group.Select(form => form.Taken).Distinct().Count() > 1 && group.Select(form => form.Fields).Distinct().Count() == 1,
            "no figures repeat"
        );
    }

    [Fact]
    public void The_same_seed_tells_the_same_night()
    {
        var options = new SimulationOptions(200, 77) { Plenaries = true };
        using var one = new MadeElection(options);
        using var two = new MadeElection(options);
        using var other = new MadeElection(options with { Seed = 78 }, one.Tree);

        Told(one).ShouldBe(Told(two));
        Told(one).ShouldNotBe(Told(other));

        // All that is said, by whom aside: statements carry public keys, never signatures.
        static List<string> Told(MadeElection election) =>
            [
                .. election
                    .Night.Entries()
                    .Select(entry =>
                        $"{entry.At} {entry.Intent} "
                        + $"{System.Text.Encoding.UTF8.GetString(StatementCodec.Write(election.Head, election.Read(entry)))}"
                    ),
            ];
    }

    [Fact]
    public void Keys_follow_from_the_secret_and_nothing_else_does()
    {
        var options = new SimulationOptions(60, 4);
        using var one = new MadeElection(options);
        using var two = new MadeElection(options, secret: [.. Enumerable.Repeat((byte)9, 32)]);

        one.Statements()
            .OfType<Enrol>()
            .Select(enrol => enrol.Scope)
            .ShouldBe(two.Statements().OfType<Enrol>().Select(enrol => enrol.Scope));
        one.Statements()
            .OfType<Enrol>()
            .Select(enrol => Convert.ToHexString(enrol.Key))
            .Intersect(two.Statements().OfType<Enrol>().Select(enrol => Convert.ToHexString(enrol.Key)))
            .ShouldBeEmpty();
        one.Statements().OfType<Form>().Select(form => form.Fields).ShouldBe(two.Statements().OfType<Form>().Select(form => form.Fields));
    }

    [Fact]
    public void Time_never_goes_back_and_a_form_is_taken_before_it_arrives()
    {
        using var election = new MadeElection(new SimulationOptions(800, 8) { Plenaries = true });
        var last = long.MinValue;

        foreach (var entry in election.Night.Entries())
        {
            entry.At.UnixSeconds.ShouldBeGreaterThanOrEqualTo(last);
            last = entry.At.UnixSeconds;
            if (election.Read(entry) is Form form)
            {
                form.Taken.ShouldBeLessThan(entry.At);
                form.Taken.ToDateTimeOffset().ShouldBeGreaterThan(new DateTimeOffset(2024, 2, 14, 11, 0, 0, TimeSpan.FromHours(7)));
            }
        }
    }

    [Fact]
    public void Most_forms_arrive_in_the_night_and_the_east_begins_first()
    {
        using var election = new MadeElection(new SimulationOptions(3000, 9));
        var arrivals = election
            .Night.Entries()
            .Select(entry => (entry.At, Form: election.Read(entry) as Form))
            .Where(pair => pair.Form is not null)
            .Select(pair =>
                (
                    Hour: (pair.At.ToDateTimeOffset() - new DateTimeOffset(2024, 2, 14, 0, 0, 0, TimeSpan.FromHours(7))).TotalHours,
                    pair.Form!.Taken,
                    pair.Form.Station
                )
            )
            .ToList();

        (arrivals.Count(arrival => arrival.Hour < 24) / (double)arrivals.Count).ShouldBeInRange(0.9, 0.995);
        arrivals.ShouldContain(arrival => arrival.Hour > 26);
        var taken = arrivals.ToLookup(
            arrival => arrival.Station.At(Level.Province).ToString()[0] is '9',
            arrival => arrival.Taken.UnixSeconds
        );
        taken[true].Average().ShouldBeLessThan(taken[false].Average() - 3600);
    }

    [Fact]
    public void A_benchmark_night_has_one_enrolment_and_one_form_a_station_and_a_review_for_two_of_a_hundred()
    {
        using var election = new MadeElection(SimulationOptions.BenchmarkNight(5000, 10));
        var statements = election.Statements().ToList();

        statements
            .OfType<Enrol>()
            .Where(enrol => enrol.Role == Role.Station)
            .Select(enrol => enrol.Scope)
            .Distinct()
            .Count()
            .ShouldBe(5000);
        statements.OfType<Form>().Select(form => form.Station).Distinct().Count().ShouldBe(5000);
        var reviews = statements.OfType<Review>().ToList();
        reviews.Select(review => review.Station).Distinct().Count().ShouldBe(reviews.Count);
        reviews.Count.ShouldBeInRange(80, 120);
        statements.Count.ShouldBe(10_000 + reviews.Count + statements.OfType<Enrol>().Count(enrol => enrol.Role != Role.Station));
        election.Night.Count.ShouldBe(statements.Count);
        election.Night.Structure.Watchers.ShouldBeEmpty();
    }

    [Fact]
    public void After_the_plenaries_nothing_is_open_and_they_certify_what_is_true()
    {
        using var election = new MadeElection(new SimulationOptions(300, 11) { Plenaries = true });

        var contest = election.Fold().Record.Contest(SimulatedElection.Contest)!;

        contest.Tally.Totals(0).Accepted.Stations.ShouldBe(300);
        var nation = contest.Plenaries(0).ShouldHaveSingleItem();
        nation.Stations.ShouldBe(300);
        for (var ticket = 0; ticket < SimulatedElection.Tickets; ticket++)
        {
            nation
                .Certified.Votes[ticket]
                .ShouldBe(
                    Enumerable.Range(0, 300).Sum(station => (long)election.Night.Truth(election.Tree.Station(station))!.Votes[ticket])
                );
        }

        for (var region = 0; region < election.Tree.RegionCount; region++)
        {
            contest
                .Plenaries(region)
                .Count.ShouldBe(election.Tree.Region(region).Level == Level.Village ? 0 : 1, election.Tree.Region(region).ToString());
        }
    }

    [Fact]
    public void A_correction_puts_the_true_figures_in_place()
    {
        using var election = new MadeElection(new SimulationOptions(600, 12) { ReviewShare = 0.5 });

        var corrections = election.Statements().OfType<Review>().Where(review => review.Act == ReviewAct.Correct).ToList();

        corrections.Count.ShouldBeGreaterThan(20);
        foreach (var correction in corrections)
        {
            correction.Fields.ShouldBe(election.Night.Truth(correction.Station));
            Catalogue
                .First.FailingHolds(
                    Evaluation.Evaluate(
                        correction.Fields!,
                        StationPaper.Of(SimulatedElection.Structure.Contests[0], correction.Station, Limits.Of2024)
                    )
                )
                .ShouldBe(0u);
        }
    }

    [Fact]
    public void Silent_stations_send_nothing_and_keep_their_regions_from_certifying()
    {
        using var election = new MadeElection(new SimulationOptions(400, 13) { SilentShare = 0.05, Plenaries = true });

        var (record, refused) = election.Fold();

        refused.ShouldAllBe(pair => pair.Entry.Intent != Intent.Stands);
        var contest = record.Contest(SimulatedElection.Contest)!;
        contest.Tally.Totals(0).Received.ShouldBeInRange(360, 395);
        contest.Plenaries(0).ShouldBeEmpty();
        for (var region = 1; region < election.Tree.RegionCount; region++)
        {
            var totals = contest.Tally.Totals(region);
            if (election.Tree.Region(region).Level != Level.Village)
            {
                contest.Plenaries(region).Count.ShouldBe(totals.Received == totals.TotalStations ? 1 : 0);
            }
        }
    }

    [Fact]
    public void A_reader_may_stop_and_begin_anew()
    {
        using var election = new MadeElection(new SimulationOptions(50, 14));

        election.Night.Entries().Take(7).Count().ShouldBe(7);
        election.Night.Entries().Count().ShouldBe(election.Night.Count);
    }
}
