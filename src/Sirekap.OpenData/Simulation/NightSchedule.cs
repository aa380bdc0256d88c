using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Simulation;

/// <summary>Every appointment of the election, sorted: eight bytes an entry.</summary>
internal sealed class NightSchedule
{
    private const int Chunk = 4096;

    private NightSchedule(ulong[] appointments, IReadOnlyDictionary<int, TrueTotals> totals)
    {
        Appointments = appointments;
        Totals = totals;
    }

    /// <summary>Packed (<see cref="Appointment"/>), ascending.</summary>
    public ulong[] Appointments { get; }

    /// <summary>By region, from district up; empty without plenaries.</summary>
    public IReadOnlyDictionary<int, TrueTotals> Totals { get; }

    public static NightSchedule Of(SimulationOptions options, RegionTree tree)
    {
        var chunks = new List<ulong>[(tree.StationCount + Chunk - 1) / Chunk];
        var districts = options.Plenaries ? new TrueTotals?[tree.RegionCount] : [];
        Parallel.For(0, chunks.Length, chunk => chunks[chunk] = OfStations(options, tree, chunk, districts));
        var totals = Roll(tree, districts);
        var all = new List<ulong>(chunks.Sum(chunk => chunk.Count) + tree.RegionCount);
        AddCommittees(options, tree, totals, all);
        foreach (var chunk in chunks)
        {
            all.AddRange(chunk);
        }

        ulong[] sorted = [.. all];
        Array.Sort(sorted);
        return new NightSchedule(sorted, totals);
    }

    private static List<ulong> OfStations(SimulationOptions options, RegionTree tree, int chunk, TrueTotals?[] districts)
    {
        var appointments = new List<ulong>(3 * Chunk);
        for (var station = chunk * Chunk; station < Math.Min(tree.StationCount, (chunk + 1) * Chunk); station++)
        {
            var night = new StationNight(options, tree.Station(station));
            foreach (var (second, what) in night.Happenings)
            {
                appointments.Add(new Appointment(second, what, station).Packed);
            }

            if (options.Plenaries)
            {
                AddToPlenary(options, tree, station, night, districts, appointments);
            }
        }

        return appointments;
    }

    private static void AddToPlenary(
        SimulationOptions options,
        RegionTree tree,
        int station,
        StationNight night,
        TrueTotals?[] districts,
        List<ulong> appointments
    )
    {
        var district = tree.Parent(tree.VillageOf(station));
        if (night.IsOpen)
        {
            // Decided in the hours before the plenary closes, after anything that may come the day before.
            var before = 60 + (station - tree.StationsOf(district).First);
            appointments.Add(
                new Appointment(
                    NightClock.Certified(options.Seed, tree.Region(district)) - before,
                    Happening.PlenaryDecision,
                    station
                ).Packed
            );
        }

        lock (districts)
        {
            (districts[district] ??= new TrueTotals()).Add(night);
        }
    }

    private static Dictionary<int, TrueTotals> Roll(RegionTree tree, TrueTotals?[] districts)
    {
        var totals = new Dictionary<int, TrueTotals>();
        for (var district = 0; district < districts.Length; district++)
        {
            if (districts[district] is not { } sum)
            {
                continue;
            }

            totals.Add(district, sum);
            for (var region = district; region != 0; )
            {
                region = tree.Parent(region);
                totals.TryAdd(region, new TrueTotals());
                totals[region].Add(sum);
            }
        }

        return totals;
    }

    private static void AddCommittees(
        SimulationOptions options,
        RegionTree tree,
        Dictionary<int, TrueTotals> totals,
        List<ulong> appointments
    )
    {
        for (var region = 0; region < tree.RegionCount; region++)
        {
            var code = tree.Region(region);
            if (code.Level is Level.Province or Level.Regency or Level.District)
            {
                var enrolled = Happening.ProvinceEnrolled + (code.Level - Level.Province);
                appointments.Add(new Appointment(NightClock.Enrolled(options.Seed, code), enrolled, region).Packed);
            }

            if (totals.TryGetValue(region, out var sum) && sum.IsComplete)
            {
                var certified = code.Level switch
                {
                    Level.District => Happening.DistrictCertified,
                    Level.Regency => Happening.RegencyCertified,
                    Level.Province => Happening.ProvinceCertified,
                    _ => Happening.NationCertified,
                };
                appointments.Add(new Appointment(NightClock.Certified(options.Seed, code), certified, region).Packed);
            }
        }
    }
}
