using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests;

/// <summary>Who signed the paper in ink, and who was given a copy of it, by the polling staff's word.</summary>
public class HandoverTests
{
    private const string Station = "3171010001001";
    private static readonly RegionCode At = RegionCode.Parse(Station);

    /// <summary>Places among <see cref="MadeElection"/>'s watchers.</summary>
    private const int Bawaslu = 0;
    private const int First = 1;
    private const int Second = 2;
    private const int Senator = 3;

    [Fact]
    public void A_paper_says_who_signed_and_moves_no_class()
    {
        using var ledger = new MadeLedger();
        var officer = ledger.Officer(Station);
        ledger.Said(Form(ledger, 10, new PaperSignatures([First], [Bawaslu])), officer);
        var entry = ledger.Record.Count - 1;
        ledger.President.Papers.Signatures(entry)!.Refused.ShouldBe([Bawaslu]);
        ledger.President.State(ledger.Station(Station)).Class.ShouldBe(Elections.Checks.StationClass.Accepted);

        // The same figures, and another word on the paper: nothing waits, and it is said last.
        ledger.Said(Form(ledger, 10, new PaperSignatures([Bawaslu, First], [])), officer);
        ledger.President.IsInConflict(ledger.Station(Station)).ShouldBeFalse();
        ledger.President.Papers.Signatures(ledger.Record.Count - 1)!.Signed.ShouldBe([Bawaslu, First]);

        // Nobody came at all, which is something else than not to say so.
        ledger.Said(Form(ledger, 11, new PaperSignatures([], [])), officer);
        ledger.Refused(RejectionCode.NotOnBallot, Form(ledger, 12, new PaperSignatures([Senator], [])), officer);
        ledger.Refused(RejectionCode.NotOnBallot, Form(ledger, 12, new PaperSignatures([], [Senator])), officer);
    }

    [Fact]
    public void A_copy_of_a_feed_knows_nobody_who_signed()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        ledger.Said(ledger.Snapshot(0), ledger.Import());
        ledger.Refused(RejectionCode.UnknownWatcher, Form(ledger, 1, new PaperSignatures([], [])), ledger.Import());
    }

    [Fact]
    public void A_later_word_on_copies_only_adds_and_the_rest_is_not_given()
    {
        using var ledger = new MadeLedger();
        var officer = ledger.Officer(Station);
        var form = ledger.Submit(Station, MadeElection.Sound(10, 20, 30));
        NotGiven(ledger).ShouldBeNull("nothing is said of copies");
        ledger.Said(Gives(form, true), officer);
        NotGiven(ledger)!.Watchers.ShouldBe([Bawaslu, First, Second]);
        var before = ledger.Record.Count;
        ledger.Said(Gives(form, true, Second), officer);
        ledger.Said(Gives(form, false, Bawaslu, First), officer);
        NotGiven(ledger)!.IsEmpty.ShouldBeTrue();
        NotGiven(ledger, before)!.Watchers.ShouldBe([Bawaslu, First, Second]);
        ledger.Refused(RejectionCode.NothingNew, Gives(form, true, First), officer);
        ledger.President.LastChangeWithin(At.At(Level.Village)).ShouldBe(ledger.Record.Count - 1);
    }

    /// <summary>Whoever was not there was kept from nothing.</summary>
    [Fact]
    public void Whoever_was_absent_by_every_paper_is_not_among_those_who_were_given_none()
    {
        using var ledger = new MadeLedger();
        var officer = ledger.Officer(Station);
        var form = ledger.Said(Form(ledger, 10, new PaperSignatures([First], [Second])), officer);
        ledger.Said(Gives(form, true), officer);
        NotGiven(ledger)!.Watchers.ShouldBe([First, Second]);
        ledger.Said(Form(ledger, 10, new PaperSignatures([Bawaslu], [])), officer);
        NotGiven(ledger)!.Watchers.ShouldBe([Bawaslu, First, Second]);
    }

    [Fact]
    public void A_station_does_not_undo_that_it_gave_none_by_a_later_paper_and_a_signature_of_their_own_says_who_was_there()
    {
        using var ledger = new MadeLedger();
        var officer = ledger.Officer(Station);
        var form = ledger.Said(Form(ledger, 10, new PaperSignatures([], [])), officer);
        ledger.Said(Gives(form, true), officer);
        NotGiven(ledger)!.Watchers.ShouldBeEmpty();
        var witness = ledger.Watcher(Role.Witness, "317101", "contestant 2");
        ledger.Said(new Attest(MadeLedger.NameOf(witness), MadeElection.President, At, form, AttestStance.Signed, null, null), witness);
        NotGiven(ledger)!.Watchers.ShouldBe([Second]);

        // Another form, that only waits, says that nobody was there.
        ledger.Said(Form(ledger, 11, new PaperSignatures([First], [])), officer);
        ledger.Said(Form(ledger, 12, new PaperSignatures([], [])), officer);
        NotGiven(ledger)!.Watchers.ShouldBe([First, Second]);
    }

    [Fact]
    public void Copies_are_of_a_form_of_the_station_and_go_to_whom_the_definition_names()
    {
        using var ledger = new MadeLedger();
        var officer = ledger.Officer(Station);
        var form = ledger.Submit(Station, MadeElection.Sound(10, 20, 30));
        var hold = ledger.Said(MadeLedger.Review(Station, form, ReviewAct.Hold), ledger.Officer("317101"));
        var other = ledger.Submit("3171010001002", MadeElection.Sound(1, 2, 3));
        foreach (var on in new[] { default, hold, other })
        {
            ledger.Refused(RejectionCode.NoForm, Gives(on, true), officer);
        }

        ledger.Refused(RejectionCode.NotOnBallot, Gives(form, true, Senator), officer);
        ledger.Refused(RejectionCode.UnknownContest, Gives(form, true) with { Contest = "x" }, officer);
    }

    internal static void UnknownWatcher()
    {
        using var ledger = new MadeLedger();
        var officer = ledger.Officer(Station);
        ledger.Refused(RejectionCode.UnknownWatcher, Form(ledger, 10, new PaperSignatures([4], [])), officer);
        var form = ledger.Said(Form(ledger, 10, new PaperSignatures([First], [])), officer);
        ledger.Refused(RejectionCode.UnknownWatcher, Gives(form, false, 4), officer);
        ledger.Said(Gives(form, false, First), officer);
    }

    private static Recipients? NotGiven(MadeLedger ledger, long size = long.MaxValue) =>
        Handovers.NotGiven(ledger.Record, ledger.President, At, size);

    private static Form Form(MadeLedger ledger, int votes, PaperSignatures paper) =>
        ledger.Form(Station, MadeElection.Sound(votes, 20, 30), ledger.Record.Count) with
        {
            Paper = paper,
        };

    private static Salinan Gives(Digest form, bool village, params int[] watchers) =>
        new(MadeElection.President, At, form, new Recipients(village, watchers));
}
