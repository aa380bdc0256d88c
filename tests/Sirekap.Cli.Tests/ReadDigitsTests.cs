using System.Text.Json;
using Sirekap.Reading.Images;

namespace Sirekap.Cli.Tests;

public sealed class ReadDigitsTests
{
    [Fact]
    public void Each_picture_of_a_folder_is_read_in_a_line()
    {
        using var folder = new TempFolder();
        folder.Write("notes.txt", "no picture");
        Directory.CreateDirectory(folder["more"]);
        Box(folder["b.png"], crossed: true);
        Box(folder["more/a.PNG"], crossed: false);

        var ran = Command.Run("read", "digits", folder.Path, "--json").Succeeds();

        var lines = ran.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        lines
            .Select(line => (line.GetProperty("file").GetString(), line.GetProperty("label").GetString()))
            .ShouldBe([("b.png", "X"), ("more/a.PNG", "blank")]);
        lines.ShouldAllBe(line => line.GetProperty("probability").GetDouble() > 0.5 && line.GetProperty("probability").GetDouble() <= 1);
        Command.Run("read", "digits", folder.Path).Succeeds().Lines[0].ShouldStartWith("b.png  X  0.");
    }

    [Fact]
    public void A_picture_that_cannot_be_read_is_named_and_the_others_are_read()
    {
        using var folder = new TempFolder();
        Box(folder["a.png"], crossed: true);
        folder.Write("b.jpg", "no picture");

        var ran = Command.Run("read", "digits", folder.Path, "--json").Exits(1).Says("b.jpg", "NotAnImage");

        ran.Lines.Length.ShouldBe(1);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_named_and_the_others_are_read()
    {
        using var folder = new TempFolder();
        File.CreateSymbolicLink(folder["a.png"], folder["none"]);
        Box(folder["b.png"], crossed: true);

        Command.Run("read", "digits", folder.Path, "--json").Exits(1).Says("a.png: there is no such file").Lines.Length.ShouldBe(1);
    }

    [Fact]
    public void What_there_is_none_of_is_said()
    {
        using var folder = new TempFolder();

        Command.Run("read", "digits", folder.Path).Exits(2).Says("has no pictures");
        Command.Run("read", "digits", folder["none"]).Exits(2).Says("there is no such folder");
        Command.Run("read", "digits", folder.Path, "--model", folder.Write("m", "no model")).Exits(2).Says("is no model", "NotAModel");
    }

    private static void Box(string path, bool crossed)
    {
        const int side = 48;
        var image = new GrayImage(side, side);
        Array.Fill(image.Pixels, (byte)210);
        for (var i = 5; i < side - 5; i++)
        {
            for (var width = 0; width < 2; width++)
            {
                (image[i, 5 + width], image[i, side - 6 - width], image[5 + width, i], image[side - 6 - width, i]) = (60, 60, 60, 60);
                if (crossed && i is > 10 and < side - 12)
                {
                    (image[i + width, i], image[side - 1 - i + width, i]) = (40, 40);
                }
            }
        }

        File.WriteAllBytes(path, Png.Encode(image));
    }
}
