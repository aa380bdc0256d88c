using Sirekap.Cli.Tests;
using Sirekap.Reading.Images;

namespace Sirekap.Training.Tests;

/// <summary>What cannot be trained is said before an hour of training.</summary>
public sealed class TrainCommandTests
{
    [Theory]
    [InlineData("--threads", "0")]
    [InlineData("--threads", "-3")]
    [InlineData("--epochs", "0")]
    [InlineData("--epochs", "-1")]
    [InlineData("--folds", "-1")]
    [InlineData("--folds", "1")]
    [InlineData("--of", "1")]
    [InlineData("--leave-out", "5")]
    public void A_number_that_cannot_be_is_named(string option, string value)
    {
        using var folder = new TempFolder();

        Train(folder, "model", option, value).Says($"{option} {value}");
    }

    [Fact]
    public void More_folds_than_pictures_are_refused()
    {
        using var folder = new TempFolder();
        folder.Write("boxes/label.csv", "berkas,isi\na.png,1\nb.png,2\n");
        foreach (var (name, shade) in new[] { ("a.png", 50), ("b.png", 90) })
        {
            var image = new GrayImage(40, 40);
            Array.Fill(image.Pixels, (byte)shade);
            File.WriteAllBytes(folder["boxes/" + name], Png.Encode(image));
        }

        Train(folder, "model", "--folds", "99999").Says("--folds 99999: there are only 2 different pictures");
    }

    [Fact]
    public void A_model_is_not_trained_for_a_folder_that_is_not_there()
    {
        using var folder = new TempFolder();

        Train(folder, "none/model").Says("--out", "there is no folder");
    }

    private static Ran Train(TempFolder folder, string model, params string[] options)
    {
        Directory.CreateDirectory(folder["boxes"]);
        string[] arguments = ["--digits", folder["boxes"], "--seed", "1", "--out", folder[model], .. options];
        var program = Path.Combine(AppContext.BaseDirectory, "Sirekap.Training.dll");
        var ran = Command.RunIn(folder.Path, Command.Dotnet, [program, .. arguments]).Exits(2);
        ran.ErrorLines.Length.ShouldBeLessThanOrEqualTo(2); // at most that it goes without MNIST
        return ran;
    }
}
