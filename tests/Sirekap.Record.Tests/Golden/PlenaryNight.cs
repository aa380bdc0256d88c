using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests.Golden;

/// <summary>
/// District plenaries read the paper: of stations whose phones sent it, wrongly or rightly, or never did; from copies and recounts, with a
/// contradiction, twice; over what was held, conflicted or sealed. Late forms stand beside. Abroad the PPLN reads.
/// </summary>
internal sealed class PlenaryNight() : GoldenNight("plenary", ElectionKind.Simulation)
{
    private const string Wrong = "3171010001001";
    private const string Right = "3171010001002";
    private const string Silent = "3171010001003";
    private const string Disputed = "3171010002001";
    private const string Council = "3201010001001";
    private const string Abroad = "99AA010001001";

    protected override void Say(MadeLedger ledger)
    {
        var district = ledger.Officer("317101");
        var wrong = ledger.Submit(Wrong, MadeElection.Sound(801, 20, 30));
        var right = ledger.Submit(Right, Full([90, 60, 30], received: 200));
        var disputed = ledger.Submit(Disputed, MadeElection.Sound(3, 2, 1));
        ledger.Submit(Disputed, MadeElection.Sound(3, 2, 2), 1);
        ledger.Said(MadeLedger.Review(Disputed, disputed, ReviewAct.Hold), ledger.Officer("3171"));
        ledger.Said(ledger.Reading(Right, Full([90, 60, 36], received: 200)), ledger.Reader());
        ledger.Tick();

        ledger.Said(MadeLedger.Transcribe(Wrong, wrong, MadeElection.Sound(80, 20, 30)), district);
        ledger.Said(MadeLedger.Transcribe(Right, right, Full([90, 60, 30], received: 200), differs: false), district);
        var silent = MadeLedger.Transcribe(Silent, null, MadeElection.Broken(7, 8, 9), differs: false, "TURNOUT_VOTES");
        var read = ledger.Said(
            silent with
            {
                Source = PaperSource.Copy,
                Copies = new Recipients(Village: true, [0, 2]),
                Text = ledger.Blob("salt 4711: the form was not in the box"u8.ToArray()),
            },
            district
        );
        var recount = MadeLedger.Transcribe(Disputed, disputed, MadeElection.Sound(4, 2, 1), differs: false);
        ledger.Said(recount with { Source = PaperSource.Recount, Photos = [Photo("page 2"), Photo("page 3")] }, district);
        ledger.Tick();

        // The phone comes back into the network two days later, and the box turns up.
        ledger.Submit(Silent, MadeElection.Sound(7, 8, 10), 2);
        ledger.Submit(Right, Full([90, 60, 30], received: 200), 2);
        var found = MadeLedger.Transcribe(Silent, read, MadeElection.Sound(7, 8, 10));
        ledger.Said(found with { Reason = DifferenceReason.Initialled, Photos = [Photo("initialled")] }, district);
        ledger.Said(MadeLedger.Transcribe(Abroad, null, MadeElection.Sound(1, 2, 3), differs: false), ledger.Officer("99AA"));
        OfCouncil(ledger);
        Certify(ledger, "317101", "3171", "31", "0");
    }

    private static void OfCouncil(MadeLedger ledger)
    {
        var form = new FormFields([1, 2, 3, 4, 5], FormFields.NoCounts(), [6, 9]);
        var sound = MadeElection.Figures([1, 2, 3, 4, 5], 15, 1, 16, 16);
        var said = ledger.Said(
            new Form(MadeElection.Council, RegionCode.Parse(Council), ledger.Form(Council, sound).Taken, form, []),
            ledger.Officer(Council)
        );
        var read = MadeLedger.Transcribe(Council, said, sound) with { Contest = MadeElection.Council };
        ledger.Said(read, ledger.Officer("320101"));
    }
}
