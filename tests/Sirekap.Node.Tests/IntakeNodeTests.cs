using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Verification;

namespace Sirekap.Node.Tests;

public sealed class IntakeNodeTests : IDisposable
{
    private readonly NodeScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Below_the_disks_reserve_no_whole_publication_is_made_and_checkpoints_go_on()
    {
        await using var node = _scene.Start(NodeScene.Quick with { DiskReserve = long.MaxValue });
        await _scene.Submit(node, 5);
        await NodeScene.Until(() => node.Checkpoint?.Checkpoint.Size == node.Size, "signed");
        node.Warnings.Select(warning => warning.Code).ShouldBe([NodeWarningCode.DiskLow]);
        node.Public.Latest.ShouldBeNull();
    }

    [Fact]
    public void A_publication_that_reaches_the_reserve_ends_and_leaves_nothing()
    {
        using var sequencer = _scene.Open();
        sequencer.Append([.. _scene.Take(300)]);
        var (next, files) = (_scene.In("next"), 0);
        var draft = new LivePublisher(sequencer, before: null).Begin(
            next,
            () =>
            {
                if (Interlocked.Increment(ref files) > 3)
                {
                    throw new IOException("no room");
                }
            }
        );
        draft.Render(TestContext.Current.CancellationToken);
        var checkpoint = draft.Close().Checkpoint.ShouldNotBeNull();
        Should.Throw<IOException>(() => draft.Finish(checkpoint, _scene.In("target"))).Message.ShouldBe("no room");
        draft.Discard();
        Directory.Exists(next).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_submitted_is_read_checkpointed_and_published()
    {
        await using var node = _scene.Start();
        await _scene.Submit(node);
        var size = node.Size;

        await NodeScene.Until(() => node.Checkpoint?.Checkpoint.Size == size && node.Public.Latest == size, "the last entry is published");

        size.ShouldBeGreaterThan(256);
        node.Read((record, tree) => (record.Count, tree.Size, tree.Root())).ShouldBe(((int)size, size, node.Checkpoint!.Checkpoint.Root));
        node.Checkpoint.Note.VerifySignatures(_scene.Log.Verifier).ShouldNotBeEmpty();
        node.Warnings.ShouldBeEmpty();
        Verify(node.Public.At(size)).ShouldBe(size);
    }

    [Fact]
    public async Task Every_publication_made_while_entries_come_in_holds_by_itself()
    {
        var folders = new Dictionary<long, string>();
        await using (var node = _scene.Start(NodeScene.Quick with { PublishEvery = TimeSpan.FromMilliseconds(1) }))
        {
            while (_scene.Left > 0)
            {
                await _scene.Submit(node, 1);
                if (node.Public.Latest is { } latest)
                {
                    folders[latest] = node.Public.At(latest);
                }
            }
        }

        folders.Count.ShouldBeGreaterThan(3, "publications were made in between");
        foreach (var (size, folder) in folders)
        {
            Verify(folder).ShouldBe(size);
        }
    }

    [Fact]
    public async Task Every_publication_of_an_election_that_grows_holds_by_itself_and_so_does_the_next_after_a_restart()
    {
        var folders = new Dictionary<long, string>();
        await using (var node = _scene.Start(NodeScene.Quick with { PublishEvery = TimeSpan.FromMilliseconds(1) }))
        {
            for (var i = 0; i < 120; i++)
            {
                if (i == 60)
                {
                    await Extend(node, "3101012001 21-22\n3102012001 1\n7301012001 21\n");
                }

                await _scene.Submit(node, 1);
                if (node.Public.Latest is { } latest)
                {
                    folders[latest] = node.Public.At(latest);
                }
            }

            await Extend(node, "1101012001 1\n");
        }

        await using var again = _scene.Start();
        await _scene.Submit(again, 3);
        var size = again.Size;
        await NodeScene.Until(() => again.Public.Latest == size, "published again");
        folders[size] = again.Public.At(size);
        File.Exists(Path.Combine(folders[size], "results", NodeScene.Contest, "11", "1101012001.json")).ShouldBeTrue();
        foreach (var (published, folder) in folders)
        {
            Verify(folder).ShouldBe(published);
        }
    }

    [Fact]
    public async Task After_a_restart_the_next_publication_writes_only_what_changed()
    {
        long first;
        await using (var node = _scene.Start())
        {
            await _scene.Submit(node, 200);
            first = node.Size;
            await NodeScene.Until(() => node.Public.Latest == first, "published");
        }

        await using var again = _scene.Start();
        again.Checkpoint!.Checkpoint.Size.ShouldBe(first, "what was published stays published");
        again.Public.Latest.ShouldBe(first);
        await _scene.Submit(again, 1);
        await NodeScene.Until(() => again.Public.Latest > first, "published again");
        Verify(again.Public.At(again.Public.Latest!.Value)).ShouldBe(again.Public.Latest.Value);
        var results = Directory.GetFiles(
            Path.Combine(again.Public.At(again.Public.Latest.Value), "results"),
            "*",
            SearchOption.AllDirectories
        );
        results.Length.ShouldBe(NodeScene.Places.RegionCount);
        var before = results.Count(file =>
            File.GetLastWriteTimeUtc(file) <= File.GetLastWriteTimeUtc(Path.Combine(again.Public.At(first), "manifest"))
        );
        before.ShouldBeGreaterThan(results.Length / 3);
    }

    [Fact]
    public async Task A_publication_before_that_was_damaged_does_not_stop_the_next()
    {
        await using var node = _scene.Start();
        await _scene.Submit(node, 200);
        await NodeScene.Until(() => node.Public.Latest == node.Size, "published");
        File.Delete(Path.Combine(node.Public.At(node.Size), "results", NodeScene.Contest, "73.json"));

        await _scene.Submit(node, 1);
        await NodeScene.Until(() => node.Public.Latest == node.Size, "published again");

        Verify(node.Public.At(node.Size)).ShouldBe(node.Size);
        node.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_waits_for_a_change_is_woken_by_it_and_told_how_far_it_is()
    {
        await using var node = _scene.Start();
        var before = node.Size;
        var waiting = node.ChangedAsync(before, TestContext.Current.CancellationToken);
        waiting.IsCompleted.ShouldBeFalse();

        await _scene.Submit(node, 1);

        (await waiting).ShouldBe(node.Size);
        (await node.ChangedAsync(0, TestContext.Current.CancellationToken)).ShouldBe(node.Size);
        using var enough = new CancellationTokenSource();
        var never = node.ChangedAsync(node.Size, enough.Token);
        await enough.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => never);
    }

    [Fact]
    public async Task A_refused_entry_is_told_by_name_and_changes_nothing()
    {
        await using var node = _scene.Start();
        var before = node.Size;

        var outcome = await node.SubmitAsync("no note"u8.ToArray(), TestContext.Current.CancellationToken);

        outcome.Rejection!.Code.ShouldBe(RejectionCode.NotANote);
        node.Size.ShouldBe(before);
    }

    [Fact]
    public async Task A_ledger_restored_from_an_old_copy_takes_no_entry_and_signs_nothing()
    {
        await using (var node = _scene.Start())
        {
            await _scene.Submit(node, 20);
            Copy(Path.Combine(node.Folder.Root, "ledger"), _scene.In("backup"));
            await _scene.Submit(node, 20);
            await NodeScene.Until(() => node.Checkpoint?.Checkpoint.Size == node.Size, "signed");
        }

        var ledger = Path.Combine(_scene.Data, "elections", NodeScene.Election, "ledger");
        Directory.Delete(ledger, recursive: true);
        Copy(_scene.In("backup"), ledger);

        await using var restored = _scene.Start();

        restored.Warnings.ShouldContain(warning => warning.Code == NodeWarningCode.Contradicted);
        restored.Checkpoint.ShouldBeNull();
        var entry = _scene.Take(1).Single();
        (
            await Should.ThrowAsync<LedgerStoppedException>(async () =>
                await restored.SubmitAsync(entry, TestContext.Current.CancellationToken)
            )
        ).Message.ShouldContain("StoreBehindCheckpoint");
        restored.Read((record, _) => record.Count).ShouldBe((int)restored.Size);
    }

    [Fact]
    public async Task A_ledger_that_stops_says_so_at_once()
    {
        await using var node = _scene.Start();
        await _scene.Submit(node, 20);
        node.Stopped.IsCompleted.ShouldBeFalse();

        // The disk fails under it.
        node.Store.Dispose();
        var entry = _scene.Take(1).Single();
        await Should.ThrowAsync<LedgerStoppedException>(async () => await node.SubmitAsync(entry, TestContext.Current.CancellationToken));

        node.Warnings.ShouldContain(warning => warning.Code == NodeWarningCode.Stopped);
        (await node.Stopped.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).ShouldNotBeEmpty();
    }

    /// <summary>The only root adds stations.</summary>
    private async Task Extend(IntakeNode node, string stations)
    {
        var list = node.Folder.Blobs.Add(System.Text.Encoding.ASCII.GetBytes(stations));
        var extend = new Extend(AdditionGround.Revote, list, Names: null);
        (
            await node.SubmitAsync(Signing.Entry(NodeScene.Head, extend, _scene.Root), TestContext.Current.CancellationToken)
        ).Rejection.ShouldBeNull();
    }

    /// <summary>The size of a publication that holds.</summary>
    private long Verify(string folder)
    {
        using var source = PublicationSource.Open(folder);
        TlogPolicy
            .TryParse(System.Text.Encoding.ASCII.GetBytes($"log {_scene.Log.Verifier}\nquorum none\n"), out var policy, out _)
            .ShouldBeTrue();
        var report = Verifier.Verify(source, new VerificationOptions(Policy: policy));
        report.Flaws.ShouldBeEmpty(folder);
        return report.Checkpoint!.Value.Size;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!file.EndsWith(".lock", StringComparison.Ordinal))
            {
                File.Copy(file, target);
            }
        }
    }
}
