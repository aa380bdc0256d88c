using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>objection</c>.</summary>
public sealed class ObjectionKind() : StatementKind<Objection>("objection", Signers.One, new Bilingual("Keberatan", "Objection"))
{
    public override IReadOnlyList<Statement> Examples =>
        [
            new Objection(new KeyName(12345), "ppwp", Example.Station, On: null, ObjectionGround.NotAdmitted, Fields: null, [], Text: null),
            new Objection(
                new KeyName(12345),
                "ppwp",
                Example.Station,
                Example.Digest,
                ObjectionGround.FiguresDiffer,
                Example.Some,
                [Example.Digest],
                Example.Blob
            ),
        ];

    protected override Objection ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"by\":"u8);
        var by = ReadPart.Key(ref r);
        var (contest, station) = ReadPart.Place(ref r);
        Digest? on = r.Take(",\"on\":"u8) ? ReadPart.Digest(ref r) : null;
        r.Expect(",\"ground\":"u8);
        var ground = ReadPart.Word(ref r, Words.ObjectionGrounds);
        var fields = FieldsCodec.ReadOptional(ref r);
        var photos = r.Take(",\"photos\":["u8) ? ReadPart.Photos(ref r) : [];
        return new Objection(by, contest, station, on, ground, fields, photos, ReadPart.Text(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Objection s)
    {
        w.Raw(",\"by\":"u8).Key(s.By).Place(s.Contest, s.Station);
        if (s.On is { } on)
        {
            w.Raw(",\"on\":"u8).Digest(on);
        }

        w.Raw(",\"ground\":"u8).String(Words.ObjectionGrounds.Of(s.Ground));
        if (s.Fields is { } fields)
        {
            FieldsCodec.Write(w, fields);
        }

        w.List(",\"photos\":["u8, s.Photos).Text(s.Text);
    }
}
