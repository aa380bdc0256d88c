using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests.Authority;

/// <summary>The tables of docs/authority.md on the states of a station: every act in every state.</summary>
public class StationStateTests
{
    private const string Station = "3171010001001";

    [Fact]
    public void Every_act_in_every_state_of_a_station_does_what_the_table_says()
    {
        var rows = AuthorityPage.Table(
            "| state | form, same figures | form, other figures | accept in place | accept waiting | accept displaced | correct "
                + "in place | correct waiting | hold in place | hold waiting | transcribe |"
        );
        rows.Skip(1).Select(row => row[0]).ShouldBe(["none", "in place", "conflict", "held", "held and conflict", "read"]);
        Compare(rows, Try);
    }

    [Fact]
    public void Every_act_in_every_state_of_a_copied_station_does_what_the_table_says()
    {
        var rows = AuthorityPage.Table(
            "| state | form, same figures | form, other figures | withdraw | form of an older snapshot | form of no snapshot |"
        );
        rows.Skip(1).Select(row => row[0]).ShouldBe(["none", "in place", "withdrawn"]);
        Compare(rows, TryCopy);
    }

    private static void Compare(IReadOnlyList<string[]> rows, Func<string, string, string> attempt)
    {
        foreach (var row in rows.Skip(1))
        {
            for (var i = 1; i < row.Length; i++)
            {
                attempt(row[0], rows[0][i]).ShouldBe(row[i], $"{row[0]}: {rows[0][i]}");
            }
        }
    }

    private static string Try(string state, string act)
    {
        using var ledger = new MadeLedger();
        var committee = ledger.Officer("317101");
        var same = MadeElection.Sound(10, 20, 30);

        var (displaced, inPlace, waiting) = Make(ledger, state, same, committee);
        if (state != "none")
        {
            State(ledger).ShouldBe(state);
        }

        var on =
            act.EndsWith("displaced", StringComparison.Ordinal) ? displaced
            : act.EndsWith("waiting", StringComparison.Ordinal) ? waiting
            : inPlace;
        if (act.EndsWith("waiting", StringComparison.Ordinal) && state is "in place" or "held" or "read")
        {
            return "–";
        }

        var officer = ledger.Officer(Station, 1);
        var before = StateText.Of(ledger.Record);
        var rejection = act.Split(' ')[0] switch
        {
            "accept" => ledger.Say(MadeLedger.Review(Station, on, ReviewAct.Accept), committee),
            "correct" => ledger.Say(MadeLedger.Review(Station, on, ReviewAct.Correct, MadeElection.Sound(5, 5, 5)), committee),
            "transcribe" => ledger.Say(Transcribed(ledger), committee),
            "hold" => ledger.Say(MadeLedger.Review(Station, on, ReviewAct.Hold) with { Reason = ReviewReason.Objection }, committee),
            _ => ledger.Say(ledger.Form(Station, act == "form, same figures" ? same : MadeElection.Sound(7, 7, 7), minute: 2), officer),
        };
        if (rejection is not null)
        {
            StateText.Of(ledger.Record).ShouldBe(before);
        }

        return rejection?.Name ?? State(ledger);
    }

    /// <summary>Brings a station into a state; what was displaced there, is in place and waits.</summary>
    private static (Digest Displaced, Digest InPlace, Digest Waiting) Make(
        MadeLedger ledger,
        string state,
        FormFields same,
        SignerKey committee
    )
    {
        // What is in place has displaced another form, so that there is one to decide on too late.
        Digest displaced = ledger.Record.Ids[0],
            inPlace = displaced,
            waiting = displaced;
        if (state != "none")
        {
            displaced = ledger.Submit(Station, MadeElection.Sound(1, 1, 1));
            inPlace = ledger.Said(MadeLedger.Review(Station, displaced, ReviewAct.Correct, same), committee);
        }

        if (state is "held" or "held and conflict")
        {
            ledger.Said(MadeLedger.Review(Station, inPlace, ReviewAct.Hold), committee);
        }

        if (state is "conflict" or "held and conflict")
        {
            waiting = ledger.Submit(Station, MadeElection.Sound(30, 20, 10), minute: 1);
        }

        if (state == "read")
        {
            ledger.Said(MadeLedger.Transcribe(Station, inPlace, same, differs: false), committee);
        }

        return (displaced, inPlace, waiting);
    }

    /// <summary>Other figures than stand, over what a plenary was shown last.</summary>
    private static Transcription Transcribed(MadeLedger ledger)
    {
        var state = ledger.President.State(ledger.Station(Station));
        Digest? shown =
            state.IsRead ? ledger.Record.Ids[state.ReadBy]
            : state.InPlace >= 0 ? ledger.Record.Ids[state.InPlace]
            : null;
        return MadeLedger.Transcribe(Station, shown, MadeElection.Sound(5, 5, 5), differs: shown is not null);
    }

    private static string TryCopy(string state, string act)
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        var import = ledger.Import();
        var same = MadeElection.Sound(10, 20, 30);
        ledger.Said(ledger.Snapshot(1), import);
        if (state != "none")
        {
            ledger.Said(ledger.Form(Station, same, minute: 1), import);
        }

        if (state == "withdrawn")
        {
            ledger.Said(ledger.Withdraw(Station, 1), import);
        }

        State(ledger).ShouldBe(state);
        ledger.Said(ledger.Snapshot(5), import);
        var rejection = act switch
        {
            "withdraw" => ledger.Say(ledger.Withdraw(Station, 5), import),
            "form of an older snapshot" => ledger.Say(ledger.Form(Station, MadeElection.Sound(7, 7, 7), minute: 1), import),
            "form of no snapshot" => ledger.Say(ledger.Form(Station, MadeElection.Sound(7, 7, 7), minute: 6), import),
            "form, same figures" => ledger.Say(ledger.Form(Station, same, minute: 5), import),
            _ => ledger.Say(ledger.Form(Station, MadeElection.Sound(7, 7, 7), minute: 5), import),
        };
        return rejection?.Name ?? State(ledger);
    }

    private static string State(MadeLedger ledger)
    {
        var station = ledger.Station(Station);
        if (ledger.President.InPlace(station) < 0)
        {
            return ledger.President.EventCount(station) == 0 ? "none" : "withdrawn";
        }

        if (ledger.President.State(station).IsRead)
        {
            return "read";
        }

        return (ledger.President.IsHeld(station), ledger.President.IsInConflict(station)) switch
        {
            (true, true) => "held and conflict",
            (true, false) => "held",
            (false, true) => "conflict",
            _ => "in place",
        };
    }
}
