using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;
using Sirekap.Record.Tests.Golden;

namespace Sirekap.Record.Tests;

/// <summary>The past asked of a finished record, against the record as it was when it had come so far.</summary>
public sealed class AsOfTests
{
    [Theory]
    [InlineData("real")]
    [InlineData("copy")]
    [InlineData("simulation")]
    public void What_a_finished_record_says_of_its_past_is_what_the_record_was_then(string golden)
    {
        var entries = GoldenFiles.Entries(golden);
        var finished = Fold(golden, entries);
        var changes = finished
            .Contests.SelectMany(contest => contest.Past.FigureChanges(new StationRange(0, finished.Tree.StationCount), finished.Count))
            .ToArray();
        changes.ShouldNotBeEmpty();
        for (var size = 1; size <= entries.Length; size++)
        {
            var then = Fold(golden, entries[..size]);
            foreach (var contest in finished.Contests)
            {
                var old = then.Contest(contest.Contest.Code)!;
                for (var station = 0; station < finished.Tree.StationCount; station++)
                {
                    var state = contest.Past.StateAt(station, size);
                    state.Class.ShouldBe(old.Tally.Class(station));
                    state.InPlace.ShouldBe(old.InPlace(station));
                    state.Fields.ShouldBe(old.Tally.Fields(station));
                }

                for (var region = 0; region < finished.Tree.RegionCount; region++)
                {
                    Same(contest.Past.TotalsAt(region, size), old.Tally.Totals(region));
                }
            }
        }
    }

    [Fact]
    public void A_change_of_figures_has_the_figures_before_and_after_and_the_newest_comes_first()
    {
        using var ledger = new MadeLedger();
        var first = ledger.Submit("3171010001001", MadeElection.Broken(10, 20, 30));
        ledger.Submit("3171010001002", MadeElection.Sound(1, 2, 3));
        ledger.Said(
            MadeLedger.Review("3171010001001", first, Elections.Statements.ReviewAct.Correct, MadeElection.Sound(10, 20, 31)),
            ledger.Officer("317101")
        );
        var all = new StationRange(0, ledger.Record.Tree.StationCount);
        var change = ledger.President.Past.FigureChanges(all, ledger.Record.Count).ShouldHaveSingleItem();
        change.Station.ShouldBe(ledger.Station("3171010001001"));
        change.Before.Fields!.Votes.ToArray().ShouldBe([10, 20, 30]);
        change.After.Fields!.Votes.ToArray().ShouldBe([10, 20, 31]);
        change.Event.Index.ShouldBe(ledger.Record.Count - 1);
        ledger.President.Past.FigureChanges(new StationRange(change.Station + 1, all.End), ledger.Record.Count).ShouldBeEmpty();
        ledger.President.Past.FigureChanges(all, ledger.Record.Count - 1).ShouldBeEmpty();
        ledger.President.LastChange(change.Station).ShouldBe(ledger.Record.Count - 1);
        ledger.President.Past.ChangedSince(ledger.Record.Count - 1).ShouldBe([change.Station]);
    }

    private static ElectionRecord Fold(string golden, ReadOnlyMemory<byte>[] entries)
    {
        var replay = new Replay(blob => GoldenFiles.Blob(golden, blob), Replay.NoSignatures);
        foreach (var entry in entries)
        {
            replay.Add(entry);
        }

        replay.Complete();
        replay.Flaws.ShouldBeEmpty();
        return replay.Record!;
    }

    private static void Same(RegionTotals now, RegionTotals then)
    {
        now.TotalStations.ShouldBe(then.TotalStations);
        now.Accepted.ShouldBe(then.Accepted);
        now.Unchecked.ShouldBe(then.Unchecked);
        now.UnderReview.ShouldBe(then.UnderReview);
    }
}
