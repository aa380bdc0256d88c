namespace Sirekap.Cli.Tests;

/// <summary><c>sirekap keys reader</c>.</summary>
public sealed class ReaderKeyTests
{
    [Fact]
    public void A_key_for_reading_is_made_and_enrolled_for_the_scope_of_its_enroller_and_the_same_command_again_changes_nothing()
    {
        using var folder = new TempFolder();
        InitTests.Init(folder["d"]).Succeeds();
        var made = Command.Here("keys", "reader", "--data", folder["d"]).Succeeds();
        made.Out.ShouldContain("reads 0,");
        var file = Directory.GetFiles(folder["d"], "reader.pem", SearchOption.AllDirectories).ShouldHaveSingleItem();
        Command.Here("keys", "show", file).Succeeds().Lines[0].ShouldBe(made.Lines[0]);

        Command.Here("keys", "reader", "--data", folder["d"]).Succeeds().Out.ShouldBe(made.Out);
        Command.Here("publish", "--data", folder["d"], "--to", folder["p"]).Succeeds();
        Command.Here("verify", folder["p"]).Exits(0);
    }

    [Fact]
    public void A_key_that_may_not_enrol_is_told_so()
    {
        using var folder = new TempFolder();
        InitTests.Init(folder["d"]).Succeeds();
        Command.Here("keys", "officer", "--out", folder["stranger.pem"]).Succeeds();
        Command.Here("keys", "reader", "--data", folder["d"], "--by", folder["stranger.pem"]).Exits(1).Says("refused: unknown-key");
        Command.Here("serve", "--from", folder["nowhere"], "--readers", "9").Exits(2).Says("--readers must be 0 to 8");
    }
}
