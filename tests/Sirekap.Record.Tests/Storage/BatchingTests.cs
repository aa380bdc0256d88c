using Sirekap.Record.Tests.Model;

namespace Sirekap.Record.Tests.Storage;

/// <summary>However a ledger is cut into batches, and whoever folds it, the state is the same.</summary>
public class BatchingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_state_is_the_same_for_any_batching_and_after_every_opening(int seed)
    {
        using var disk = new ElectionOnDisk();
        new RandomNight(seed).TellInto(disk.Made);
        var expected = StateText.Of(disk.Made.Record);
        var random = new Random(seed);
        using (var sequencer = disk.Open())
        {
            for (var at = 0; at < disk.Entries.Count; )
            {
                var few = disk.Entries.Skip(at).Take(random.Next(1, 40)).ToArray();
                at += few.Length;
                if (few.Length == 1)
                {
                    (await sequencer.SubmitAsync(few[0], TestContext.Current.CancellationToken)).Rejection.ShouldBeNull();
                }
                else
                {
                    sequencer.Append(few).ShouldAllBe(outcome => outcome.Rejection == null);
                }
            }

            StateText.Of(sequencer.Record).ShouldBe(expected);
            sequencer.Read(StateText.Of).ShouldBe(expected);
            disk.Reopened().ShouldBe(expected);
        }

        using var again = disk.Open();
        StateText.Of(again.Record).ShouldBe(expected);
        var replay = disk.Made.Replay();
        replay.Flaws.ShouldBeEmpty();
        StateText.Of(replay.Record!).ShouldBe(expected);
        replay.Tree.Root().ShouldBe(again.Tree.Root());
    }
}
