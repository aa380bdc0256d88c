using System.Net;
using System.Net.Sockets;
using Sirekap.Elections;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Witnessing;
using Sirekap.Record.Storage;
using Sirekap.Site;

namespace Sirekap.Node.Tests;

/// <summary>An intake node and its log witnesses: there, away, silent, ahead.</summary>
public sealed class CosigningTests : IDisposable
{
    private readonly NodeScene _scene = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task What_is_published_has_the_cosignatures_that_the_policy_asks_for()
    {
        await using var witness = new LogWitness(_scene, "w1");
        var policy = Policy(1, witness);
        await using var node = _scene.Start(NodeScene.Quick with { Policy = policy });
        await _scene.Submit(node, 50);

        await NodeScene.Until(
            () => node.Checkpoint?.Checkpoint.Size == node.Size && node.Public.Latest == node.Size,
            "cosigned and published"
        );

        policy.Evaluate(node.Checkpoint!).Witnesses.ShouldHaveSingleItem().Name.ShouldBe("w1");
        node.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_witness_entries_go_on_and_the_last_cosigned_checkpoint_stays_until_it_is_back()
    {
        var witness = new LogWitness(_scene, "w1");
        await using var node = _scene.Start(NodeScene.Quick with { Policy = Policy(1, witness) });
        await _scene.Submit(node, 50);
        await NodeScene.Until(
            () => node.Checkpoint?.Checkpoint.Size == node.Size && node.Public.Latest == node.Size,
            "cosigned and published"
        );
        var cosigned = node.Checkpoint!;
        await witness.DisposeAsync();

        await _scene.Submit(node, 50);
        await NodeScene.Until(() => node.Warnings.Any(warning => warning.Code == NodeWarningCode.NotCosigned), "it is noticed");
        node.Checkpoint!.Checkpoint.ShouldBe(cosigned.Checkpoint);
        node.Public.Latest.ShouldBe(cosigned.Checkpoint.Size);
        CheckpointGuard
            .LatestSize(DiskFileSystem.Instance, node.Folder.Ledger)
            .ShouldBeGreaterThan(cosigned.Checkpoint.Size, "the log has signed nevertheless");

        await using var back = new LogWitness(_scene, "w1", witness.Port);
        await NodeScene.Until(() => node.Checkpoint!.Checkpoint.Size == node.Size && node.Public.Latest == node.Size, "cosigned again");
        node.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_gap_nothing_is_taken_until_a_log_witness_says_what_time_it_is()
    {
        await using var witness = new LogWitness(_scene, "w1");
        var entry = _scene.Take(1).Single();
        await using (var alone = _scene.Start(NodeScene.Quick with { Told = AfterAGap() }))
        {
            await Should.ThrowAsync<ClockOffException>(async () => await alone.SubmitAsync(entry, Cancellation));
            await NodeScene.Until(() => alone.Warnings.Any(warning => warning.Code == NodeWarningCode.ClockOff), "it is said");
            alone.Read((record, _) => record.Count).ShouldBeGreaterThan(0, "pages go on");
        }

        var told = AfterAGap();
        await using var node = _scene.Start(NodeScene.Quick with { Policy = Policy(1, witness), Told = told });
        (await node.SubmitAsync(entry, Cancellation)).Rejection.ShouldBeNull();
        told.IsKnown.ShouldBeTrue();
        await NodeScene.Until(() => node.Warnings.Count == 0, "all is well");
    }

    private static BoundedClock AfterAGap()
    {
        var told = new BoundedClock(TimeProvider.System);
        told.Begin(Timestamp.From(TimeProvider.System.GetUtcNow().AddHours(-3)), isRight: false);
        told.IsKnown.ShouldBeFalse();
        return told;
    }

    [Fact]
    public async Task One_that_falls_silent_does_not_hold_up_what_the_others_are_enough_for()
    {
        await using var witness = new LogWitness(_scene, "w1");
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var key = CosignatureSigner.Generate("silent.example", TimeProvider.System);
        var policy = NodeScene.PolicyOf(
            $"log {_scene.Log.Verifier}\nwitness w1 {witness.Key.Verifier} {witness.Url}\n"
                + $"witness w2 {key.Verifier} http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}\ngroup one any w1 w2\n"
                + $"quorum one\n"
        );
        await using var node = _scene.Start(NodeScene.Quick with { Policy = policy, WitnessPatience = TimeSpan.FromSeconds(2) });
        await _scene.Submit(node, 10);
        await NodeScene.Until(() => node.Checkpoint is not null, "the first");

        for (var i = 0; i < 5; i++)
        {
            await _scene.Submit(node, 1);
            await NodeScene.Until(() => node.Checkpoint!.Checkpoint.Size == node.Size, "the next");
        }
    }

    [Fact]
    public async Task A_witness_that_has_seen_more_than_the_ledger_has_stops_it_before_it_signs()
    {
        await using var witness = new LogWitness(_scene, "w1");
        var options = NodeScene.Quick with { Policy = Policy(1, witness) };
        await using (var node = _scene.Start(options))
        {
            await _scene.Submit(node, 50);
            await NodeScene.Until(() => node.Checkpoint?.Checkpoint.Size == node.Size, "cosigned");
        }

        // Everything of this machine is lost, and the election begun again under its name.
        Directory.Delete(_scene.Data, recursive: true);
        await using var restored = _scene.Start(options);
        await NodeScene.Until(() => restored.Warnings.Any(warning => warning.Code == NodeWarningCode.Contradicted), "stopped");

        restored.Checkpoint.ShouldBeNull();
        File.Exists(Path.Combine(restored.Folder.Ledger, "checkpoint")).ShouldBeFalse();
        var entry = _scene.Take(1).Single();
        await Should.ThrowAsync<LedgerStoppedException>(async () => await restored.SubmitAsync(entry, Cancellation));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(80)]
    public async Task A_witness_that_was_away_when_a_backup_was_restored_bars_the_intake_once_it_is_back(int afterwards)
    {
        var witness = new LogWitness(_scene, "w1");
        var options = NodeScene.Quick with { Policy = Policy(1, witness), WitnessPatience = TimeSpan.FromSeconds(1) };
        await using (var node = _scene.Start(options))
        {
            await _scene.Submit(node, 50);
            await NodeScene.Until(() => node.Checkpoint?.Checkpoint.Size == node.Size, "cosigned");
        }

        await witness.DisposeAsync();
        Directory.Delete(_scene.Data, recursive: true);
        using var other = new NodeScene();
        await using var restored = _scene.Start(options);
        await other.Submit(restored, afterwards);
        await using var back = new LogWitness(_scene, "w1", witness.Port);

        await NodeScene.Until(() => restored.Warnings.Any(warning => warning.Code == NodeWarningCode.Contradicted), "it is noticed");

        var entry = other.Take(1).Single();
        await Should.ThrowAsync<LedgerStoppedException>(async () => await restored.SubmitAsync(entry, Cancellation));
    }

    [Fact]
    public async Task No_entry_is_taken_before_the_witnesses_have_answered_for_the_first_time()
    {
        await using var witness = new LogWitness(_scene, "w1");
        var options = NodeScene.Quick with { Policy = Policy(1, witness) };
        await using (var node = _scene.Start(options))
        {
            await _scene.Submit(node, 50);
            await NodeScene.Until(() => node.Checkpoint?.Checkpoint.Size == node.Size, "cosigned");
        }

        Directory.Delete(_scene.Data, recursive: true);
        await using var restored = _scene.Start(options);
        var entry = _scene.Take(1).Single();

        await Should.ThrowAsync<LedgerStoppedException>(async () => await restored.SubmitAsync(entry, Cancellation));
        restored.Size.ShouldBe(1);
    }

    private TlogPolicy Policy(int quorum, params LogWitness[] witnesses) =>
        NodeScene.PolicyOf(
            $"log {_scene.Log.Verifier}\n"
                + $"{string.Concat(witnesses.Select(witness => $"witness {witness.Name} {witness.Key.Verifier} {witness.Url}\n"))}"
                + $"group enough {quorum} {string.Join(' ', witnesses.Select(witness => witness.Name))}\nquorum enough\n"
        );

    /// <summary>A log witness on a port of this machine, with a folder and a key of its own.</summary>
    private sealed class LogWitness : IAsyncDisposable
    {
        private readonly Witness _witness;
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        public LogWitness(NodeScene scene, string name, int port = 0)
        {
            Name = name;
            Key = CosignatureSigner.ImportSeed(name + ".example", [.. Enumerable.Repeat((byte)name[^1], 32)], TimeProvider.System);
            _witness = Witness.Open(
                new DiskFileSystem(),
                scene.In(name),
                NodeScene.PolicyOf($"log {scene.Log.Verifier}\nquorum none\n"),
                Key
            );
            var started = new TaskCompletionSource<string>();
            _running = WitnessHost.RunAsync(_witness, $"http://127.0.0.1:{port}", started.SetResult, _stop.Token);
            started.Task.Wait(Cancellation);
            Url = started.Task.Result;
        }

        public string Name { get; }

        public CosignatureSigner Key { get; }

        public string Url { get; }

        public int Port => new Uri(Url).Port;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _witness.Dispose();
            _stop.Dispose();
            Key.Dispose();
        }
    }
}
