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

/// <summary>Snapshots of a feed that changes.</summary>
internal sealed class CopyNight() : GoldenNight("copy", ElectionKind.Copy)
{
    protected override void Say(MadeLedger ledger)
    {
        var import = ledger.Import();
        ledger.Said(ledger.Snapshot(10, "3171010001 1-3\n3171010002 1\n99AA010001 1\n"), import);
        ledger.Said(ledger.Form("3171010001001", MadeElection.Bare(10, 20, 30), 10), import);
        ledger.Said(ledger.Form("3171010001002", MadeElection.Broken(10, 20, 30), 10), import);
        ledger.Said(ledger.Form("3171010001003", Full([10, 20, 30], 66), 10), import);
        ledger.Said(ledger.Form("99AA010001001", MadeElection.Sound(500, 200, 30), 10), import);
        ledger.Tick();

        // The feed changes: corrected, emptied, there again; one row is in no later snapshot.
        ledger.Said(ledger.Snapshot(20, "3171010001 1-2\n3171010002 1\n3201010001 1-3\n"), import);
        ledger.Said(ledger.Form("3171010001001", MadeElection.Sound(10, 20, 31), 20), import);
        ledger.Said(ledger.Withdraw("3171010001002", 20), import);
        ledger.Said(
            ledger.Form("3201010001002", MadeElection.Figures([1, FormFields.Missing, 3], FormFields.Missing, 1, 6, 6), 20),
            import
        );
        ledger.Said(ledger.Snapshot(20, "3171010001 1-3\n", MadeElection.Senator), import);
        ledger.Said(ledger.Form("3171010001003", MadeElection.Sound(7, 8), 20) with { Contest = MadeElection.Senator }, import);

        // An older snapshot may still speak of stations that no newer one has had.
        ledger.Said(ledger.Snapshot(15, "3171010001 1-3\n3172010001 1-2\n"), import);
        ledger.Said(ledger.Form("3172010001001", MadeElection.Sound(15, 15, 15), 15), import);
        ledger.Said(ledger.Form("3171010001003", MadeElection.Sound(15, 15, 16), 15), import);
        ledger.Tick();

        // Another key imports on after the first has ended.
        ledger.Said(new Revoke(MadeLedger.NameOf(import), RevocationReason.Ended), ledger.Roots[0]);
        var second = ledger.Import(1);
        ledger.Said(ledger.Snapshot(30, "3171010001 2\n99AA010001 1-2\n"), second);
        ledger.Said(ledger.Form("3171010001002", MadeElection.Broken(10, 20, 30), 30), second);
        ledger.Said(ledger.Withdraw("99AA010001001", 30), second);
        ledger.Said(ledger.Form("99AA010001001", MadeElection.Sound(500, 200, 31), 30), second);

        // The source dates its rows: the newer row stands, though its snapshot is the older one, and it is of a re-vote.
        Timestamp At(int minute) => ledger.Form("3171010001003", MadeElection.Bare(1, 2, 3), minute).Taken;
        var (earlier, later) = (At(32), At(35));
        ledger.Said(ledger.Snapshot(40, "3171010001 3\n3172010001 1\n"), second);
        ledger.Said(ledger.Form("3171010001003", MadeElection.Sound(1, 2, 3), 40) with { Dated = earlier }, second);
        ledger.Said(ledger.Withdraw("3172010001001", 40) with { Dated = earlier }, second);
        ledger.Said(ledger.Snapshot(38, "3171010001 3\n"), second);
        ledger.Said(ledger.Form("3171010001003", MadeElection.Sound(1, 2, 4), 38) with { Dated = later, Poll = PollKind.Revote }, second);
        ledger.Said(ledger.Snapshot(41, "3171010001 3\n"), second);
        ledger.Said(ledger.Form("3171010001003", MadeElection.Sound(1, 2, 4), 41) with { Dated = later }, second);
        ledger.Agreed(
            new Withhold(ledger.Definition.Names.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Commission),
            ledger.Roots[..2]
        );
        ledger.Tick();
    }
}
