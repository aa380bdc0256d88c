using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Site.Tests.Files;
using Sirekap.Verification;

namespace Sirekap.Node.Tests;

public sealed partial class ReplicaNodeTests : IDisposable
{
    private readonly NodeScene _scene = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task Two_nodes_chained_show_what_the_first_one_shows_and_each_can_be_verified()
    {
        await using var intake = _scene.Start();
        await _scene.Submit(intake, 100);
        await NodeScene.Until(() => intake.Checkpoint is not null, "signed");
        await using var first = await FilesHost.StartAsync(intake);
        await using var one = await Follow(first.Url.ToString(), "one");
        await using var second = await FilesHost.StartAsync(one);
        await using var two = await Follow(second.Url.ToString(), "two");

        await _scene.Submit(intake);
        await NodeScene.Until(() => two.Size == intake.Size && two.Public.Latest == intake.Size, "the second follows to the end");

        foreach (var replica in (LedgerNode[])[one, two])
        {
            Documents(replica).ShouldBe(Documents(intake));
            replica.Read((_, tree) => tree.Root()).ShouldBe(intake.Read((_, tree) => tree.Root()));
            replica.Checkpoint!.Bytes.ToArray().ShouldBe(intake.Checkpoint!.Bytes.ToArray());
            replica.TakesStatements.ShouldBeFalse();
        }

        await using var third = await FilesHost.StartAsync(two);
        using var source = new HttpSource(third.Url);
        var report = Verifier.Verify(source, new VerificationOptions(Policy: Policy()));
        report.Flaws.ShouldBeEmpty();
        report.Checkpoint!.Value.Size.ShouldBe(intake.Size);
        foreach (var path in (string[])["checkpoint", "tile/0/000", "tile/entries/000", "results/ppwp/0.json", "manifest"])
        {
            (await third.Bytes(path)).ShouldBe(await first.Bytes(path), path);
        }

        await NodeScene.Until(() => one.Warnings.Count == 0 && two.Warnings.Count == 0, "all is well");
    }

    [Fact]
    public async Task The_origin_stopped_everything_goes_on_after_a_restart_too()
    {
        string[] documents;
        string source;
        await using (var intake = _scene.Start())
        {
            await _scene.Submit(intake, 300);
            await NodeScene.Until(() => intake.Public.Latest == intake.Size, "published");
            documents = Documents(intake);
            await using var host = await FilesHost.StartAsync(intake);
            source = host.Url.ToString();
            await using var replica = await Follow(source);
            await NodeScene.Until(() => replica.Public.Latest == intake.Size, "mirrored");
            await host.DisposeAsync();

            await NodeScene.Until(() => replica.Warnings.Any(warning => warning.Code == NodeWarningCode.OriginAway), "it is noticed");
            Documents(replica).ShouldBe(documents);
        }

        await using var again = await Follow(source);
        Documents(again).ShouldBe(documents);
        await using var own = await FilesHost.StartAsync(again);
        using var http = new HttpSource(own.Url);
        Verifier.Verify(http, new VerificationOptions(Policy: Policy())).Flaws.ShouldBeEmpty();
        await NodeScene.Until(() => again.Warnings.Any(warning => warning.Code == NodeWarningCode.OriginAway), "it is noticed");
    }

    [Fact]
    public async Task A_publication_in_a_folder_is_followed_as_one_on_a_server_is()
    {
        using var sequencer = _scene.Open();
        sequencer.Append([.. _scene.Take(200)]);
        Publish(sequencer, "publication");
        await using var replica = await Follow(_scene.In("publication"));
        replica.Size.ShouldBe(sequencer.Size);

        sequencer.Append([.. _scene.Take(200)]);
        Publish(sequencer, "publication");

        await NodeScene.Until(() => replica.Size == sequencer.Size && replica.Public.Latest == sequencer.Size, "it follows");
        Documents(replica).ShouldBe(Documents(sequencer));
    }

    [Fact]
    public async Task Without_a_copy_and_without_an_origin_there_is_nothing_to_show()
    {
        await Should.ThrowAsync<IOException>(() => Follow(_scene.In("nowhere")));
        await Should.ThrowAsync<IOException>(() => Follow("http://127.0.0.1:9/"));
    }

    [Fact]
    public async Task An_origin_that_rewrites_the_ledger_is_refused_and_the_last_good_state_is_shown()
    {
        string[] documents;
        using (var sequencer = _scene.Open())
        {
            sequencer.Append([.. _scene.Take(200)]);
            Publish(sequencer, "publication");
            documents = Documents(sequencer);
        }

        await using var replica = await Follow(_scene.In("publication"));
        foreach (var entries in (int[])[300, 100, 200])
        {
            // The same log key signs another history: longer, shorter, as long.
            using var forger = new NodeScene();
            using var forged = forger.Open();
            forged.Append([.. forger.Take(entries)]);
            Directory.Delete(_scene.In("publication"), recursive: true);
            Publisher.Publish(forged, forged.Sign().Checkpoint!, _scene.In("publication"));

            await NodeScene.Until(
                () =>
                    replica.Warnings.Any(warning =>
                        warning.Code == NodeWarningCode.OriginRefused
                        && warning.Detail.Contains($"of {forged.Size} ", StringComparison.Ordinal)
                    ),
                $"refused with {entries}"
            );
            Documents(replica).ShouldBe(documents);
        }

        using var honest = _scene.Open();
        honest.Append([.. _scene.Take(50)]);
        Directory.Delete(_scene.In("publication"), recursive: true);
        Publish(honest, "publication");
        await NodeScene.Until(
            () => replica.Size == honest.Size && replica.Warnings.All(warning => warning.Code != NodeWarningCode.OriginRefused),
            "the true one is followed again"
        );
    }

    [Fact]
    public async Task A_checkpoint_that_the_log_has_not_signed_or_the_policy_does_not_accept_is_refused()
    {
        using var sequencer = _scene.Open();
        sequencer.Append([.. _scene.Take(100)]);
        Publish(sequencer, "publication");
        using var other = Ed25519Signer.Generate(NodeScene.Head.Ledger);
        var policy = NodeScene.PolicyOf($"log {other.Verifier}\nquorum none\n");
        (await Should.ThrowAsync<InvalidDataException>(() => Follow(_scene.In("publication"), policy: policy))).Message.ShouldContain(
            "policy"
        );

        await using var replica = await Follow(_scene.In("publication"), policy: Policy());
        var size = replica.Size;
        sequencer.Append([.. _scene.Take(100)]);
        Publish(sequencer, "publication");
        await NodeScene.Until(() => replica.Size == sequencer.Size, "it follows");
        var forged = Ledger.Checkpoints.SignedCheckpoint.Sign(
            new Ledger.Checkpoints.Checkpoint(NodeScene.Head.Ledger, size + 150, sequencer.Tree.Root()),
            other
        );
        await File.WriteAllBytesAsync(Path.Combine(_scene.In("publication"), "checkpoint"), forged.Bytes, Cancellation);

        await NodeScene.Until(() => replica.Warnings.Any(warning => warning.Code == NodeWarningCode.OriginRefused), "refused");
        replica.Size.ShouldBe(sequencer.Size);
    }

    [Theory]
    [InlineData("tile/entries/000", 1)]
    [InlineData("tile/entries/000", 2)]
    [InlineData("tile/entries/001", 3)]
    [InlineData("tile/0/000", 1)]
    [InlineData("tile/0/000", 3)]
    [InlineData("tile/0/001", 2)]
    [InlineData("tile/0/001", 3)]
    public async Task A_torn_or_altered_tile_is_not_taken_in_and_asked_for_again(string tile, int damage)
    {
        await using var intake = _scene.Start();
        await _scene.Submit(intake, 50);
        await NodeScene.Until(() => intake.Checkpoint?.Checkpoint.Size == intake.Size, "signed");
        var damaging = false;
        await using var host = await FilesHost.StartAsync(
            intake,
            between: path => damaging && path.StartsWith(tile, StringComparison.Ordinal) ? Damaged(intake, path, damage) : null
        );
        await using var replica = await Follow(host.Url.ToString());
        damaging = true;

        await _scene.Submit(intake, 300);
        await NodeScene.Until(() => replica.Warnings.Any(IsOfOrigin), "it is noticed");
        var whole = replica.Size;
        replica.Read((_, tree) => tree.Root(whole)).ShouldBe(intake.Read((_, tree) => tree.Root(whole)));

        damaging = false;
        await NodeScene.Until(
            () => replica.Size == intake.Size && !replica.Warnings.Any(IsOfOrigin),
            "it is had whole, and nothing said against it"
        );
        Documents(replica).ShouldBe(Documents(intake));
    }

    [Fact]
    public async Task Words_with_other_bytes_than_their_hash_says_are_not_taken_in()
    {
        await using var intake = _scene.Start();
        await NodeScene.Until(() => intake.Checkpoint is not null, "signed");
        var names = intake.Read((record, _) => record.Definition.Names.Sha256);
        var wrong = true;
        await using var host = await FilesHost.StartAsync(
            intake,
            between: path => wrong && path == $"blobs/{names}" ? "[]"u8.ToArray() : null
        );
        await using var replica = await Follow(host.Url.ToString(), options => options with { MirrorEvery = TimeSpan.Zero });

        await NodeScene.Until(() => replica.Warnings.Any(warning => warning.Code == NodeWarningCode.BlobsMissing), "missing, and said so");
        replica.Folder.Blobs.Has(names).ShouldBeFalse();
        replica.Size.ShouldBe(intake.Size, "it does not hold up the rest");

        wrong = false;
        await NodeScene.Until(() => replica.Folder.Blobs.Has(names) && replica.Warnings.Count == 0, "it comes after all");
    }

    [Fact]
    public async Task What_a_quorum_withholds_goes_from_the_copy()
    {
        await using var intake = _scene.Start();
        await NodeScene.Until(() => intake.Checkpoint is not null, "signed");
        await using var host = await FilesHost.StartAsync(intake);
        await using var replica = await Follow(host.Url.ToString());
        var names = intake.Read((record, _) => record.Definition.Names.Sha256);
        await NodeScene.Until(() => replica.Folder.Blobs.Has(names), "fetched");

        var withhold = Signing.Entry(
            NodeScene.Head,
            new Withhold(names, WithholdGround.PersonalData, WithholdAuthority.Commission),
            _scene.Root
        );
        (await intake.SubmitAsync(withhold, Cancellation)).Rejection.ShouldBeNull();

        await NodeScene.Until(() => !replica.Folder.Blobs.Has(names), "gone");
        await NodeScene.Until(() => replica.Public.Latest == intake.Size, "published without");
        Directory.Exists(Path.Combine(replica.Public.At(intake.Size), "blobs")).ShouldBeTrue();
        File.Exists(Path.Combine(replica.Public.At(intake.Size), "blobs", names.ToString())).ShouldBeFalse();
    }

    [Fact]
    public async Task Killed_between_storing_entries_and_their_checkpoint_it_shows_the_last_checkpoint_and_goes_on_from_what_is_stored()
    {
        await using var intake = _scene.Start();
        await _scene.Submit(intake, 100);
        await NodeScene.Until(() => intake.Checkpoint?.Checkpoint.Size == intake.Size, "signed");
        byte[] early;
        long before,
            after;
        string file;
        string source;
        await using (var host = await FilesHost.StartAsync(intake))
        {
            source = host.Url.ToString();
            await using var replica = await Follow(source);
            (before, early) = (replica.Size, replica.Checkpoint!.Bytes.ToArray());
            await _scene.Submit(intake, 250);
            await NodeScene.Until(() => replica.Size == intake.Size, "followed");
            after = replica.Size;
            file = Path.Combine(replica.Folder.Ledger, "checkpoint");
        }

        await File.WriteAllBytesAsync(file, early, Cancellation);
        await using (var alone = await Follow(source))
        {
            alone.Size.ShouldBe(before);
            alone.Store.Count.ShouldBe(after);
            alone.Read((record, tree) => (record.Count, tree.Root())).ShouldBe(((int)before, intake.Read((_, tree) => tree.Root(before))));
        }

        var asked = new List<string>();
        await using var again = await FilesHost.StartAsync(
            intake,
            between: path =>
            {
                lock (asked)
                {
                    asked.Add(path);
                }

                return null;
            }
        );
        await using var whole = await Follow(again.Url.ToString(), options => options with { MirrorEvery = TimeSpan.Zero });
        await NodeScene.Until(() => whole.Size == after, "whole again");
        Documents(whole).ShouldBe(Documents(intake));
        asked.ShouldNotContain(path => path.StartsWith("tile/entries", StringComparison.Ordinal), "the entries were here");
    }

    [Fact]
    public async Task A_copy_that_is_not_what_its_checkpoint_says_is_not_shown()
    {
        using var sequencer = _scene.Open();
        sequencer.Append([.. _scene.Take(100)]);
        Publish(sequencer, "publication");
        string ledger;
        await using (var replica = await Follow(_scene.In("publication")))
        {
            ledger = replica.Folder.Ledger;
        }

        using var forger = new NodeScene();
        using var forged = forger.Open();
        forged.Append([.. forger.Take(100)]);
        await File.WriteAllBytesAsync(Path.Combine(ledger, "checkpoint"), forged.Sign().Checkpoint!.Bytes, Cancellation);

        (await Should.ThrowAsync<InvalidDataException>(() => Follow(_scene.In("publication")))).Message.ShouldContain(
            "not what its checkpoint says"
        );
    }

    private static bool IsOfOrigin(NodeWarning warning) => warning.Code is NodeWarningCode.OriginAway or NodeWarningCode.OriginRefused;

    private static byte[]? Damaged(LedgerNode node, string path, int damage)
    {
        Ledger.Tiles.TilePath.TryParse(path, out var tile).ShouldBeTrue();
        var bytes = node.Tile(tile);
        if (bytes is null)
        {
            return null;
        }

        return damage switch
        {
            1 => bytes[..^5],
            2 => [],
            _ => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)],
        };
    }

    private static string[] Documents(LedgerNode node) => node.Read((record, _) => Documents(record));

    private static string[] Documents(Record.Storage.Sequencer sequencer) => sequencer.Read(Documents);

    private static string[] Documents(ElectionRecord record)
    {
        var writer = new CanonicalWriter();
        return
        [
            .. record.Contests.SelectMany(contest =>
                Enumerable
                    .Range(0, record.Tree.RegionCount)
                    .Select(region => System.Text.Encoding.UTF8.GetString(ResultDocument.Write(writer, record, contest, region)))
            ),
        ];
    }

    private TlogPolicy Policy() => NodeScene.PolicyOf($"log {_scene.Log.Verifier}\nquorum none\n");

    private void Publish(Record.Storage.Sequencer sequencer, string folder) =>
        Publisher.Publish(sequencer, sequencer.Sign().Checkpoint!, _scene.In(folder));

    private Task<ReplicaNode> Follow(string source, Func<ReplicaOptions, ReplicaOptions> with) =>
        ReplicaNode.StartAsync(with(Options(source, "replica")), Cancellation);

    private Task<ReplicaNode> Follow(string source, string cache = "replica", TlogPolicy? policy = null) =>
        ReplicaNode.StartAsync(Options(source, cache) with { Policy = policy }, Cancellation);

    private ReplicaOptions Options(string source, string cache) =>
        new(source)
        {
            Cache = _scene.In(cache),
            PollEvery = TimeSpan.FromMilliseconds(20),
            MirrorEvery = TimeSpan.FromMilliseconds(40),
            BlobRetry = TimeSpan.FromMilliseconds(50),
        };
}
