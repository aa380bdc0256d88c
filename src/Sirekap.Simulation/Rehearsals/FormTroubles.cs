using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Rehearsals;

/// <summary>What goes wrong about a form on its way, and what others try with it.</summary>
/// <param name="night">The night.</param>
/// <param name="head">The election's.</param>
internal sealed class FormTroubles(NightSimulation night, StatementHead head)
{
    /// <summary>Keys by which the night's own are not numbered.</summary>
    private const int Spare = 100;

    /// <summary>How many a station has for a second officer or a lost telephone, its own beside them.</summary>
    private readonly Dictionary<RegionCode, int> _spares = [];
    private RegionCode? _before;

    /// <summary>All of them.</summary>
    public IReadOnlyList<(Trouble Trouble, TroubleMaker Make)> All =>
        [
            (Trouble.WeakLink, act => Travels(act, Carriage.Trickled)),
            (Trouble.CutMidway, act => Travels(act, Carriage.CutMidway)),
            (Trouble.CutUnderWay, act => Travels(act, Carriage.CutUnderWay)),
            (Trouble.CutAfterwards, act => Travels(act, Carriage.CutAfterwards)),
            (Trouble.TenAtOnce, act => Travels(act, Carriage.TenAtOnce)),
            (Trouble.Bundled, act => Travels(act, Carriage.Bundled)),
            (Trouble.Stranger, Stranger),
            (Trouble.ChangedBytes, ChangedBytes),
            (Trouble.OtherStation, OtherStation),
            (Trouble.CommitteeSigns, CommitteeSigns),
            (Trouble.LostPhone, LostPhone),
            (Trouble.TwoOfficers, TwoOfficers),
            (Trouble.FourthPhone, FourthPhone),
            (Trouble.OtherElection, OtherElection),
            (Trouble.UnknownContest, act => ByItsOwn(act, form => form with { Contest = "tidakada" }, RejectionCode.UnknownContest)),
            (Trouble.WrongBallot, act => ByItsOwn(act, form => form with { Fields = OneLess(form.Fields) }, RejectionCode.WrongChoices)),
            (Trouble.Garbage, act => Bytes(act, "bukan pernyataan\n", "not-a-note")),
            (Trouble.TooLarge, act => Bytes(act, new string('x', Entry.Largest + 1), "too-large")),
            (Trouble.WrongType, act => Bytes(act, "{}", "unsupported-type", "application/json")),
        ];

    /// <summary>A form has come: what is tried with the next may use its key.</summary>
    public void Came(Form form) => _before = form.Station;

    /// <summary>The key by which a station signs its forms; the caller disposes of it.</summary>
    internal static DeterministicSigner KeyOf(NightSimulation night, RegionCode station) =>
        night.Keys.Make(station, night.At(station).KeysLost);

    private static bool Travels(TroubledAct act, Carriage carriage)
    {
        act.Carriage = carriage;
        return true;
    }

    private bool Stranger(TroubledAct act)
    {
        using var stranger = night.Keys.Stranger($"{Of(act).Station}");
        act.RefusedBefore(Of(act), stranger, RejectionCode.UnknownKey);
        return true;
    }

    /// <summary>The first figure that the form gives is another, by one.</summary>
    private static bool ChangedBytes(TroubledAct act)
    {
        byte[] changed = [.. act.Entry.Entry];
        var votes = changed.AsSpan().IndexOf("\"votes\":["u8);
        var digit = votes < 0 ? -1 : changed.AsSpan(votes).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (digit < 0)
        {
            return false;
        }

        ref var figure = ref changed[votes + digit];
        figure = (byte)(figure == '9' ? '8' : figure + 1);
        act.RefusedBefore(changed, Rejection.NameOf(RejectionCode.BadSignature));
        return true;
    }

    private bool OtherStation(TroubledAct act)
    {
        if (_before is not { } other || other == Of(act).Station || night.At(other).IsCompromised)
        {
            return false;
        }

        using var key = KeyOf(night, other);
        act.RefusedBefore(Of(act), key, RejectionCode.OutOfScope);
        return true;
    }

    private bool CommitteeSigns(TroubledAct act)
    {
        act.RefusedBefore(Of(act), DistrictOf(act), RejectionCode.RoleNotAllowed);
        return true;
    }

    private bool LostPhone(TroubledAct act)
    {
        if (TakeSpare(act) is not { } phone)
        {
            return false;
        }

        using (phone)
        {
            act.StandsBefore(new Revoke(Keys.NameOf(phone.Verifier.PublicKey.Span), RevocationReason.Lost), DistrictOf(act));
            act.RefusedBefore(Of(act), phone, RejectionCode.RevokedKey);
            return true;
        }
    }

    /// <summary>Only after the first form are its figures surely those in place: then the same again change nothing.</summary>
    private bool TwoOfficers(TroubledAct act)
    {
        if (!act.IsFirstForm || TakeSpare(act) is not { } phone)
        {
            return false;
        }

        using (phone)
        {
            var form = Of(act);
            act.StandsAfter(form with { Taken = new Timestamp(form.Taken.UnixSeconds + 7), Photos = [] }, phone);
            return true;
        }
    }

    private bool FourthPhone(TroubledAct act)
    {
        if (Left(Of(act).Station) == 0)
        {
            return false;
        }

        while (TakeSpare(act) is { } phone)
        {
            phone.Dispose();
        }

        using var fourth = night.Keys.Make(Of(act).Station, Spare - 1);
        act.RefusedBefore(EnrolOf(Of(act).Station, fourth), DistrictOf(act), RejectionCode.PhonesSpent);
        return true;
    }

    private bool OtherElection(TroubledAct act)
    {
        using var key = KeyOf(night, Of(act).Station);
        act.RefusedBefore(Of(act), key, RejectionCode.OtherElection, head with { Election = "pemilu-lain" });
        return true;
    }

    private bool ByItsOwn(TroubledAct act, Func<Form, Form> changed, RejectionCode code)
    {
        using var key = KeyOf(night, Of(act).Station);
        act.RefusedBefore(changed(Of(act)), key, code);
        return true;
    }

    private static bool Bytes(TroubledAct act, string bytes, string name, string type = RehearsedAct.Note)
    {
        act.RefusedBefore(Encoding.ASCII.GetBytes(bytes), name, type);
        return true;
    }

    private static FormFields OneLess(FormFields fields) => new(fields.Votes[..^1].ToArray(), fields.Counts.ToArray());

    private static Form Of(TroubledAct act) => (Form)act.Statement;

    private DeterministicSigner DistrictOf(TroubledAct act) => night.Keys.Committee(Of(act).Station.At(Level.District));

    /// <summary>What the station's limit leaves beside its own telephones, those that it will get counted.</summary>
    private int Left(RegionCode station) =>
        head.Rules.Limits.Phones - 1 - night.At(station).KeysReplaced - _spares.GetValueOrDefault(station);

    /// <summary>Has one more telephone enrolled before the act, or none where the station has all that it may.</summary>
    private DeterministicSigner? TakeSpare(TroubledAct act)
    {
        var station = Of(act).Station;
        if (Left(station) <= 0)
        {
            return null;
        }

        var number = _spares[station] = _spares.GetValueOrDefault(station) + 1;
        var phone = night.Keys.Make(station, Spare + number);
        act.StandsBefore(EnrolOf(station, phone), DistrictOf(act));
        return phone;
    }

    private Enrol EnrolOf(RegionCode station, SignerKey phone) =>
        new(Role.Station, station, phone.Verifier.PublicKey.ToArray(), night.Keys.SecondHolder(station));
}
