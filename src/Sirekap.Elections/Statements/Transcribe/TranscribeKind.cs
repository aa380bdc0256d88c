using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>transcribe</c>.</summary>
public sealed class TranscribeKind()
    : StatementKind<Transcription>("transcribe", Signers.One, new Bilingual("Pembacaan C.HASIL di rapat pleno", "Paper read at a plenary"))
{
    public override IReadOnlyList<Statement> Examples =>
        [
            Read(PaperSource.Form),
            Read(PaperSource.Form) with
            {
                On = Example.Digest,
                Reason = DifferenceReason.Initialled,
                Checks = ["VALID_SUM"],
                Photos = [Example.Digest],
                Text = Example.Blob,
            },
            Read(PaperSource.Copy) with
            {
                Copies = new Recipients(Village: true, [0, 2]),
            },
            Read(PaperSource.Recount) with
            {
                On = Example.Digest,
            },
        ];

    protected override Transcription ReadMembers(ref CanonicalReader r)
    {
        var (contest, station) = ReadPart.Place(ref r);
        Digest? on = r.Take(",\"on\":"u8) ? ReadPart.Digest(ref r) : null;
        r.Expect(",\"source\":"u8);
        var source = ReadPart.Word(ref r, Words.PaperSources);
        Recipients? copies = null;
        if (source == PaperSource.Copy)
        {
            r.Expect(",\"copies\":["u8);
            copies = ReadPart.Recipients(ref r);
        }

        DifferenceReason? reason = r.Take(",\"reason\":"u8) ? ReadPart.Word(ref r, Words.DifferenceReasons) : null;
        var checks = ReadPart.Checks(ref r);
        var fields = FieldsCodec.Read(ref r);
        var photos = r.Take(",\"photos\":["u8) ? ReadPart.Photos(ref r) : [];
        return new Transcription(contest, station, on, source, copies, reason, checks, fields, photos, ReadPart.Text(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Transcription s)
    {
        if ((s.Source == PaperSource.Copy) != s.Copies is { IsEmpty: false })
        {
            throw new ArgumentException("copies are named where they are the source, and nowhere else", nameof(s));
        }

        w.Place(s.Contest, s.Station);
        if (s.On is { } on)
        {
            w.Raw(",\"on\":"u8).Digest(on);
        }

        w.Raw(",\"source\":"u8).String(Words.PaperSources.Of(s.Source));
        if (s.Copies is { } copies)
        {
            w.Raw(",\"copies\":"u8).Recipients(copies);
        }

        if (s.Reason is { } reason)
        {
            w.Raw(",\"reason\":"u8).String(Words.DifferenceReasons.Of(reason));
        }

        w.List(",\"checks\":["u8, s.Checks);
        FieldsCodec.Write(w, s.Fields);
        w.List(",\"photos\":["u8, s.Photos).Text(s.Text);
    }

    private static Transcription Read(PaperSource source) =>
        new("ppwp", Example.Station, null, source, null, null, [], Example.Some, [], null);
}
