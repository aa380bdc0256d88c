using Sirekap.Elections;
using Sirekap.Elections.Forms;
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
    private readonly Dictionary<RegionCode, Digest> _forms = [];
    private int _fresh;

    public AuthorityScene(ElectionKind kind)
    {
        Kind = kind;
        Ledger = new MadeLedger(kind);
        string[] stations = [Home, "3171010001002", "3171020001001", "3172010001001", "3201010001001"];
        if (kind == ElectionKind.Copy)
        {
            Ledger.Said(Ledger.Snapshot(0), Ledger.Import());
        }

        foreach (var station in stations)
        {
            var key = kind == ElectionKind.Copy ? Ledger.Import() : Ledger.Officer(station, 0);
            _forms[RegionCode.Parse(station)] = Ledger.Said(Ledger.Form(station, MadeElection.Sound(10, 20, 30)), key);
        }

        var words = Ledger.Blob("somebody's name"u8.ToArray()).Sha256;
        Proposed = Ledger.Said(new Withhold(words, WithholdGround.PersonalData, WithholdAuthority.Commission), Ledger.Roots[1]);
    }

    public static IReadOnlyList<string> Roles { get; } =
    [
        "root",
        "quorum",
        "province",
        "regency",
        "district",
        "station",
        "kit",
        "supervisor root",
        "supervisor",
        "witness root",
        "witness",
        "observer",
        "import",
        "reader",
        "province reader",
        "log",
    ];

    public static IReadOnlyList<string> Acts { get; } = [.. KindActs.All.SelectMany(acts => acts.Acts)];

    public ElectionKind Kind { get; }

    public MadeLedger Ledger { get; }

    public ElectionRecord Record => Ledger.Record;

    /// <summary>The forms in place, by their stations.</summary>
    public IReadOnlyDictionary<RegionCode, Digest> Forms => _forms;

    /// <summary>Figures that are nowhere in place.</summary>
    public FormFields Votes => MadeElection.Sound(10, 20, 31 + _fresh++);

    /// <summary>What the second root has proposed.</summary>
    public Digest Proposed { get; }

    /// <summary>Whether there can be a key of this role, something to act upon, and a region of that branch.</summary>
    public bool IsPossible(string act, string role, bool ownBranch)
    {
        var acts = Of(act);
        return Exists(role)
            && acts.IsPossible(this, act, role)
            && (ownBranch || (ScopeLevel(role) != Level.Nation && acts.Target(act) is not null and not Level.Nation));
    }

    /// <summary>Submits the act under a key of the role, correctly signed.</summary>
    public Rejection? Try(string act, string role, bool ownBranch) => Ledger.Say(Entry(act, role, ownBranch));

    /// <summary>The act under a key of the role, correctly signed; whatever it needs first has been said.</summary>
    public byte[] Entry(string act, string role, bool ownBranch)
    {
        IReadOnlyList<SignerKey> signers = role switch
        {
            "root" => [Ledger.Roots[0]],
            "quorum" => [Ledger.Roots[0], Ledger.Roots[1]],
            "log" => [Ledger.Log],
            "import" => [Ledger.Import()],
            "kit" => [Ledger.Kit(Home)],
            "supervisor root" => [Ledger.Key("bawaslu")],
            "witness root" => [Ledger.Key("contestant 1")],
            "supervisor" => [Ledger.Watcher(Role.Supervisor, Home[..6])],
            "witness" => [Ledger.Watcher(Role.Witness, Home[..6], "contestant 1")],
            "observer" => [Ledger.Watcher(Role.Observer, Home[..6])],
            "reader" or "province reader" => [Ledger.Reader(Own(ScopeLevel(role)).ToString())],
            _ => [Ledger.Officer(Own(ScopeLevel(role)).ToString())],
        };
        var acts = Of(act);
        var region = Target(role, acts.Target(act) ?? Level.Nation, ownBranch);
        return Ledger.Signed(acts.Of(this, act, region, signers[0]), signers);
    }

    public void Dispose() => Ledger.Dispose();

    private static RegionCode Own(Level level) => RegionCode.Parse(Home).At(level);

    public static Level ScopeLevel(string role) =>
        role switch
        {
            "province" or "province reader" => Level.Province,
            "regency" => Level.Regency,
            "district" or "supervisor" or "witness" or "observer" => Level.District,
            "station" or "kit" => Level.Station,
            _ => Level.Nation,
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

    public bool Exists(string role) =>
        role switch
        {
            "root" or "quorum" or "log" => true,
            "import" => Kind == ElectionKind.Copy,
            _ => Kind != ElectionKind.Copy,
        };

    /// <summary>A key that nobody knows yet.</summary>
    public SignerKey Fresh() => Ledger.Key($"fresh {_fresh++}");

    private static KindActs Of(string act) => KindActs.All.Single(acts => acts.Acts.Contains(act));
}
