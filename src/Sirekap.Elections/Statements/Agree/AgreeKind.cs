using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>agree</c>.</summary>
public sealed class AgreeKind()
    : StatementKind<Agree>("agree", Signers.One, new Bilingual("Persetujuan atas usul", "Agreement to a proposal"))
{
    public override IReadOnlyList<Statement> Examples => [new Agree(Example.Digest, new KeyName(12345))];

    protected override Agree ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"to\":"u8);
        var to = ReadPart.Digest(ref r);
        r.Expect(",\"by\":"u8);
        return new Agree(to, ReadPart.Key(ref r));
    }

    protected override void WriteMembers(CanonicalWriter w, Agree s) => w.Raw(",\"to\":"u8).Digest(s.To).Raw(",\"by\":"u8).Key(s.By);
}
