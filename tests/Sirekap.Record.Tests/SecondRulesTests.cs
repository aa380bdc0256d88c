using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Record.Effects;

namespace Sirekap.Record.Tests;

/// <summary>
/// Rules 2, made up here, beside rules 1: one more kind of statement, other checks, other limits, another who may what. Each record keeps
/// those that its definition names.
/// </summary>
public class SecondRulesTests
{
    private const string Station = "3171010001001";

    private static readonly RuleSet Rules = RuleSets.First with
    {
        Version = 2,
        Statements = new StatementKinds([.. RuleSets.First.Statements, new MottoKind()]),
        Checks = new Catalogue([new Check("NO_ZERO", Severity.Holds, "made up", "Ada nol.", "There is a nought.")], Evaluate, Contradict),
        Limits = RuleSets.First.Limits with { Forms = 2 },
    };

    private static readonly AppliedRules Second = new(Rules, [.. AppliedRules.First.Effects, new MottoEffect()]);

    [Fact]
    public void A_record_is_folded_by_the_rules_that_its_definition_names()
    {
        using var first = new MadeLedger();
        using var second = Ledger();
        first.Record.Rules.ShouldBe(RuleSets.First);
        second.Record.Rules.ShouldBe(Rules);
        foreach (var ledger in new[] { first, second })
        {
            ledger.Said(ledger.Form(Station, MadeElection.Broken(10, 20, 30)), ledger.Officer(Station));
            ledger.Said(ledger.Form("3171010001002", MadeElection.Sound(10, 0, 30)), ledger.Officer("3171010001002"));
        }

        Classes(first).ShouldBe([StationClass.UnderReview, StationClass.Accepted]);
        Classes(second).ShouldBe([StationClass.Accepted, StationClass.UnderReview]);
        second.President.Findings(second.Station("3171010001002")).ShouldHaveSingleItem().Check.Code.ShouldBe("NO_ZERO");
    }

    [Fact]
    public void Its_limits_are_its_own()
    {
        using var first = new MadeLedger();
        using var second = Ledger();
        foreach (var ledger in new[] { first, second })
        {
            ledger.Said(ledger.Form(Station, MadeElection.Sound(10, 20, 30)), ledger.Officer(Station));
            ledger.Said(ledger.Form(Station, MadeElection.Sound(10, 20, 31)), ledger.Officer(Station));
        }

        var third = first.Form(Station, MadeElection.Sound(10, 20, 32));
        first.Said(third, first.Officer(Station));
        second.Refused(RejectionCode.TooMany, third, second.Officer(Station));
    }

    [Fact]
    public void A_form_has_no_rows_but_those_of_its_rules()
    {
        var sums = Rules with { Rows = [.. RuleSets.First.Rows.Where(row => row.Name is "ballots" or "sums")] };
        MadeLedger Begun(params string[] rows) =>
            new(
                head: MadeElection.Head with
                {
                    Rules = sums,
                },
                structure: MadeElection.Structure with
                {
                    Contests = [.. MadeElection.Structure.Contests.Select(contest => With(contest, rows))],
                },
                known: [new AppliedRules(sums, Second.Effects)]
            );

        Contest With(Contest contest, string[] rows) =>
            new(
                contest.Code,
                contest.Kind,
                contest.Districts,
                form: new ContestForm([.. Fields.Rows.Where(row => rows.Contains(row.Name))])
            );

        using var begun = Begun("ballots", "sums");
        begun.Record.Rules.ShouldBe(sums);
        Should
            .Throw<InvalidOperationException>(() => Begun("voters", "ballots", "sums"))
            .Message.ShouldContain("the form has the row voters; rules 2 have ballots, sums");
    }

    [Fact]
    public void A_kind_that_only_it_has_is_no_statement_elsewhere()
    {
        using var first = new MadeLedger();
        using var second = Ledger();
        var motto = new Motto("jujur");
        var line = new StatementCodec(second.Head).Write(motto);
        second.Record.Codec.Read(line, out _).ShouldBe(motto);
        Should.Throw<ArgumentOutOfRangeException>(() => first.Record.Codec.Write(motto));
        first.Record.Read(Signing.Entry(second.Head, motto, first.Officer("31")), out var rejection).ShouldBeNull();
        rejection!.Code.ShouldBe(RejectionCode.OtherElection);
    }

    [Fact]
    public void Its_several_are_other_people_and_never_one_person_twice()
    {
        using var ledger = Ledger();
        var (one, two) = (ledger.Officer("31"), ledger.Officer("32"));
        var again = ledger.Key("another key of the same person");
        ledger.Said(new Enrol(Role.Province, RegionCode.Parse("32"), MadeLedger.Spki(again), MadeLedger.HolderOf(one)), ledger.Roots[0]);
        ledger.Refused(RejectionCode.RoleNotAllowed, new Motto("jujur"), ledger.Roots[0]);
        var id = ledger.Said(new Motto("jujur"), one);
        ledger.Refused(RejectionCode.RoleNotAllowed, new Agree(id, MadeLedger.NameOf(ledger.Roots[0])), ledger.Roots[0]);
        ledger.Refused(RejectionCode.SameHolder, new Agree(id, MadeLedger.NameOf(again)), again);
        ledger.Record.Proposals.Find(id)!.InEffect.ShouldBe(-1);
        ledger.Said(new Agree(id, MadeLedger.NameOf(two)), two);
        ledger.Record.Proposals.Find(id)!.InEffect.ShouldBe(ledger.Record.Count - 1);
        MottoEffect.Carried.ShouldContain(ledger.Record);
    }

    [Fact]
    public void Rules_that_a_program_does_not_know_it_does_not_apply()
    {
        using var second = Ledger();
        ElectionRecord.Begin(second.Entries[0], second.Find, out var rejection).ShouldBeNull();
        rejection!.Code.ShouldBe(RejectionCode.OtherElection);
        rejection.Detail.ShouldContain("rules 2");
    }

    [Fact]
    public void A_kind_without_an_effect_makes_no_rules() =>
        Should.Throw<ArgumentException>(() => new AppliedRules(Rules, AppliedRules.First.Effects));

    private static MadeLedger Ledger() => new(head: MadeElection.Head with { Rules = Rules }, known: [.. AppliedRules.All, Second]);

    private static StationClass[] Classes(MadeLedger ledger) =>
        [ledger.President.Tally.Class(ledger.Station(Station)), ledger.President.Tally.Class(ledger.Station("3171010001002"))];

    private static CheckResult Evaluate(FormFields fields, StationPaper paper) => new(fields.Votes.Contains(0) ? 1u : 0, Complete: true);

    private static IReadOnlyList<(PaperPlace Place, long Value)> Contradict(int check, FormFields fields, StationPaper paper) =>
        [(PaperPlace.AllChoices, 0)];

    /// <summary>Something that provinces say together.</summary>
    private sealed record Motto(string Words) : Statement
    {
        public override IReadOnlyList<NamedBlob> Blobs => [];
    }

    private sealed class MottoKind() : StatementKind<Motto>("motto", Signers.Several, new Bilingual("Semboyan", "Motto"))
    {
        public override IReadOnlyList<Statement> Examples => [new Motto("jujur")];

        protected override Motto ReadMembers(ref CanonicalReader r)
        {
            r.Expect(",\"words\":"u8);
            return new Motto(System.Text.Encoding.ASCII.GetString(r.String()));
        }

        protected override void WriteMembers(CanonicalWriter w, Motto s) => w.Raw(",\"words\":"u8).String(s.Words);
    }

    private sealed class MottoEffect : SeveralEffect<Motto>
    {
        /// <summary>The records that have their motto.</summary>
        public static HashSet<ElectionRecord> Carried { get; } = [];

        public override int Quorum(ElectionRecord record, Statement proposal) => 2;

        protected override Rejection? May(ElectionRecord record, Key signer, Motto statement) =>
            signer.Role == Role.Province ? null : new Rejection(RejectionCode.RoleNotAllowed, "provinces have mottos");

        protected override Rejection? Flaw(ElectionRecord record, Motto statement) => null;

        protected override void Carry(ElectionRecord record, Motto statement, Proposal proposal, int index) => Carried.Add(record);
    }
}
