using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests;

/// <summary>
/// What bodies disclose stands in the order of the ledger; a later disclosure takes the place of an earlier one of its scope and erases
/// nothing.
/// </summary>
public class DisclosureTests
{
    [Fact]
    public void Disclosures_stand_in_order_with_who_signed_them()
    {
        using var ledger = new MadeLedger();
        var contract = Contract(ledger, "0") with
        {
            Document = ledger.Blob([2]),
            Withheld = [new Exemption(ExemptionGround.Competition, MadeLedger.Start)],
        };
        ledger.Said(contract, ledger.Roots[1]);
        ledger.Said(Contract(ledger, "31"), ledger.Officer("31"));
        ledger.Said(Contract(ledger, "3171"), ledger.Officer("3171"));

        var record = ledger.Replay().Record!;
        record.Disclosures.Select(d => d.Statement.Scope.ToString()).ShouldBe(["0", "31", "3171"]);
        record
            .Disclosures.Select(d => d.Key)
            .ShouldBe([
                MadeLedger.NameOf(ledger.Roots[1]),
                MadeLedger.NameOf(ledger.Officer("31")),
                MadeLedger.NameOf(ledger.Officer("3171")),
            ]);
        record.Disclosures.Select(d => d.Replaces).ShouldBe([-1, -1, -1]);
        record.Ids[record.Disclosures[0].Index].ShouldBe(ledger.Record.Ids[ledger.Record.Disclosures[0].Index]);
        record.Disclosures[0].Statement.Withheld.ShouldBe(contract.Withheld);
        record.Disclosures.Standing.ShouldBe(record.Disclosures);
        StateText.Of(record).ShouldBe(StateText.Of(ledger.Record));
    }

    [Fact]
    public void What_is_replaced_stands_no_more_and_stays()
    {
        using var ledger = new MadeLedger();
        var first = ledger.Said(Contract(ledger, "31"), ledger.Officer("31"));
        var second = ledger.Said(
            Contract(ledger, "31") with
            {
                Replaces = first,
                Category = DisclosureCategory.Hosting,
            },
            ledger.Officer("31", 1)
        );
        ledger.Said(Contract(ledger, "31") with { Replaces = second }, ledger.Officer("31"));

        var disclosures = ledger.Record.Disclosures;
        disclosures.Count.ShouldBe(3);
        disclosures.Standing.ShouldHaveSingleItem().ShouldBe(disclosures[2]);
        disclosures.ReplacedBy(disclosures[0].Index).ShouldBe(disclosures[1].Index);
        disclosures[1].Replaces.ShouldBe(disclosures[0].Index);
        disclosures.ReplacedBy(disclosures[2].Index).ShouldBe(-1);
    }

    [Fact]
    public void A_disclosure_is_replaced_once_and_by_its_own_scope()
    {
        using var ledger = new MadeLedger();
        var national = ledger.Said(Contract(ledger, "0"), ledger.Roots[0]);
        ledger.Refused(RejectionCode.OutOfScope, Contract(ledger, "31") with { Replaces = national }, ledger.Officer("31"));
        ledger.Refused(RejectionCode.OutOfScope, Contract(ledger, "0") with { Replaces = national }, ledger.Officer("31"));
        ledger.Said(Contract(ledger, "0") with { Replaces = national }, ledger.Roots[2]);
        ledger.Refused(
            RejectionCode.Stale,
            Contract(ledger, "0") with
            {
                Replaces = national,
                Category = DisclosureCategory.Other,
            },
            ledger.Roots[0]
        );
    }

    [Fact]
    public void Words_and_document_belong_to_the_publication_and_replay_needs_neither()
    {
        using var ledger = new MadeLedger();
        var disclose = Contract(ledger, "0") with { Document = ledger.Blob([2, 3]) };
        ledger.Said(disclose, ledger.Roots[0]);
        ledger.Record.Mentioned.ShouldContain(disclose.About.Sha256);
        ledger.Record.Mentioned.ShouldContain(disclose.Document!.Sha256);

        // Either may be withheld; the statement stays.
        foreach (var blob in new[] { disclose.About, disclose.Document })
        {
            ledger.Agreed(new Withhold(blob.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court), ledger.Roots[..2]);
            ledger.Forget(blob);
        }

        ledger.Replay().Flaws.ShouldBeEmpty();
        ledger.Record.Disclosures.Count.ShouldBe(1);
    }

    [Fact]
    public void A_scope_has_so_many_disclosures_and_no_more()
    {
        using var ledger = new MadeLedger();
        var disclose = Contract(ledger, "31");
        for (var i = 0; i < RuleSets.First.Limits.Disclosures; i++)
        {
            ledger.Said(disclose with { Withheld = [new Exemption(ExemptionGround.Defence, new Timestamp(i))] }, ledger.Officer("31"));
        }

        ledger.Refused(RejectionCode.TooMany, disclose, ledger.Officer("31"));
        ledger.Said(disclose with { Scope = RegionCode.Nation }, ledger.Roots[0]);
    }

    private static Disclose Contract(MadeLedger ledger, string scope) =>
        new(RegionCode.Parse(scope), DisclosureCategory.Contract, null, ledger.Blob([1]), [], null);
}
