using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Simulation.Nights;

/// <summary>What the people of a simulated night say and sign. Any thread may ask.</summary>
internal sealed class NightEntries(SimulationOptions options, StatementHead head, NightClock clock, SimulatedKeys keys, SignerKey root)
{
    private static Catalogue Checks => SimulatedElection.Rules.Checks;

    /// <summary>A province is enrolled by the root, any other committee by the one above it.</summary>
    public byte[] EnrolCommittee(RegionCode region)
    {
        var role = region.Level switch
        {
            Level.Province => Role.Province,
            Level.Regency => Role.Regency,
            _ => Role.District,
        };
        var enrol = new Enrol(role, region, keys.Committee(region).Verifier.PublicKey.ToArray(), keys.Holder(region));
        return role == Role.Province ? Sign(enrol, root) : Sign(enrol, keys.Committee(region.Parent));
    }

    /// <summary>What the plenary of a region says.</summary>
    public byte[] Certify(string contest, RegionCode region, TrueTotals totals) =>
        Sign(new Totals(contest, region, totals.Stations, totals.Figures), region.Level == Level.Nation ? root : keys.Committee(region));

    /// <summary>What is said when this happens to a station.</summary>
    public byte[] AtStation(StationNight night, Happening what)
    {
        var district = keys.Committee(night.Station.At(Level.District));
        return what switch
        {
            Happening.KitEnrolled => EnrolKit(night.Station, district),
            Happening.StationEnrolled => EnrolFirst(night.Station, district),
            Happening.KeyReplaced => Enrol(night.Station, night.KeysReplaced, district),
            Happening.KeyLost => Revoke(night.Station, RevocationReason.Lost, district),
            Happening.KeyCompromised => Revoke(night.Station, RevocationReason.Compromised, district),
            Happening.Form or Happening.SameText => SignForm(FirstForm(night), night.KeysLost),
            Happening.SameFigures => SignForm(FormAt(night, Happening.SameFigures, night.Sent), night.KeysLost),
            Happening.SecondForm => SignForm(SecondForm(night), night.KeysLost),
            Happening.Intrusion => SignForm(
                FormAt(night, Happening.Intrusion, OfficerErrors.Misread(night.Sent, options.Seed, night.Station, night.Contest)),
                0
            ),
            Happening.Hold => Sign(Review(night, ReviewAct.Hold, FirstForm(night), ReviewReason.Objection, [], null), district),
            Happening.Decision => Sign(Decision(night, null), district),
            Happening.PlenaryDecision => Sign(Decision(night, ReviewReason.Plenary), district),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "nothing that happens at a station"),
        };
    }

    /// <summary>The first form once more, with photos, under the key that signed it.</summary>
    public byte[] WithPhotos(StationNight night, IReadOnlyList<Digest> photos) =>
        SignForm(FirstForm(night) with { Photos = photos }, night.KeysLost);

    private Review Decision(StationNight night, ReviewReason? reason) =>
        night.Verdict switch
        {
            Verdict.FormStands => Accept(night, FirstForm(night), reason ?? ReviewReason.PaperAgrees),
            Verdict.SecondStands => Accept(night, SecondForm(night), reason ?? ReviewReason.PaperAgrees),
            _ => Review(
                night,
                ReviewAct.Correct,
                FirstForm(night),
                reason ?? ReasonToCorrect(night),
                FailingHolds(night, night.Truth),
                night.Truth
            ),
        };

    private static ReviewReason ReasonToCorrect(StationNight night) =>
        night.Errors.HasFlag(OfficerError.VotersMiscounted) ? ReviewReason.Recounted : ReviewReason.Misread;

    private Review Accept(StationNight night, Form form, ReviewReason reason) =>
        Review(night, ReviewAct.Accept, form, reason, FailingHolds(night, form.Fields), null);

    private Review Review(
        StationNight night,
        ReviewAct act,
        Form on,
        ReviewReason reason,
        IReadOnlyList<string> checks,
        FormFields? fields
    ) => new(night.Contest.Contest.Code, night.Station, IdentityOf(on), act, reason, checks, fields, Text: null);

    private static IReadOnlyList<string> FailingHolds(StationNight night, FormFields fields) =>
        Checks.Codes(Checks.FailingHolds(Checks.Evaluate(fields, night.Paper)));

    public Form FirstForm(StationNight night) =>
        new(
            night.Contest.Contest.Code,
            night.Station,
            clock.At(night.Counted + ClockError(night.Station)),
            night.Sent,
            options.StandInPhotos ? [StandInPhoto.NameOf(options.Seed, night.Station, night.Contest.Number)] : []
        );

    /// <summary>By how many seconds the telephone's clock is wrong.</summary>
    public int ClockError(RegionCode station)
    {
        var draws = Draws.Of(options.Seed, station, Purpose.Telephone);
        return !draws.Chance(options.WrongClocks) ? 0
            : draws.Chance(0.5) ? NightClock.Day
            : -NightClock.Day;
    }

    private Form SecondForm(StationNight night) => FormAt(night, Happening.SecondForm, night.Second!);

    /// <summary>A form filled in just before it was sent.</summary>
    private Form FormAt(StationNight night, Happening what, FormFields fields) =>
        new(night.Contest.Contest.Code, night.Station, clock.At(night.When(what) - 20), fields, []);

    public Digest IdentityOf(Statement statement) => new(Sha256.Hash([.. StatementCodec.Write(head, statement), (byte)'\n']));

    public byte[] Sign(Statement statement, SignerKey signer)
    {
        // Platforms do not promise that one key may sign on several threads at once.
        lock (signer)
        {
            return Signing.Entry(head, statement, signer);
        }
    }

    private byte[] EnrolKit(RegionCode station, SignerKey district)
    {
        using var kit = keys.Kit(station);
        return Sign(new Enrol(Role.Kit, station, kit.Verifier.PublicKey.ToArray(), keys.KitHolder(station)), district);
    }

    /// <summary>The station's first phone, by its kit where it has one.</summary>
    private byte[] EnrolFirst(RegionCode station, SignerKey district)
    {
        if (!StationWatch.HasKit(options, station))
        {
            return Enrol(station, 0, district);
        }

        using var kit = keys.Kit(station);
        return Enrol(station, 0, kit);
    }

    /// <summary>A kit for a visitor is enrolled by the station's district, beside the station's own.</summary>
    public byte[] EnrolVisitorKit(RegionCode station, byte[] spki) =>
        Sign(new Enrol(Role.Kit, station, spki, keys.VisitorHolder(station)), keys.Committee(station.At(Level.District)));

    private byte[] Enrol(RegionCode station, int replaced, SignerKey signer)
    {
        using var key = keys.Make(station, replaced);
        return Sign(new Enrol(Role.Station, station, key.Verifier.PublicKey.ToArray(), keys.Holder(station)), signer);
    }

    private byte[] Revoke(RegionCode station, RevocationReason reason, SignerKey district)
    {
        using var key = keys.Make(station, 0);
        return Sign(new Revoke(Keys.NameOf(key.Verifier.PublicKey.Span), reason), district);
    }

    private byte[] SignForm(Form form, int keysBefore)
    {
        using var key = keys.Make(form.Station, keysBefore);
        return Sign(form, key);
    }
}
