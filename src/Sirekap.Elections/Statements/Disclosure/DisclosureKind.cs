using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>The kind <c>disclosure</c>.</summary>
public sealed class DisclosureKind() : StatementKind<Disclose>("disclosure", Signers.One, new Bilingual("Keterbukaan", "Disclosure"))
{
    /// <summary>Most passages that a disclosure withholds.</summary>
    public const int MostExemptions = 64;

    public override IReadOnlyList<Statement> Examples =>
        [
            new Disclose(
                RegionCode.Nation,
                DisclosureCategory.Contract,
                Example.Blob,
                Example.Blob,
                [new Exemption(ExemptionGround.Competition, Example.Time), new Exemption(ExemptionGround.PersonalData, Example.Time)],
                Example.Digest
            ),
            new Disclose(RegionCode.Parse("31"), DisclosureCategory.Other, null, Example.Blob, [], null),
        ];

    protected override Disclose ReadMembers(ref CanonicalReader r)
    {
        r.Expect(",\"scope\":"u8);
        var scope = ReadPart.Region(ref r);
        r.Expect(",\"category\":"u8);
        var category = ReadPart.Word(ref r, Words.DisclosureCategories);
        var document = r.Take(",\"document\":"u8) ? ReadPart.Blob(ref r) : null;
        r.Expect(",\"about\":"u8);
        var about = ReadPart.Blob(ref r);
        var withheld = new List<Exemption>();
        if (r.Take(",\"withheld\":["u8))
        {
            do
            {
                r.Expect("{\"ground\":"u8);
                var ground = ReadPart.Word(ref r, Words.ExemptionGrounds);
                r.Expect(",\"until\":"u8);
                withheld.Add(new Exemption(ground, ReadPart.Time(ref r)));
                r.Expect("}"u8);
            } while (withheld.Count < MostExemptions && r.Take(","u8));
            r.Expect("]"u8);
        }

        return new Disclose(scope, category, document, about, withheld, r.Take(",\"replaces\":"u8) ? ReadPart.Digest(ref r) : null);
    }

    protected override void WriteMembers(CanonicalWriter w, Disclose s)
    {
        w.Raw(",\"scope\":"u8).Region(s.Scope).Raw(",\"category\":"u8).String(Words.DisclosureCategories.Of(s.Category));
        if (s.Document is not null)
        {
            w.Raw(",\"document\":"u8).Blob(s.Document);
        }

        w.Raw(",\"about\":"u8).Blob(s.About);
        for (var i = 0; i < s.Withheld.Count; i++)
        {
            w.Raw(i == 0 ? ",\"withheld\":["u8 : ","u8).Raw("{\"ground\":"u8).String(Words.ExemptionGrounds.Of(s.Withheld[i].Ground));
            w.Raw(",\"until\":"u8).Time(s.Withheld[i].Until).Raw("}"u8);
        }

        w.Raw(s.Withheld.Count > 0 ? "]"u8 : ""u8);
        if (s.Replaces is { } replaces)
        {
            w.Raw(",\"replaces\":"u8).Digest(replaces);
        }
    }
}
