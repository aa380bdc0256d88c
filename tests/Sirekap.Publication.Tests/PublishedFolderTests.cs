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

/// <summary>The folder that is published to: whose it is, and what else lies in it or beside it.</summary>
public sealed class PublishedFolderTests : PublisherScene
{
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
    public void Two_publishers_of_one_folder_do_not_mix()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        using var other = new FileStream(Target + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        Should.Throw<IOException>(() => Publish());
        Directory.Exists(Target).ShouldBeFalse();
    }
}
