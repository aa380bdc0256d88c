using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests;

/// <summary>A district's plenary reads the paper of its stations, and what it reads stands.</summary>
public class TranscribeTests
{
    private const string Station = "3171010001001";
    private const string Other = "3171010001002";
    private const string District = "317101";
    private static readonly FormFields Sound = MadeElection.Sound(10, 20, 30);
    private static readonly FormFields Paper = MadeElection.Sound(10, 21, 30);

    [Fact]
    public void A_station_that_no_phone_ever_spoke_of_is_settled_by_its_paper()
    {
        using var ledger = new MadeLedger();
        var read = ledger.Said(MadeLedger.Transcribe(Station, null, Paper, differs: false), ledger.Officer(District));
        var state = ledger.President.State(ledger.Station(Station));
        (state.Class, state.Fields, ledger.Record.Ids[state.ReadBy]).ShouldBe((StationClass.Accepted, Paper, read));
        ledger.President.Tally.Totals(0).Accepted.Votes.ShouldBe([10, 21, 30]);
    }

    [Fact]
    public void What_stands_already_is_matched_and_stays_the_forms_word()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, Sound);
        ledger.Said(MadeLedger.Transcribe(Station, form, Sound, differs: false), ledger.Officer(District));
        var state = ledger.President.State(ledger.Station(Station));
        (ledger.Record.Ids[state.InPlace], state.IsRead, state.Class).ShouldBe((form, true, StationClass.Accepted));
        ledger.President.History(ledger.Station(Station))[^1].Kind.ShouldBe(EventKind.Match);
        ledger.President.Past.FigureChanges(new StationRange(0, 5), long.MaxValue).ShouldBeEmpty();
    }

    [Fact]
    public void What_waits_is_held_or_is_doubted_is_settled_and_asks_nobody_any_more()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, Sound);
        ledger.Submit(Station, MadeElection.Sound(1, 2, 3), minute: 1);
        ledger.Said(MadeLedger.Review(Station, form, ReviewAct.Hold), ledger.Officer(District));
        var station = ledger.Station(Station);
        ReviewTasks.Of(ledger.Record, ledger.President, station).ShouldNotBeEmpty();
        ledger.Said(MadeLedger.Transcribe(Station, form, Paper), ledger.Officer(District));
        var state = ledger.President.State(station);
        (state.IsHeld, state.Waiting.Count, state.Class, state.Fields).ShouldBe((false, 0, StationClass.Accepted, Paper));
        ReviewTasks.Of(ledger.Record, ledger.President, station).ShouldBeEmpty();
        ledger.President.PaperRead(state.ReadBy).Reason.ShouldBe(DifferenceReason.Misread);
        ledger.President.History(station)[0].Fields.ShouldBe(Sound, "what the phone sent is not lost");
    }

    [Fact]
    public void A_form_that_comes_after_the_plenary_stands_beside_and_moves_nothing()
    {
        using var ledger = new MadeLedger();
        ledger.Said(MadeLedger.Transcribe(Station, null, Paper, differs: false), ledger.Officer(District));
        var before = ledger.President.Tally.Totals(0).Accepted.Votes.ToArray();
        var late = ledger.Submit(Station, Sound);
        var station = ledger.Station(Station);
        ledger.President.Tally.Totals(0).Accepted.Votes.ShouldBe(before);
        ledger.President.IsInConflict(station).ShouldBeFalse();
        var last = ledger.President.History(station)[^1];
        (last.Kind, last.Fields, last.Class).ShouldBe((EventKind.Late, Sound, StationClass.Accepted));

        // The plenary was shown nothing when it read, and is shown what came late when it reads again.
        ledger.Refused(RejectionCode.Stale, MadeLedger.Transcribe(Station, late, Sound, differs: false), ledger.Officer(District));
        var read = ledger.Record.Ids[ledger.President.State(station).ReadBy];
        ledger.Said(MadeLedger.Transcribe(Station, read, Sound), ledger.Officer(District));
        ledger.President.State(station).Fields.ShouldBe(Sound);
    }

    [Fact]
    public void A_plenary_without_a_network_may_not_have_seen_what_came_meanwhile()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, Sound);
        ledger.Said(MadeLedger.Review(Station, form, ReviewAct.Correct, MadeElection.Sound(9, 9, 9)), ledger.Officer("3171"));

        // It was shown the form, in which it found nothing to put right; the correction had not reached it.
        ledger.Said(MadeLedger.Transcribe(Station, form, Sound, differs: false), ledger.Officer(District));
        ledger.President.State(ledger.Station(Station)).Fields.ShouldBe(Sound);
    }

    [Fact]
    public void Two_chairs_do_not_read_over_one_another()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, Sound);
        var (one, two) = (ledger.Officer(District), ledger.Officer(District, 1));
        ledger.Said(MadeLedger.Transcribe(Station, form, Paper), one);
        ledger.Refused(RejectionCode.Stale, MadeLedger.Transcribe(Station, form, MadeElection.Sound(10, 22, 30)), two);
        ledger.Refused(RejectionCode.Stale, MadeLedger.Transcribe(Station, null, Paper, differs: false), two);
    }

    [Fact]
    public void A_copy_names_whose_it_is_among_those_who_watch_there()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, Sound);
        var copy = MadeLedger.Transcribe(Station, form, Paper, differs: false) with
        {
            Source = PaperSource.Copy,
            Copies = new Recipients(Village: true, [0, 2]),
        };
        var district = ledger.Officer(District);
        ledger.Refused(RejectionCode.UnknownWatcher, copy with { Copies = new Recipients(Village: false, [4]) }, district);
        ledger.Refused(RejectionCode.NotOnBallot, copy with { Copies = new Recipients(Village: true, [3]) }, district);
        ledger.Said(copy, district);
        ledger.President.PaperRead(ledger.Record.Count - 1).Copies!.Watchers.ShouldBe([0, 2]);
    }

    [Fact]
    public void A_paper_that_contradicts_itself_is_read_as_it_is_and_the_contradiction_named()
    {
        using var ledger = new MadeLedger();
        var district = ledger.Officer(District);
        var broken = MadeElection.Broken(10, 20, 30);
        ledger.Refused(RejectionCode.ChecksNotNamed, MadeLedger.Transcribe(Station, null, broken, differs: false), district);
        ledger.Refused(RejectionCode.ChecksNotNamed, MadeLedger.Transcribe(Station, null, Sound, false, "TURNOUT_VOTES"), district);
        ledger.Refused(RejectionCode.FiguresMissing, MadeLedger.Transcribe(Station, null, MadeElection.Bare(1, 2, 3), false), district);
        ledger.Refused(RejectionCode.WrongChoices, MadeLedger.Transcribe(Station, null, MadeElection.Sound(1, 2), false), district);
        ledger.Said(MadeLedger.Transcribe(Station, null, broken, false, "TURNOUT_VOTES"), district);
        var station = ledger.Station(Station);
        (ledger.President.Tally.Class(station), ledger.President.NamedChecks(station)).ShouldBe((StationClass.Accepted, 1u << 3));
    }

    [Fact]
    public void Abroad_the_regency_reads_too()
    {
        using var ledger = new MadeLedger();
        ledger.Said(MadeLedger.Transcribe("99AA010001001", null, Sound, differs: false), ledger.Officer("99AA"));
        ledger.Refused(RejectionCode.RoleNotAllowed, MadeLedger.Transcribe(Station, null, Sound, false), ledger.Officer("3171"));
        ledger.Refused(RejectionCode.OutOfScope, MadeLedger.Transcribe("99AA010001002", null, Sound, false), ledger.Officer("3201"));
    }

    [Fact]
    public void The_photos_of_a_paper_that_was_read_are_the_stations()
    {
        using var ledger = new MadeLedger();
        var photo = Sirekap.Record.Storage.BlobFolder.Reference("page 2, initialled"u8).Sha256;
        var read = MadeLedger.Transcribe(Station, null, Sound, differs: false) with { Photos = [photo] };
        ledger.Said(read, ledger.Officer(District));
        ledger.President.Papers.Photos(ledger.Record.Count - 1).ShouldBe([photo]);
        ledger.Said(ledger.Form(Other, Sound) with { Photos = [photo] }, ledger.Officer(Other));
        ledger.Record.Photos.Shared.ShouldBe([photo]);
    }

    internal static void PlenaryRead()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, Sound);
        var (one, two, province) = (ledger.Officer("3171"), ledger.Officer("3171", 1), ledger.Officer("31"));
        var sealed1 = ledger.Said(ledger.Seal(Station, form, one, Paper), one);
        ledger.Said(ledger.Seal(Station, form, two, Paper), two);
        ledger.Said(MadeLedger.Transcribe(Station, form, Sound, differs: false), ledger.Officer(District));
        ledger.Refused(RejectionCode.PlenaryRead, MadeSeals.Unseal(Station, sealed1, Paper), one);
        ledger.Refused(RejectionCode.PlenaryRead, ledger.Seal(Station, form, province, Paper), province);
        foreach (var act in Enum.GetValues<ReviewAct>())
        {
            var fields = act == ReviewAct.Correct ? Paper : null;
            ledger.Refused(RejectionCode.PlenaryRead, MadeLedger.Review(Station, form, act, fields), province);
        }
    }

    internal static void WrongReason()
    {
        using var ledger = new MadeLedger();
        var district = ledger.Officer(District);
        var form = ledger.Submit(Station, Sound);
        ledger.Refused(RejectionCode.WrongReason, MadeLedger.Transcribe(Station, form, Paper, differs: false), district);
        ledger.Refused(RejectionCode.WrongReason, MadeLedger.Transcribe(Station, form, Sound, differs: true), district);
        ledger.Refused(RejectionCode.WrongReason, MadeLedger.Transcribe(Station, null, Paper, differs: true), district);
        var recount = MadeLedger.Transcribe(Station, form, Paper, differs: true) with { Source = PaperSource.Recount };
        ledger.Refused(RejectionCode.WrongReason, recount, district);
        ledger.Refused(RejectionCode.NoForm, MadeLedger.Transcribe(Other, form, Paper), district);
        ledger.Said(recount with { Reason = null }, district);
    }
}
