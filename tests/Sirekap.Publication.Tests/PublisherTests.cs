using System.Diagnostics;
using Sirekap.Elections;
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

public sealed class PublisherTests : IDisposable
{
    private static readonly RegionTree Places = RegionTree.FromStations(
        from village in (string[])["3101012001", "3101012002", "7301012001"]
        from number in Enumerable.Range(1, 3)
        select RegionCode.Parse(village).Station(number)
    );

    private readonly string _temporary = Directory.CreateTempSubdirectory("sirekap-publisher-").FullName;
    private readonly Ed25519Signer _log = Ed25519Signer.Generate("publisher.example");
    private readonly EcdsaSigner _root = EcdsaSigner.Generate();
    private readonly Sequencer _sequencer;

    public PublisherTests()
    {
        var begin = new NewElection(
            Head,
            ElectionKind.Simulation,
            1,
            SimulatedElection.Structure.Encode(),
            Places.Encode(),
            "{}"u8.ToArray()
        );
        _sequencer = begin.Begin(ElectionFolder.At(Path.Combine(_temporary, "data"), Head.Election), [_root], _log, new Steady());
        Enrol(1);
    }

    private static StatementHead Head { get; } = new("publisher.example", "malam", RuleSets.First);

    private string Target => Path.Combine(_temporary, "public", "malam");

    public void Dispose()
    {
        _sequencer.Dispose();
        Directory.Delete(_temporary, recursive: true);
    }

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
    public void A_folder_that_holds_something_else_is_left_alone()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "thesis.txt"), "mine");

        Should.Throw<InvalidDataException>(() => Publish()).Message.ShouldContain("nothing was written");

        Files().ShouldBe(["thesis.txt"]);
        Siblings().ShouldBe(["malam"]);
    }

    [Fact]
    public void A_publication_of_another_election_or_by_another_log_is_left_alone()
    {
        Publish();
        var path = Path.Combine(Target, "manifest");
        var honest = ReadManifest();
        using var other = Ed25519Signer.Generate("publisher.example");
        foreach (var foreign in (byte[][])[(honest with { Election = "lain" }).Sign(_log), honest.Sign(other), "no note"u8.ToArray(), []])
        {
            File.WriteAllBytes(path, foreign);

            Should.Throw<InvalidDataException>(() => Publish());

            File.ReadAllBytes(path).ShouldBe(foreign);
            Siblings().ShouldBe(["malam"]);
        }
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
    public void An_empty_folder_is_taken()
    {
        Directory.CreateDirectory(Target);

        Publish();

        ReadManifest().Election.ShouldBe("malam");
    }

    [Fact]
    public void What_a_crash_left_beside_it_goes()
    {
        Publish();
        Directory.CreateDirectory(Path.Combine(Target + ".new", "results"));
        File.WriteAllText(Path.Combine(Target + ".new", "results", "half"), "");

        Publish();

        Siblings().ShouldBe(["malam"]);
        Files().ShouldNotContain("results/half");
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
    public void Somebody_elses_folder_where_a_publication_would_be_built_is_left_alone()
    {
        var precious = Path.Combine(Target + ".new", "precious.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(precious)!);
        File.WriteAllText(precious, "mine");

        Should.Throw<InvalidDataException>(() => Publish()).Message.ShouldContain("holds precious.txt");
        File.ReadAllText(precious).ShouldBe("mine");
        Directory.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public void What_is_not_ours_stays_in_the_folder_through_every_publication()
    {
        Directory.CreateDirectory(Path.Combine(Target, ".well-known", "acme-challenge"));
        Publish();
        string[] others = [".well-known/acme-challenge/token", ".DS_Store", "Thumbs.db", "tile/.DS_Store", "results/ppwp/desktop.ini"];
        foreach (var other in others)
        {
            File.WriteAllText(Path.Combine(Target, other), other);
        }

        Directory.CreateDirectory(Path.Combine(Target, "empty"));
        Enrol(1);
        Publish();
        Enrol(1);
        Publish();
        others.ShouldAllBe(other => File.ReadAllText(Path.Combine(Target, other)) == other);
        Directory.Exists(Path.Combine(Target, "empty")).ShouldBeTrue();
        Directory.Exists(Target + ".new").ShouldBeFalse();
    }

    [Fact]
    public void A_run_killed_between_the_exchange_and_its_end_is_no_obstacle_and_loses_nothing()
    {
        Publish();
        File.WriteAllText(Path.Combine(Target, ".DS_Store"), "x");
        Directory.Move(Target, Target + ".new");
        Directory.CreateDirectory(Target);
        foreach (
            var file in Directory
                .EnumerateFiles(Target + ".new", "*", SearchOption.AllDirectories)
                .Where(file => !file.EndsWith(".DS_Store", StringComparison.Ordinal))
        )
        {
            var place = Path.Combine(Target, Path.GetRelativePath(Target + ".new", file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place);
        }

        Publish();
        File.ReadAllText(Path.Combine(Target, ".DS_Store")).ShouldBe("x");
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
    public void Neither_a_file_nor_a_place_within_a_publication_is_published_to()
    {
        Publish();
        var before = Inodes();
        var checkpoint = _sequencer.Guard.Sign(_sequencer.Tree, _sequencer.Store).Checkpoint!;

        Should
            .Throw<InvalidDataException>(() => Publisher.Publish(_sequencer, checkpoint, Path.Combine(Target, "manifest")))
            .Message.ShouldContain("is a file");
        Should
            .Throw<InvalidDataException>(() => Publisher.Publish(_sequencer, checkpoint, Path.Combine(Target, "within")))
            .Message.ShouldContain("is a publication itself");
        Inodes().ShouldBe(before);
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

        File.WriteAllText(names, "{}");
        Publish();

        // What was published before is not lost with the data directory's own copy.
        File.Delete(names);
        Publish().Written.ShouldBe(0);
    }

    [Fact]
    public void Two_publishers_of_one_folder_do_not_mix()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        using var other = new FileStream(Target + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        Should.Throw<IOException>(() => Publish());
        Directory.Exists(Target).ShouldBeFalse();
    }

    private PublishResult Publish() =>
        Publisher.Publish(_sequencer, _sequencer.Guard.Sign(_sequencer.Tree, _sequencer.Store).Checkpoint!, Target);

    private void A_manifest_holds()
    {
        foreach (var file in Listed())
        {
            new Digest(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(Target, file.Path)))).ShouldBe(
                file.Sha256,
                file.Path
            );
        }
    }

    /// <summary>All files but the manifest, as it and its branches have them.</summary>
    private List<ManifestFile> Listed()
    {
        var contents = PublicationWriter.ReadContents(Target, ReadManifest());
        contents.Files.ShouldNotBeEmpty();
        return [.. contents.Files.Values, .. contents.Attached.Select(blob => new ManifestFile($"blobs/{blob.Key}", blob.Value, blob.Key))];
    }

    private Manifest ReadManifest()
    {
        Note.TryParse(File.ReadAllBytes(Path.Combine(Target, "manifest")), out var note, out _).ShouldBeTrue();
        Manifest.TryParse(note!, out var manifest, out var error).ShouldBeTrue(error);
        return manifest!;
    }

    private List<string> Files() =>
        [
            .. Directory
                .EnumerateFiles(Target, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Target, path).Replace('\\', '/')),
        ];

    private string[] Siblings() =>
        [.. Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!).Select(path => Path.GetFileName(path))];

    private Dictionary<string, string> Inodes()
    {
        var start = new ProcessStartInfo("find")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList = { Target, "-type", "f", "-printf", "%P %i\\n" },
        };
        using var find = Process.Start(start)!;
        var lines = find.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        find.WaitForExit();
        return lines.Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }

    private void Enrol(int keys)
    {
        for (var i = 0; i < keys; i++)
        {
            using var key = EcdsaSigner.Generate();
            Append(new Enrol(Role.Province, RegionCode.Parse("31"), key.Verifier.PublicKey.ToArray(), Holders.New()), _root);
        }
    }

    private void SubmitForm(IReadOnlyList<Digest> photos)
    {
        using var province = EcdsaSigner.Generate();
        using var regency = EcdsaSigner.Generate();
        using var district = EcdsaSigner.Generate();
        using var station = EcdsaSigner.Generate();
        var code = RegionCode.Parse("3101012001001");
        Append(new Enrol(Role.Province, code.At(Level.Province), province.Verifier.PublicKey.ToArray(), Holders.New()), _root);
        Append(new Enrol(Role.Regency, code.At(Level.Regency), regency.Verifier.PublicKey.ToArray(), Holders.New()), province);
        Append(new Enrol(Role.District, code.At(Level.District), district.Verifier.PublicKey.ToArray(), Holders.New()), regency);
        Append(new Enrol(Role.Station, code, station.Verifier.PublicKey.ToArray(), Holders.New()), district);
        Append(
            new Form("ppwp", code, new Timestamp(1_707_900_000), new([3, 2, 1], Elections.Forms.FormFields.NoCounts()), photos),
            station
        );
    }

    private void Append(Statement statement, SignerKey signer) =>
        _sequencer.Append([Signing.Entry(Head, statement, signer)])[0].Rejection.ShouldBeNull();

    /// <summary>One second for all: a batch then begins with no new time.</summary>
    private sealed class Steady : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 2, 14, 12, 0, 0, TimeSpan.Zero);
    }
}
