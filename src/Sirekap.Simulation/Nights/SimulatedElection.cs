using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// The election that is simulated: for president and vice president with three invented tickets, alone or with the contests of the same day
/// (<see cref="SimulatedContests"/>).
/// </summary>
public static class SimulatedElection
{
    /// <summary>The contest's code.</summary>
    public const string Contest = "ppwp";

    /// <summary>How many tickets stand.</summary>
    public const int Tickets = 3;

    /// <summary>Contests, districts and choices.</summary>
    public static ElectionStructure Structure { get; } =
        new(
            Limits.Of2024,
            [
                new Contest(
                    Contest,
                    ContestKind.Tickets,
                    [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new Choice(1), new Choice(2), new Choice(3)])],
                    ContestRule.President
                ),
            ]
        );

    /// <summary>The whole definition, of kind simulation.</summary>
    /// <param name="id">The election's id.</param>
    /// <param name="ledger">The ledger's origin.</param>
    /// <param name="regions">Names of its regions.</param>
    /// <param name="stations">Names of stations that their codes do not tell.</param>
    public static ElectionDefinition Define(
        string id,
        string ledger,
        IReadOnlyDictionary<RegionCode, string> regions,
        IReadOnlyDictionary<RegionCode, string> stations
    ) =>
        Define(
            id,
            ledger,
            regions,
            stations,
            Structure,
            new Dictionary<string, ContestNames>(StringComparer.Ordinal) { [Contest] = Names }
        );

    /// <inheritdoc cref="Define(string, string, IReadOnlyDictionary{RegionCode, string}, IReadOnlyDictionary{RegionCode, string})"/>
    /// <param name="contests">Its contests.</param>
    /// <param name="watchers">Who watches it (<see cref="SimulatedWatchers"/>); nobody where they are not given.</param>
    public static ElectionDefinition Define(
        string id,
        string ledger,
        IReadOnlyDictionary<RegionCode, string> regions,
        IReadOnlyDictionary<RegionCode, string> stations,
        SimulatedContests contests,
        IReadOnlyList<Watcher>? watchers = null
    ) => Define(id, ledger, regions, stations, contests.Structure with { Watchers = watchers ?? [] }, contests.Names());

    private static ElectionDefinition Define(
        string id,
        string ledger,
        IReadOnlyDictionary<RegionCode, string> regions,
        IReadOnlyDictionary<RegionCode, string> stations,
        ElectionStructure structure,
        IReadOnlyDictionary<string, ContestNames> contests
    ) =>
        new(
            id,
            ledger,
            ElectionKind.Simulation,
            Rules,
            structure,
            new ElectionNames(structure.Contests is [{ Code: Contest }] ? Title : GeneralTitle, contests, regions, stations)
        );

    /// <summary>The rules of the night.</summary>
    public static RuleSet Rules => RuleSets.First;

    private static Bilingual Title =>
        new(
            "Simulasi pemilihan presiden: semua orang dan angka rekaan",
            "Simulated presidential election: all people and figures are invented"
        );

    private static Bilingual GeneralTitle =>
        new(
            "Simulasi pemilihan umum: semua orang, partai, dan angka rekaan",
            "Simulated general election: all people, parties and figures are invented"
        );

    internal static ContestNames Names { get; } =
        new(
            new Bilingual("Presiden dan Wakil Presiden (simulasi)", "President and vice president (simulation)"),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["1"] = "Larasati Wirabuana – Yosef Tulehuru",
                ["2"] = "Bimasakti Adiraga – Sekar Lintangsari",
                ["3"] = "Hasan Tarumakarsa – Intan Segarawati",
            },
            new Dictionary<string, string>(StringComparer.Ordinal),
            new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
        );

    /// <summary>How the nation leans, before places differ.</summary>
    internal static (double A, double B, double C) Weights => (0.31, 0.43, 0.26);
}
