using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests;

/// <summary>Dice draw from what came before them, once, and move no class.</summary>
public class DiceTests
{
    private const string President = MadeElection.President;
    private static readonly string[] Stations = ["3171010001001", "3171010001002", "3171010001003", "3171010002001", "3171010002901"];

    [Fact]
    public void They_draw_one_at_least_of_what_stands_and_no_dice_covered()
    {
        using var ledger = new MadeLedger();
        var supervisor = ledger.Watcher(Role.Supervisor, "3171");
        ledger.Refused(RejectionCode.NothingNew, Dice(ledger, "317101", "1234561234"), supervisor);
        foreach (var station in Stations[..3])
        {
            ledger.Submit(station, MadeElection.Sound(1, 2, 3));
        }

        ledger.Said(Dice(ledger, "317101", "1234561234"), supervisor);
        var roll = ledger.Record.Dice.All.ShouldHaveSingleItem();
        roll.Covered.ShouldBe(3);
        var drawn = roll.Drawn.ShouldHaveSingleItem();
        DiceRolls
            .Chance("1234561234", ledger.Record.Ids[drawn.On])
            .ShouldBe(
                Stations[..3]
                    .Min(station => DiceRolls.Chance("1234561234", ledger.Record.Ids[ledger.President.InPlace(ledger.Station(station))]))
            );
        ledger.President.State(ledger.Station(drawn.Station.ToString())).Class.ShouldBe(StationClass.Accepted);
        ledger.President.LastChangeWithin(drawn.Station.At(Level.Village)).ShouldBe(roll.Index);

        // Covered is covered, for whoever rolls; a correction is new.
        ledger.Refused(RejectionCode.NothingNew, Dice(ledger, "3171", "6543216543"), supervisor);
        ledger.Submit(Stations[3], MadeElection.Sound(1, 2, 3));
        ledger.Said(Dice(ledger, "3171", "6543216543"), supervisor);
        ledger.Record.Dice.All[^1].Covered.ShouldBe(1);
        var form = ledger.Record.Ids[ledger.President.InPlace(ledger.Station(Stations[0]))];
        ledger.Said(MadeLedger.Review(Stations[0], form, ReviewAct.Correct, MadeElection.Sound(3, 2, 1)), ledger.Officer("317101"));
        ledger.Said(Dice(ledger, "3171", "6543216544"), supervisor);
        ledger.Record.Dice.All[^1].Drawn.ShouldHaveSingleItem().Station.ToString().ShouldBe(Stations[0]);
    }

    /// <summary>Whoever heard the roll and puts the same figures in place anew by other words changes nothing of what it draws.</summary>
    [Fact]
    public void Nothing_that_is_said_after_the_size_was_told_changes_what_they_draw()
    {
        using var ledger = new MadeLedger();
        foreach (var station in Stations[..3])
        {
            ledger.Submit(station, MadeElection.Sound(1, 2, 3));
        }

        var supervisor = ledger.Watcher(Role.Supervisor, "3171");
        var told = Dice(ledger, "317101", "1234561234");
        var lowest = Stations[..3].MinBy(station => DiceRolls.Chance(told.Rolls, On(station)))!;
        var before = On(lowest);
        var text = ledger.Blob("heard"u8.ToArray());
        var again = MadeLedger.Review(lowest, before, ReviewAct.Correct, MadeElection.Sound(1, 2, 3)) with { Text = text };
        ledger.Said(again, ledger.Officer("317101"));
        ledger.Submit("3171010002001", MadeElection.Sound(4, 5, 6));
        ledger.Said(told, supervisor);
        var roll = ledger.Record.Dice.All.ShouldHaveSingleItem();
        (roll.Covered, roll.Drawn.ShouldHaveSingleItem().Station.ToString(), ledger.Record.Ids[roll.Drawn[0].On]).ShouldBe(
            (3, lowest, before)
        );
        ReviewTasks.Of(ledger.Record, ledger.President, ledger.Station(lowest)).ShouldContain(task => task.Reason == TaskReason.Drawn);

        // What came after is new to the next, and nobody was told a size that there was not.
        ledger.Refused(RejectionCode.OutOfPlace, told with { Size = ledger.Record.Count + 1, Rolls = "1111111111" }, supervisor);
        ledger.Refused(RejectionCode.NothingNew, told with { Rolls = "1111111111" }, supervisor);
        ledger.Said(Dice(ledger, "317101", "1111111111"), supervisor);
        ledger.Record.Dice.All[^1].Covered.ShouldBe(2);

        Digest On(string station) => ledger.Record.Ids[ledger.President.InPlace(ledger.Station(station))];
    }

    [Fact]
    public void A_share_of_many_is_drawn()
    {
        var identities = Enumerable
            .Range(0, 20_000)
            .Select(i => Sirekap.Record.Storage.BlobFolder.Reference(BitConverter.GetBytes(i)).Sha256);
        var lowest = identities.Select(id => DiceRolls.Chance("1111111111", id)).Count(chance => First(chance) < ulong.MaxValue / 50);
        lowest.ShouldBeInRange(300, 500, "one in 50 of 20,000");

        static ulong First(Digest chance)
        {
            Span<byte> bytes = stackalloc byte[Digest.Size];
            chance.CopyTo(bytes);
            return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes);
        }
    }

    [Fact]
    public void They_are_rolled_by_those_who_supervise_where_they_do()
    {
        using var ledger = new MadeLedger();
        ledger.Submit(Stations[0], MadeElection.Sound(1, 2, 3));
        var supervisor = ledger.Watcher(Role.Supervisor, "317101");
        ledger.Refused(RejectionCode.OutOfScope, Dice(ledger, "3171", "1234561234"), supervisor);
        ledger.Refused(RejectionCode.UnknownRegion, Dice(ledger, Stations[0], "1234561234"), supervisor);
        ledger.Refused(RejectionCode.UnknownContest, Dice(ledger, "317101", "1234561234") with { Contest = "none" }, supervisor);
        ledger.Refused(RejectionCode.RoleNotAllowed, Dice(ledger, "317101", "1234561234"), ledger.Officer("317101"));
        ledger.Refused(RejectionCode.RoleNotAllowed, Dice(ledger, "317101", "1234561234"), ledger.Watcher(Role.Observer, "317101"));
        ledger.Said(Dice(ledger, "317101", "1234561234"), supervisor);
    }

    [Fact]
    public void A_region_has_so_many_at_most()
    {
        using var ledger = new MadeLedger();
        var supervisor = ledger.Watcher(Role.Supervisor, "317101");
        var on = ledger.Submit(Stations[0], MadeElection.Sound(1, 2, 0));
        for (var n = 0; n < RuleSets.First.Limits.Dice; n++)
        {
            on = ledger.Said(
                MadeLedger.Review(Stations[0], on, ReviewAct.Correct, MadeElection.Sound(1, 2, n + 1)),
                ledger.Officer("317101")
            );
            ledger.Said(
                Dice(ledger, "317101", "1234561234") with
                {
                    Rolls = $"1111111{(n / 36) + 1}{(n / 6 % 6) + 1}{(n % 6) + 1}",
                },
                supervisor
            );
        }

        ledger.Said(MadeLedger.Review(Stations[0], on, ReviewAct.Correct, MadeElection.Sound(1, 2, 0)), ledger.Officer("317101"));
        ledger.Refused(RejectionCode.TooMany, Dice(ledger, "317101", "6666666666"), supervisor);
    }

    private static Dice Dice(MadeLedger ledger, string region, string rolls) =>
        new(President, RegionCode.Parse(region), ledger.Record.Count, rolls, null);
}
