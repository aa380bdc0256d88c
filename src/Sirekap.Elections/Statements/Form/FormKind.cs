using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>form</c>.</summary>
public sealed class FormKind() : StatementKind<Form>("form", Signers.One, new Bilingual("Formulir C.HASIL", "Form C.HASIL"))
{
    public override IReadOnlyList<Statement> Examples =>
        [
            new Form("ppwp", Example.Station, Example.Time, Example.Some, []),
            new Form("ppwp", Example.Station, Example.Time, Example.All(), [Example.Digest, default]),
        ];

    protected override Form ReadMembers(ref CanonicalReader r)
    {
        var (contest, station) = ReadPart.Place(ref r);
        r.Expect(",\"taken\":"u8);
        var taken = ReadPart.Time(ref r);
        var fields = FieldsCodec.Read(ref r);
        return new Form(contest, station, taken, fields, r.Take(",\"photos\":["u8) ? ReadPart.Photos(ref r) : []);
    }

    protected override void WriteMembers(CanonicalWriter w, Form s)
    {
        w.Place(s.Contest, s.Station).Raw(",\"taken\":"u8).Time(s.Taken);
        FieldsCodec.Write(w, s.Fields);
        w.List(",\"photos\":["u8, s.Photos);
    }
}
