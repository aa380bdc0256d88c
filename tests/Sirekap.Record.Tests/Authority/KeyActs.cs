using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests.Authority;

internal sealed class EnrolActs : KindActs
{
    public override string Kind => "enrol";

    public override IReadOnlyList<string> Acts =>
        [
            "enrol root",
            "enrol province",
            "enrol regency",
            "enrol district",
            "enrol station",
            "enrol kit",
            "enrol supervisor",
            "enrol witness",
            "enrol observer",
            "enrol import",
            "enrol reader nation",
            "enrol reader province",
        ];

    public override Level? Target(string act) => Watched(act) ?? LastWord(act);

    public override Statement Of(AuthorityScene scene, string act, RegionCode region, SignerKey signer)
    {
        var key = scene.Fresh();
        return new Enrol(
            Words.Roles.Single(role => role.Word == act.Split(' ')[1]).Value,
            region,
            MadeLedger.Spki(key),
            MadeLedger.HolderOf(key)
        );
    }
}

internal sealed class RevokeActs : KindActs
{
    private const string Itself = "revoke itself";
    private const string Others = "revoke another's witness";

    public override string Kind => "revoke";

    public override IReadOnlyList<string> Acts =>
        [
            Itself,
            "revoke root",
            "revoke province",
            "revoke regency",
            "revoke district",
            "revoke station",
            "revoke kit",
            "revoke supervisor",
            "revoke witness",
            "revoke observer",
            Others,
            "revoke import",
            "revoke reader nation",
            "revoke reader province",
        ];

    public override Level? Target(string act) => act == Itself ? null : Watched(act) ?? LastWord(act);

    public override bool IsPossible(AuthorityScene scene, string act, string role) =>
        act == Itself ? role is not ("quorum" or "log")
        : act == Others ? scene.Exists("witness")
        : scene.Exists(act["revoke ".Length..]);

    public override Statement Of(AuthorityScene scene, string act, RegionCode region, SignerKey signer) =>
        act == Itself
            ? new Revoke(signer is EcdsaSigner ? MadeLedger.NameOf(signer) : default, RevocationReason.Ended)
            : new Revoke(
                MadeLedger.NameOf(Another(scene.Ledger, act == Others ? Others : act.Split(' ')[1], region)),
                RevocationReason.Lost
            );

    /// <summary>A key of this role and scope that is not the signer's.</summary>
    private static SignerKey Another(MadeLedger ledger, string role, RegionCode scope) =>
        role switch
        {
            "root" => ledger.Roots[2],
            "import" => ledger.Import(1),
            "supervisor" => ledger.Watcher(Role.Supervisor, scope.ToString(), number: 1),
            "witness" => ledger.Watcher(Role.Witness, scope.ToString(), "contestant 1", 1),
            "observer" => ledger.Watcher(Role.Observer, scope.ToString(), number: 1),
            Others => ledger.Watcher(Role.Witness, scope.ToString(), "contestant 2", 1),
            "kit" => ledger.Kit(scope.ToString(), 1),
            "reader" => ledger.Reader(scope.ToString(), 1),
            _ => ledger.Officer(scope.ToString(), 1),
        };
}
