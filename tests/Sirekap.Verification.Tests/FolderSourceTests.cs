namespace Sirekap.Verification.Tests;

public sealed class FolderSourceTests(NightFixture fixture) : IDisposable
{
    private readonly ElectionNight _night = fixture.Night;
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void A_copied_folder_holds_wherever_it_stands()
    {
        using var source = new FolderSource(_temporary.Write("copy", _night.Files));

        Verifier.Verify(source, new VerificationOptions(Signatures: false)).Holds.ShouldBeTrue();
        source.List().ShouldBe(_night.Files.Keys, ignoreOrder: true);
    }

    [Fact]
    public void A_folder_in_a_files_place_and_a_file_in_a_folders_place_are_flaws()
    {
        var folder = _temporary.Write("swapped", _night.Files);
        File.Delete(Path.Combine(folder, "results/ppwp/31.json"));
        Directory.CreateDirectory(Path.Combine(folder, "results/ppwp/31.json"));
        Directory.Delete(Path.Combine(folder, "results/ppwp/73"), recursive: true);
        File.WriteAllText(Path.Combine(folder, "results/ppwp/73"), "");
        using var source = new FolderSource(folder);

        var report = Verifier.Verify(source, new VerificationOptions(Signatures: false));

        report.Flaws.ShouldContain(flaw => flaw.Where == "results/ppwp/31.json");
        report.Flaws.ShouldContain(flaw => flaw.Where == "results/ppwp/73/7301012001.json");
        report.Others.ShouldContain("results/ppwp/73");
    }

    [Fact]
    public void A_link_that_leads_round_in_a_circle_ends()
    {
        var folder = _temporary.Write("circle", _night.Files);
        Directory.CreateSymbolicLink(Path.Combine(folder, "again"), folder);
        File.CreateSymbolicLink(Path.Combine(folder, "dangling"), Path.Combine(folder, "nowhere"));
        using var source = new FolderSource(folder);

        var report = Verifier.Verify(source, new VerificationOptions(Signatures: false));

        report.Holds.ShouldBeTrue();
        report.Others.ShouldContain(path => path.StartsWith("again"));
        report.Others.ShouldContain("dangling");
    }

    [Fact]
    public void Hidden_files_are_seen_and_no_part_of_it()
    {
        var folder = _temporary.Write("hidden", _night.Files);
        Directory.CreateDirectory(Path.Combine(folder, ".well-known"));
        File.WriteAllText(Path.Combine(folder, ".well-known", "x"), "");
        using var source = new FolderSource(folder);

        var report = Verifier.Verify(source, new VerificationOptions(Signatures: false));
        report.Holds.ShouldBeTrue();
        report.Others.ShouldHaveSingleItem().ShouldBe(".well-known/x");
    }
}
