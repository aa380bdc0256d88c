using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Simulation;

/// <summary>The election that is simulated: one contest for president and vice president with three invented tickets.</summary>
public static class SimulatedElection
{
    /// <summary>The contest's code.</summary>
    public const string Contest = "ppwp";

    /// <summary>How many tickets stand.</summary>
    public const int Tickets = 3;

    /// <summary>Contests, districts and choices.</summary>
    public static ElectionStructure Structure { get; } = new(
        Limits.Of2024,
        [new Contest(Contest, ContestKind.Tickets, [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new Choice(1), new Choice(2), new Choice(3)])])]);

    /// <summary>How the nation leans, before places differ.</summary>
    internal static (double A, double B, double C) Weights => (0.31, 0.43, 0.26);
}
