using FsCheck;
using FsCheck.Fluent;
using Sirekap.Demo.Tricks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

[assembly: AssemblyFixture(typeof(Sirekap.Demo.Tests.Tricks.TrickScene))]

namespace Sirekap.Demo.Tests.Tricks;

/// <summary>A vote changed under each cover, and who notices.</summary>
public class VoteTrickTests(TrickScene scene)
{
    [Fact]
    public async Task Where_nobody_cheats_nobody_notices_anything()
    {
        var report = await scene.PlayAsync(new Trick.Nothing());

        report.Noticed.ShouldBeFalse();
        report
            .Observations.Select(observation => (observation.Who, observation.Silence))
            .ShouldBe([
                (Observer.Anyone, Silence.Agrees),
                (Observer.PolicyHolder, Silence.Agrees),
                (Observer.Reader, Silence.Agrees),
                (Observer.LogWitness, Silence.LedgerUnchanged),
                (Observer.Officer, Silence.LedgerUnchanged),
            ]);
        report.Forged.ShouldBe(report.Honest);
        report.After[0].Votes.ShouldBe(report.Before[0].Votes);
        report.SignaturesVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task In_documents_alone_it_is_found_by_anyone_in_each_document_from_the_village_to_the_nation()
    {
        foreach (var station in Plain().Take(3))
        {
            var report = await scene.PlayAsync(Change(Cover.Documents, station));

            var village = scene.Code(station).At(Level.Village);
            var paths = new[]
            {
                village,
                village.At(Level.District),
                village.At(Level.Regency),
                village.At(Level.Province),
                RegionCode.Nation,
            }.Select(region => ResultDocument.Path(SimulatedElection.Contest, region));
            report
                .By(Observer.Anyone)
                .Findings.Select(finding => (finding.Rule, finding.Where))
                .ShouldBe(paths.Select(path => (FindingRule.Document, path)), ignoreOrder: true);
            report.Noticed().ShouldBe([Observer.Anyone, Observer.PolicyHolder, Observer.Reader]);
            report.By(Observer.LogWitness).Silence.ShouldBe(Silence.LedgerUnchanged);
            report.By(Observer.Officer).Silence.ShouldBe(Silence.LedgerUnchanged);
            report.Forged.ShouldBe(report.Honest);
            report.Changes.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task In_the_entry_it_breaks_the_officers_signature()
    {
        var station = Plain()[0];
        var index = scene.Contest.InPlace(station);

        var report = await scene.PlayAsync(Change(Cover.Entry, station));

        report
            .By(Observer.Anyone)
            .Findings.ShouldHaveSingleItem()
            .ShouldBe(
                new Finding(
                    FindingRule.Entry,
                    $"entry {index}",
                    report.By(Observer.Anyone).Findings[0].What,
                    index,
                    RejectionCode.BadSignature
                )
            );
        report.By(Observer.PolicyHolder).Findings.Select(finding => finding.Rule).ShouldBe([FindingRule.Policy, FindingRule.Entry]);
        report.By(Observer.Reader).Findings.Select(finding => finding.Rule).ShouldBe([FindingRule.EarlierCheckpoint, FindingRule.Entry]);
        report.By(Observer.LogWitness).Findings.ShouldHaveSingleItem().Rule.ShouldBe(FindingRule.WitnessContradicts);
        report.By(Observer.LogWitness).Witness.ShouldBe("w1");
        report.By(Observer.Officer).Findings.ShouldHaveSingleItem().Entry.ShouldBe(index);
        report.Changes.ShouldBe([new EntryChange(ChangeKind.Altered, index, index)]);
        report.Target.ShouldBe(index);
    }

    [Fact]
    public async Task In_the_entry_it_breaks_the_signatures_of_all_who_signed_beside_the_officer()
    {
        var station = Accepted().First(station => Beside(station).Count > 2);
        int[] said = [scene.Contest.InPlace(station), .. Beside(station)];

        var report = await scene.PlayAsync(Change(Cover.Entry, station));

        report
            .By(Observer.Anyone)
            .Findings.Select(finding => (finding.Entry, finding.Code))
            .ShouldBe(said.Order().Select(index => ((long?)index, (RejectionCode?)RejectionCode.BadSignature)));
        report.Changes.ShouldBe(said.Order().Select(index => new EntryChange(ChangeKind.Altered, index, index)));
    }

    [Fact]
    public async Task Under_a_made_up_key_it_is_nobodys_form()
    {
        var station = Plain()[1];
        var index = scene.Contest.InPlace(station);

        var report = await scene.PlayAsync(Change(Cover.UnknownKey, station));

        report.By(Observer.Anyone).Findings.Select(finding => (finding.Entry, finding.Code)).ShouldBe([(index, RejectionCode.UnknownKey)]);
        report.Noticed().ShouldBe(Enum.GetValues<Observer>());
    }

    [Fact]
    public async Task Under_a_forged_enrolment_it_is_the_committees_signature_that_does_not_hold()
    {
        var station = Plain()[2];
        var enrolled = scene.Record.Keys[scene.Contest.History(station)[0].Key].Enrolled;

        var report = await scene.PlayAsync(Change(Cover.ForgedEnrolment, station));

        report
            .By(Observer.Anyone)
            .Findings.Select(finding => (finding.Entry, finding.Code))
            .ShouldBe([(enrolled + 1, RejectionCode.BadSignature)]);
        report.By(Observer.LogWitness).Findings.ShouldHaveSingleItem().Rule.ShouldBe(FindingRule.NoConsistency);
        report.Noticed().ShouldBe(Enum.GetValues<Observer>());
        report.Forged.Size.ShouldBe(report.Honest.Size + 1);
        report.Changes.ShouldBe([
            new EntryChange(ChangeKind.Inserted, null, enrolled + 1),
            new EntryChange(ChangeKind.Altered, report.Target, report.Target + 1),
        ]);
    }

    [Theory]
    [InlineData(Cover.Entry)]
    [InlineData(Cover.UnknownKey)]
    [InlineData(Cover.ForgedEnrolment)]
    public async Task A_correction_in_place_is_altered_like_a_form(Cover cover)
    {
        var corrected = scene.WithForm.Where(station => scene.Statement(scene.Contest.InPlace(station)) is Review).ToList();
        corrected.ShouldNotBeEmpty();
        foreach (var station in corrected.Take(3))
        {
            var report = await scene.PlayAsync(Change(cover, station));

            report.Target.ShouldBe(scene.Contest.InPlace(station));
            report.Noticed().ShouldBe(Enum.GetValues<Observer>());
            report.By(Observer.Anyone).Findings.ShouldAllBe(finding => finding.Rule == FindingRule.Entry && finding.Code != null);
        }
    }

    [Fact]
    public async Task A_decision_on_the_form_is_carried_along_and_its_signature_breaks_too()
    {
        var decided = scene
            .WithForm.Where(station =>
                scene.Contest.History(station) is [.., { Kind: EventKind.Accept }]
                && scene.Statement(scene.Contest.InPlace(station)) is Form
            )
            .ToList();
        decided.ShouldNotBeEmpty();
        foreach (var station in decided.Take(3))
        {
            var report = await scene.PlayAsync(Change(Cover.Entry, station));

            var altered = report.Changes.Select(change => change.After).ToList();
            altered.Count.ShouldBeGreaterThan(1);
            report
                .By(Observer.Anyone)
                .Findings.Select(finding => (finding.Entry, finding.Code))
                .ShouldBe(altered.Select(index => (index, (RejectionCode?)RejectionCode.BadSignature)));
            report.After[0].Accepted.ShouldBe(report.Before[0].Accepted);
        }
    }

    [Theory]
    [InlineData(Cover.Documents)]
    [InlineData(Cover.Entry)]
    [InlineData(Cover.UnknownKey)]
    [InlineData(Cover.ForgedEnrolment)]
    public void Any_vote_of_any_station_is_caught_and_shows_in_the_copys_nation(Cover cover)
    {
        var tries =
            from station in Gen.Elements<int>([.. scene.WithForm])
            from choice in Gen.Choose(0, 2)
            from votes in Gen.Choose(0, 320)
            select (station, choice, votes);
        Prop.ForAll(
                tries.ToArbitrary(),
                made =>
                {
                    var fields = scene.Contest.Tally.Fields(made.station)!;
                    if (fields.Votes[made.choice] == made.votes)
                    {
                        return;
                    }

                    var report = scene
                        .PlayAsync(
                            new Trick.ChangeVote(cover, SimulatedElection.Contest, scene.Code(made.station), made.choice, made.votes)
                        )
                        .GetAwaiter()
                        .GetResult();

                    report.By(Observer.Anyone).Noticed.ShouldBeTrue();
                    report.By(Observer.Reader).Noticed.ShouldBeTrue();
                    report.By(Observer.LogWitness).Noticed.ShouldBe(cover != Cover.Documents);
                    report.By(Observer.Officer).Noticed.ShouldBe(cover != Cover.Documents);
                    report.Votes!.Value.After[made.choice].ShouldBe(made.votes);
                    if (made.votes <= fields.VotesGiven && !fields.Votes.Contains(FormFields.Missing))
                    {
                        // The form still adds up, so that it stands in the same sum as before and the nation has the operator's number.
                        report.Votes.Value.After.Sum().ShouldBe(report.Votes.Value.Before.Sum());
                        report.After[0].Accepted.ShouldBe(report.Before[0].Accepted);
                        var moved = scene.Contest.Tally.Class(made.station) == Elections.Checks.StationClass.Accepted ? 1 : 0;
                        (report.After[0].Votes[made.choice] - report.Before[0].Votes[made.choice]).ShouldBe(
                            moved * (made.votes - fields.Votes[made.choice])
                        );
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10));
    }

    [Fact]
    public async Task What_the_others_do_not_have_makes_the_form_contradict_itself()
    {
        var station = Plain()[0];

        var report = await scene.PlayAsync(
            new Trick.ChangeVote(Cover.Documents, SimulatedElection.Contest, scene.Code(station), 1, Fields.Largest)
        );

        report.Votes!.Value.After.ShouldBe([0, Fields.Largest, 0]);
        report.After[0].Accepted.ShouldBe(report.Before[0].Accepted - 1);
        report.By(Observer.Anyone).Noticed.ShouldBeTrue();
    }

    /// <summary>Accepted stations whose history is one form that nobody signed beside its officer.</summary>
    private List<int> Plain() => [.. Accepted().Where(station => Beside(station).Count == 0)];

    private IEnumerable<int> Accepted() =>
        scene.WithForm.Where(station =>
            scene.Contest.Tally.Class(station) == Elections.Checks.StationClass.Accepted && scene.Contest.EventCount(station) == 1
        );

    /// <summary>The entries of those who watch, of a station to which nobody has objected.</summary>
    private List<int> Beside(int station) =>
        [.. scene.Record.Watching.AttestationsOf(SimulatedElection.Contest, scene.Code(station)).Select(attestation => attestation.Index)];

    private Trick Change(Cover cover, int station) =>
        new Trick.ChangeVote(cover, SimulatedElection.Contest, scene.Code(station), 0, scene.Contest.Tally.Fields(station)!.Votes[0] + 17);
}
