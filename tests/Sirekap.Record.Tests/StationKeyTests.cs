using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests;

/// <summary>A station's phones: enrolled by its kit where there is no network, three of them, and more by the regency alone.</summary>
public class StationKeyTests
{
    private const string Station = "3171010001001";
    private const string District = "317101";

    [Fact]
    public void A_phone_that_a_kit_has_enrolled_says_what_the_form_says()
    {
        using var ledger = new MadeLedger();
        var phone = ledger.Key("phone");
        ledger.Said(Enrols(ledger, "phone"), ledger.Kit(Station));
        ledger.Said(ledger.Form(Station, MadeElection.Sound(1, 2, 3)), phone);
        ledger.Refused(RejectionCode.RoleNotAllowed, ledger.Form(Station, MadeElection.Sound(1, 2, 3), 1), ledger.Kit(Station));
        ledger.Refused(RejectionCode.OutOfScope, Enrols(ledger, "other") with { Scope = Region("3171010001002") }, ledger.Kit(Station));
    }

    /// <summary>Of the list of all reasons in <see cref="RejectionTests"/>.</summary>
    internal static void PhonesSpent()
    {
        using var ledger = new MadeLedger();
        ledger.Said(Enrols(ledger, "by the district"), ledger.Officer(District));
        ledger.Said(Enrols(ledger, "by a kit"), ledger.Kit(Station));
        ledger.Said(Enrols(ledger, "by another kit"), ledger.Kit(Station, 1));

        // A fourth phone is refused whoever ended before it; the regency's word is for the station alone, and only one.
        ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Key("by a kit")), RevocationReason.Lost), ledger.Officer(District));
        var fourth = Enrols(ledger, "fourth");
        ledger.Refused(RejectionCode.PhonesSpent, fourth, ledger.Kit(Station));
        ledger.Refused(RejectionCode.PhonesSpent, fourth, ledger.Kit(Station, 2));
        ledger.Refused(RejectionCode.PhonesSpent, fourth, ledger.Officer(District));
        ledger.Said(fourth, ledger.Officer("3171"));
        ledger.Refused(RejectionCode.PhonesSpent, Enrols(ledger, "fifth"), ledger.Kit(Station));
        ledger.Said(ledger.Form(Station, MadeElection.Sound(1, 2, 3)), ledger.Key("fourth"));
    }

    [Fact]
    public void A_revoked_kit_enrols_nobody_and_its_phones_stay()
    {
        using var ledger = new MadeLedger();
        ledger.Said(Enrols(ledger, "phone"), ledger.Kit(Station));
        ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Kit(Station)), RevocationReason.Compromised), ledger.Officer(District));
        ledger.Refused(RejectionCode.RevokedKey, Enrols(ledger, "second"), ledger.Kit(Station));
        ledger.Said(ledger.Form(Station, MadeElection.Sound(1, 2, 3)), ledger.Key("phone"));
    }

    [Fact]
    public void A_station_has_no_more_kits_than_the_rules_allow()
    {
        using var ledger = new MadeLedger();
        for (var i = 0; i < RuleSets.First.Limits.Kits; i++)
        {
            ledger.Kit(Station, i);
        }

        ledger.Refused(RejectionCode.TooMany, Enrols(ledger, "letter") with { Role = Role.Kit }, ledger.Officer(District));
        ledger.Kit("3171010001002");
    }

    [Fact]
    public void Keys_are_counted_for_their_station_when_places_are_added_before_it()
    {
        using var ledger = new MadeLedger();
        for (var i = 0; i < RuleSets.First.Limits.Phones; i++)
        {
            ledger.Officer("3171010001003", i);
        }

        ledger.Agreed(new Extend(AdditionGround.Omitted, ledger.Blob("3171010001 7\n"u8.ToArray()), null), ledger.Roots[..2]);
        ledger.Agreed(new Extend(AdditionGround.Omitted, ledger.Blob("3101010001 1-3\n"u8.ToArray()), null), ledger.Roots[..2]);
        ledger.Refused(
            RejectionCode.PhonesSpent,
            Enrols(ledger, "fourth") with
            {
                Scope = Region("3171010001003"),
            },
            ledger.Officer(District)
        );
        ledger.Said(Enrols(ledger, "first of the added") with { Scope = Region("3171010001007") }, ledger.Officer(District));
    }

    private static RegionCode Region(string code) => RegionCode.Parse(code);

    private static Enrol Enrols(MadeLedger ledger, string name)
    {
        EcdsaSigner key = ledger.Key(name);
        return new Enrol(Role.Station, Region(Station), MadeLedger.Spki(key), MadeLedger.HolderOf(key));
    }
}
