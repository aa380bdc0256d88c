using System.Security.Cryptography;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Tests.Nights;

public class WatchedNightTests
{
    [Theory]
    [InlineData(1, 1UL, false, false)]
    [InlineData(200, 2UL, true, false)]
    [InlineData(60, 3UL, false, true)]
    [InlineData(100, 4UL, true, true)]
    public void The_record_accepts_all_that_those_who_watch_say(int stations, ulong seed, bool plenaries, bool five)
    {
        using var election = new MadeElection(
            Options(stations, seed, five) with
            {
                Plenaries = plenaries,
                ReviewShare = 0.3,
                Watching = 0.8,
            }
        );

        var (record, refused) = election.Fold();

        refused.ShouldAllBe(pair => pair.Entry.Intent != Intent.Stands, string.Join('\n', refused.Select(pair => pair.Rejection)));
        refused.Count.ShouldBe(election.Night.Entries().Count(entry => entry.Intent != Intent.Stands));
        record.Watching.Objections.Count.ShouldBe(election.Statements().OfType<Objection>().Count());
    }

    [Fact]
    public void Every_kind_of_word_is_said()
    {
        using var election = new MadeElection(Options(500, 5, five: true) with { Plenaries = true, Watching = 1 });

        var (record, _) = election.Fold();
        var statements = election.Statements().ToList();

        var attests = statements.OfType<Attest>().ToList();
        attests.Select(attest => attest.Stance).Distinct().Count().ShouldBe(2);
        (attests.Count(attest => attest.Stance == AttestStance.Signed) / (double)attests.Count).ShouldBeInRange(0.9, 0.999);
        attests
            .Select(attest => Of(record, attest.By).Role)
            .Distinct()
            .ShouldBe([Role.Supervisor, Role.Witness, Role.Observer], ignoreOrder: true);
        statements.OfType<Objection>().Select(objection => objection.Ground).Distinct().Count().ShouldBe(6);
        statements.OfType<Answer>().Select(answer => answer.Outcome).Distinct().Count().ShouldBe(3);
        statements.OfType<Answer>().Select(answer => answer.Reason).Distinct().Count().ShouldBe(7);
        record.Watching.Objections.Select(objection => objection.State()).Distinct().Count().ShouldBe(4);
        record
            .Structure.Watchers.Count(watcher => attests.Any(attest => Whose(attest.By) == watcher))
            .ShouldBe(record.Structure.Watchers.Count);
        (
            record.Watching.Objections.Count(objection => objection.Answers.Count > 0) / (double)record.Watching.Objections.Count
        ).ShouldBeInRange(0.75, 0.98);

        Elections.Contests.Watcher Whose(KeyName by) => record.Structure.Watchers[Of(record, by).Watcher];
    }

    [Fact]
    public void Own_figures_are_other_than_the_form_says_and_an_objection_is_settled_after_the_correction()
    {
        using var election = new MadeElection(Options(800, 6, five: false) with { Plenaries = true, Watching = 1 });

        var (record, _) = election.Fold();

        var contest = record.Contest(SimulatedElection.Contest)!;
        var objections = record.Watching.Objections;
        objections.Count(objection => objection.Statement.Fields is not null).ShouldBeGreaterThan(8);
        foreach (var objection in objections.Where(objection => objection.Statement.Fields is not null))
        {
            var form = contest
                .History(record.Tree.FindStation(objection.Statement.Station))
                .Single(said => said.Index == record.Ids.IndexOf(objection.Statement.On!.Value));
            objection.Statement.Fields!.Votes.ToArray().ShouldNotBe(form.Fields!.Votes.ToArray());
        }

        var settled = objections
            .Where(objection =>
                objection.State() == ObjectionState.Settled && objection.Answers[^1].Statement.Reason == AnswerReason.Corrected
            )
            .ToList();
        settled.Count.ShouldBeGreaterThan(4);
        foreach (var objection in settled)
        {
            var station = record.Tree.FindStation(objection.Statement.Station);
            contest.InPlace(station).ShouldBeLessThan(objection.Answers[^1].Index);
            contest.Tally.Fields(station)!.Votes.ToArray().ShouldBe(objection.Statement.Fields!.Votes.ToArray());
        }
    }

    [Fact]
    public void What_is_told_of_stations_is_the_same_whether_somebody_watches_or_not()
    {
        var options = Options(200, 7, five: false) with { Plenaries = true };
        using var alone = new MadeElection(options);
        using var watched = new MadeElection(options with { Watching = 0.5 }, alone.Tree);

        Told(watched).ShouldBe(Told(alone));
        watched.Statements().OfType<Enrol>().ShouldContain(enrol => enrol.Role == Role.Kit);
        alone.Night.Structure.Watchers.ShouldBeEmpty();

        static List<string> Told(MadeElection election) =>
            [
                .. election
                    .Night.Entries()
                    .Select(entry => (entry.At, Statement: election.Read(entry)))
                    .Where(said =>
                        said.Statement is not (Attest or Objection or Answer)
                        && said.Statement is not Enrol { Role: Role.Kit or Role.Supervisor or Role.Witness or Role.Observer }
                    )
                    .Select(said => $"{said.At} {Convert.ToHexString(StatementCodec.Write(election.Head, said.Statement))}"),
            ];
    }

    [Fact]
    public void The_same_seed_tells_the_same_and_words_come_with_what_names_them()
    {
        var options = Options(200, 8, five: true) with { Plenaries = true, Watching = 0.5 };
        using var one = new MadeElection(options);
        using var two = new MadeElection(options);

        var (first, second) = (one.Night.Entries().ToList(), two.Night.Entries().ToList());

        first
            .Select(entry => Convert.ToHexString(StatementCodec.Write(one.Head, one.Read(entry))))
            .ShouldBe(second.Select(entry => Convert.ToHexString(StatementCodec.Write(two.Head, two.Read(entry)))));
        first.Count(entry => entry.Words is not null).ShouldBeGreaterThan(20);
        foreach (var entry in first)
        {
            var named = one.Read(entry).Blobs.Where(blob => blob.Use == BlobUse.Published).Select(blob => $"{blob.Sha256}");
            named.ShouldBe(entry.Words is { } words ? [Convert.ToHexStringLower(SHA256.HashData(words))] : []);
        }
    }

    private static SimulationOptions Options(int stations, ulong seed, bool five) =>
        new(stations, seed) { Contests = five ? SimulatedContests.Codes : [SimulatedElection.Contest] };

    private static Key Of(ElectionRecord record, KeyName name) =>
        record.Keys.TryFind(name, out var key) ? key : throw new InvalidOperationException($"no key {name}");
}
