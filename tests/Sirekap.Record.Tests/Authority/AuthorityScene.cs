using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests.Authority;

/// <summary>
/// A record in which every role has its key and every act something to act upon: a form is in place at every station of concern. The
/// signers are those of station 3171010001001 and the regions that it lies in.
/// </summary>
internal sealed class AuthorityScene : IDisposable
{
    private const string Home = "3171010001001";
    private readonly MadeLedger _ledger;
    private readonly Dictionary<RegionCode, Digest> _forms = [];
    private int _fresh;

    public AuthorityScene(ElectionKind kind)
    {
        Kind = kind;
        _ledger = new MadeLedger(kind);
        string[] stations = [Home, "3171010001002", "3171020001001", "3172010001001", "3201010001001"];
        if (kind == ElectionKind.Copy)
        {
            _ledger.Said(_ledger.Snapshot(0), _ledger.Import());
        }

        foreach (var station in stations)
        {
            var key = kind == ElectionKind.Copy ? _ledger.Import() : _ledger.Officer(station, 0);
            _forms[RegionCode.Parse(station)] = _ledger.Said(_ledger.Form(station, MadeElection.Sound(10, 20, 30)), key);
        }
    }

    public static IReadOnlyList<string> Roles { get; } =
    ["root", "quorum", "province", "regency", "district", "station", "import", "reader", "province reader", "log"];

    public static IReadOnlyList<string> Acts { get; } =
    [
        "time",
        "define",
        "enrol root",
        "enrol province",
        "enrol regency",
        "enrol district",
        "enrol station",
        "enrol import",
        "enrol reader nation",
        "enrol reader province",
        "revoke itself",
        "revoke root",
        "revoke province",
        "revoke regency",
        "revoke district",
        "revoke station",
        "revoke import",
        "revoke reader nation",
        "revoke reader province",
        "form",
        "accept",
        "correct",
        "hold",
        "reading",
        "certify nation",
        "certify province",
        "certify regency",
        "certify district",
        "disclose nation",
        "disclose province",
        "disclose regency",
        "disclose district",
        "snapshot",
        "withdraw",
        "withhold",
    ];

    public ElectionKind Kind { get; }

    public ElectionRecord Record => _ledger.Record;

    /// <summary>Whether there can be a key of this role, something to act upon, and a region of that branch.</summary>
    public bool IsPossible(string act, string role, bool ownBranch)
    {
        var target = TargetLevel(act);
        return Exists(role)
            && (!act.StartsWith("revoke ", StringComparison.Ordinal) || act == "revoke itself" || Exists(act["revoke ".Length..]))
            && !(act == "revoke itself" && role is "quorum" or "log")
            && (ownBranch || (ScopeLevel(role) != Level.Nation && target is not null and not Level.Nation));
    }

    /// <summary>Submits the act under a key of the role, correctly signed.</summary>
    public Rejection? Try(string act, string role, bool ownBranch)
    {
        IReadOnlyList<SignerKey> signers = role switch
        {
            "root" => [_ledger.Roots[0]],
            "quorum" => [_ledger.Roots[0], _ledger.Roots[1]],
            "log" => [_ledger.Log],
            "import" => [_ledger.Import()],
            "reader" or "province reader" => [_ledger.Reader(Own(ScopeLevel(role)).ToString())],
            _ => [_ledger.Officer(Own(ScopeLevel(role)).ToString())],
        };
        return _ledger.Say(Statement(act, Target(role, TargetLevel(act) ?? Level.Nation, ownBranch), signers[0]), signers);
    }

    public void Dispose() => _ledger.Dispose();

    private static RegionCode Own(Level level) => RegionCode.Parse(Home).At(level);

    private static Level ScopeLevel(string role) =>
        role switch
        {
            "province" or "province reader" => Level.Province,
            "regency" => Level.Regency,
            "district" => Level.District,
            "station" => Level.Station,
            _ => Level.Nation,
        };

    /// <summary>The level of the region that the act concerns; null when it concerns none.</summary>
    private static Level? TargetLevel(string act) =>
        act switch
        {
            "form" or "accept" or "correct" or "hold" or "reading" or "withdraw" => Level.Station,
            "time" or "define" or "snapshot" or "withhold" or "revoke itself" => null,
            _ => ScopeLevel(act.Split(' ')[^1]),
        };

    /// <summary>A region of this level in the signer's branch, or in the branch of its next neighbour.</summary>
    private static RegionCode Target(string role, Level level, bool ownBranch)
    {
        if (ownBranch || level == Level.Nation)
        {
            return Own(level);
        }

        // Where a region above the signer's own is wanted, another one of that level; else one within the signer's neighbour.
        var neighbour = (Level)Math.Min((int)ScopeLevel(role), (int)level) switch
        {
            Level.Province => "3201010001001",
            Level.Regency => "3172010001001",
            Level.District => "3171020001001",
            _ => "3171010001002",
        };
        return RegionCode.Parse(neighbour).At(level);
    }

    private bool Exists(string role) =>
        role switch
        {
            "root" or "quorum" or "log" => true,
            "import" => Kind == ElectionKind.Copy,
            _ => Kind != ElectionKind.Copy,
        };

    private Statement Statement(string act, RegionCode region, SignerKey signer)
    {
        var station = region.ToString();
        var votes = MadeElection.Sound(10, 20, 31 + _fresh);
        switch (act)
        {
            case "time":
                return new Time(new Timestamp(Record.Times.Now!.Value.UnixSeconds + 1));
            case "define":
                return _ledger.Definition with { Quorum = 1 };
            case "revoke itself":
                return new Revoke(signer is EcdsaSigner ? MadeLedger.NameOf(signer) : default, RevocationReason.Ended);
            case "form":
                return _ledger.Form(station, votes);
            case "accept":
                return MadeLedger.Review(station, _forms[region], ReviewAct.Accept);
            case "correct":
                return MadeLedger.Review(station, _forms[region], ReviewAct.Correct, votes);
            case "hold":
                return MadeLedger.Review(station, _forms[region], ReviewAct.Hold);
            case "reading":
                return _ledger.Reading(station, votes);
            case "snapshot":
                return _ledger.Snapshot(1);
            case "withdraw":
                return _ledger.Withdraw(station, 0);
            case "withhold":
                return new Withhold(_ledger.Definition.Names.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court);
        }

        var words = act.Split(' ');
        return words[0] switch
        {
            "disclose" => new Disclose(region, DisclosureCategory.Hosting, null, _ledger.Blob([1]), [], null),
            "certify" => new Totals(MadeElection.President, region, 1, [10, 20, 30], 60, 2),
            "enrol" => new Enrol(
                Words.Roles.Single(r => r.Word == words[1]).Value,
                region,
                MadeLedger.Spki(_ledger.Key($"fresh {_fresh++}"))
            ),
            _ => new Revoke(MadeLedger.NameOf(Another(words[1], region)), RevocationReason.Lost),
        };
    }

    /// <summary>A key of this role and scope that is not the signer's.</summary>
    private SignerKey Another(string role, RegionCode scope) =>
        role switch
        {
            "root" => _ledger.Roots[2],
            "import" => _ledger.Import(1),
            "reader" => _ledger.Reader(scope.ToString(), 1),
            _ => _ledger.Officer(scope.ToString(), 1),
        };
}
