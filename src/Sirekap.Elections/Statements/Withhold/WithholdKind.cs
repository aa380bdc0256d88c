using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>withhold</c>.</summary>
public sealed class WithholdKind()
    : StatementKind<Withhold>("withhold", Signers.Several, new Bilingual("Penahanan berkas", "Withholding of a file"))
{
    public override IReadOnlyList<Statement> Examples => [new Withhold(Example.Digest, WithholdGround.CourtOrder, WithholdAuthority.Court)];

    protected override Withhold ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"blob\":"u8);
        var blob = ReadPart.Digest(ref r);
        r.Expect(",\"ground\":"u8);
        var ground = ReadPart.Word(ref r, Words.WithholdGrounds);
        r.Expect(",\"by\":"u8);
        return new Withhold(blob, ground, ReadPart.Word(ref r, Words.WithholdAuthorities));
    }

    protected override void WriteMembers(CanonicalWriter w, Withhold s)
    {
        w.Raw(",\"blob\":"u8).Digest(s.Blob).Raw(",\"ground\":"u8).String(Words.WithholdGrounds.Of(s.Ground));
        w.Raw(",\"by\":"u8).String(Words.WithholdAuthorities.Of(s.By));
    }
}
