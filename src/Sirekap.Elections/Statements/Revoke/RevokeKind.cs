using Sirekap.Elections.Contests;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>revoke</c>.</summary>
public sealed class RevokeKind() : StatementKind<Revoke>("revoke", Signers.One, new Bilingual("Pencabutan kunci", "Revocation of a key"))
{
    public override IReadOnlyList<Statement> Examples => [new Revoke(new KeyName(12345), RevocationReason.Lost)];

    protected override Revoke ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"key\":"u8);
        var key = ReadPart.Key(ref r);
        r.Expect(",\"reason\":"u8);
        return new Revoke(key, ReadPart.Word(ref r, Words.RevocationReasons));
    }

    protected override void WriteMembers(CanonicalWriter w, Revoke s) =>
        w.Raw(",\"key\":"u8).Key(s.Key).Raw(",\"reason\":"u8).String(Words.RevocationReasons.Of(s.Reason));
}
