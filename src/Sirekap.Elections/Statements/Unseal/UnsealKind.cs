using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>unseal</c>.</summary>
public sealed class UnsealKind()
    : StatementKind<Unseal>("unseal", Signers.One, new Bilingual("Hasil baca dibuka", "Opened reading by a person"))
{
    public override IReadOnlyList<Statement> Examples =>
        [new Unseal("ppwp", Example.Station, Example.Digest, new Salt(Example.Holder.Value), Example.Some)];

    protected override Unseal ReadMembers(ref CanonicalReader r)
    {
        var (contest, station) = ReadPart.Place(ref r);
        r.Expect(",\"on\":"u8);
        var on = ReadPart.Digest(ref r);
        r.Expect(",\"salt\":"u8);
        if (!Salt.TryParse(r.String(Salt.Length), out var salt))
        {
            r.Fail("expected a salt, 32 lowercase hexadecimal digits");
        }

        return new Unseal(contest, station, on, salt, FieldsCodec.Read(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Unseal s)
    {
        w.Place(s.Contest, s.Station).Raw(",\"on\":"u8).Digest(s.On).Raw(",\"salt\":"u8).String(s.Salt.ToString());
        FieldsCodec.Write(w, s.Fields);
    }
}
