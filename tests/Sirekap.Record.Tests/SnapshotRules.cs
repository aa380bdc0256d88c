using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests;

/// <summary>What refuses rows of a feed in a copy; each reason is asked by <see cref="RejectionTests"/>.</summary>
internal static class SnapshotRules
{
    private const string Station = "3171010001001";
    private static readonly FormFields Sound = MadeElection.Sound(10, 20, 30);

    public static void OlderSnapshot()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        ledger.Said(ledger.Snapshot(2, "3171010001 1\n"), ledger.Import());
        ledger.Said(ledger.Snapshot(1, "3171010001 1-2\n"), ledger.Import());
        ledger.Refused(RejectionCode.OlderSnapshot, ledger.Form(Station, Sound, minute: 1), ledger.Import());
        ledger.Said(ledger.Form("3171010001002", Sound, minute: 1), ledger.Import());
        ledger.Said(ledger.Snapshot(3, "3171010001 2\n"), ledger.Import());
        ledger.Refused(RejectionCode.OlderSnapshot, ledger.Withdraw("3171010001002", 1), ledger.Import());
        ledger.Said(ledger.Withdraw("3171010001002", 3), ledger.Import());

        // An older row in a newer snapshot is refused, too, where the source dates both.
        var row = ledger.Form(Station, Sound, minute: 9);
        ledger.Said(ledger.Snapshot(9), ledger.Import());
        ledger.Said(row with { Dated = row.Taken }, ledger.Import());
        ledger.Said(ledger.Snapshot(12), ledger.Import());
        ledger.Refused(
            RejectionCode.OlderSnapshot,
            ledger.Form(Station, MadeElection.Sound(1, 1, 1), minute: 12) with
            {
                Dated = ledger.Form(Station, Sound, minute: 8).Taken,
            },
            ledger.Import()
        );
    }

    public static void NotInSnapshot()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        ledger.Refused(RejectionCode.NotInSnapshot, ledger.Form(Station, Sound, minute: 1), ledger.Import());
        ledger.Said(ledger.Snapshot(1, "3171010001 1\n"), ledger.Import());
        ledger.Refused(RejectionCode.NotInSnapshot, ledger.Form("3171010001002", Sound, minute: 1), ledger.Import());
        ledger.Refused(RejectionCode.NotInSnapshot, ledger.Form(Station, Sound, minute: 2), ledger.Import());
        ledger.Refused(
            RejectionCode.NotInSnapshot,
            ledger.Form(Station, MadeElection.Sound(1, 2), minute: 1) with
            {
                Contest = MadeElection.Senator,
            },
            ledger.Import()
        );
        ledger.Said(ledger.Form(Station, Sound, minute: 1), ledger.Import());
    }

    public static void NothingNew()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        ledger.Said(ledger.Snapshot(1), ledger.Import());
        ledger.Said(ledger.Form(Station, Sound, minute: 1), ledger.Import());
        ledger.Said(ledger.Snapshot(2), ledger.Import());
        ledger.Refused(RejectionCode.NothingNew, ledger.Form(Station, Sound, minute: 2), ledger.Import());
        ledger.Said(ledger.Form(Station, MadeElection.Sound(10, 20, 31), minute: 2), ledger.Import());
        TimeAloneIsNewSoOften();
    }

    /// <summary>
    /// A source that dates every row anew each time says so a thousand times; what it changes then is taken all the same.
    /// </summary>
    private static void TimeAloneIsNewSoOften()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        ledger.Said(ledger.Snapshot(1), ledger.Import());
        ledger.Said(ledger.Form(Station, Sound, minute: 1), ledger.Import());
        var most = RuleSets.First.Limits.FormsInCopy;
        for (var minute = 2; minute < most + 2; minute++)
        {
            ledger.Said(ledger.Snapshot(minute), ledger.Import());
            ledger.Said(Dated(Sound, minute), ledger.Import());
        }

        ledger.Said(ledger.Snapshot(most + 2), ledger.Import());
        ledger.President.IsNews(ledger.Station(Station), new SourceNote(Dated(Sound, most + 2).Dated, PollKind.Regular)).ShouldBeFalse();
        ledger.Refused(RejectionCode.NothingNew, Dated(Sound, most + 2), ledger.Import());
        ledger.Said(Dated(MadeElection.Sound(10, 20, 31), most + 2), ledger.Import());

        Form Dated(FormFields fields, int minute)
        {
            var form = ledger.Form(Station, fields, minute);
            return form with { Dated = form.Taken };
        }
    }
}
