using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests;

/// <summary>What takes several: one proposes, others agree, and with the one by whom they are enough it takes effect.</summary>
public class SeveralTests
{
    [Fact]
    public void What_takes_a_quorum_waits_until_a_quorum_has_agreed()
    {
        using var ledger = new MadeLedger();
        var withhold = Names(ledger);
        var id = ledger.Said(withhold, ledger.Roots[1]);
        var proposal = ledger.Record.Proposals.Find(id)!;
        proposal.InEffect.ShouldBe(-1);
        ledger.Record.Withheld.ShouldBeEmpty();
        ledger.Said(new Agree(id, MadeLedger.NameOf(ledger.Roots[2])), ledger.Roots[2]);
        proposal.InEffect.ShouldBe(ledger.Record.Count - 1);
        proposal.Agreed.Select(key => key.Name).ShouldBe([MadeLedger.NameOf(ledger.Roots[1]), MadeLedger.NameOf(ledger.Roots[2])]);
        ledger.Record.Withheld[withhold.Blob].ShouldBe((proposal.Index, withhold));
        ledger.Replay().Flaws.ShouldBeEmpty();
    }

    [Fact]
    public void What_has_become_impossible_since_it_was_proposed_is_refused_with_the_last_agreement()
    {
        using var ledger = new MadeLedger(Elections.Statements.ElectionKind.Copy);
        var snapshot = ledger.Snapshot(1, "3171010001 1\n");
        var withhold = new Withhold(snapshot.Stations.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court);
        var id = ledger.Said(withhold, ledger.Roots[0]);
        ledger.Said(snapshot, ledger.Import());
        ledger.Refused(RejectionCode.NeededForReplay, new Agree(id, MadeLedger.NameOf(ledger.Roots[1])), ledger.Roots[1]);
    }

    [Fact]
    public void Nobody_without_a_part_in_it_agrees()
    {
        using var ledger = new MadeLedger();
        var id = ledger.Said(Names(ledger), ledger.Roots[0]);
        ledger.Refused(RejectionCode.RoleNotAllowed, new Agree(id, MadeLedger.NameOf(ledger.Officer("31"))), ledger.Officer("31"));
    }

    [Fact]
    public void Nobody_agrees_in_the_name_of_another_key()
    {
        using var ledger = new MadeLedger();
        var id = ledger.Said(Names(ledger), ledger.Roots[0]);
        ledger.Refused(RejectionCode.WrongSigners, new Agree(id, MadeLedger.NameOf(ledger.Roots[2])), ledger.Roots[1]);
    }

    internal static void NoProposal()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.NoProposal, new Agree(default, MadeLedger.NameOf(ledger.Roots[0])), ledger.Roots[0]);

        // A form is nothing that waits for others.
        ledger.Refused(RejectionCode.NoProposal, new Agree(ledger.Record.Ids[0], MadeLedger.NameOf(ledger.Roots[0])), ledger.Roots[0]);
        ledger.Said(new Agree(ledger.Said(Names(ledger), ledger.Roots[0]), MadeLedger.NameOf(ledger.Roots[1])), ledger.Roots[1]);
    }

    internal static void AlreadyInEffect()
    {
        using var ledger = new MadeLedger();
        var id = ledger.Agreed(Names(ledger), ledger.Roots[..2]);
        ledger.Refused(RejectionCode.AlreadyInEffect, new Agree(id, MadeLedger.NameOf(ledger.Roots[2])), ledger.Roots[2]);
    }

    internal static void AlreadyAgreed()
    {
        using var ledger = new MadeLedger();
        var id = ledger.Said(Names(ledger), ledger.Roots[0]);
        ledger.Refused(RejectionCode.AlreadyAgreed, new Agree(id, MadeLedger.NameOf(ledger.Roots[0])), ledger.Roots[0]);
        ledger.Said(new Agree(id, MadeLedger.NameOf(ledger.Roots[1])), ledger.Roots[1]);
    }

    /// <summary>Of one proposal <see cref="SecondRulesTests"/> tells; here of an enrolment.</summary>
    internal static void SameHolder()
    {
        using var ledger = new MadeLedger();
        var regency = ledger.Officer("3171");
        var key = MadeLedger.Spki(ledger.Key("k"));
        var enrol = new Enrol(Role.District, RegionCode.Parse("317101"), key, MadeLedger.HolderOf(regency));
        ledger.Refused(RejectionCode.SameHolder, enrol, regency);
        ledger.Said(enrol with { Holder = MadeLedger.HolderOf(ledger.Key("k")) }, regency);
    }

    private static Withhold Names(MadeLedger ledger) =>
        new(ledger.Definition.Names.Sha256, WithholdGround.PersonalData, WithholdAuthority.Commission);
}
