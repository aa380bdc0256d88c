using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Site.Tests.Files;
using Sirekap.Verification;

namespace Sirekap.Node.Tests;

/// <remarks>Origins that lie, forks that the log has signed, bytes that change in the cache.</remarks>
public sealed partial class ReplicaNodeTests
{
    [Fact]
    public async Task An_entry_that_the_log_has_signed_and_the_record_refuses_ends_the_copy_loudly()
    {
        // The operator writes a form past the record, by a key that nobody enrolled, and signs the tree.
        using var stranger = EcdsaSigner.Generate();
        using (var sequencer = _scene.Open())
        {
            sequencer.Append([.. _scene.Take(100)]);
            Publish(sequencer, "publication");
        }

        await using var replica = await Follow(_scene.In("publication"));
        var good = replica.Size;
        var forger = new Forger(_scene);
        forger.Publish(
            Signing.Entry(
                NodeScene.Head,
                new Withhold(
                    replica.Read((record, _) => record.Definition.Names.Sha256),
                    WithholdGround.CourtOrder,
                    WithholdAuthority.Court
                ),
                stranger
            )
        );

        await NodeScene.Until(
            () =>
                replica.Warnings.Any(warning =>
                    warning.Code == NodeWarningCode.OriginRefused && warning.Detail.Contains($"entry {good}", StringComparison.Ordinal)
                ),
            "refused"
        );
        replica.Size.ShouldBe(good);
        replica.Checkpoint!.Checkpoint.Size.ShouldBe(good);
    }

    [Theory]
    [InlineData(3_000_000_000)]
    [InlineData(5_000_000_000_000)]
    public async Task A_signed_checkpoint_of_a_size_that_no_election_has_ends_nothing(long size)
    {
        using var sequencer = _scene.Open();
        sequencer.Append([.. _scene.Take(100)]);
        Publish(sequencer, "publication");
        await using var replica = await Follow(_scene.In("publication"));
        var absurd = Ledger.Checkpoints.SignedCheckpoint.Sign(
            new Ledger.Checkpoints.Checkpoint(NodeScene.Head.Ledger, size, sequencer.Tree.Root()),
            _scene.Log
        );
        await File.WriteAllBytesAsync(Path.Combine(_scene.In("publication"), "checkpoint"), absurd.Bytes, Cancellation);
        await NodeScene.Until(() => replica.Warnings.Any(IsOfOrigin), "refused");

        sequencer.Append([.. _scene.Take(50)]);
        Publish(sequencer, "publication");

        await NodeScene.Until(() => replica.Size == sequencer.Size, "it follows again");
        replica.Stopped.IsCompleted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Location", "file:///etc/passwd")]
    [InlineData("Location", "//:99999/manifest")]
    [InlineData("Content-Location", "//:99999/manifest")]
    public async Task An_origin_whose_headers_make_no_sense_ends_nothing(string header, string value)
    {
        await using var intake = _scene.Start();
        await _scene.Submit(intake, 50);
        await NodeScene.Until(() => intake.Public.Latest == intake.Size, "published");
        var rude = 0;
        await using var host = await FilesHost.StartAsync(
            intake,
            before: context =>
            {
                if (Volatile.Read(ref rude) is 0 || context.Request.Path.Value is not ("/manifest" or "/checkpoint"))
                {
                    return false;
                }

                Interlocked.Increment(ref rude);
                context.Response.StatusCode = header == "Location" ? 302 : 200;
                context.Response.Headers[header] = value;
                return true;
            }
        );
        await using var replica = await Follow(host.Url.ToString());
        await NodeScene.Until(() => replica.Public.Latest == intake.Size, "mirrored");
        Volatile.Write(ref rude, 1);
        await _scene.Submit(intake, 50);
        await NodeScene.Until(() => rude > 5, "asked in spite of it");

        Volatile.Write(ref rude, 0);
        await NodeScene.Until(
            () => replica.Size == intake.Size && replica.Public.Latest == intake.Size && replica.Warnings.Count == 0,
            "it follows again"
        );
    }

    [Fact]
    public async Task Two_histories_that_the_log_has_signed_are_kept_as_evidence_though_the_origin_is_honest_again()
    {
        using (var sequencer = _scene.Open())
        {
            sequencer.Append([.. _scene.Take(100)]);
            Publish(sequencer, "publication");
        }

        var replica = await Follow(_scene.In("publication"));
        var held = replica.Checkpoint!.Bytes.ToArray();
        var forks = Path.Combine(replica.Folder.Root, "forks");
        foreach (var entries in (int[])[50, 150])
        {
            using var forger = new NodeScene();
            using var forged = forger.Open();
            forged.Append([.. forger.Take(entries)]);
            Directory.Delete(_scene.In("publication"), recursive: true);
            Publisher.Publish(forged, forged.Sign().Checkpoint!, _scene.In("publication"));
            var shown = await File.ReadAllBytesAsync(Path.Combine(_scene.In("publication"), "checkpoint"), Cancellation);
            await NodeScene.Until(() => Directory.Exists(forks) && Directory.GetFiles(forks, $"{forged.Size}-*.shown").Length == 1, "kept");
            (await File.ReadAllBytesAsync(Directory.GetFiles(forks, $"{forged.Size}-*.shown").Single(), Cancellation)).ShouldBe(shown);
            (await File.ReadAllBytesAsync(Directory.GetFiles(forks, $"{forged.Size}-*.held").Single(), Cancellation)).ShouldBe(held);
        }

        using var honest = _scene.Open();
        Directory.Delete(_scene.In("publication"), recursive: true);
        Publish(honest, "publication");
        await NodeScene.Until(() => !replica.Warnings.Any(IsOfOrigin), "honest again");
        replica.Warnings.ShouldContain(warning => warning.Code == NodeWarningCode.Forked);

        await replica.DisposeAsync();
        await using var again = await Follow(_scene.In("publication"));
        again.Warnings.ShouldContain(warning => warning.Code == NodeWarningCode.Forked, "after a restart, too");
    }

    [Fact]
    public async Task An_origin_that_goes_back_to_fewer_entries_is_told_of()
    {
        using var sequencer = _scene.Open();
        sequencer.Append([.. _scene.Take(100)]);
        Publish(sequencer, "publication");
        var file = Path.Combine(_scene.In("publication"), "checkpoint");
        var early = await File.ReadAllBytesAsync(file, Cancellation);
        sequencer.Append([.. _scene.Take(100)]);
        Publish(sequencer, "publication");
        var late = await File.ReadAllBytesAsync(file, Cancellation);
        await using var replica = await Follow(_scene.In("publication"));

        await File.WriteAllBytesAsync(file, early, Cancellation);
        await NodeScene.Until(() => replica.Warnings.Any(warning => warning.Code == NodeWarningCode.OriginRolledBack), "it is noticed");
        replica.Size.ShouldBe(sequencer.Size);
        replica.Warnings.ShouldNotContain(warning => warning.Code == NodeWarningCode.Forked);

        await File.WriteAllBytesAsync(file, late, Cancellation);
        await NodeScene.Until(() => replica.Warnings.Count == 0, "all is well again");
    }

    [Fact]
    public async Task A_blob_whose_bytes_were_changed_in_the_cache_is_never_served_and_fetched_again()
    {
        await using var intake = _scene.Start();
        await NodeScene.Until(() => intake.Checkpoint is not null, "signed");
        await using var host = await FilesHost.StartAsync(intake);
        await using var replica = await Follow(host.Url.ToString(), options => options with { MirrorEvery = TimeSpan.Zero });
        await using var own = await FilesHost.StartAsync(replica);
        var names = intake.Read((record, _) => record.Definition.Names.Sha256);
        var file = Path.Combine(replica.Folder.Root, "blobs", names.ToString());
        await NodeScene.Until(() => File.Exists(file), "fetched");
        var whole = await own.Bytes($"blobs/{names}");
        await File.WriteAllBytesAsync(file, [.. whole, (byte)'x'], Cancellation);

        using (var refused = await own.Get($"blobs/{names}"))
        {
            ((int)refused.StatusCode).ShouldBe(404);
        }

        await NodeScene.Until(() => File.Exists(file), "fetched again");
        (await own.Bytes($"blobs/{names}")).ShouldBe(whole);
    }
}
