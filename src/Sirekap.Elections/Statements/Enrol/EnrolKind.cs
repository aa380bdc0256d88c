using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>enrol</c>.</summary>
public sealed class EnrolKind() : StatementKind<Enrol>("enrol", Signers.One, new Bilingual("Pendaftaran kunci", "Enrolment of a key"))
{
    public override IReadOnlyList<Statement> Examples =>
        [new Enrol(Role.District, RegionCode.Parse("99AA01"), Example.Key, Example.Holder)];

    protected override Enrol ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"role\":"u8);
        var role = ReadPart.Word(ref r, Words.Roles);
        r.Expect(",\"scope\":"u8);
        var scope = ReadPart.Region(ref r);
        r.Expect(",\"key\":"u8);
        var key = ReadPart.Base64(ref r);
        r.Expect(",\"holder\":"u8);
        if (!Holder.TryParse(r.String(Holder.Length), out var holder))
        {
            r.Fail("expected a holder's pseudonym, 32 lowercase hexadecimal digits");
        }

        return new Enrol(role, scope, key, holder);
    }

    protected override void WriteMembers(CanonicalWriter w, Enrol s) =>
        w.Raw(",\"role\":"u8)
            .String(Words.Roles.Of(s.Role))
            .Raw(",\"scope\":"u8)
            .Region(s.Scope)
            .Raw(",\"key\":"u8)
            .Base64(s.Key)
            .Raw(",\"holder\":"u8)
            .Holder(s.Holder);
}
