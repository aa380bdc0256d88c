using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// Who watches a simulated election: Bawaslu first, then each ticket, then some of the parties and people where they stand. Their roots
/// follow from the secret that the officers' keys follow from, so that the definition can name them before anything is said.
/// </summary>
public sealed class SimulatedWatchers
{
    /// <summary>Of the parties: enough that some of a ballot's have witnesses and others have none.</summary>
    private const int Parties = 3;

    /// <summary>Of the people who stand by themselves, each in another district.</summary>
    private const int Individuals = 2;

    private readonly List<Watcher> _watchers;

    internal SimulatedWatchers(ElectionStructure structure) =>
        _watchers = [.. Mandates(structure).Prepend([]).Select(mandates => new Watcher([], mandates))];

    /// <summary>How many; their numbers begin with Bawaslu's, 0.</summary>
    internal int Count => _watchers.Count;

    /// <summary>Those whom the definition of such a night names; nobody where nobody watches it.</summary>
    /// <param name="options">What kind of night.</param>
    /// <param name="contests">Its contests.</param>
    /// <param name="secret">The secret that is given to the <see cref="NightSimulation"/>.</param>
    public static IReadOnlyList<Watcher> Of(SimulationOptions options, SimulatedContests contests, ReadOnlyMemory<byte> secret)
    {
        using var keys = new SimulatedKeys(secret);
        return Of(options, contests, keys);
    }

    internal static IReadOnlyList<Watcher> Of(SimulationOptions options, SimulatedContests contests, SimulatedKeys keys)
    {
        var watchers = contests.Watchers._watchers;
        return options.Watching > 0
            ? [.. watchers.Select((watcher, i) => watcher with { Key = keys.Of(contests.Watchers.Root(i)).Verifier.PublicKey.ToArray() })]
            : [];
    }

    internal WatchingPerson Root(int watcher) => new(watcher, watcher == 0 ? Role.Supervisor : Role.Witness, RegionCode.Nation);

    internal bool HasPartIn(int watcher, Contest contest, RegionCode station) => _watchers[watcher].HasPartIn(contest, station);

    private static IEnumerable<IReadOnlyList<Mandate>> Mandates(ElectionStructure structure)
    {
        var of = structure.Contests.ToLookup(contest => contest.Kind);
        var tickets = of[ContestKind.Tickets]
            .SelectMany(contest => contest.Districts[0].Choices, (contest, ticket) => Only(contest, null, ticket));
        var parties = of[ContestKind.Parties]
            .SelectMany(
                contest => contest.Districts.SelectMany(district => district.Choices),
                (contest, choice) => (contest, choice.Number)
            )
            .Distinct()
            .GroupBy(stands => stands.Number, stands => stands.contest)
            .OrderBy(party => party.Key)
            .Take(Parties)
            .Select(party => (IReadOnlyList<Mandate>)[.. party.Select(contest => new Mandate(contest.Code, null, party.Key))]);
        var individuals = of[ContestKind.Individuals]
            .SelectMany(contest => contest.Districts, (contest, district) => Only(contest, district.Code, district.Choices[0]))
            .Take(Individuals);
        return tickets.Concat(parties).Concat(individuals);
    }

    private static IReadOnlyList<Mandate> Only(Contest contest, string? district, Choice choice) =>
        [new Mandate(contest.Code, district, choice.Number)];
}
