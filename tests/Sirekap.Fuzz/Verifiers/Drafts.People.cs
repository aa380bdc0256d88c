using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Fuzz.Verifiers;

/// <summary>What people say of a station besides its own form: those who watch, those who read it again, and its plenary.</summary>
internal sealed partial class Drafts
{
    private static Draft Watched()
    {
        var at = new Drafts("watched", ElectionKind.Simulation, Five[..^1] + SampleElection.Watchers + "}");
        at.EnrolAll();
        at.Say(new Enrol(Role.Kit, Region(Near), SampleElection.Spki(9), new Holder(9)), Key(4));
        at.Say(new Enrol(Role.Station, Region(Near), SampleElection.Spki(10), new Holder(10)), Key(9));
        at.Say(new Enrol(Role.Supervisor, Region("3171"), SampleElection.Spki(17), new Holder(17)), Key(14));
        at.Say(new Enrol(Role.Supervisor, Region(Near), SampleElection.Spki(21), new Holder(21)), Key(17));
        at.Say(new Enrol(Role.Witness, Region("317101"), SampleElection.Spki(18), new Holder(18)), Key(15));
        at.Say(new Enrol(Role.Witness, Region("0"), SampleElection.Spki(19), new Holder(19)), Key(16));
        at.Say(new Enrol(Role.Observer, Region(Near), SampleElection.Spki(20), new Holder(20)), Key(17));
        at.Tick(30);
        var form = Id(at.Say(at.Form("ppwp", Near, Sound([10, 20, 30]), Photo(1)), Key(10)));
        var party = Id(at.Say(at.Form("pdpr", Near, Sound([5, 10, 20, 7, 8], [35, 15])), Key(6)));
        at.Say(
            at.Form("ppwp", Near, Sound([10, 20, 30]), Photo(1), Photo(3)) with
            {
                Gallery = [1],
                Paper = new PaperSignatures([0, 1], []),
            },
            Key(6)
        );
        at.Say(new Salinan("ppwp", Region(Near), form, new Recipients(Village: true, [])), Key(10));
        at.Say(new Salinan("ppwp", Region(Near), form, new Recipients(Village: true, [0])), Key(6));
        var words = at.Words("what somebody says");
        foreach (var key in new[] { 17, 18, 20 })
        {
            at.Say(new Attest(Name(key), "ppwp", Region(Near), form, AttestStance.Signed, null, null), Key(key));
        }

        at.Say(new Attest(Name(19), "pdpr", Region(Near), party, AttestStance.Refused, ObjectionGround.Miscounted, words), Key(19));
        var figures = Sound([5, 10, 20, 7, 9], [35, 16]);
        var objection = at.Say(
            new Objection(Name(19), "pdpr", Region(Near), party, ObjectionGround.FiguresDiffer, figures, [Photo(2)], words),
            Key(19)
        );
        var second = at.Say(new Objection(Name(21), "ppwp", Region(Near), null, ObjectionGround.CopyNotGiven, null, [], null), Key(21));
        at.Tick(30);
        at.Say(new Answer(Id(objection), AnswerOutcome.Replied, AnswerReason.Plenary, words), Key(4));
        at.Say(new Answer(Id(objection), AnswerOutcome.Settled, AnswerReason.Corrected, null), Key(3));
        at.Say(new Answer(Id(second), AnswerOutcome.Rejected, AnswerReason.Unfounded, null), Key(2));
        at.Say(new Revoke(Name(20), RevocationReason.Ended), Key(17));
        at.Say(new Revoke(Name(9), RevocationReason.Lost), Key(4));
        return at._draft;

        static Digest Id(string said) => Digest.TryParse(said, out var id) ? id : default;
        static KeyName Name(int key) => Keys.NameOf(SampleElection.Spki(key));
    }

    private static Draft Reviewed()
    {
        var at = new Drafts("reviewed", ElectionKind.Real, Five[..^1] + SampleElection.Watchers + "}");
        at.EnrolAll();
        at.Say(new Enrol(Role.Reader, Region("0"), SampleElection.Spki(9), new Holder(9)), Key(0));
        at.Say(new Enrol(Role.District, Region("317101"), SampleElection.Spki(5), new Holder(5)), Key(3));
        at.Say(new Enrol(Role.Supervisor, Region("3171"), SampleElection.Spki(17), new Holder(17)), Key(14));
        at.Tick(30);
        var form = at.Say(at.Form("ppwp", Near, Sound([10, 20, 30]), Photo(1)), Key(6));
        at.Say(at.Form("ppwp", Near, Sound([10, 20, 31])), Key(6));
        var other = at.Say(at.Form("ppwp", Next, Sound([1, 2, 3])), Key(7));
        var party = at.Say(at.Form("pdpr", Near, Sound([5, 10, 20, 7, 8], [35, 15])), Key(6));
        var (read, sure) = (new FormFields([10, 20, 31], FormFields.NoCounts()), new FormFields([9999, 5, 999999], FormFields.NoCounts()));
        at.Say(
            new PhotoReading("ppwp", Region(Near), [Photo(1)], "2024", Photo(1), ReadingOutcome.Clear, read, sure, at.Words("evidence")),
            Key(9)
        );
        at.Say(new Dice("ppwp", Region("3171"), at._draft.Entries.Count, "1234561234", at.Words("rolled in the hall")), Key(17));
        at.Read("ppwp", Near, form, (4, Sound([10, 20, 31])), (3, Sound([10, 20, 31])));
        at.Read("ppwp", Next, other, (4, Sound([1, 2, 3])), (5, Broken([1, 2, 3])), (2, Sound([1, 2, 3])));
        at.Read("pdpr", Near, party, (4, Sound([5, 10, 20, 7, 9], [35, 15])), (3, Sound([5, 10, 20, 7, 8])));
        at.Tick(30);
        at.Say(new Dice("pdpr", Region("0"), at._draft.Entries.Count - 1, "654321654321", null), Key(14));
        return at._draft;
    }

    private static Draft Plenary()
    {
        var at = new Drafts("plenary", ElectionKind.Simulation, Five[..^1] + SampleElection.Watchers + "}");
        at.EnrolAll();
        at.Tick(30);
        var form = Id(at.Say(at.Form("ppwp", Near, Sound([10, 20, 30]), Photo(1)), Key(6)));
        at.Say(at.Form("ppwp", Near, Sound([10, 20, 31])), Key(6));
        at.Say(new Review("ppwp", Region(Near), form, ReviewAct.Hold, ReviewReason.Plenary, [], null, null), Key(3));
        var party = Id(at.Say(at.Form("pdpr", Near, Sound([5, 10, 20, 7, 8], [35, 15])), Key(6)));
        var matched = at.Say(Paper("ppwp", Near, form, Sound([10, 20, 30])), Key(4));
        at.Say(at.Form("ppwp", Near, Sound([10, 20, 33])), Key(6));
        at.Say(
            Paper("ppwp", Near, Id(matched), Broken([10, 21, 30])) with
            {
                Reason = DifferenceReason.Initialled,
                Checks = ["TURNOUT_VOTES"],
                Photos = [Photo(1), Photo(2)],
                Text = at.Words("the second column was put right"),
            },
            Key(4)
        );
        at.Tick(30);
        var copy = Paper("ppwp", Next, null, Sound([1, 2, 3])) with { Source = PaperSource.Copy };
        at.Say(copy with { Copies = new Recipients(Village: true, [0, 1]) }, Key(4));
        at.Say(Paper("pdpr", Near, party, Sound([5, 10, 21, 7, 8], [36, 15])) with { Source = PaperSource.Recount }, Key(4));
        at.Say(Paper("ppwp", "99AA010001001", null, Sound([4, 5, 6])), Key(12));
        at.Say(at.Form("ppwp", "99AA010001001", Sound([4, 5, 6])), Key(8));
        at.Say(at.Form("ppwp", Next, Sound([1, 2, 4])), Key(7));
        return at._draft;

        static Digest Id(string said) => Digest.TryParse(said, out var id) ? id : default;
        static Transcription Paper(string contest, string station, Digest? on, FormFields fields) =>
            new(contest, Region(station), on, PaperSource.Form, null, null, [], fields, [], null);
    }
}
