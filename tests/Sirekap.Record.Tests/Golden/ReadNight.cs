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

/// <summary>
/// Every outcome; before a form, beside it, of other figures, of none; by readers of the nation and a province; one photo read for two
/// stations, which brands neither; evidence withheld.
/// </summary>
internal sealed class ReadNight() : GoldenNight("read", ElectionKind.Real)
{
    protected override void Say(MadeLedger ledger)
    {
        const string One = "3171010001001",
            Two = "3171010001002",
            Three = "3171010002001";
        var fields = Full([100, 80, 20], received: 210);
        ledger.Said(ledger.Reading(One, fields, ReadingOutcome.Clear, 1, 2, 3), ledger.Reader());
        ledger.Said(ledger.Form(One, fields) with { Photos = [Named(1), Named(2), Named(3)] }, ledger.Officer(One));
        ledger.Tick();
        ledger.Said(ledger.Form(Two, MadeElection.Sound(100, 80, 20)) with { Photos = [Named(4)] }, ledger.Officer(Two));
        var misread = MadeElection.Sound(600, 80, 20);
        ledger.Said(ledger.Reading(Two, misread, ReadingOutcome.Clear, 4), ledger.Reader("31"));
        ledger.Said(
            ledger.Reading(Two, MadeElection.Broken(100, 80, 20), ReadingOutcome.Contradictory, 4) with
            {
                Model = Named(9),
                Evidence = ledger.Blob("{\"other\":1}"u8.ToArray()),
            },
            ledger.Reader("31")
        );
        ledger.Said(ledger.Reading(Three, MadeElection.Bare(5, FormFields.Missing, 7), ReadingOutcome.Unclear, 4), ledger.Reader());
        var nothing = new FormFields([FormFields.Missing, FormFields.Missing], FormFields.NoCounts());
        ledger.Said(ledger.Reading(Three, nothing, ReadingOutcome.Unclear, 5) with { Contest = MadeElection.Senator }, ledger.Reader());
        ledger.Tick();
        ledger.Said(
            MadeLedger.Review(
                Two,
                ledger.Record.Ids[ledger.President.InPlace(ledger.Station(Two))],
                ReviewAct.Correct,
                MadeElection.Sound(100, 80, 21)
            ),
            ledger.Officer("317101")
        );
        ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Reader("31")), RevocationReason.Compromised), ledger.Officer("31"));
        ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Reader()), RevocationReason.Ended), ledger.Roots[2]);
        ledger.Agreed(
            new Withhold(ledger.Blob("{\"other\":1}"u8.ToArray()).Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court),
            ledger.Roots[..2]
        );
        ledger.Tick();

        static Digest Named(byte photo) => BlobFolder.Reference([photo]).Sha256;
    }
}
