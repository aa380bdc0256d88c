using Sirekap.Demo.Tricks;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Witnessing;
using Sirekap.Node;
using Sirekap.Simulation.Nights;
using Sirekap.Site;

namespace Sirekap.Demo.Tests.Tricks;

/// <summary>A log witness is asked in earnest, and is none the worse for it.</summary>
public class LogWitnessTests(TrickScene scene)
{
    [Fact]
    public async Task After_every_trick_the_witness_cosigns_the_honest_ledger_and_has_cosigned_no_other()
    {
        foreach (var trick in Tricks())
        {
            await scene.PlayAsync(trick);
        }

        scene.Asked.Select(asked => asked.Status).Distinct().ShouldBeSubsetOf([409, 422]);
        scene.Cosign().Checkpoint.ShouldBe(scene.Checkpoint.Checkpoint);
    }

    [Fact]
    public async Task One_that_has_not_cosigned_yet_is_not_asked()
    {
        var bare = SignedCheckpoint.Sign(scene.Checkpoint.Checkpoint, scene.Log);
        using var cheating = scene.Cheating(ask: (_, _, _) => throw new InvalidOperationException("asked"));
        foreach (var trick in Tricks())
        {
            var report = (await cheating.TryAsync(trick, bare, TestContext.Current.CancellationToken)).Report!;

            report
                .By(Observer.LogWitness)
                .Silence.ShouldBe(trick is Trick.ChangeVote { Cover: Cover.Documents } ? Silence.LedgerUnchanged : Silence.NotYetCosigned);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public async Task One_that_has_lost_its_memory_is_not_led_astray(int remembers)
    {
        var folder = Directory.CreateTempSubdirectory("sirekap-forgetful-").FullName;
        using var key = CosignatureSigner.ImportSeed("saksi-log.example/w1", [.. Enumerable.Repeat((byte)48, 32)], TimeProvider.System);
        using (var forgetful = Witness.Open(DiskFileSystem.Instance, folder, scene.Policy, key))
        {
            var tree = new Ledger.Merkle.MerkleTree();
            foreach (var entry in scene.Entries)
            {
                tree.Append(Ledger.Merkle.TreeHash.Leaf(entry));
            }

            if (remembers > 0)
            {
                var early = SignedCheckpoint.Sign(new Checkpoint(scene.Log.Verifier.Name, remembers, tree.Root(remembers)), scene.Log);
                forgetful.AddCheckpoint(new WitnessRequest(0, [], early).Encode()).Status.ShouldBe(200);
            }

            using var cheating = scene.Cheating(
                ask: (_, request, _) => Task.FromResult<WitnessResponse?>(forgetful.AddCheckpoint(request.Encode()))
            );
            foreach (var trick in Tricks().Where(trick => trick is not Trick.ChangeVote { Cover: Cover.Documents }))
            {
                var report = (await cheating.TryAsync(trick, scene.Checkpoint, TestContext.Current.CancellationToken)).Report!;

                report.By(Observer.LogWitness).Silence.ShouldBe(Silence.Forgetful, trick.ToString());
            }

            var honest = new WitnessRequest(
                remembers,
                tree.Consistency(remembers, tree.Size),
                SignedCheckpoint.Sign(scene.Checkpoint.Checkpoint, scene.Log)
            );
            forgetful.AddCheckpoint(honest.Encode()).Status.ShouldBe(200);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task One_that_went_on_with_the_night_notices_all_the_same()
    {
        // It cosigned all entries; the trick is on an earlier checkpoint, which it cosigned before.
        var size = scene.Entries.Count - 1;
        var tree = new Ledger.Merkle.MerkleTree();
        foreach (var entry in scene.Entries.Take(size))
        {
            tree.Append(Ledger.Merkle.TreeHash.Leaf(entry));
        }

        var earlier = SignedCheckpoint.Sign(new Checkpoint(scene.Log.Verifier.Name, size, tree.Root()), scene.Log);
        using var key = CosignatureSigner.ImportSeed("saksi-log.example/w1", [.. Enumerable.Repeat((byte)48, 32)], TimeProvider.System);
        var cosigned = earlier.WithSignatures([key.Sign(earlier.Note.Text.Span)]);
        using var cheating = scene.Cheating();
        var rules = new List<FindingRule>();
        foreach (var trick in Tricks().Where(trick => trick is not Trick.ChangeVote { Cover: Cover.Documents }))
        {
            var report = (await cheating.TryAsync(trick, cosigned, TestContext.Current.CancellationToken)).Report!;

            report.Honest.Size.ShouldBe(size);
            rules.Add(report.By(Observer.LogWitness).Findings.ShouldHaveSingleItem().Rule);
        }

        // The forged enrolment makes the copy as long as what it has cosigned.
        rules.Distinct().ShouldBe([FindingRule.WitnessAhead, FindingRule.WitnessContradicts], ignoreOrder: true);
    }

    [Fact]
    public async Task Over_http_it_answers_the_same_and_one_that_is_away_is_said_to_be_away()
    {
        var folder = Directory.CreateTempSubdirectory("sirekap-witness-").FullName;
        using var key = CosignatureSigner.ImportSeed("saksi-log.example/w1", [.. Enumerable.Repeat((byte)48, 32)], TimeProvider.System);
        using var witness = Witness.Open(DiskFileSystem.Instance, folder, scene.Policy, key);
        witness
            .AddCheckpoint(new WitnessRequest(0, [], SignedCheckpoint.Sign(scene.Checkpoint.Checkpoint, scene.Log)).Encode())
            .Status.ShouldBe(200);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var started = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = WitnessHost.RunAsync(witness, "http://127.0.0.1:0", started.SetResult, stop.Token);
        using var http = new HttpClient();
        var trick = Tricks().First(trick => trick is Trick.ChangeVote { Cover: Cover.Entry });

        var there = await PlayAsync(await started.Task);
        await stop.CancelAsync();
        await host;
        var away = await PlayAsync(await started.Task);

        there.Findings.ShouldHaveSingleItem().Rule.ShouldBe(FindingRule.WitnessContradicts);
        away.Silence.ShouldBe(Silence.Unreachable);
        witness.Dispose();
        Directory.Delete(folder, recursive: true);

        async Task<Observation> PlayAsync(string url)
        {
            var policy = TrickScene.ReadPolicy($"log {scene.Log.Verifier}\nwitness w1 {scene.Policy.Witnesses[0].Key} {url}/\nquorum w1\n");
            using var cheating = scene.Cheating(policy, WitnessesOverHttp.With(http, TimeSpan.FromSeconds(10)));
            return (await cheating.TryAsync(trick, scene.Checkpoint, TestContext.Current.CancellationToken)).Report!.By(
                Observer.LogWitness
            );
        }
    }

    private IEnumerable<Trick> Tricks()
    {
        var station = scene.WithForm[3];
        var code = scene.Code(station);
        foreach (var cover in Enum.GetValues<Cover>())
        {
            yield return new Trick.ChangeVote(cover, SimulatedElection.Contest, code, 1, scene.Contest.Tally.Fields(station)!.Votes[1] + 1);
        }

        yield return new Trick.DropForm(SimulatedElection.Contest, code);
        yield return new Trick.CutBack(scene.Entries.Count / 3);
        yield return new Trick.Backdate(
            SimulatedElection.Contest,
            code,
            new Elections.Timestamp(scene.Record.Times.At(scene.Contest.InPlace(station))!.Value.UnixSeconds - 60)
        );
    }
}
