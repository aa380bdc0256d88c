using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.OpenData.Simulation;

/// <summary>What is to become of an entry.</summary>
public enum Intent : byte
{
    /// <summary>The record accepts it.</summary>
    Stands,

    /// <summary>The same text as an earlier entry; the record refuses it as already said.</summary>
    Repeats,

    /// <summary>Signed by a revoked key; the record refuses it.</summary>
    Intrudes,
}

/// <summary>An entry of a simulated night.</summary>
/// <param name="At">When it reaches the ledger. It never goes back; the caller writes the ledger's time statements from it.</param>
/// <param name="Entry">A signed note.</param>
/// <param name="Intent">What is to become of it.</param>
public sealed record SimulatedEntry(Timestamp At, byte[] Entry, Intent Intent);

/// <summary>
/// A whole election night as a stream of signed entries in the order of time, from the enrolment of the provinces on. The definition and the times are the
/// caller's. Two runs with one seed differ in signatures alone, and in keys where their secrets differ.
/// </summary>
/// <remarks>Keeps eight bytes an entry and one key a committee; entries are made a chunk ahead of their reader, on all processors.</remarks>
public sealed class NightSimulation : IDisposable
{
    private const int Chunk = 2048;

    private readonly SimulationOptions _options;
    private readonly StatementHead _head;
    private readonly RegionTree _tree;
    private readonly SignerKey _root;
    private readonly SimulatedKeys _keys;
    private readonly NightClock _clock;
    private readonly NightSchedule _schedule;

    /// <param name="options">What kind of night.</param>
    /// <param name="head">The head of the election, whose definition is of kind simulation and has <see cref="SimulatedElection.Structure"/>.</param>
    /// <param name="tree">Its places.</param>
    /// <param name="root">A root key of the definition; it enrols the provinces and certifies the nation. It stays the caller's.</param>
    /// <param name="secret">From which the officers' keys follow; random when not given, so that the seed alone lets nobody sign for them.</param>
    public NightSimulation(SimulationOptions options, StatementHead head, RegionTree tree, SignerKey root, ReadOnlyMemory<byte>? secret = null)
    {
        _options = options;
        _head = head;
        _tree = tree;
        _root = root;
        _keys = new SimulatedKeys(secret ?? RandomNumberGenerator.GetBytes(32));
        _clock = new NightClock(options.VotingDay);
        _schedule = NightSchedule.Of(options, tree);
    }

    /// <summary>How many entries there are.</summary>
    public int Count => _schedule.Appointments.Length;

    /// <summary>The true figures of a station, whatever its officers send.</summary>
    public FormFields Truth(RegionCode station) => TrueCount.Of(_options.Seed, station);

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
        var at = _clock.At(appointment.Second);
        var bytes = appointment.What switch
        {
            Happening.ProvinceEnrolled or Happening.RegencyEnrolled or Happening.DistrictEnrolled => EnrolCommittee(_tree.Region(appointment.Place)),
            Happening.DistrictCertified or Happening.RegencyCertified or Happening.ProvinceCertified or Happening.NationCertified =>
                Certify(_tree.Region(appointment.Place), _schedule.Totals[appointment.Place]),
            _ => AtStation(new StationNight(_options, _tree.Station(appointment.Place)), appointment.What),
        };
        var intent = appointment.What switch
        {
            Happening.SameText => Intent.Repeats,
            Happening.Intrusion => Intent.Intrudes,
            _ => Intent.Stands,
        };
        return new SimulatedEntry(at, bytes, intent);
    }

    private byte[] EnrolCommittee(RegionCode region)
    {
        var role = region.Level switch { Level.Province => Role.Province, Level.Regency => Role.Regency, _ => Role.District };
        var enrol = new Enrol(role, region, _keys.Committee(region).Verifier.PublicKey.ToArray());
        return role == Role.Province ? Sign(enrol, _root) : Sign(enrol, _keys.Committee(region.Parent));
    }

    private byte[] Certify(RegionCode region, TrueTotals totals) =>
        Sign(
            new Totals(SimulatedElection.Contest, region, totals.Stations, totals.Votes, totals.Valid, totals.Invalid),
            region.Level == Level.Nation ? _root : _keys.Committee(region));

    private byte[] AtStation(StationNight night, Happening what)
    {
        var district = _keys.Committee(night.Station.At(Level.District));
        return what switch
        {
            Happening.StationEnrolled => Enrol(night.Station, 0, district),
            Happening.KeyReplaced => Enrol(night.Station, night.KeysReplaced, district),
            Happening.KeyLost => Revoke(night.Station, RevocationReason.Lost, district),
            Happening.KeyCompromised => Revoke(night.Station, RevocationReason.Compromised, district),
            Happening.Form or Happening.SameText => SignForm(FirstForm(night), night.KeysLost),
            Happening.SameFigures => SignForm(FormAt(night, Happening.SameFigures, night.Sent), night.KeysLost),
            Happening.SecondForm => SignForm(SecondForm(night), night.KeysLost),
            Happening.Intrusion => SignForm(FormAt(night, Happening.Intrusion, OfficerErrors.Misread(night.Sent, _options.Seed, night.Station)), 0),
            Happening.Hold => Sign(Review(night, ReviewAct.Hold, FirstForm(night), ReviewReason.Objection, [], null), district),
            Happening.Decision => Sign(Decision(night, null), district),
            Happening.PlenaryDecision => Sign(Decision(night, ReviewReason.Plenary), district),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "nothing that happens at a station"),
        };
    }

    private Review Decision(StationNight night, ReviewReason? reason) => night.Verdict switch
    {
        Verdict.FormStands => Accept(night, FirstForm(night), reason ?? ReviewReason.PaperAgrees),
        Verdict.SecondStands => Accept(night, SecondForm(night), reason ?? ReviewReason.PaperAgrees),
        _ => Review(night, ReviewAct.Correct, FirstForm(night), reason ?? ReasonToCorrect(night), FailingHolds(night, night.Truth), night.Truth),
    };

    private static ReviewReason ReasonToCorrect(StationNight night) =>
        night.Errors.HasFlag(OfficerError.VotersMiscounted) ? ReviewReason.Recounted : ReviewReason.Misread;

    private Review Accept(StationNight night, Form form, ReviewReason reason) =>
        Review(night, ReviewAct.Accept, form, reason, FailingHolds(night, form.Fields), null);

    private Review Review(StationNight night, ReviewAct act, Form on, ReviewReason reason, IReadOnlyList<string> checks, FormFields? fields) =>
        new(SimulatedElection.Contest, night.Station, IdentityOf(on), act, reason, checks, fields, Text: null);

    private static IReadOnlyList<string> FailingHolds(StationNight night, FormFields fields) =>
        Catalogue.Codes(Evaluation.Evaluate(fields, night.Station, SimulatedElection.Structure.Limits).FailingHolds);

    private Form FirstForm(StationNight night) =>
        new(SimulatedElection.Contest, night.Station, _clock.At(night.Counted), night.Sent, []);

    private Form SecondForm(StationNight night) => FormAt(night, Happening.SecondForm, night.Second!);

    /// <summary>A form filled in just before it was sent.</summary>
    private Form FormAt(StationNight night, Happening what, FormFields fields) =>
        new(SimulatedElection.Contest, night.Station, _clock.At(night.When(what) - 20), fields, []);

    private Digest IdentityOf(Form form) => new(SHA256.HashData([.. StatementCodec.Write(_head, form), (byte)'\n']));

    private byte[] Enrol(RegionCode station, int replaced, SignerKey district)
    {
        using var key = _keys.Make(station, replaced);
        return Sign(new Enrol(Role.Station, station, key.Verifier.PublicKey.ToArray()), district);
    }

    private byte[] Revoke(RegionCode station, RevocationReason reason, SignerKey district)
    {
        using var key = _keys.Make(station, 0);
        return Sign(new Revoke(Keys.NameOf(key.Verifier.PublicKey.Span), reason), district);
    }

    private byte[] SignForm(Form form, int keysBefore)
    {
        using var key = _keys.Make(form.Station, keysBefore);
        return Sign(form, key);
    }

    private byte[] Sign(Statement statement, SignerKey signer)
    {
        // Platforms do not promise that one key may sign on several threads at once.
        lock (signer)
        {
            return Signing.Entry(_head, statement, signer);
        }
    }
}
