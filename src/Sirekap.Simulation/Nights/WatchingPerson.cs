using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Simulation.Nights;

/// <summary>Somebody who watches.</summary>
/// <param name="Watcher">Whose they are, by the order in the definition; its root has the nation as its scope.</param>
/// <param name="Role">The part they play.</param>
/// <param name="Scope">Where.</param>
internal readonly record struct WatchingPerson(int Watcher, Role Role, RegionCode Scope)
{
    /// <summary>Who enrols them, or null for a root, which the definition names.</summary>
    public WatchingPerson? Enroller =>
        (Role, Scope.Level) switch
        {
            (_, Level.Nation) => null,
            (Role.Witness, Level.District) => this with { Scope = Scope.At(Level.Province) },
            (Role.Observer, _) => new WatchingPerson(Watcher, Role.Supervisor, Scope.At(Level.Province)),
            _ => this with { Scope = Scope.Parent },
        };
}
