using System.IO.Compression;
using Sirekap.Reading.Digits;
using Sirekap.Reading.Images;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Simulation.Tests.Handwriting;

public sealed class LabelledBoxesTests : IDisposable
{
    private static readonly Dictionary<string, string> None = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("boxes").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_of_pictures_with_its_list_is_read()
    {
        Picture("a.png");
        Picture("b.png");
        Write("berkas,label,isi,duplikat_dari", "a.png,0,X,", "b.png,0,crossed-0,a.png");

        var boxes = LabelledBoxes.Load(_folder, None, out var error);

        error.ShouldBeNull();
        boxes
            .ShouldNotBeNull()
            .Select(box => (box.File, box.Class, box.Original))
            .ShouldBe([("a.png", DigitClass.Crossed, "a.png"), ("b.png", -1, "a.png")]);
    }

    [Fact]
    public void A_zip_with_its_list_beside_is_read_and_known_errors_are_put_right()
    {
        Picture("a.png");
        using (var zip = ZipFile.Open(Path.Combine(_folder, "boxes.zip"), ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(Path.Combine(_folder, "a.png"), "a.png");
        }

        File.Delete(Path.Combine(_folder, "a.png"));
        Write("berkas,isi", "a.png,3");

        var boxes = LabelledBoxes.Load(
            Path.Combine(_folder, "boxes.zip"),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["a.png"] = "8" },
            out _
        );

        boxes.ShouldNotBeNull().ShouldHaveSingleItem().Class.ShouldBe(8);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Error().ShouldContain("no list of what is in the boxes");
        LabelledBoxes.Load(Path.Combine(_folder, "none.zip"), None, out var error).ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain("none.zip");
        Write("berkas,isi", "a.png,3");
        Error().ShouldContain("line 2: the picture a.png is missing");
        File.WriteAllText(Path.Combine(_folder, "a.png"), "no picture");
        Error().ShouldContain("line 2: the picture a.png cannot be read");
        Write("berkas,isi", "a.png");
        Error().ShouldContain("line 2: 1 fields where the header has 2");
    }

    [Fact]
    public void A_list_names_no_files_elsewhere()
    {
        var inside = Directory.CreateDirectory(Path.Combine(_folder, "inside")).FullName;
        Picture("secret.png");
        File.WriteAllLines(Path.Combine(inside, "list.csv"), ["berkas,isi", "../secret.png,1"]);

        LabelledBoxes.Load(inside, None, out var error).ShouldBeNull();

        error.ShouldNotBeNull().ShouldContain("missing");
    }

    private string Error()
    {
        LabelledBoxes.Load(_folder, None, out var error).ShouldBeNull();
        return error.ShouldNotBeNull();
    }

    private void Write(params string[] lines) => File.WriteAllLines(Path.Combine(_folder, "list.csv"), lines);

    private void Picture(string name) => File.WriteAllBytes(Path.Combine(_folder, name), Png.Encode(new GrayImage(20, 24)));
}
