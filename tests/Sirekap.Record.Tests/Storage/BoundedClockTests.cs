using Sirekap.Elections;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests.Storage;

/// <summary>No time is told that what was told before, the steady clock and log witnesses do not bear out.</summary>
public class BoundedClockTests
{
    private const string One = "3171010001001";
    private static readonly DateTimeOffset Start = MadeLedger.Start.ToDateTimeOffset();

    [Fact]
    public void A_clock_that_is_wrong_by_ten_years_for_one_batch_leaves_every_later_date_right()
    {
        using var disk = new ElectionOnDisk();
        var machine = new Machine(Start);
        var clock = new BoundedClock(machine);
        var forms = Enumerable.Range(0, 3).Select(i => Form(disk, i)).ToArray();
        foreach (var blob in disk.Made.Blobs.Values)
        {
            disk.Folder.Blobs.Add(blob);
        }

        using var sequencer = Sequencer.Open(disk.Folder, disk.Made.Log, clock, disk.Made.Entries[0].ToArray());
        clock.Begin(sequencer.Record.Times.Now, isRight: false);
        sequencer.Append(disk.Entries);
        machine.Wall += TimeSpan.FromDays(3_653);
        machine.Pass(TimeSpan.FromMinutes(1));
        var during = Append(sequencer, forms[0]);
        clock.Doubt.ShouldNotBeNull();
        machine.Wall -= TimeSpan.FromDays(3_653);
        machine.Pass(TimeSpan.FromMinutes(1));
        var after = Append(sequencer, forms[1]);

        sequencer.Record.Times.At(during).ShouldBe(Timestamp.From(Start.AddMinutes(1)), "by the steady clock");
        sequencer.Record.Times.At(after).ShouldBe(Timestamp.From(Start.AddMinutes(2)));
        clock.Doubt.ShouldBeNull();
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(6, false)]
    public void A_gap_at_start_larger_than_a_restart_needs_a_word(int minutes, bool isKnown)
    {
        var machine = new Machine(Start.AddMinutes(minutes));
        var clock = new BoundedClock(machine);
        clock.Begin(MadeLedger.Start, isRight: false);
        clock.IsKnown.ShouldBe(isKnown);
        (clock.Doubt is null).ShouldBe(isKnown);
        var trusted = new BoundedClock(machine);
        trusted.Begin(MadeLedger.Start, isRight: true);
        trusted.IsKnown.ShouldBeTrue();
        trusted.GetUtcNow().ShouldBe(machine.Wall);
    }

    [Fact]
    public void Log_witnesses_are_believed_in_place_of_a_person_and_bound_the_clock_as_well()
    {
        var machine = new Machine(Start.AddYears(10));
        var clock = new BoundedClock(machine);
        clock.Begin(MadeLedger.Start, isRight: false);
        clock.Witnessed(Start.AddHours(8));
        clock.IsKnown.ShouldBeTrue();
        machine.Pass(TimeSpan.FromSeconds(7));
        clock.GetUtcNow().ShouldBe(Start.AddHours(8).AddSeconds(7));
        clock.Doubt!.ShouldContain("which is told");
        machine.Wall = Start.AddHours(8).AddMinutes(1);
        clock.GetUtcNow().ShouldBe(machine.Wall);
        clock.Witnessed(Start);
        clock.GetUtcNow().ShouldBe(machine.Wall, "a witness that is behind tells nothing");
    }

    [Fact]
    public void Slack_does_not_add_up()
    {
        var machine = new Machine(Start);
        var clock = new BoundedClock(machine);
        clock.Begin(MadeLedger.Start, isRight: false);
        for (var i = 0; i < 100; i++)
        {
            machine.Wall += TimeSpan.FromMinutes(4);
            clock.GetUtcNow().ShouldBeLessThanOrEqualTo(Start + BoundedClock.Slack);
        }
    }

    [Fact]
    public void A_clock_that_is_behind_is_told_of_and_a_ledger_without_a_time_begins_with_the_clock()
    {
        var machine = new Machine(Start.AddHours(-1));
        var clock = new BoundedClock(machine);
        clock.Begin(MadeLedger.Start, isRight: false);
        clock.IsKnown.ShouldBeTrue();
        clock.Doubt!.ShouldContain("stands still");
        var fresh = new BoundedClock(machine);
        fresh.Begin(null, isRight: false);
        fresh.GetUtcNow().ShouldBe(machine.Wall);
        fresh.Doubt.ShouldBeNull();
    }

    private static byte[] Form(ElectionOnDisk disk, int i) =>
        Signing.Entry(disk.Made.Head, disk.Made.Form(One, MadeElection.Sound(1, 2, 3 + i)), disk.Made.Officer(One));

    private static int Append(Sequencer sequencer, byte[] form)
    {
        var outcome = sequencer.Append([form])[0];
        outcome.Rejection.ShouldBeNull();
        return (int)outcome.Index;
    }

    /// <summary>A machine whose wall clock is set by hand, and whose steady clock only goes on.</summary>
    private sealed class Machine(DateTimeOffset wall) : TimeProvider
    {
        private long _ticks;

        public DateTimeOffset Wall { get; set; } = wall;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => (_ticks, Wall) = (_ticks + time.Ticks, Wall + time);

        public override DateTimeOffset GetUtcNow() => Wall;

        public override long GetTimestamp() => _ticks;
    }
}
