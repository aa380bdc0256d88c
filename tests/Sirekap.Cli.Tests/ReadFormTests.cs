namespace Sirekap.Cli.Tests;

public sealed class ReadFormTests
{
    [Fact]
    public void What_is_no_file_is_said_in_a_line()
    {
        using var folder = new TempFolder();
        var photo = folder.Write("photo.jpg", "no picture");

        Command.Run("read", "form", folder.Path).Exits(2).Says("is a folder; expected a photo").ErrorLines.Length.ShouldBe(1);
        Command.Run("read", "form", folder["none.jpg"]).Exits(2).Says("none.jpg: there is no such file").ErrorLines.Length.ShouldBe(1);
        Command.Run("read", "form", photo, "--report", folder["none/report.html"]).Exits(2).Says("--report", "there is no folder").ErrorLines.Length.ShouldBe(1);
    }

    [Fact]
    public void A_file_without_an_end_is_too_large()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "this system has no /dev/zero");

        Command.Run("read", "form", "/dev/zero", "--json").Exits(1).Out.ShouldContain("too-large");
    }
}
