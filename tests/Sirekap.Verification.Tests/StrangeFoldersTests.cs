using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Sirekap.Verification.Tests;

/// <summary>What may stand in a folder where a file should: both verifiers name it, and neither waits for it or follows it.</summary>
public sealed class StrangeFoldersTests(NightFixture fixture) : IDisposable
{
    private const string Document = "results/ppwp/31.json";

    private readonly ElectionNight _night = fixture.Night;
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("pipe", "a pipe or a device")]
    [InlineData("link-out", "a symbolic link")]
    [InlineData("link-within", "a symbolic link")]
    [InlineData("link-to-itself", "a symbolic link")]
    [InlineData("link-to-device", "a symbolic link")]
    [InlineData("folder", "a folder")]
    public void It_is_refused_by_name(string what, string words)
    {
        var folder = _temporary.Write(what, _night.Files);
        var full = Path.Combine(folder, Document);
        var elsewhere = _temporary.In("elsewhere.json");
        File.Move(full, elsewhere);
        Lay(what, full, elsewhere);

        Flaws(folder).ShouldContain(flaw => flaw.Where == Document && flaw.What.Contains(words));
        Second(folder)["flaw"]!.GetValue<string>().ShouldContain($"{Document} is missing, or no file");
    }

    [Fact]
    public void A_folder_that_is_a_link_elsewhere_is_none_of_this_one()
    {
        var folder = _temporary.Write("linked", _night.Files);
        Directory.Move(Path.Combine(folder, "results"), _temporary.In("results"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "results"), _temporary.In("results"));

        Flaws(folder).ShouldContain(new Flaw(Document, "results is a symbolic link, and no folder of this one"));
        Second(folder)["holds"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public void A_pipe_in_the_manifests_place_is_no_publication()
    {
        var folder = _temporary.Write("no-manifest", _night.Files);
        File.Delete(Path.Combine(folder, "manifest"));
        Lay("pipe", Path.Combine(folder, "manifest"), "");

        Should.Throw<IOException>(() => Flaws(folder)).Message.ShouldContain("has no manifest: it is a pipe or a device");
        Second(folder)["flaw"]!.GetValue<string>().ShouldContain("manifest is missing, or no file");
    }

    [Fact]
    public void A_publication_behind_a_link_is_read_and_compressed_copies_beside_its_files_are_no_part_of_it()
    {
        var folder = _temporary.Write("real", _night.Files);
        foreach (var path in (string[])["checkpoint", "manifest", Document, "manifests/tile", "tile/entries/000"])
        {
            File.WriteAllText(Path.Combine(folder, path + ".gz"), "not looked into");
        }

        Lay("pipe", Path.Combine(folder, "beside"), "");
        Directory.CreateSymbolicLink(_temporary.In("link"), folder);

        Flaws(_temporary.In("link")).ShouldBeEmpty();
        Second(_temporary.In("link"))["holds"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void Of_very_many_flaws_the_first_are_named_and_all_are_counted()
    {
        var folder = _temporary.Write("many", _night.Files);
        for (var i = 0; i < 300; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"results/ppwp/{7000 + i}.json"), "{}");
        }

        using var source = new FolderSource(folder);
        var report = Verifier.Verify(source, new VerificationOptions());
        report.FlawCount.ShouldBe(300);
        report.Flaws.Count.ShouldBeLessThan(300);
        report.Flaws[^1].What.ShouldBe($"{300 - report.Flaws.Count + 1} more flaws");
    }

    private static void Lay(string what, string full, string elsewhere)
    {
        switch (what)
        {
            case "pipe":
                using (var made = Process.Start("mkfifo", [full]))
                {
                    made.WaitForExit();
                    made.ExitCode.ShouldBe(0);
                }

                break;
            case "link-within":
                File.Move(elsewhere, full + ".moved");
                File.CreateSymbolicLink(full, full + ".moved");
                break;
            case "folder":
                Directory.CreateDirectory(full);
                break;
            default:
                File.CreateSymbolicLink(
                    full,
                    what switch
                    {
                        "link-out" => elsewhere,
                        "link-to-itself" => full,
                        _ => "/dev/zero",
                    }
                );
                break;
        }
    }

    private static IReadOnlyList<Flaw> Flaws(string folder)
    {
        using var source = new FolderSource(folder);
        return Verifier.Verify(source, new VerificationOptions(Signatures: false)).Flaws;
    }

    private static JsonNode Second(string folder) => SecondVerifierTests.RunOn(folder, "--no-signatures").Said;
}
