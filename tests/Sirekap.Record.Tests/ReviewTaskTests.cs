using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests;

/// <summary>A task is what the record comes to: anything opens one, only officers end one.</summary>
public class ReviewTaskTests
{
    private const string Station = "3171010001001";
    private static readonly RegionCode At = RegionCode.Parse(Station);
    private static readonly FormFields First = MadeElection.Sound(10, 20, 30);

    [Fact]
    public void A_sound_form_is_no_task_and_one_that_contradicts_itself_is_one()
    {
        using var ledger = new MadeLedger();
        ledger.Submit(Station, First);
        Tasks(ledger).ShouldBeEmpty();
        ledger.Submit("3171010001002", MadeElection.Broken(1, 2, 3));
        Tasks(ledger, "3171010001002").ShouldBe([new TaskCause(TaskReason.Check, ledger.Record.Count - 1)]);
        ReviewTasks.Open(ledger.Record, ledger.President, 0).ShouldBe([ledger.Station("3171010001002")]);
    }

    [Fact]
    public void Forms_that_conflict_are_a_task_until_two_have_read()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        ledger.Submit(Station, MadeElection.Sound(1, 2, 3), 1);
        Tasks(ledger).ShouldBe([new TaskCause(TaskReason.Conflict, ledger.Record.Count - 1)]);
        ledger.Read(Station, form, (ledger.Officer("317101"), First), (ledger.Officer("3171"), First));
        Tasks(ledger).ShouldBeEmpty();
    }

    /// <summary>A program opens a task and moves nothing; a later reading that agrees takes no doubt back.</summary>
    [Fact]
    public void A_reading_that_differs_or_is_not_clear_is_a_task_until_a_person_decides()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        ledger.Said(ledger.Reading(Station, First), ledger.Reader());
        Tasks(ledger).ShouldBeEmpty();
        ledger.Said(ledger.Reading(Station, MadeElection.Sound(10, 20, 31)), ledger.Reader());
        var since = ledger.Record.Count - 1;
        ledger.Said(ledger.Reading(Station, First, ReadingOutcome.Clear, 2), ledger.Reader());
        Tasks(ledger).ShouldBe([new TaskCause(TaskReason.Reading, since)]);
        ledger.President.State(ledger.Station(Station)).Class.ShouldBe(Elections.Checks.StationClass.Accepted);
        ledger.Said(MadeLedger.Review(Station, form, ReviewAct.Accept), ledger.Officer("317101"));
        Tasks(ledger).ShouldBeEmpty();
        ledger.Said(ledger.Reading(Station, First, ReadingOutcome.Unclear, 3), ledger.Reader());
        Tasks(ledger).Single().Reason.ShouldBe(TaskReason.Reading);
    }

    [Fact]
    public void An_objection_is_a_task_until_it_is_ended()
    {
        using var ledger = new MadeLedger();
        ledger.Submit(Station, First);
        var objection = new Objection(default, MadeElection.President, At, null, ObjectionGround.Miscounted, null, [], null);
        var said = ledger.Said(objection, ledger.Watcher(Role.Witness, Station, "contestant 1"));
        Tasks(ledger).ShouldBe([new TaskCause(TaskReason.Objection, ledger.Record.Count - 1)]);
        ledger.Said(new Answer(said, AnswerOutcome.Replied, AnswerReason.Plenary, null), ledger.Officer("317101"));
        Tasks(ledger).Count.ShouldBe(1);
        ledger.Said(new Answer(said, AnswerOutcome.Rejected, AnswerReason.Unfounded, null), ledger.Officer("317101"));
        Tasks(ledger).ShouldBeEmpty();
    }

    /// <summary>One person cannot take a drawn form out of the draw: what they put in place is to be read by two as well.</summary>
    [Fact]
    public void What_dice_drew_is_a_task_until_two_have_read_what_stands()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        var dice = new Dice(MadeElection.President, At.At(Level.District), ledger.Record.Count, "1234561234", null);
        ledger.Said(dice, ledger.Watcher(Role.Supervisor, "317101"));
        var since = ledger.Record.Count - 1;
        Tasks(ledger).ShouldBe([new TaskCause(TaskReason.Drawn, since)]);
        var corrected = ledger.Said(
            MadeLedger.Review(Station, form, ReviewAct.Correct, MadeElection.Sound(1, 1, 1)),
            ledger.Officer("317101")
        );
        Tasks(ledger).ShouldBe([new TaskCause(TaskReason.Drawn, since)]);
        var before = ledger.Record.Count;
        ledger.Read(Station, corrected, (ledger.Officer("3171"), First), (ledger.Officer("31"), First));
        Tasks(ledger).ShouldBeEmpty();
        ReviewTasks.Of(ledger.Record, ledger.President, ledger.Station(Station), before).Count.ShouldBe(1);
        ReviewTasks.Of(ledger.Record, ledger.President, ledger.Station(Station), since).ShouldBeEmpty();
    }

    [Fact]
    public void Where_no_form_is_there_is_nothing_to_read()
    {
        using var ledger = new MadeLedger();
        var objection = new Objection(default, MadeElection.President, At, null, ObjectionGround.NotAdmitted, null, [], null);
        ledger.Said(objection, ledger.Watcher(Role.Witness, Station, "contestant 1"));
        ledger.Said(ledger.Reading(Station, First, ReadingOutcome.Unclear), ledger.Reader());
        ReviewTasks.Open(ledger.Record, ledger.President, 0).ShouldBeEmpty();
    }

    private static IReadOnlyList<TaskCause> Tasks(MadeLedger ledger, string station = Station)
    {
        var ordinal = ledger.Station(station);
        var tasks = ReviewTasks.Of(ledger.Record, ledger.President, ordinal);
        ReviewTasks.Open(ledger.Record, ledger.President, 0).Contains(ordinal).ShouldBe(tasks.Count > 0);
        return tasks;
    }
}
