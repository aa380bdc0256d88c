using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record.Tests.Authority;
using Sirekap.Record.Tests.Golden;

namespace Sirekap.Record.Tests;

/// <summary>What is said of a candidate is replaced by the word of a quorum, and no vote moves.</summary>
public class CandidateTests
{
    [Fact]
    public void Who_is_struck_keeps_number_row_and_votes()
    {
        using var ledger = new MadeLedger();
        ledger.Submit("3171010001001", MadeElection.Sound(1, 2, 3));
        var id = ledger.Said(Struck(2), ledger.Roots[1]);
        ledger.Record.Candidacies.ShouldBeEmpty();
        ledger.Said(new Agree(id, MadeLedger.NameOf(ledger.Roots[2])), ledger.Roots[2]);
        var at = ledger.Record.Count - 1;
        ledger.Submit("3171010001002", MadeElection.Sound(4, 5, 6));

        ledger.President.Tally.Totals(0).Accepted.Votes.ShouldBe([5, 7, 9]);
        var said = ledger.Record.Candidacies.Last("ppwp", "0", new Choice(2)).ShouldNotBeNull();
        (said.Index, said.Statement.Status, said.Proposal.Agreed.Count).ShouldBe((at, CandidateStatus.Struck, 2));
        ledger.Record.Candidacies.Last("ppwp", "0", new Choice(2), at).ShouldBeNull();
        ledger.Record.Candidacies.Last("ppwp", "0", new Choice(1)).ShouldBeNull();
        ledger.President.LastChangeWithin(RegionCode.Nation).ShouldBeGreaterThanOrEqualTo(at);
        var replay = ledger.Replay();
        replay.Flaws.ShouldBeEmpty();
        StateText.Of(replay.Record!).ShouldBe(StateText.Of(ledger.Record));
    }

    [Fact]
    public void The_definition_gives_the_beginning_and_what_is_said_again_says_nothing()
    {
        using var ledger = new MadeLedger(structure: WithWithdrawn(new Choice(3)));
        ledger.Refused(RejectionCode.NothingNew, Struck(3) with { Status = CandidateStatus.Withdrawn }, ledger.Roots[0]);
        ledger.Refused(RejectionCode.NothingNew, Struck(1) with { Status = CandidateStatus.Standing }, ledger.Roots[0]);
        ledger.Agreed(Struck(3) with { Status = CandidateStatus.Standing }, ledger.Roots[..2]);
        var again = Struck(3) with { Status = CandidateStatus.Standing, Ground = CandidateGround.Correction };
        ledger.Refused(RejectionCode.NothingNew, again, ledger.Roots[0]);

        // Somebody else is news though the status is the same, and the same person a second time is none.
        var other = Struck(1) with
        {
            Status = CandidateStatus.Standing,
            Person = ledger.Blob(new Person("Rekaan").Encode()),
        };
        ledger.Agreed(other, ledger.Roots[..2]);
        ledger.Refused(RejectionCode.NothingNew, other with { Ground = CandidateGround.Correction }, ledger.Roots[0]);
        ledger.Agreed(Struck(1), ledger.Roots[..2]);
        ledger.Record.Candidacies.Of("ppwp", "0", new Choice(1)).Count.ShouldBe(2);
    }

    [Fact]
    public void What_took_effect_meanwhile_refuses_the_last_agreement()
    {
        using var ledger = new MadeLedger();
        var late = ledger.Said(Struck(2), ledger.Roots[0]);
        ledger.Agreed(Struck(2) with { Ground = CandidateGround.Conviction }, ledger.Roots[1..]);
        ledger.Refused(RejectionCode.NothingNew, new Agree(late, MadeLedger.NameOf(ledger.Roots[1])), ledger.Roots[1]);
        ledger.Record.Candidacies.Count.ShouldBe(1);
    }

    [Fact]
    public void A_choice_is_spoken_of_a_limited_number_of_times()
    {
        using var ledger = new MadeLedger();
        for (var i = 0; i < ledger.Record.Rules.Limits.Candidacies; i++)
        {
            ledger.Agreed(Said(i), ledger.Roots[..2]);
        }

        ledger.Refused(RejectionCode.TooMany, Said(ledger.Record.Rules.Limits.Candidacies), ledger.Roots[0]);
        ledger.Agreed(Struck(1), ledger.Roots[..2]);

        static Candidate Said(int i) =>
            Struck(2) with
            {
                Status = i % 2 == 0 ? CandidateStatus.Struck : CandidateStatus.Standing,
                Since = new(MadeLedger.Start.UnixSeconds + i),
            };
    }

    [Fact]
    public void Who_it_is_can_be_withheld_and_the_ledger_replays()
    {
        using var ledger = new MadeLedger();
        var person = ledger.Blob(new Person("Rekaan", CandidateSex.Woman).Encode());
        ledger.Agreed(Struck(2) with { Status = CandidateStatus.Standing, Person = person }, ledger.Roots[..2]);
        ledger.Agreed(new Withhold(person.Sha256, WithholdGround.PersonalData, WithholdAuthority.Court), ledger.Roots[..2]);
        ledger.Forget(person);
        ledger.Replay().Flaws.ShouldBeEmpty();
    }

    /// <summary>A case of <see cref="RejectionTests"/>.</summary>
    internal static void UnknownChoice()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.UnknownChoice, Struck(4), ledger.Roots[0]);
        ledger.Refused(RejectionCode.UnknownChoice, Struck(2) with { Choice = new Choice(2, 1) }, ledger.Roots[0]);
        ledger.Refused(RejectionCode.UnknownChoice, Struck(2) with { District = "31" }, ledger.Roots[0]);
        ledger.Refused(RejectionCode.UnknownContest, Struck(2) with { Contest = "nothing" }, ledger.Roots[0]);
        ledger.Agreed(Struck(2), ledger.Roots[..2]);
        ledger.Agreed(Struck(4) with { Contest = MadeElection.Council, District = "32", Choice = new Choice(4, 1) }, ledger.Roots[..2]);
        ledger.Agreed(Struck(4) with { Contest = MadeElection.Council, District = "32" }, ledger.Roots[..2]);
    }

    internal static Candidate Struck(int number) =>
        new("ppwp", "0", new Choice(number), CandidateStatus.Struck, CandidateGround.CourtOrder, MadeLedger.Start, Person: null);

    private static ElectionStructure WithWithdrawn(Choice choice)
    {
        var contest = MadeElection.Structure.Contests[0];
        var district = contest.Districts[0] with
        {
            Statuses = new Dictionary<Choice, CandidateStatus> { [choice] = CandidateStatus.Withdrawn },
        };
        return MadeElection.Structure with { Contests = [new Contest(contest.Code, contest.Kind, [district])], Watchers = [] };
    }
}

/// <summary>
/// Every status and ground; a ticket, a party and a party's candidate; somebody new, and their name withheld; what waits.
/// </summary>
internal sealed class CandidateNight() : GoldenNight("candidates", ElectionKind.Simulation)
{
    protected override void Say(MadeLedger ledger)
    {
        ledger.Submit("3171010001001", MadeElection.Sound(10, 20, 30));
        ledger.Agreed(CandidateTests.Struck(2), ledger.Roots[1..]);
        ledger.Tick();
        ledger.Submit("3201020001001", Full([100, 80, 20], received: 210));
        var person = ledger.Blob(Encoding.UTF8.GetBytes("{\"name\":\"Pengganti Rekaan\",\"sex\":\"P\"}"));
        Agreed(1, CandidateStatus.Deceased, CandidateGround.Death);
        Agreed(1, CandidateStatus.Standing, CandidateGround.Replacement, person);
        Agreed(2, CandidateStatus.Standing, CandidateGround.Correction);
        ledger.Tick();
        Party(new Choice(4, 1), CandidateStatus.Withdrawn, CandidateGround.Withdrawal);
        Party(new Choice(4), CandidateStatus.Struck, CandidateGround.CampaignFunds);
        Party(new Choice(1, 2), CandidateStatus.Struck, CandidateGround.Conviction);
        Party(new Choice(1, 1), CandidateStatus.Struck, CandidateGround.Ineligible);
        ledger.Agreed(new Withhold(person.Sha256, WithholdGround.PersonalData, WithholdAuthority.Court), ledger.Roots[..2]);
        ledger.Said(CandidateTests.Struck(3), ledger.Roots[0]);
        ledger.Submit("3171010001002", MadeElection.Sound(4, 5, 6));
        Certify(ledger, "0");
        ledger.Tick();

        void Agreed(int number, CandidateStatus status, CandidateGround ground, BlobReference? person = null) =>
            ledger.Agreed(CandidateTests.Struck(number) with { Status = status, Ground = ground, Person = person }, ledger.Roots[..2]);

        void Party(Choice choice, CandidateStatus status, CandidateGround ground) =>
            ledger.Agreed(
                new Candidate(MadeElection.Council, "32", choice, status, ground, MadeLedger.Start, Person: null),
                ledger.Roots[0],
                ledger.Roots[2]
            );
    }
}
