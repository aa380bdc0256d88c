using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests.Authority;

/// <summary>
/// The acts that the statements of a kind are, by their names in docs/authority.md. A class for each kind; all of this assembly's are
/// tried.
/// </summary>
internal abstract class KindActs
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<KindActs> All { get; } =
    [
        .. typeof(KindActs)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(KindActs)))
            .Select(type => (KindActs)Activator.CreateInstance(type)!),
    ];

    /// <summary>The kind's name.</summary>
    public abstract string Kind { get; }

    /// <summary>The acts' names.</summary>
    public abstract IReadOnlyList<string> Acts { get; }

    /// <summary>The level of the region that the act concerns; null when it concerns none.</summary>
    public virtual Level? Target(string act) => null;

    /// <summary>Whether there is something to act upon.</summary>
    public virtual bool IsPossible(AuthorityScene scene, string act, string role) => true;

    /// <summary>The statement.</summary>
    public abstract Statement Of(AuthorityScene scene, string act, RegionCode region, SignerKey signer);

    /// <summary>The level at which people who watch are tried, below that of whoever tries; null where an act concerns none.</summary>
    protected static Level? Watched(string act) => act.Split(' ')[^1] is "supervisor" or "witness" or "observer" ? Level.Station : null;

    /// <summary>The level that an act names with its last word.</summary>
    protected static Level LastWord(string act) => AuthorityScene.ScopeLevel(act.Split(' ')[^1]);
}
