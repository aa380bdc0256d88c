using System.Diagnostics;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Tiles;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Publication.Tests;

/// <summary>What is written, again and again, and what is not.</summary>
public sealed class PublisherTests : PublisherScene
{
    [Fact]
    public void A_publication_is_what_its_manifest_says_and_nothing_else()
    {
        var result = Publish();

        var listed = Listed();
        listed.Select(file => file.Path).Append("manifest").ShouldBe(Files(), ignoreOrder: true);
        foreach (var file in listed)
        {
            var bytes = File.ReadAllBytes(Path.Combine(Target, file.Path));
            (bytes.Length, new Digest(System.Security.Cryptography.SHA256.HashData(bytes))).ShouldBe(
                ((int)file.Bytes, file.Sha256),
                file.Path
            );
        }

        result.Files.ShouldBe(Files().Count);
        result.Written.ShouldBe(result.Files - 1);
        result.Bytes.ShouldBe(Files().Sum(path => new FileInfo(Path.Combine(Target, path)).Length));
        Siblings().ShouldBe(["malam"]);
    }

    [Fact]
    public void Published_again_unchanged_every_file_is_the_same_file()
    {
        Publish();
        var before = Inodes();

        Publish().Written.ShouldBe(0);

        var after = Inodes();
        after.Keys.ShouldBe(before.Keys, ignoreOrder: true);
        after.Where(file => file.Value != before[file.Key]).Select(file => file.Key).ShouldBe(["manifest"]);
    }

    [Fact]
    public void Only_what_changed_is_written_again()
    {
        Publish();
        var before = Inodes();
        Enrol(2);

        var result = Publish();

        // An enrolment changes no result: a checkpoint, a tile, a bundle and the branch that lists these two.
        result.Written.ShouldBe(4);
        var after = Inodes();
        after
            .Where(file => !before.TryGetValue(file.Key, out var inode) || inode != file.Value)
            .Select(file => file.Key)
            .ShouldBe(
                [
                    "checkpoint",
                    "manifest",
                    "manifests/tile",
                    $"tile/0/000.p/{_sequencer.Tree.Size}",
                    $"tile/entries/000.p/{_sequencer.Tree.Size}",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void Partial_tiles_of_earlier_checkpoints_stay_until_the_full_one_is_there()
    {
        Publish();
        var first = _sequencer.Tree.Size;
        Enrol(5);
        Publish();
        var second = _sequencer.Tree.Size;

        Files().ShouldContain($"tile/entries/000.p/{first}");
        Files().ShouldContain($"tile/0/000.p/{second}");

        Enrol(256);
        Publish();

        Files()
            .Where(path =>
                path.StartsWith("tile/entries/000", StringComparison.Ordinal) || path.StartsWith("tile/0/000", StringComparison.Ordinal)
            )
            .ShouldBe(["tile/0/000", "tile/entries/000"], ignoreOrder: true);
        TileLayout.For(_sequencer.Tree.Size).ShouldAllBe(tile => Files().Contains(tile.ToString()));
    }

    [Fact]
    public void A_manifest_with_further_signature_lines_is_none_of_this_log()
    {
        Publish();
        var file = Path.Combine(Target, Manifest.Path);
        Note.TryParse(File.ReadAllBytes(file), out var note, out _).ShouldBeTrue();
        var text = note!.Text.ToArray();
        PublicationWriter.ReadManifest(Target, Head.Election, _log.Verifier).ShouldNotBeNull();

        // A stranger's line beside the log's, before and after it, and the log's own once more.
        NoteSignature own = _log.Sign(text),
            strange = _root.Sign(text);
        foreach (
            var lines in (NoteSignature[][])
                [
                    [own, strange],
                    [strange, own],
                    [own, own],
                    [strange],
                    [],
                ]
        )
        {
            File.WriteAllBytes(file, lines.Length == 0 ? text : Note.Encode(text, lines));
            PublicationWriter.ReadManifest(Target, Head.Election, _log.Verifier).ShouldBeNull();
        }
    }

    [Fact]
    public void A_published_file_that_is_gone_or_cut_short_is_written_again()
    {
        Publish();
        File.Delete(Path.Combine(Target, "results/ppwp/31.json"));
        File.Delete(Path.Combine(Target, "tile/entries/000.p/" + _sequencer.Tree.Size));
        // A new file of less bytes: the old one's bytes may have other names.
        File.Delete(Path.Combine(Target, "results/ppwp/0.json"));
        File.WriteAllText(Path.Combine(Target, "results/ppwp/0.json"), "{");

        Publish().Written.ShouldBe(3);

        A_manifest_holds();
    }

    [Fact]
    public void Blobs_are_published_when_a_statement_names_them_and_not_before()
    {
        var orphan = _sequencer.Folder.Blobs.Add("words of a statement that was refused"u8);
        Publish();

        Files().ShouldNotContain($"blobs/{orphan.Sha256}");
        Files().Count(path => path.StartsWith("blobs/", StringComparison.Ordinal)).ShouldBe(3);

        var photo = _sequencer.Folder.Blobs.Add("a photo"u8);
        SubmitForm([photo.Sha256]);
        Publish();
        Files().ShouldContain($"blobs/{photo.Sha256}");

        Append(new Withhold(photo.Sha256, WithholdGround.PersonalData, WithholdAuthority.Commission), _root);
        Publish();
        Files().ShouldNotContain($"blobs/{photo.Sha256}");
    }

    [Fact]
    public void A_checkpoint_of_another_size_is_not_published()
    {
        var checkpoint = _sequencer.Guard.Sign(_sequencer.Tree, _sequencer.Store).Checkpoint!;
        Enrol(1);

        Should.Throw<ArgumentException>(() => Publisher.Publish(_sequencer, checkpoint, Target));
        Directory.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public async Task A_reader_finds_every_file_at_every_moment_the_old_one_or_the_new_whole()
    {
        Publish();
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(
            () =>
            {
                var seen = new HashSet<long>();
                do
                {
                    // The name is never without a publication behind it, and no file of it is ever half written.
                    Note.TryParse(File.ReadAllBytes(Path.Combine(Target, "manifest")), out var note, out var error).ShouldBeTrue(error);
                    Manifest.TryParse(note!, out var manifest, out error).ShouldBeTrue(error);
                    seen.Add(manifest!.Checkpoint.Size);
                    SignedCheckpoint
                        .TryParse(File.ReadAllBytes(Path.Combine(Target, "checkpoint")), _log.Verifier, out _, out error)
                        .ShouldBeTrue(error);
                    File.ReadAllBytes(Path.Combine(Target, "results/ppwp/31/3101012001.json"))[^1].ShouldBe((byte)'\n');
                } while (!stop.IsCancellationRequested);

                return seen;
            },
            TestContext.Current.CancellationToken
        );
        for (var i = 0; i < 10; i++)
        {
            Enrol(1);
            Publish();
        }

        await stop.CancelAsync();
        (await reader).Count.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("results/ppwp/0.json")]
    [InlineData("tile/entries/000.p/3")]
    [InlineData("tile/0/000.p/3")]
    public void Publishing_again_puts_right_what_was_tampered_with(string path)
    {
        Publish();
        var before = Inodes();
        var bytes = File.ReadAllBytes(Path.Combine(Target, path));
        var tampered = bytes.ToArray();
        tampered[^2] ^= 1;
        File.WriteAllBytes(Path.Combine(Target, path), tampered);

        Publish().Written.ShouldBe(1);
        File.ReadAllBytes(Path.Combine(Target, path)).ShouldBe(bytes);
        Inodes().Where(file => file.Value != before[file.Key]).Select(file => file.Key).ShouldBe(["manifest", path], ignoreOrder: true);
    }

    [Fact]
    public void Whether_it_can_be_published_is_known_before_anything_is_signed()
    {
        Publisher.Require(_sequencer, Target);
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "thesis.doc"), "mine");
        Should.Throw<InvalidDataException>(() => Publisher.Require(_sequencer, Target)).Message.ShouldContain("is not empty");
    }

    [Fact]
    public void A_blob_that_is_missing_or_damaged_is_named_and_nothing_is_published()
    {
        var blob = _sequencer.Record.Definition.Names.Sha256;
        var names = Path.Combine(_sequencer.Folder.Root, "blobs", blob.ToString());
        File.WriteAllText(names, "[]");
        Should.Throw<InvalidDataException>(() => Publish()).Message.ShouldContain($"{blob} is damaged");
        File.Delete(names);
        Should.Throw<InvalidDataException>(() => Publish()).Message.ShouldContain($"{blob}, which a statement names, is missing");
        Directory.Exists(Target).ShouldBeFalse();

        File.WriteAllBytes(names, ElectionNames.None(Head.Election).Encode());
        Publish();

        // What was published before is not lost with the data directory's own copy.
        File.Delete(names);
        Publish().Written.ShouldBe(0);
    }
}
