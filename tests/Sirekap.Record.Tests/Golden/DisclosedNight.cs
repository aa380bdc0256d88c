using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests.Golden;

/// <summary>Every category and every ground; documents, none, replaced, withheld.</summary>
internal sealed class DisclosedNight() : GoldenNight("disclosed", ElectionKind.Real)
{
    protected override void Say(MadeLedger ledger)
    {
        var contract = new Disclose(
            RegionCode.Nation,
            DisclosureCategory.Contract,
            ledger.Blob("Perjanjian 1/2024."u8.ToArray()),
            About(ledger, DisclosureCategory.Contract, "exists", "party", "value", "until", "executedIn"),
            [
                .. Enum.GetValues<ExemptionGround>()
                    .Select((ground, i) => new Exemption(ground, MadeElection.At($"20{27 + i}-01-01T00:00:00Z"))),
            ],
            null
        );
        var first = ledger.Said(contract, ledger.Roots[0]);
        foreach (var category in Enum.GetValues<DisclosureCategory>().Where(category => category != DisclosureCategory.Contract))
        {
            ledger.Said(new Disclose(RegionCode.Nation, category, null, About(ledger, category), [], null), ledger.Roots[1]);
        }

        ledger.Tick();
        ledger.Said(
            contract with
            {
                Document = ledger.Blob("Perjanjian 1/2024, lengkap."u8.ToArray()),
                Withheld = [],
                Replaces = first,
            },
            ledger.Roots[2]
        );
        var hosting = new Disclose(
            RegionCode.Parse("31"),
            DisclosureCategory.Hosting,
            null,
            About(ledger, DisclosureCategory.Hosting, "place"),
            [],
            null
        );
        var province = ledger.Said(hosting, ledger.Officer("31"));
        ledger.Said(
            hosting with
            {
                Replaces = province,
                About = About(ledger, DisclosureCategory.Hosting, "operator", "place"),
            },
            ledger.Officer("31", 1)
        );
        ledger.Said(hosting with { Scope = RegionCode.Parse("3171") }, ledger.Officer("3171"));
        ledger.Agreed(
            new Withhold(hosting.About.Sha256, WithholdGround.PersonalData, WithholdAuthority.InformationCommission),
            ledger.Roots[..2]
        );
        ledger.Agreed(new Withhold(contract.Document!.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court), ledger.Roots[..2]);
        ledger.Tick();
    }

    private static BlobReference About(MadeLedger ledger, DisclosureCategory category, params string[] facts)
    {
        var about = new DisclosureAbout(
            new string("0123456789abcdef"[(int)category], 32),
            new Bilingual("Keterbukaan", "Disclosure"),
            [.. facts.Select(fact => new DisclosureFact(fact, new Bilingual($"rekaan {fact}", $"invented {fact}")))]
        );
        return ledger.Blob(about.Encode(category));
    }
}
