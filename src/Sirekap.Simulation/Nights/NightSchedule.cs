using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>Every appointment of the election, sorted: eight bytes an entry.</summary>
internal sealed class NightSchedule
{
    /// <summary>Stations a task draws: enough to be worth a task, few enough that all processors are busy to the end.</summary>
    private const int Chunk = 4096;

    private NightSchedule(ulong[] appointments, IReadOnlyDictionary<(int Contest, int Region), TrueTotals> totals)
    {
        Appointments = appointments;
        Totals = totals;
    }

    /// <summary>Packed (<see cref="Appointment"/>), ascending.</summary>
    public ulong[] Appointments { get; }

    /// <summary>By contest and region, from district up; empty without plenaries.</summary>
    public IReadOnlyDictionary<(int Contest, int Region), TrueTotals> Totals { get; }

    public static NightSchedule Of(SimulationOptions options, SimulatedContests contests, RegionTree tree)
    {
        var chunks = new List<ulong>[(tree.StationCount + Chunk - 1) / Chunk];
        var plenaries = new TruePlenaries(contests, tree);
        var watch = new WatchSchedule(options, contests, tree);
        Parallel.For(0, chunks.Length, chunk => chunks[chunk] = OfStations(options, contests, tree, chunk, plenaries, watch));
        var totals = plenaries.Roll();
        var all = new List<ulong>(chunks.Sum(chunk => chunk.Count) + tree.RegionCount);
        AddCommittees(options, tree, all);
        watch.AddPeople(all);
        AddCertified(options, tree, totals, all);
        foreach (var chunk in chunks)
        {
            all.AddRange(chunk);
        }

        ulong[] sorted = [.. all];
        Array.Sort(sorted);
        return new NightSchedule(sorted, totals);
    }

    private static List<ulong> OfStations(
        SimulationOptions options,
        SimulatedContests contests,
        RegionTree tree,
        int chunk,
        TruePlenaries plenaries,
        WatchSchedule watch
    )
    {
        var appointments = new List<ulong>(3 * Chunk * contests.All.Count);
        for (var station = chunk * Chunk; station < Math.Min(tree.StationCount, (chunk + 1) * Chunk); station++)
        {
            for (var contest = 0; contest < contests.All.Count; contest++)
            {
                var night = new StationNight(options, contests, tree.Station(station), contest);
                foreach (var (second, what) in night.Happenings)
                {
                    appointments.Add(new Appointment(second, what, station, contest).Packed);
                }

                watch.AddStation(night, station, appointments);
                if (options.Plenaries && night.IsHeld)
                {
                    var district = tree.Parent(tree.VillageOf(station));
                    plenaries.Add(district, night);
                    AddToPlenary(options, tree, station, night, district, appointments);
                }
            }
        }

        return appointments;
    }

    private static void AddToPlenary(
        SimulationOptions options,
        RegionTree tree,
        int station,
        StationNight night,
        int district,
        List<ulong> appointments
    )
    {
        if (night.IsOpen)
        {
            // Decided in the hours before the plenary closes, after anything that may come the day before.
            var before = 60 + (station - tree.StationsOf(district).First);
            var second = NightClock.Certified(options.Seed, tree.Region(district)) - before;
            appointments.Add(new Appointment(second, Happening.PlenaryDecision, station, night.Position).Packed);
        }
    }

    private static void AddCommittees(SimulationOptions options, RegionTree tree, List<ulong> appointments)
    {
        for (var region = 0; region < tree.RegionCount; region++)
        {
            var code = tree.Region(region);
            if (code.Level is Level.Province or Level.Regency or Level.District)
            {
                var enrolled = Happening.ProvinceEnrolled + (code.Level - Level.Province);
                appointments.Add(new Appointment(NightClock.Enrolled(options.Seed, code), enrolled, region).Packed);
            }
        }
    }

    private static void AddCertified(
        SimulationOptions options,
        RegionTree tree,
        Dictionary<(int Contest, int Region), TrueTotals> totals,
        List<ulong> appointments
    )
    {
        foreach (var ((contest, region), sum) in totals)
        {
            if (!sum.IsComplete)
            {
                continue;
            }

            var code = tree.Region(region);
            var certified = code.Level switch
            {
                Level.District => Happening.DistrictCertified,
                Level.Regency => Happening.RegencyCertified,
                Level.Province => Happening.ProvinceCertified,
                _ => Happening.NationCertified,
            };
            appointments.Add(new Appointment(NightClock.Certified(options.Seed, code), certified, region, contest).Packed);
        }
    }
}
