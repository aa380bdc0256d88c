using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests;

/// <summary>Those who watch: enrolled by nobody whom they watch, signing, refusing, objecting; and what they are answered.</summary>
public class WatchingTests
{
    private const string Station = "3171010001001";
    private const string District = "317101";
    private static readonly RegionCode At = RegionCode.Parse(Station);

    [Fact]
    public void People_are_enrolled_tier_by_tier_each_in_a_narrower_region()
    {
        using var ledger = new MadeLedger();
        var province = ledger.Watcher(Role.Supervisor, "31");
        ledger.Said(Enrols(ledger, "panwascam", Role.Supervisor, District), province);
        ledger.Said(Enrols(ledger, "ptps", Role.Supervisor, Station), ledger.Key("panwascam"));
        ledger.Refused(RejectionCode.OutOfScope, Enrols(ledger, "twin", Role.Supervisor, "31"), province);
        ledger.Refused(RejectionCode.OutOfScope, Enrols(ledger, "neighbour", Role.Supervisor, "32"), province);
        ledger.Refused(RejectionCode.RoleNotAllowed, Enrols(ledger, "a witness", Role.Witness, District), province);

        // A root's own people may have the nation.
        ledger.Said(Enrols(ledger, "bawaslu's office", Role.Supervisor, "0"), ledger.Key("bawaslu"));
        ledger.Record.Keys.TryFind(MadeLedger.NameOf(ledger.Key("ptps")), out var key).ShouldBeTrue();
        key.Watcher.ShouldBe(0);
    }

    [Fact]
    public void What_is_refused_of_those_who_watch_and_of_keys_is_foreseen_without_being_said()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, MadeElection.Sound(10, 20, 30));
        var witness = ledger.Watcher(Role.Witness, Station, "contestant 1");
        Rejection? Foreseen(Statement statement, EcdsaSigner by)
        {
            var entry = ledger.Record.Read(Signing.Entry(ledger.Head, statement, by), out _)!;
            ledger.Record.Claims(entry, out var claims).ShouldBeNull();
            return ledger.Record.Refusal(entry, claims);
        }

        var signs = (Attest)Signs(form) with { By = MadeLedger.NameOf(witness) };
        Foreseen(signs, witness).ShouldBeNull();
        ledger.Said(signs, witness);
        Foreseen(signs with { Stance = AttestStance.Refused, Ground = ObjectionGround.Other }, witness)!
            .Code.ShouldBe(RejectionCode.AlreadyAttested);
        Foreseen(new Answer(form, AnswerOutcome.Settled, AnswerReason.Remedied, null), ledger.Officer(District))!
            .Code.ShouldBe(RejectionCode.NoObjection);
        Foreseen(Enrols(ledger, "nowhere", Role.Witness, "3199"), ledger.Key("contestant 1"))!.Code.ShouldBe(RejectionCode.UnknownRegion);
    }

    [Fact]
    public void Nobody_but_their_own_ends_them()
    {
        using var ledger = new MadeLedger();
        var witness = ledger.Watcher(Role.Witness, Station, "contestant 1");
        var end = new Revoke(MadeLedger.NameOf(witness), RevocationReason.Ended);
        ledger.Refused(RejectionCode.RoleNotAllowed, end, ledger.Roots[0]);
        ledger.Refused(RejectionCode.RoleNotAllowed, end, ledger.Officer("31"));
        ledger.Refused(RejectionCode.RoleNotAllowed, end, ledger.Key("bawaslu"));
        ledger.Refused(RejectionCode.RoleNotAllowed, end, ledger.Key("contestant 2"));
        ledger.Refused(RejectionCode.RootStays, end with { Key = MadeLedger.NameOf(ledger.Key("contestant 1")) }, ledger.Roots[0]);
        ledger.Said(end, ledger.Key("contestant 1"));
    }

    [Fact]
    public void What_they_say_stands_beside_the_form_and_moves_no_class()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, MadeElection.Sound(10, 20, 30));
        var station = ledger.Station(Station);
        ledger.Said(Signs(form), ledger.Watcher(Role.Witness, Station, "contestant 1"));
        ledger.Said(Refuses(form, ObjectionGround.FiguresDiffer), ledger.Watcher(Role.Witness, District, "contestant 2"));
        var objection = ledger.Said(Objects(form), ledger.Watcher(Role.Witness, District, "contestant 2"));
        ledger.President.State(station).Class.ShouldBe(Elections.Checks.StationClass.Accepted);
        ledger.President.LastChangeWithin(At.At(Level.Village)).ShouldBe(ledger.Record.Count - 1);
        ledger.Record.Watching.AttestationsOf(MadeElection.President, At).Count.ShouldBe(2);

        var its = ledger.Record.Watching.Objections.ShouldHaveSingleItem();
        its.State().ShouldBe(ObjectionState.Open);
        ledger.Said(Answers(objection, AnswerOutcome.Replied), ledger.Officer(District));
        its.State().ShouldBe(ObjectionState.Replied);
        var before = ledger.Record.Count;
        ledger.Said(Answers(objection, AnswerOutcome.Settled), ledger.Officer("3171"));
        its.State().ShouldBe(ObjectionState.Settled);
        its.State(before).ShouldBe(ObjectionState.Replied);
    }

    [Fact]
    public void Those_who_count_can_object_to_a_form_in_nobodys_name()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, MadeElection.Sound(1, 2, 3));
        ledger.Refused(RejectionCode.RoleNotAllowed, Objects(form), ledger.Officer(District));
        ledger.Refused(RejectionCode.RoleNotAllowed, Signs(form), ledger.Officer(Station));
        ledger.Refused(RejectionCode.RoleNotAllowed, Objects(form), ledger.Watcher(Role.Observer, District));
        ledger.Said(Signs(form), ledger.Watcher(Role.Observer, District));
    }

    [Fact]
    public void An_objection_needs_no_form_and_its_figures_are_of_the_ballot()
    {
        using var ledger = new MadeLedger();
        var witness = ledger.Watcher(Role.Witness, Station, "contestant 1");
        ledger.Said(Objects(on: null), witness);
        ledger.Refused(RejectionCode.NoForm, Objects(default(Digest)), witness);
        ledger.Refused(RejectionCode.WrongChoices, Objects(null) with { Fields = MadeElection.Sound(1, 2) }, witness);
        ledger.Refused(RejectionCode.NoFigures, Objects(null) with { Fields = MadeElection.Bare(-1, -1, -1) }, witness);

        // A form of another station is none of this one.
        var other = ledger.Submit("3171010001002", MadeElection.Sound(1, 2, 3));
        ledger.Refused(RejectionCode.NoForm, Objects(other), witness);
        ledger.Refused(RejectionCode.NoForm, Signs(other), witness);
    }

    [Fact]
    public void One_body_fills_nobody_elses_room()
    {
        using var ledger = new MadeLedger();
        for (var i = 0; i < RuleSets.First.Limits.Objections; i++)
        {
            ledger.Said(
                Objects(on: null) with
                {
                    Fields = MadeElection.Sound(1, 2, i),
                },
                ledger.Watcher(Role.Witness, Station, "contestant 1", i % 3)
            );
        }

        ledger.Refused(RejectionCode.TooMany, Objects(on: null), ledger.Watcher(Role.Witness, District, "contestant 1"));
        ledger.Said(Objects(on: null), ledger.Watcher(Role.Witness, District, "contestant 2"));
    }

    [Fact]
    public void A_definition_whose_watchers_stand_for_nothing_or_share_a_key_is_refused()
    {
        var structure = MadeElection.Structure;
        (structure with { Watchers = [structure.Watchers[0] with { For = [new Mandate("ppwp", null, 9)] }] })
            .Flaw()
            .ShouldBe("watcher 1: no 9 on a ballot of ppwp");
        (structure with { Watchers = [structure.Watchers[3] with { For = [new Mandate("pdpd", "32", 1)] }] })
            .Flaw()
            .ShouldBe("watcher 1: no 1 on a ballot of pdpd in district 32");
        foreach (
            var watchers in (IReadOnlyList<IReadOnlyList<Watcher>>)
                [
                    [structure.Watchers[0], structure.Watchers[0]],
                    [new Watcher(MadeElection.Key("root 2").Verifier.PublicKey.ToArray(), [])],
                    [new Watcher([1, 2, 3], [])],
                ]
        )
        {
            Should
                .Throw<InvalidOperationException>(() => new MadeLedger(structure: structure with { Watchers = watchers }))
                .Message.ShouldContain("those who watch have P-256 keys");
        }
    }

    [Fact]
    public void What_a_person_writes_of_watchers_is_what_is_encoded()
    {
        var structure = MadeElection.Structure;
        ElectionStructure.TryParse(structure.Encode(), out var again, out _).ShouldBeTrue();
        again
            .Watchers.Select(w => (Convert.ToHexString(w.Key), string.Join(";", w.For)))
            .ShouldBe(structure.Watchers.Select(w => (Convert.ToHexString(w.Key), string.Join(";", w.For))));
        var key = Convert.ToBase64String(structure.Watchers[0].Key);
        var json = $$"""
            { "id": "k", "ledger": "example.org/k", "kind": "real", "title": "K",
              "contests": [{ "code": "ketua", "kind": "tickets", "title": "T", "choices": ["A", "B"] }],
              "watchers": [{ "key": "{{key}}" },
                { "key": "{{Convert.ToBase64String(structure.Watchers[1].Key)}}", "for": [{ "contest": "ketua", "choice": 2 }] }] }
            """;
        ElectionDefinition.TryParse(System.Text.Encoding.UTF8.GetBytes(json), out var defined, out var error).ShouldBeTrue(error);
        defined.Structure.Watchers[0].Key.ShouldBe(structure.Watchers[0].Key);
        defined.Structure.Watchers[1].For.ShouldBe([new Mandate("ketua", null, 2)]);
        foreach (var (wrong, said) in new[] { ("\"choice\": 2", "no 3 on a ballot of ketua"), (key, "expected a public key") })
        {
            var bad = json.Replace(wrong, wrong == key ? "@" : "\"choice\": 3", StringComparison.Ordinal);
            ElectionDefinition.TryParse(System.Text.Encoding.UTF8.GetBytes(bad), out _, out error).ShouldBeFalse();
            error!.ShouldContain(said);
            error.ShouldContain("$.watchers");
        }
    }

    internal static void NotOnBallot()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, MadeElection.Sound(1, 2, 3));
        ledger.Refused(RejectionCode.NotOnBallot, Signs(form), ledger.Watcher(Role.Witness, Station, "senator 2"));
        ledger.Refused(RejectionCode.NotOnBallot, Objects(form), ledger.Watcher(Role.Witness, Station, "senator 2"));
        ledger.Said(
            Objects(on: null) with
            {
                Contest = MadeElection.Senator,
                Fields = MadeElection.Sound(1, 2),
            },
            ledger.Watcher(Role.Witness, Station, "senator 2")
        );
    }

    internal static void AlreadyAttested()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, MadeElection.Sound(1, 2, 3));
        var witness = ledger.Watcher(Role.Witness, Station, "contestant 1");
        ledger.Said(Signs(form), witness);
        ledger.Refused(RejectionCode.AlreadyAttested, Refuses(form, ObjectionGround.Other), witness);

        // A second key of the same person signs in their name, and they have.
        var second = ledger.Key("second key");
        var enrol = new Enrol(Role.Witness, At, MadeLedger.Spki(second), MadeLedger.HolderOf(witness));
        ledger.Said(enrol, ledger.Key("contestant 1"));
        ledger.Refused(RejectionCode.AlreadyAttested, Refuses(form, ObjectionGround.Other), second);
        var other = ledger.Submit(Station, MadeElection.Sound(1, 2, 4), 1);
        ledger.Said(Signs(other), second);
    }

    [Fact]
    public void However_often_it_was_replied_to_an_objection_can_be_ended()
    {
        using var ledger = new MadeLedger();
        var objection = ledger.Said(Objects(on: null), ledger.Watcher(Role.Witness, District, "contestant 1"));
        for (var n = 0; n < Sirekap.Elections.Rules.RuleSets.First.Limits.Objections; n++)
        {
            var text = ledger.Blob([(byte)('a' + n)]);
            ledger.Said(Answers(objection, AnswerOutcome.Replied) with { Text = text }, ledger.Officer(District));
        }

        ledger.Refused(RejectionCode.TooMany, Answers(objection, AnswerOutcome.Replied), ledger.Officer("31"));
        ledger.Said(Answers(objection, AnswerOutcome.Settled), ledger.Officer("31"));
    }

    internal static void NoObjection()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, MadeElection.Sound(1, 2, 3));
        ledger.Refused(RejectionCode.NoObjection, Answers(default, AnswerOutcome.Settled), ledger.Officer(District));
        ledger.Refused(RejectionCode.NoObjection, Answers(form, AnswerOutcome.Settled), ledger.Officer(District));
    }

    internal static void Closed()
    {
        using var ledger = new MadeLedger();
        foreach (var outcome in new[] { AnswerOutcome.Settled, AnswerOutcome.Rejected })
        {
            var objection = ledger.Said(
                Objects(on: null) with
                {
                    Fields = MadeElection.Sound(1, 2, (int)outcome),
                },
                ledger.Watcher(Role.Witness, Station, "contestant 1")
            );
            ledger.Said(Answers(objection, outcome), ledger.Officer(District));
            ledger.Refused(RejectionCode.Closed, Answers(objection, AnswerOutcome.Replied), ledger.Officer("31"));
        }
    }

    private static Attest Signs(Digest form) => new(default, MadeElection.President, At, form, AttestStance.Signed, null, null);

    private static Attest Refuses(Digest form, ObjectionGround ground) =>
        new(default, MadeElection.President, At, form, AttestStance.Refused, ground, null);

    private static Objection Objects(Digest? on) =>
        new(default, MadeElection.President, At, on, ObjectionGround.FiguresDiffer, MadeElection.Sound(9, 20, 31), [], null);

    private static Answer Answers(Digest to, AnswerOutcome outcome) => new(to, outcome, AnswerReason.PaperAgrees, null);

    private static Enrol Enrols(MadeLedger ledger, string name, Role role, string scope)
    {
        var key = ledger.Key(name);
        return new Enrol(role, RegionCode.Parse(scope), MadeLedger.Spki(key), MadeLedger.HolderOf(key));
    }
}
