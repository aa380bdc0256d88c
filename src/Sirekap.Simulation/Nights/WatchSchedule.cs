using System.Collections.Concurrent;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// Appointments of those who watch: who comes to a station is enrolled before, and whoever enrols them. Any thread may add stations.
/// </summary>
internal sealed class WatchSchedule(SimulationOptions options, SimulatedContests contests, RegionTree tree)
{
    private readonly ConcurrentDictionary<WatchingPerson, byte> _people = [];

    /// <summary>What is said at a station in a contest, and the station's kit.</summary>
    public void AddStation(StationNight night, int station, List<ulong> appointments)
    {
        if (night.Position == 0 && StationWatch.HasKit(options, night.Station))
        {
            Add(NightClock.KitEnrolled(options.Seed, night.Station), Happening.KitEnrolled, 0);
        }

        if (StationWatch.Of(options, contests, night) is not { } watch)
        {
            return;
        }

        for (var i = 0; i < watch.Signatures.Count; i++)
        {
            Enrol(watch.Signatures[i].By);
            Add(watch.Signatures[i].Second, Happening.Attested, i);
        }

        if (watch.Objection is { } objection)
        {
            Add(objection.Second, Happening.Objected, 0);
        }

        for (var i = 0; i < watch.Answers.Count; i++)
        {
            Add(watch.Answers[i].Second, Happening.Answered, i);
        }

        void Add(int second, Happening what, int number) =>
            appointments.Add(new Appointment(second, what, station, night.Position, number).Packed);
    }

    /// <summary>The enrolments of all who come to the stations that were added.</summary>
    public void AddPeople(List<ulong> appointments)
    {
        foreach (var person in _people.Keys)
        {
            var what = person.Role switch
            {
                Role.Supervisor => Happening.SupervisorEnrolled,
                Role.Witness => Happening.WitnessEnrolled,
                _ => Happening.ObserverEnrolled,
            };
            var second = NightClock.Enrolled(options.Seed, person);
            appointments.Add(new Appointment(second, what, tree.FindRegion(person.Scope), number: person.Watcher).Packed);
        }
    }

    private void Enrol(WatchingPerson? person)
    {
        while (person is { Enroller: { } enroller } && _people.TryAdd(person.Value, 0))
        {
            person = enroller;
        }
    }
}
