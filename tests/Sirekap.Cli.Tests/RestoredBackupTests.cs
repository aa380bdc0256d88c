namespace Sirekap.Cli.Tests;

/// <summary>A data directory restored from an older copy must not go on as another history of the same ledger.</summary>
public sealed class RestoredBackupTests
{
    [Fact]
    public void It_is_refused_by_its_own_publication()
    {
        using var copy = Restored(policy: null);
        var before = TempFolder.Content(copy.Publication);
        copy.Publish().Exits(1).Says("StoreBehindCheckpoint", copy.Publication);
        TempFolder.Content(copy.Publication).ShouldBe(before);
    }

    [Fact]
    public void It_is_refused_for_another_folder_too()
    {
        using var copy = Restored(policy: null);
        Command.Here("publish", "--data", copy.Data, "--to", copy["elsewhere"]).Exits(1).Says("StoreBehindCheckpoint", copy.Publication);
        Directory.Exists(copy["elsewhere"]).ShouldBeFalse();
    }

    [Fact]
    public void It_takes_no_import_that_would_make_it_another_history()
    {
        using var copy = Restored(policy: null);
        var (ledger, size) = (TempFolder.Content(Path.Combine(copy.Election, "ledger")), copy.Size);
        copy.Import("fork.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(6), 9, 9, 9, MadeFeed.Late)))
            .Exits(1)
            .Says("no checkpoint is signed", "StoreBehindCheckpoint");
        copy.Size.ShouldBe(size);
        TempFolder.Content(Path.Combine(copy.Election, "ledger")).ShouldBe(ledger);
    }

    [Fact]
    public void It_is_refused_by_the_witness_where_the_publication_is_gone()
    {
        using var copy = CopyFolder.Usual();
        using var witness = WitnessTests.Begin(copy, out var policy);
        Restore(copy, policy);
        Directory.Delete(copy.Publication, recursive: true);
        copy.Publish("--policy", policy).Exits(1).Says("StoreBehindCheckpoint", "log witness w1");
        Directory.Exists(copy.Publication).ShouldBeFalse();
        Command.Here("publish", "--data", copy.Data, "--to", copy["elsewhere"], "--policy", policy).Exits(1);
        Directory.Exists(copy["elsewhere"]).ShouldBeFalse();
    }

    [Fact]
    public void It_is_refused_by_the_witness_also_when_it_has_grown_into_another_history()
    {
        using var copy = CopyFolder.Usual();
        using var witness = WitnessTests.Begin(copy, out var policy);
        Restore(copy, policy);
        Directory.Delete(copy.Publication, recursive: true);
        copy.Import(
                "fork.csv",
                MadeFeed.Table([
                    .. Enumerable.Range(3, 4).Select(station => MadeFeed.Row(MadeFeed.Jakarta(station), 9, 9, 9, MadeFeed.Late)),
                ])
            )
            .Succeeds();
        copy.Publish("--policy", policy).Exits(1).Says("w1");
        Directory.Exists(copy.Publication).ShouldBeFalse();
    }

    [Fact]
    public void The_ledger_as_it_was_goes_on()
    {
        using var copy = Restored(policy: null);
        Directory.Delete(copy.Data, recursive: true);
        TempFolder.Copy(copy["newest"], copy.Data);
        copy.Import("more.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(6), 9, 9, 9, MadeFeed.Late))).Succeeds();
        copy.Publish().Succeeds();
        Command.Here("verify", copy.Publication).Succeeds();
    }

    private static CopyFolder Restored(string? policy)
    {
        var copy = CopyFolder.Usual();
        Restore(copy, policy);
        return copy;
    }

    /// <summary>Publishes, keeps a copy of the data, imports and publishes more, and puts the copy back.</summary>
    private static void Restore(CopyFolder copy, string? policy)
    {
        string[] options = policy is null ? [] : ["--policy", policy];
        copy.Publish(options).Succeeds();
        TempFolder.Copy(copy.Data, copy["backup"]);
        copy.Import("more.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(5), 1, 2, 3, MadeFeed.Late))).Succeeds();
        copy.Publish(options).Succeeds();
        Directory.Move(copy.Data, copy["newest"]);
        Directory.Move(copy["backup"], copy.Data);
    }
}
