namespace Sirekap.Simulation.Nights;

/// <summary>What kind of night to simulate.</summary>
/// <param name="Stations">How many stations; only for inventing places, the night itself has those of its tree.</param>
/// <param name="Seed">The same seed gives the same places, figures, times and decisions.</param>
public sealed record SimulationOptions(int Stations, ulong Seed)
{
    /// <summary>Codes of the contests, in any order (<see cref="SimulatedContests.Codes"/>).</summary>
    public IReadOnlyList<string> Contests { get; init; } = [SimulatedElection.Contest];

    /// <summary>
    /// Nearly this share of the stations is reviewed during the night, nine of ten of them stations with something to settle.
    /// </summary>
    public double ReviewShare { get; init; } = 0.02;

    /// <summary>Whether officers err at the rates of 2024 (<see cref="OfficerError"/>).</summary>
    public bool Errors { get; init; } = true;

    /// <summary>
    /// Whether forms are sent twice, forms conflict, keys are lost, compromised and replaced, and reviews begin with a hold.
    /// </summary>
    public bool Incidents { get; init; } = true;

    /// <summary>
    /// Whether the plenaries of the following weeks settle what is open and certify totals: districts, regencies, provinces, nation.
    /// </summary>
    public bool Plenaries { get; init; }

    /// <summary>Share of the stations from which no form ever comes. Regions with such a station hold no plenary.</summary>
    public double SilentShare { get; init; }

    /// <summary>
    /// Share of the stations that somebody watches: whose forms witnesses, supervisors and observers sign or refuse, and to which they
    /// object; as many have their phone enrolled by a kit. Where it is not 0, the definition names the <see cref="SimulatedWatchers"/>.
    /// </summary>
    public double Watching { get; init; }

    /// <summary>Share of the stations whose telephone is a day off, before or behind: what its forms say of when they were taken.</summary>
    public double WrongClocks { get; init; }

    /// <summary>
    /// Whether first forms name a photo, of which nobody has taken one: a kilobyte that stands in for it, and follows from the seed.
    /// </summary>
    public bool StandInPhotos { get; init; }

    /// <summary>
    /// One station in ten: every page of a small simulation has some, and a night is told with a third more entries, not thrice as many.
    /// </summary>
    public const double UsualWatching = 0.1;

    /// <summary>The day of voting; 14 February 2024.</summary>
    public DateOnly VotingDay { get; init; } = new(2024, 2, 14);

    /// <summary>
    /// What national benchmarks use: every station has one enrolment and one form, 2 % have one review, and nothing else happens.
    /// </summary>
    public static SimulationOptions BenchmarkNight(int stations, ulong seed) => new(stations, seed) { Incidents = false };
}
