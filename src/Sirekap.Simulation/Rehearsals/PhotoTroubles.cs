using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Rehearsals;

/// <summary>What goes wrong about a photo that a form names.</summary>
/// <param name="night">The night.</param>
/// <param name="photoOf">The photo of a form.</param>
internal sealed class PhotoTroubles(NightSimulation night, Func<Form, byte[]> photoOf)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<(Trouble Trouble, TroubleMaker Make)> All =>
        [
            (Trouble.OtherPhoto, OtherPhoto),
            (Trouble.StrangersPhoto, Strangers),
            (Trouble.PhotoWithPlace, WithPlace),
            (Trouble.PlaceInBlob, PlaceInBlob),
            (Trouble.NoPhoto, NoPhoto),
            (Trouble.PhotoCut, Cut),
        ];

    private bool OtherPhoto(TroubledAct act) =>
        Bring(act, form => [.. photoOf(form), 0], "other-bytes", name: form => new Digest(Sha256.Hash(photoOf(form))));

    private bool Strangers(TroubledAct act)
    {
        if (!HasPhoto(act))
        {
            return false;
        }

        using var stranger = night.Keys.Stranger("photo");
        act.SentBefore(Refused(act.Brought(photoOf((Form)act.Statement), stranger, TroubledAct.Photos), "not-signed"));
        return true;
    }

    private bool WithPlace(TroubledAct act)
    {
        if (!HasPhoto(act))
        {
            return false;
        }

        var form = (Form)act.Statement;
        using var key = FormTroubles.KeyOf(night, form.Station);
        act.SentBefore(act.Brought(StandInPhoto.WithExif(photoOf(form)), key, TroubledAct.Photos) with { Stored = form.Photos[0] });
        act.IsPhotoThere = true;
        return true;
    }

    private bool PlaceInBlob(TroubledAct act) =>
        Bring(act, form => StandInPhoto.WithExif(photoOf(form)), "photo-metadata", TroubledAct.Blobs);

    private bool NoPhoto(TroubledAct act) => Bring(act, form => Encoding.ASCII.GetBytes($"TPS {form.Station}"), "not-a-photo");

    private static bool Cut(TroubledAct act)
    {
        act.PhotoCarriage = Carriage.CutMidway;
        return HasPhoto(act);
    }

    private bool Bring(
        TroubledAct act,
        Func<Form, byte[]> body,
        string refused,
        string door = TroubledAct.Photos,
        Func<Form, Digest>? name = null
    )
    {
        if (!HasPhoto(act))
        {
            return false;
        }

        var form = (Form)act.Statement;
        using var key = FormTroubles.KeyOf(night, form.Station);
        act.SentBefore(Refused(act.Brought(body(form), key, door, name?.Invoke(form)), refused));
        return true;
    }

    private static bool HasPhoto(TroubledAct act) => act.IsFirstForm && ((Form)act.Statement).Photos.Count > 0;

    private static RehearsedAct Refused(RehearsedAct act, string name) =>
        act with
        {
            Expected = Expected.Refused,
            Name = name,
            Stored = null,
        };
}
