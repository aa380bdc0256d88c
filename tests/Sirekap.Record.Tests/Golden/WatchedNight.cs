using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests.Golden;

/// <summary>A station's phones, enrolled by its kit and, when there are no more, by the regency; a letter that was stolen.</summary>
internal sealed class WatchedNight() : GoldenNight("watched", ElectionKind.Real)
{
    protected override void Say(MadeLedger ledger)
    {
        const string One = "3171010001001";
        for (var phone = 1; phone <= 4; phone++)
        {
            var key = ledger.Key($"phone {phone}");
            var enrol = new Enrol(Role.Station, RegionCode.Parse(One), MadeLedger.Spki(key), MadeLedger.HolderOf(key));
            ledger.Said(enrol, phone < 4 ? ledger.Kit(One, phone - 1) : ledger.Officer("3171"));
        }

        ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Kit(One, 2)), RevocationReason.Compromised), ledger.Officer("317101"));
        ledger.Tick();
        ledger.Said(ledger.Form(One, MadeElection.Sound(90, 60, 30)), ledger.Key("phone 1"));
        ledger.Said(ledger.Form(One, MadeElection.Sound(90, 60, 31), 1), ledger.Key("phone 4"));
    }
}
