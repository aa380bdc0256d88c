using System.Text.Json.Nodes;

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
        Command
            .Run("read", "form", photo, "--report", folder["none/report.html"])
            .Exits(2)
            .Says("--report", "there is no folder")
            .ErrorLines.Length.ShouldBe(1);
    }

    [Fact]
    public void A_file_without_an_end_is_too_large()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "this system has no /dev/zero");

        Command.Run("read", "form", "/dev/zero", "--json").Exits(1).Out.ShouldContain("too-large");
    }

    [Fact]
    public void A_simulated_form_of_our_own_is_read_to_its_truth()
    {
        using var folder = new TempFolder();
        Command.Run("simulate", "photos", "--forms", "1", "--seed", "5", "--layout", "sirekap-ppwp", "--to", folder.Path).Exits(0);
        var form = folder["FORM-0001"];
        var reading = JsonNode.Parse(Command.Run(["read", "form", .. Directory.GetFiles(form, "*.jpg"), "--json"]).Exits(0).Out)!;
        reading["problems"]!.AsArray().ShouldBeEmpty();
        reading["pages"]!.AsArray().ShouldAllBe(page => page!["seal"]!.GetValue<string>() == "unverified");
        var truth = JsonNode.Parse(File.ReadAllText(Path.Combine(form, "truth.json")))!["numbers"]!
            .AsArray()
            .ToDictionary(number => number!["name"]!.GetValue<string>(), number => number!["value"]!.GetValue<int>());
        reading["numbers"]!
            .AsArray()
            .ToDictionary(number => number!["name"]!.GetValue<string>(), number => number!["value"]!.GetValue<int>())
            .ShouldBe(truth, ignoreOrder: true);
    }
}
