using FsCheck;
using FsCheck.Fluent;
using Sirekap.Demo.Tricks;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Simulation.Nights;

namespace Sirekap.Demo.Tests.Tricks;

/// <summary>
/// Forms dropped, the ledger cut back, time told otherwise: done with care these agree with themselves, and the answer says so. Whoever
/// remembers notices.
/// </summary>
public class HistoryTrickTests(TrickScene scene)
{
    [Fact]
    public async Task Any_form_that_is_dropped_is_missed_by_all_who_remember()
    {
        var seen = new HashSet<int>();
        foreach (var station in scene.WithForm.DistinctBy(scene.Contest.EventCount).Union(scene.WithForm.Where((_, i) => i % 5 == 0)))
        {
            var report = await scene.PlayAsync(new Trick.DropForm(SimulatedElection.Contest, scene.Code(station)));

            report.ShouldBeSeenOnlyByWhoRemembers(FindingRule.WitnessAhead, what: scene.Code(station).ToString());
            report.Changes.Select(change => change.Kind).Distinct().ShouldBe([ChangeKind.Removed]);
            report.Forged.Size.ShouldBe(report.Honest.Size - report.Changes.Count);
            report.After[0].Received.ShouldBe(report.Before[0].Received - 1);
            seen.Add(report.Changes.Count);
        }

        // Decisions went with their forms.
        seen.Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void A_ledger_cut_back_anywhere_is_missed_by_all_who_remember() =>
        Prop.ForAll(
                Gen.Choose(2, scene.Entries.Count - 1).ToArbitrary(),
                size =>
                {
                    var report = scene.PlayAsync(new Trick.CutBack(size)).GetAwaiter().GetResult();

                    report.ShouldBeSeenOnlyByWhoRemembers(FindingRule.WitnessAhead, what: $"{size}");
                    report.By(Observer.Reader).Findings[0].What.ShouldContain("cut back");
                    report.Forged.Size.ShouldBe(size);
                    report.Target.ShouldBeGreaterThanOrEqualTo(size);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    [Fact]
    public void Any_time_told_otherwise_is_missed_by_all_who_remember() =>
        Prop.ForAll(
                Gen.Elements<int>([.. scene.WithForm])
                    .SelectMany(station => Gen.Choose(-40 * 3600, 30 * 24 * 3600).Select(seconds => (station, seconds)))
                    .ToArbitrary(),
                made =>
                {
                    var before = scene.Record.Times.At(scene.Contest.InPlace(made.station))!.Value;
                    var to = new Timestamp(before.UnixSeconds + made.seconds);
                    if (to == before)
                    {
                        return;
                    }

                    var report = scene
                        .PlayAsync(new Trick.Backdate(SimulatedElection.Contest, scene.Code(made.station), to))
                        .GetAwaiter()
                        .GetResult();

                    // A receipt knows an index and no time: only where times before it were left out does the statement stand elsewhere.
                    var moved = report.Changes.Any(change => change.Kind == ChangeKind.Removed && change.Before < report.Target);
                    var fewer = report.Forged.Size < report.Honest.Size;
                    report.ShouldBeSeenOnlyByWhoRemembers(
                        fewer ? FindingRule.WitnessAhead : FindingRule.WitnessContradicts,
                        moved ? FindingRule.NotIncluded : null,
                        $"{made}"
                    );
                    report.Times.ShouldBe((before, to));
                    report.Changes.Count(change => change.Kind == ChangeKind.Altered).ShouldBe(1);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public async Task Before_the_first_time_there_is_no_other()
    {
        var report = await scene.PlayAsync(new Trick.Backdate(SimulatedElection.Contest, scene.Code(scene.WithForm[^1]), new Timestamp(1)));

        report.By(Observer.Anyone).Silence.ShouldBe(Silence.Agrees);
        report.Changes[0].ShouldBe(new EntryChange(ChangeKind.Altered, 1, 1));
        report.Changes.Count.ShouldBe(1 + Enumerable.Range(2, (int)report.Target - 2).Count(i => scene.Statement(i) is Time));
    }

    [Fact]
    public async Task Without_log_witnesses_a_policy_sees_no_more_than_the_folder()
    {
        var policy = TrickScene.ReadPolicy($"log {scene.Log.Verifier}\nquorum none\n");
        using var cheating = scene.Cheating(policy);

        var report = (
            await cheating.TryAsync(new Trick.CutBack(scene.Entries.Count / 2), scene.Checkpoint, TestContext.Current.CancellationToken)
        ).Report!;

        report.By(Observer.PolicyHolder).Silence.ShouldBe(Silence.Agrees);
        report.Noticed().ShouldBe([Observer.Reader, Observer.Officer]);
        report.Observations.ShouldNotContain(observation => observation.Who == Observer.LogWitness);
    }
}
