using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// A whole election night as a stream of signed entries in the order of time, from the enrolment of the provinces on. The definition and
/// the times are the caller's. Two runs with one seed and one secret are the same bytes; with other secrets they differ in keys and
/// signatures.
/// </summary>
/// <remarks>
/// Keeps eight bytes an entry and one key a committee; entries are made a chunk ahead of their reader, on all processors.
/// </remarks>
public sealed class NightSimulation : IDisposable
{
    /// <summary>Entries made while the chunk before is read: enough to share among all processors, a few megabytes.</summary>
    private const int Chunk = 2048;

    private readonly SimulationOptions _options;
    private readonly SimulatedContests _contests;
    private readonly RegionTree _tree;
    private readonly SimulatedKeys _keys;
    private readonly NightEntries _entries;
    private readonly WatchEntries _watching;
    private readonly NightClock _clock;
    private readonly NightSchedule _schedule;

    /// <param name="options">What kind of night.</param>
    /// <param name="head">The head of the election, whose definition is of kind simulation and has the <see cref="Structure"/> of these
    /// options, places and secret.</param>
    /// <param name="tree">Its places.</param>
    /// <param name="root">A root key of the definition; it enrols the provinces and certifies the nation. It stays the caller's.</param>
    /// <param name="secret">From which the officers' keys follow; random when not given, so that the seed alone lets nobody sign for
    /// them.</param>
    public NightSimulation(
        SimulationOptions options,
        StatementHead head,
        RegionTree tree,
        SignerKey root,
        ReadOnlyMemory<byte>? secret = null
    )
    {
        _options = options;
        _tree = tree;
        _contests = SimulatedContests.Of(options, tree);
        _keys = new SimulatedKeys(secret ?? RandomNumberGenerator.GetBytes(32));
        _clock = new NightClock(options.VotingDay);
        _entries = new NightEntries(options, head, _clock, _keys, root);
        _watching = new WatchEntries(_entries, _keys);
        Structure = _contests.Structure with { Watchers = SimulatedWatchers.Of(options, _contests, _keys) };
        _schedule = NightSchedule.Of(options, _contests, tree);
    }

    /// <summary>How many entries there are.</summary>
    public int Count => _schedule.Appointments.Length;

    /// <summary>Its contests.</summary>
    public SimulatedContests Contests => _contests;

    /// <summary>Contests and those who watch, as its election's definition has them.</summary>
    public ElectionStructure Structure { get; }

    /// <summary>The places.</summary>
    internal RegionTree Tree => _tree;

    internal SimulatedKeys Keys => _keys;

    internal bool HasWrongClock(RegionCode station) => _entries.ClockError(station) != 0;

    /// <summary>The night of a station in one of its contests, by the contest's position.</summary>
    internal StationNight At(RegionCode station, int contest = 0) => new(_options, _contests, station, contest);

    /// <summary>The true figures of a station in a contest, whatever its officers send; null where it has no ballot in it.</summary>
    /// <param name="contest">The contest's code.</param>
    public FormFields? Truth(RegionCode station, string contest = SimulatedElection.Contest)
    {
        var its = _contests.All.Single(its => its.Contest.Code == contest);
        return its.IsHeldAt(station) ? its.Truth(_options.Seed, station, TrueCount.Of(_options.Seed, station)) : null;
    }

    /// <summary>
    /// The first forms of some of the stations in the first contest, spread over all places, in the order in which they come in.
    /// </summary>
    /// <param name="most">How many stations are looked at; silent ones have no form.</param>
    public IReadOnlyList<NightForm> Forms(int most)
    {
        var looked = Math.Min(most, _tree.StationCount);
        return
        [
            .. Enumerable
                .Range(0, looked)
                .Select(i => new StationNight(_options, _contests, _tree.Station((int)((long)i * _tree.StationCount / looked))))
                .Where(night => !night.IsSilent)
                .Select(night => new NightForm(night.Station, night.Truth, night.Sent, _clock.At(night.When(Happening.Form))))
                .OrderBy(form => form.At.UnixSeconds),
        ];
    }

    /// <summary>The station's officer says its first form of the first contest again, this time with photos of the paper.</summary>
    public byte[] WithPhotos(RegionCode station, IReadOnlyList<Digest> photos) =>
        _entries.WithPhotos(new StationNight(_options, _contests, station), photos);

    /// <summary>The name of a committee's key, from the night's beginning on; it is enrolled in its time.</summary>
    /// <param name="region">A province, regency or district.</param>
    public KeyName CommitteeKey(RegionCode region) => Record.Keys.NameOf(_keys.Committee(region).Verifier.PublicKey.Span);

    /// <summary>
    /// The private key of a kit for a visitor who plays a station's staff, 32 bytes: beside the station's own, and like it from the night's
    /// secret.
    /// </summary>
    public byte[] VisitorKit(RegionCode station) => _keys.VisitorKit(station);

    /// <summary>The enrolment of a visitor's kit by the station's district.</summary>
    /// <param name="station">The station.</param>
    /// <param name="spki">The kit's public key.</param>
    public byte[] EnrolVisitorKit(RegionCode station, byte[] spki) => _entries.EnrolVisitorKit(station, spki);

    /// <summary>The entries, made as they are asked for. Each enumeration begins anew.</summary>
    public IEnumerable<SimulatedEntry> Entries()
    {
        var next = Task.FromResult(Array.Empty<SimulatedEntry>());
        try
        {
            for (var first = 0; first < Count + Chunk; first += Chunk)
            {
                var ready = next.GetAwaiter().GetResult();
                var begin = first;
                next = Task.Run(() => Make(begin));
                foreach (var entry in ready)
                {
                    yield return entry;
                }
            }
        }
        finally
        {
            // A reader that stops early must not leave a chunk in the making behind, whose keys may be disposed of.
            Task.WaitAny(next);
        }
    }

    public void Dispose() => _keys.Dispose();

    private SimulatedEntry[] Make(int first)
    {
        var entries = new SimulatedEntry[Math.Clamp(Count - first, 0, Chunk)];
        Parallel.For(0, entries.Length, i => entries[i] = Make(new Appointment(_schedule.Appointments[first + i])));
        return entries;
    }

    private SimulatedEntry Make(Appointment appointment)
    {
        var intent = appointment.What switch
        {
            Happening.SameText => Intent.Repeats,
            Happening.Intrusion => Intent.Intrudes,
            _ => Intent.Stands,
        };
        if (appointment.What is Happening.Attested or Happening.Objected or Happening.Answered)
        {
            var (entry, words, by) = Watched(appointment);
            return new SimulatedEntry(_clock.At(appointment.Second), entry, intent) { Words = words, By = by };
        }

        return new SimulatedEntry(_clock.At(appointment.Second), Said(appointment), intent);
    }

    private byte[] Said(Appointment appointment) =>
        appointment.What switch
        {
            Happening.SupervisorEnrolled => EnrolPerson(appointment, Role.Supervisor),
            Happening.WitnessEnrolled => EnrolPerson(appointment, Role.Witness),
            Happening.ObserverEnrolled => EnrolPerson(appointment, Role.Observer),
            Happening.ProvinceEnrolled or Happening.RegencyEnrolled or Happening.DistrictEnrolled => _entries.EnrolCommittee(
                _tree.Region(appointment.Place)
            ),
            Happening.DistrictCertified or Happening.RegencyCertified or Happening.ProvinceCertified or Happening.NationCertified =>
                _entries.Certify(
                    _contests.Structure.Contests[appointment.Contest].Code,
                    _tree.Region(appointment.Place),
                    _schedule.Totals[(appointment.Contest, appointment.Place)]
                ),
            _ => _entries.AtStation(At(appointment), appointment.What),
        };

    private Worded Watched(Appointment appointment)
    {
        var night = At(appointment);
        var watch = StationWatch.Of(_options, _contests, night)!;
        return appointment.What switch
        {
            Happening.Attested => _watching.Attest(night, watch.Signatures[appointment.Number]),
            Happening.Objected => _watching.Object(night, watch.Objection!),
            _ => _watching.Answer(night, watch.Objection!, watch.Answers[appointment.Number]),
        };
    }

    private byte[] EnrolPerson(Appointment appointment, Role role) =>
        _watching.Enrol(new WatchingPerson(appointment.Number, role, _tree.Region(appointment.Place)));

    private StationNight At(Appointment appointment) => new(_options, _contests, _tree.Station(appointment.Place), appointment.Contest);
}
