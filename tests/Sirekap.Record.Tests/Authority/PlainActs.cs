using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests.Authority;

/// <summary>A kind that is one act, named like it.</summary>
internal abstract class PlainActs(string kind, string act, Level? target, Func<AuthorityScene, RegionCode, KeyName, Statement> make)
    : KindActs
{
    protected PlainActs(string kind, string act, Level? target, Func<AuthorityScene, RegionCode, Statement> make)
        : this(kind, act, target, (scene, region, _) => make(scene, region)) { }

    public override string Kind => kind;

    public override IReadOnlyList<string> Acts => [act];

    public override Level? Target(string act) => target;

    public override Statement Of(AuthorityScene scene, string act, RegionCode region, SignerKey signer) =>
        make(scene, region, signer is EcdsaSigner ? MadeLedger.NameOf(signer) : default);
}

internal sealed class TimeActs()
    : PlainActs("time", "time", null, (scene, _) => new Time(new Timestamp(scene.Record.Times.Now!.Value.UnixSeconds + 1)));

internal sealed class DefinitionActs() : PlainActs("definition", "define", null, (scene, _) => scene.Ledger.Definition with { Quorum = 1 });

internal sealed class FormActs() : PlainActs("form", "form", Level.Station, (scene, at) => scene.Ledger.Form(at.ToString(), scene.Votes));

internal sealed class ReadingActs()
    : PlainActs("reading", "reading", Level.Station, (scene, at) => scene.Ledger.Reading(at.ToString(), scene.Votes));

internal sealed class AttestActs()
    : PlainActs(
        "attest",
        "attest",
        Level.Station,
        (scene, at, by) => new Attest(by, MadeElection.President, at, scene.Forms[at], AttestStance.Signed, null, null)
    );

internal sealed class SalinanActs()
    : PlainActs(
        "salinan",
        "hand over",
        Level.Station,
        (scene, at) => new Salinan(MadeElection.President, at, scene.Forms[at], new Recipients(Village: true, []))
    );

internal sealed class ObjectionActs()
    : PlainActs(
        "objection",
        "object",
        Level.Station,
        (scene, at, by) =>
            new Objection(by, MadeElection.President, at, scene.Forms[at], ObjectionGround.FiguresDiffer, scene.Votes, [], null)
    );

internal sealed class AnswerActs : KindActs
{
    public override string Kind => "answer";

    public override IReadOnlyList<string> Acts => ["answer"];

    public override Level? Target(string act) => Level.Station;

    public override bool IsPossible(AuthorityScene scene, string act, string role) => scene.Exists("witness");

    public override Statement Of(AuthorityScene scene, string act, RegionCode region, SignerKey signer)
    {
        var before = scene.Record.Watching.ObjectionsOf(MadeElection.President, region);
        var objection = new Objection(default, MadeElection.President, region, null, ObjectionGround.NotAdmitted, null, [], null);
        var said =
            before.Count > 0
                ? scene.Record.Ids[before[0].Index]
                : scene.Ledger.Said(objection, scene.Ledger.Watcher(Role.Witness, region.ToString(), "contestant 2"));
        return new Answer(said, AnswerOutcome.Rejected, AnswerReason.Unfounded, null);
    }
}

internal sealed class SealActs()
    : PlainActs("seal", "seal", Level.Station, (scene, at) => new Seal(MadeElection.President, at, scene.Forms[at], scene.Forms[at]));

internal sealed class UnsealActs : KindActs
{
    public override string Kind => "unseal";

    public override IReadOnlyList<string> Acts => ["unseal"];

    public override Level? Target(string act) => Level.Station;

    /// <summary>What the signer sealed, where they may, beside another's seal.</summary>
    public override Statement Of(AuthorityScene scene, string act, RegionCode region, SignerKey signer)
    {
        var (on, fields) = (scene.Forms[region], scene.Votes);
        if (signer is not EcdsaSigner || !scene.Exists("district"))
        {
            return MadeSeals.Unseal(region.ToString(), on, fields);
        }

        var other = scene.Ledger.Officer(region.At(Level.District).ToString(), 1);
        scene.Ledger.Say(scene.Ledger.Seal(region.ToString(), on, other, fields), other);
        var said = scene.Ledger.Say(scene.Ledger.Seal(region.ToString(), on, signer, fields), signer);
        var seal = said is null ? scene.Record.Ids[scene.Record.Count - 1] : on;
        return MadeSeals.Unseal(region.ToString(), seal, fields);
    }
}

internal sealed class DiceActs() : KindActs
{
    public override string Kind => "dice";

    public override IReadOnlyList<string> Acts => ["roll dice"];

    public override Level? Target(string act) => Level.District;

    public override Statement Of(AuthorityScene scene, string act, RegionCode region, SignerKey signer) =>
        new Dice(MadeElection.President, region, scene.Record.Count, "1234561234", null);
}

internal sealed class SnapshotActs() : PlainActs("snapshot", "snapshot", null, (scene, _) => scene.Ledger.Snapshot(1));

internal sealed class WithdrawActs()
    : PlainActs("withdraw", "withdraw", Level.Station, (scene, at) => scene.Ledger.Withdraw(at.ToString(), 0));

internal sealed class WithholdActs() : PlainActs("withhold", "withhold", null, (scene, _) => Names(scene))
{
    public static Withhold Names(AuthorityScene scene) =>
        new(scene.Ledger.Definition.Names.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court);
}

internal sealed class ExtendActs()
    : PlainActs(
        "extend",
        "extend",
        null,
        (scene, _) => new Extend(AdditionGround.Omitted, scene.Ledger.Blob("3171010001 9\n"u8.ToArray()), null)
    );

internal sealed class CandidateActs()
    : PlainActs(
        "candidate",
        "candidate",
        null,
        (_, _) =>
            new Candidate(
                MadeElection.President,
                "0",
                new Choice(3),
                CandidateStatus.Struck,
                CandidateGround.CourtOrder,
                MadeLedger.Start,
                Person: null
            )
    );

internal sealed class AgreeActs : KindActs
{
    public override string Kind => "agree";

    public override IReadOnlyList<string> Acts => ["agree"];

    /// <summary>To what another root than the one that is tried has proposed.</summary>
    public override Statement Of(AuthorityScene scene, string act, RegionCode region, SignerKey signer) =>
        new Agree(scene.Proposed, signer is EcdsaSigner ? MadeLedger.NameOf(signer) : default);
}

internal sealed class TranscribeActs()
    : PlainActs(
        "transcribe",
        "transcribe",
        Level.Station,
        (scene, at) => MadeLedger.Transcribe(at.ToString(), scene.Forms[at], scene.Votes)
    );

internal sealed class ReviewActs : KindActs
{
    public override string Kind => "review";

    public override IReadOnlyList<string> Acts => ["accept", "correct", "hold"];

    public override Level? Target(string act) => Level.Station;

    public override Statement Of(AuthorityScene scene, string act, RegionCode region, SignerKey signer)
    {
        var what = Words.ReviewActs.Single(word => word.Word == act).Value;
        FormFields? fields = what == ReviewAct.Correct ? scene.Votes : null;
        return MadeLedger.Review(region.ToString(), scene.Forms[region], what, fields);
    }
}

internal sealed class TotalsActs : KindActs
{
    public override string Kind => "totals";

    public override IReadOnlyList<string> Acts => ["certify nation", "certify province", "certify regency", "certify district"];

    public override Level? Target(string act) => LastWord(act);

    public override Statement Of(AuthorityScene scene, string act, RegionCode region, SignerKey signer) =>
        new Totals(MadeElection.President, region, 1, TotalFigures.OfVotes([10, 20, 30], 60, 2));
}

internal sealed class DisclosureActs : KindActs
{
    private static readonly byte[] About =
    [
        .. "{\"salt\":\"00112233445566778899aabbccddeeff\",\"title\":{\"id\":\"Tempat peladen\",\"en\":\"Where servers are\"}}"u8,
    ];

    public override string Kind => "disclosure";

    public override IReadOnlyList<string> Acts => ["disclose nation", "disclose province", "disclose regency", "disclose district"];

    public override Level? Target(string act) => LastWord(act);

    public override Statement Of(AuthorityScene scene, string act, RegionCode region, SignerKey signer) =>
        new Disclose(region, DisclosureCategory.Hosting, null, scene.Ledger.Blob(About), [], null);
}
