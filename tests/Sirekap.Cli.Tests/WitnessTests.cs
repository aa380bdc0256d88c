namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap witness</c>, and <c>publish --policy</c> that asks it.</summary>
public sealed class WitnessTests
{
    [Fact]
    public void What_is_published_under_a_policy_bears_the_witnesss_cosignature()
    {
        using var copy = CopyFolder.Usual();
        using var witness = Begin(copy, out var policy);
        copy.Publish("--policy", policy).Succeeds();
        var ran = Command.Run("verify", copy.Publication, "--policy", policy).Succeeds();
        ran.Out.ShouldContain("cosigned by w1 at 20");
        ran.Lines[^1].ShouldBe("holds; log key pinned, root key not pinned");
        File.ReadAllText(Path.Combine(copy.Publication, "checkpoint")).ShouldContain("— witness.example ");

        copy.Import("more.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(5), 1, 2, 3, MadeFeed.Late))).Succeeds();
        copy.Publish("--policy", policy).Succeeds();
        Command.Run("verify", copy.Publication, "--policy", policy).Succeeds().Out.ShouldContain("cosigned by w1 at 20");
    }

    [Fact]
    public void A_publication_without_the_cosignature_that_a_policy_asks_for_does_not_hold()
    {
        using var copy = CopyFolder.Usual();
        using var witness = Begin(copy, out var policy);
        copy.Publish().Succeeds();
        Command.Run("verify", copy.Publication, "--policy", policy).Exits(1).Out.ShouldContain("FLAW  checkpoint: ");
    }

    [Fact]
    public void Nothing_is_published_while_the_quorum_cannot_be_reached()
    {
        using var copy = CopyFolder.Usual();
        string policy;
        using (Begin(copy, out policy))
        {
            copy.Publish("--policy", policy).Succeeds();
        }

        var before = TempFolder.Content(copy.Publication);
        copy.Import("more.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(5), 1, 2, 3, MadeFeed.Late))).Succeeds();
        copy.Publish("--policy", policy).Exits(1).Says("log witness w1", "not published");
        TempFolder.Content(copy.Publication).ShouldBe(before);
    }

    [Fact]
    public void A_witness_keeps_its_key_and_what_it_has_cosigned()
    {
        using var copy = CopyFolder.Usual();
        string key,
            policy;
        using (var first = Begin(copy, out policy))
        {
            copy.Publish("--policy", policy).Succeeds();
            key = first.Key;
            if (!OperatingSystem.IsWindows())
            {
                first.Terminate().ShouldBe(0);
                KeysTests.ModeOf(copy["witness/witness.key"]).ShouldBe("600");
            }
        }

        using var again = new WitnessProcess(copy["witness"], copy["log-policy"]);
        again.Key.ShouldBe(key);
        policy = PolicyOf(copy, again);

        // The same ledger goes on, another history under its name does not: the witness has the first in memory of its disk.
        copy.Import("more.csv", MadeFeed.Table(MadeFeed.Row(MadeFeed.Jakarta(5), 1, 2, 3, MadeFeed.Late))).Succeeds();
        copy.Publish("--policy", policy).Succeeds();
    }

    [Fact]
    public void A_witness_does_not_cosign_for_a_log_that_its_policy_does_not_name()
    {
        using var copy = CopyFolder.Usual();
        using var another = CopyFolder.Usual();
        using var witness = Begin(copy, out _);
        var policy = PolicyOf(another, witness);
        another.Publish("--policy", policy).Exits(1).Says("log witness w1", "not published");
        Directory.Exists(another.Publication).ShouldBeFalse();
    }

    [Fact]
    public void What_a_witness_cannot_begin_with_is_named()
    {
        using var folder = new TempFolder();
        Command.Run("witness", "--data", folder["w"], "--policy", folder["none"]).Exits(2).Says(folder["none"]);
        Command
            .Run("witness", "--data", folder["w"], "--policy", folder.Write("policy", "witless\n"))
            .Exits(2)
            .Says(folder["policy"], "line 1");
        Command.Run("keys", "witness", "--name", "w", "--out", folder["w/witness.key"]).Succeeds();
        File.WriteAllText(folder["w/witness.key"], "no key\n");
        using var copy = CopyFolder.Usual();
        var policy = folder.Write("policy", Command.Run("keys", "policy", "--data", copy.Data).Succeeds().Out);
        Command.Run("witness", "--data", folder["w"], "--policy", policy).Exits(2).Says(folder["w/witness.key"]);
    }

    /// <summary>A witness of this copy's log, and the policy that asks for its cosignature.</summary>
    internal static WitnessProcess Begin(CopyFolder copy, out string policy)
    {
        var log = copy.Write("log-policy", Command.Run("keys", "policy", "--data", copy.Data).Succeeds().Out);
        var witness = new WitnessProcess(copy["witness"], log);
        policy = PolicyOf(copy, witness);
        return witness;
    }

    private static string PolicyOf(CopyFolder copy, WitnessProcess witness) =>
        copy.Write(
            "policy",
            Command.Run("keys", "policy", "--data", copy.Data, "--witness", $"w1={witness.Key}@{witness.Url}").Succeeds().Out
        );
}
