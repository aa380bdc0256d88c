using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// The contests of a simulated election, in the order in which they are counted (PKPU 25/2023 Art. 52(2)): president (ppwp), DPR (pdpr),
/// DPD (pdpd), DPRD of the province (pdprdp) and of the regency (pdprdk). Parties and people are invented; electoral districts are as many
/// as in 2024 where there are as many places.
/// </summary>
public sealed class SimulatedContests
{
    private SimulatedContests(IReadOnlyList<SimulatedContest> all)
    {
        All = all;
        Structure = new ElectionStructure(Limits.Of2024, [.. all.Select(contest => contest.Contest)]);
        Watchers = new SimulatedWatchers(Structure);
    }

    /// <summary>The codes that there are, in the order of counting.</summary>
    public static IReadOnlyList<string> Codes { get; } = [SimulatedElection.Contest, "pdpr", "pdpd", "pdprdp", "pdprdk"];

    /// <summary>Limits, contests, districts and choices; nobody who watches (<see cref="SimulatedWatchers"/>).</summary>
    public ElectionStructure Structure { get; }

    internal IReadOnlyList<SimulatedContest> All { get; }

    internal SimulatedWatchers Watchers { get; }

    /// <summary>The contests that the options name, over these places.</summary>
    /// <param name="options">Which contests, and the seed.</param>
    /// <param name="tree">The places; a contest has districts where they are.</param>
    /// <param name="names">Names of regions, after which districts are called; their codes where there is none.</param>
    /// <exception cref="ArgumentException">A contest is unknown, named twice or has no place to be held in.</exception>
    public static SimulatedContests Of(SimulationOptions options, RegionTree tree, IReadOnlyDictionary<RegionCode, string>? names = null)
    {
        var unknown = options.Contests.Where(code => !Codes.Contains(code)).ToList();
        if (options.Contests.Count == 0 || unknown.Count > 0 || options.Contests.Distinct().Count() != options.Contests.Count)
        {
            throw new ArgumentException($"contests are some of {string.Join(", ", Codes)}, each once", nameof(options));
        }

        var places = new SimulatedDistricts(tree, names ?? new Dictionary<RegionCode, string>());
        var contests = Codes
            .Select((code, number) => (code, number))
            .Where(contest => options.Contests.Contains(contest.code))
            .Select(contest => Make(contest.code, contest.number, places, options.Seed, tree))
            .ToList();
        return contests.Find(contest => contest.Contest.Districts.Count == 0) is { } nowhere
            ? throw new ArgumentException($"{nowhere.Contest.Code} has no district among these places", nameof(tree))
            : new SimulatedContests(contests);
    }

    internal IReadOnlyDictionary<string, ContestNames> Names() =>
        All.ToDictionary(contest => contest.Contest.Code, contest => contest.Names, StringComparer.Ordinal);

    private static SimulatedContest Make(string code, int number, SimulatedDistricts places, ulong seed, RegionTree tree) =>
        number switch
        {
            0 => SimulatedContest.President(tree),
            1 => SimulatedContest.Of(
                new SimulatedBallots(code, number, ContestKind.Parties, seed) { InvalidShare = 0.085, TransferredShare = 0.45 },
                new Bilingual("DPR (simulasi)", "House of Representatives, DPR (simulation)"),
                places.House(),
                tree
            ),
            2 => SimulatedContest.Of(
                new SimulatedBallots(code, number, ContestKind.Individuals, seed) { InvalidShare = 0.14, TransferredShare = 0.6 },
                new Bilingual("DPD (simulasi)", "Regional Representatives, DPD (simulation)"),
                places.Senate(),
                tree
            ),
            3 => SimulatedContest.Of(
                new SimulatedBallots(code, number, ContestKind.Parties, seed) { InvalidShare = 0.09, TransferredShare = 0.4 },
                new Bilingual("DPRD provinsi (simulasi)", "Provincial council, DPRD provinsi (simulation)"),
                places.ProvinceCouncils(),
                tree
            ),
            _ => SimulatedContest.Of(
                new SimulatedBallots(code, number, ContestKind.Parties, seed) { InvalidShare = 0.06, TransferredShare = 0.25 },
                new Bilingual("DPRD kabupaten/kota (simulasi)", "Regency and city council, DPRD kabupaten/kota (simulation)"),
                places.RegencyCouncils(),
                tree
            ),
        };
}
