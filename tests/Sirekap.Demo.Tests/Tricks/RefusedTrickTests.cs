using Sirekap.Demo.Tricks;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Simulation.Nights;

namespace Sirekap.Demo.Tests.Tricks;

/// <summary>What cannot be played is refused by name, and costs little.</summary>
public class RefusedTrickTests(TrickScene scene)
{
    private const string Contest = SimulatedElection.Contest;

    private RegionCode Station => scene.Code(scene.WithForm[0]);

    private RegionCode Silent => scene.Code(Enumerable.Range(0, TrickScene.Stations).First(station => scene.Contest.InPlace(station) < 0));

    [Fact]
    public async Task Each_refusal_has_its_name()
    {
        var figure = scene.Contest.Tally.Fields(scene.WithForm[0])!.Votes[2];
        var time = scene.Record.Times.At(scene.Contest.InPlace(scene.WithForm[0]))!.Value;
        await Refused(new Trick.DropForm("pdpr", Station), TrickRefusal.UnknownContest);
        await Refused(new Trick.DropForm(Contest, RegionCode.Parse("9999999999999")), TrickRefusal.UnknownStation);
        await Refused(new Trick.DropForm(Contest, Station.At(Level.Village)), TrickRefusal.UnknownStation);
        await Refused(new Trick.DropForm(Contest, Silent), TrickRefusal.NoForm);
        await Refused(new Trick.Backdate(Contest, Silent, time), TrickRefusal.NoForm);
        await Refused(new Trick.Backdate(Contest, Station, time), TrickRefusal.NothingChanges);
        await Refused(new Trick.Backdate(Contest, Station, new Timestamp(-1)), TrickRefusal.ImpossibleTime);
        await Refused(new Trick.CutBack(1), TrickRefusal.ImpossibleSize);
        await Refused(new Trick.CutBack(scene.Entries.Count), TrickRefusal.ImpossibleSize);
        await Refused(new Trick.CutBack(long.MaxValue), TrickRefusal.ImpossibleSize);
        foreach (var cover in Enum.GetValues<Cover>())
        {
            await Refused(new Trick.ChangeVote(cover, Contest, Silent, 0, 5), TrickRefusal.NoForm);
            await Refused(new Trick.ChangeVote(cover, Contest, Station, 3, 5), TrickRefusal.UnknownChoice);
            await Refused(new Trick.ChangeVote(cover, Contest, Station, -1, 5), TrickRefusal.UnknownChoice);
            await Refused(new Trick.ChangeVote(cover, Contest, Station, 2, -1), TrickRefusal.ImpossibleFigure);
            await Refused(new Trick.ChangeVote(cover, Contest, Station, 2, Fields.Largest + 1), TrickRefusal.ImpossibleFigure);
            await Refused(new Trick.ChangeVote(cover, Contest, Station, 2, figure), TrickRefusal.NothingChanges);
        }
    }

    [Fact]
    public async Task Before_anything_is_published_there_is_nothing_to_cheat_on()
    {
        using var cheating = scene.Cheating();

        (await cheating.TryAsync(new Trick.Nothing(), null, TestContext.Current.CancellationToken)).Refusal.ShouldBe(
            TrickRefusal.NothingPublished
        );
    }

    [Theory]
    [InlineData(ElectionKind.Real)]
    [InlineData(ElectionKind.Copy)]
    public async Task Only_a_simulations_key_is_for_playing(ElectionKind kind)
    {
        using var election = new BareElection(kind);
        using var cheating = new Cheating(
            election.Sequencer.Store,
            election.Sequencer.Folder.Blobs.Read,
            election.Log,
            scene.Policy,
            scene.AskAsync
        );
        var checkpoint = election.Sequencer.Guard.Sign(election.Sequencer.Tree, election.Sequencer.Store).Checkpoint;

        (await cheating.TryAsync(new Trick.Nothing(), checkpoint, TestContext.Current.CancellationToken)).Refusal.ShouldBe(
            TrickRefusal.NotASimulation
        );
    }

    [Fact]
    public async Task A_checkpoint_of_another_ledger_is_no_honest_state()
    {
        using var cheating = scene.Cheating();
        var tree = new Ledger.Merkle.MerkleTree();
        tree.Append(Ledger.Merkle.TreeHash.Leaf("other"u8));
        tree.Append(Ledger.Merkle.TreeHash.Leaf("ledger"u8));
        var other = SignedCheckpoint.Sign(new Checkpoint(scene.Log.Verifier.Name, tree.Size, tree.Root()), scene.Log);

        await Should.ThrowAsync<InvalidDataException>(() =>
            cheating.TryAsync(new Trick.Nothing(), other, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_ledger_beyond_the_limits_is_not_copied()
    {
        var bytes = scene.Entries.Sum(entry => (long)entry.Length);
        (await Under(new CheatingLimits(MostEntries: scene.Entries.Count - 1))).Refusal.ShouldBe(TrickRefusal.TooLarge);
        (await Under(new CheatingLimits(MostBytes: bytes - 1))).Refusal.ShouldBe(TrickRefusal.TooLarge);
        (await Under(new CheatingLimits(MostEntries: scene.Entries.Count, MostBytes: bytes))).Refusal.ShouldBeNull();

        async Task<CheatResult> Under(CheatingLimits limits)
        {
            using var cheating = scene.Cheating(limits: limits);
            return await cheating.TryAsync(new Trick.Nothing(), scene.Checkpoint, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task One_trick_at_a_time_some_wait_and_the_others_are_told()
    {
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var cheating = scene.Cheating(
            ask: async (_, _, _) =>
            {
                asked.TrySetResult();
                await answer.Task;
                return null;
            },
            limits: new CheatingLimits(MostWaiting: 1)
        );
        var first = Play();
        await asked.Task;

        var second = Play();
        (await Play()).Refusal.ShouldBe(TrickRefusal.Busy);
        second.IsCompleted.ShouldBeFalse();
        answer.SetResult();

        (await first).Report!.By(Observer.LogWitness).Silence.ShouldBe(Silence.Unreachable);
        (await second).Report!.By(Observer.LogWitness).Silence.ShouldBe(Silence.Unreachable);
        (await Play()).Refusal.ShouldBeNull();

        Task<CheatResult> Play() => cheating.TryAsync(new Trick.CutBack(5), scene.Checkpoint, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Who_goes_away_stops_it_and_the_next_has_the_turn()
    {
        using var cheating = scene.Cheating(
            ask: (_, _, cancellation) =>
                Task.Delay(Timeout.Infinite, cancellation)
                    .ContinueWith<Ledger.Witnessing.WitnessResponse?>(
                        done => done.IsCanceled ? throw new OperationCanceledException(cancellation) : null,
                        TaskScheduler.Default
                    )
        );
        for (var after = 0; after < 40; after += 10)
        {
            using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(after));
            await Should.ThrowAsync<OperationCanceledException>(() =>
                cheating.TryAsync(new Trick.CutBack(5), scene.Checkpoint, gone.Token)
            );
        }

        (
            await cheating.TryAsync(new Trick.Nothing(), scene.Checkpoint, TestContext.Current.CancellationToken)
        ).Report!.Noticed.ShouldBeFalse();
    }

    private async Task Refused(Trick trick, TrickRefusal why)
    {
        using var cheating = scene.Cheating();
        (await cheating.TryAsync(trick, scene.Checkpoint, TestContext.Current.CancellationToken)).ShouldBe(
            new CheatResult(null, why),
            trick.ToString()
        );
    }
}
