using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Policies;

namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap keys</c>.</summary>
public sealed class KeysTests
{
    [Theory]
    [InlineData("root", null)]
    [InlineData("officer", null)]
    [InlineData("log", "log.example/2026")]
    [InlineData("witness", "witness.example")]
    public void A_key_is_made_for_its_owner_alone_and_never_overwritten(string kind, string? name)
    {
        using var folder = new TempFolder();
        var file = folder["deep/er/key"];
        string[] command = ["keys", kind, "--out", file, .. name is null ? Array.Empty<string>() : ["--name", name]];
        var made = Command.Here(command).Succeeds();
        if (name is not null)
        {
            made.Out.ShouldContain($"name  {name}\n");
        }

        if (!OperatingSystem.IsWindows())
        {
            ModeOf(file).ShouldBe("600");
        }

        Command.Here("keys", "show", file).Succeeds().Out.ShouldBe(made.Out);
        var before = File.ReadAllText(file);
        Command.Here(command).Exits(2).Says(file, "never overwritten").Out.ShouldBeEmpty();
        File.ReadAllText(file).ShouldBe(before);
        made.Out.ShouldNotContain(before.Trim().Split('\n')[^1]);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("a+b")]
    [InlineData("")]
    public void A_name_that_no_key_may_have_is_refused(string name)
    {
        using var folder = new TempFolder();
        Command.Here("keys", "log", "--name", name, "--out", folder["k"]).Exits(2).Says($"\"{name}\"");
        File.Exists(folder["k"]).ShouldBeFalse();
    }

    [Fact]
    public void What_is_no_key_is_named()
    {
        using var folder = new TempFolder();
        Command.Here("keys", "show", folder["none"]).Exits(2).Says(folder["none"]);
        Command.Here("keys", "show", folder.Write("text", "PRIVATE KEY\n")).Exits(2).Says(folder["text"]);
        Command
            .Here("keys", "show", folder.Write("pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"))
            .Exits(2)
            .Says(folder["pem"]);
    }

    [Fact]
    public void The_policy_that_it_writes_accepts_what_this_log_publishes()
    {
        using var copy = CopyFolder.Usual();
        copy.Publish().Succeeds();
        var policy = PolicyOf(Command.Here("keys", "policy", "--data", copy.Data).Succeeds().Out);
        SignedCheckpoint
            .TryParse(File.ReadAllBytes(Path.Combine(copy.Publication, "checkpoint")), out var checkpoint, out _)
            .ShouldBeTrue();
        policy.Evaluate(checkpoint!).Accepted.ShouldBeTrue();
        policy.Witnesses.ShouldBeEmpty();
    }

    [Fact]
    public void A_policy_names_witnesses_their_keys_and_where_they_are()
    {
        using var copy = CopyFolder.Usual();
        var keys = new[] { "w1", "w2" }
            .Select(name =>
                Command.Here("keys", "witness", "--name", $"{name}.example", "--out", copy[name]).Succeeds().Out.Split("vkey", 2)[1].Trim()
            )
            .ToArray();
        string[] witnesses = ["--witness", $"w1={keys[0]}@http://w1.example:8090", "--witness", $"w2={keys[1]}"];

        var all = PolicyOf(Command.Here(["keys", "policy", "--data", copy.Data, .. witnesses]).Succeeds().Out);
        all.Witnesses.Select(witness => (witness.Name, witness.Url)).ShouldBe([("w1", "http://w1.example:8090"), ("w2", null)]);
        all.IsQuorum(["w1"]).ShouldBeFalse();
        all.IsQuorum(["w1", "w2"]).ShouldBeTrue();
        PolicyOf(Command.Here(["keys", "policy", "--data", copy.Data, "--quorum", "1", .. witnesses]).Succeeds().Out)
            .IsQuorum(["w2"])
            .ShouldBeTrue();

        Command.Here("keys", "policy", "--data", copy.Data, "--witness", "w1").Exits(2).Says("NAME=VKEY").Out.ShouldBeEmpty();
        Command.Here("keys", "policy", "--data", copy.Data, "--witness", "w1=novkey").Exits(2).Says("policy").Out.ShouldBeEmpty();
        Command.Here(["keys", "policy", "--data", copy.Data, "--quorum", "3", .. witnesses]).Exits(2).Out.ShouldBeEmpty();
    }

    internal static string ModeOf(string path) => OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);

    private static TlogPolicy PolicyOf(string text)
    {
        TlogPolicy.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var policy, out var error).ShouldBeTrue(error);
        return policy!;
    }
}
