using System.Text;
using Sirekap.Elections;
using Sirekap.Ledger.Hashing;
using Sirekap.Publication;

namespace Sirekap.Verification.Tests;

/// <summary>What an operator can do with the branches of its manifest, and what a copy may lack.</summary>
public class BranchTests(NightFixture fixture)
{
    private readonly ElectionNight _night = fixture.Night;

    private string PhotoBranch => _night.Files.Keys.Single(ManifestTree.IsAttached);

    private Digest Photo => new(Convert.FromHexString(Encoding.ASCII.GetString(_night.Files[PhotoBranch]).Split(' ')[0]));

    private string PhotoPath => $"blobs/{Photo}";

    [Fact]
    public void A_copy_without_photos_holds_and_says_how_many_it_lacks()
    {
        var whole = Verify(Copy());
        (whole.AttachedListed, whole.AttachedHere).ShouldBe((1, 1));
        var files = Copy();
        files.Remove(PhotoPath).ShouldBeTrue();

        var report = Verify(files);

        report.Flaws.ShouldBeEmpty();
        (report.AttachedListed, report.AttachedHere).ShouldBe((1, 0));
        SecondVerifierTests.Run(files, "--no-signatures").Exit.ShouldBe(0);
    }

    [Fact]
    public void A_photo_of_other_bytes_or_that_no_branch_lists_is_noticed()
    {
        var files = Copy();
        files[PhotoPath] = "another!"u8.ToArray()[..files[PhotoPath].Length];
        Flaw(files).ShouldBe(new Flaw(PhotoPath, "its bytes are not those of the manifest"));
        SecondVerifierTests.Run(files, "--no-signatures").Exit.ShouldBe(1);

        files = Copy();
        files[$"blobs/{new Digest(Sha256.Hash("one more"u8))}"] = "one more"u8.ToArray();
        Flaw(files).What.ShouldBe("it stands in the folder and not in the manifest");
    }

    [Theory]
    [InlineData("a photo that no statement names", "no statement names it")]
    [InlineData("withheld words", "its bytes are withheld, yet here they are")]
    [InlineData("words that must be there", "listed twice")]
    public void A_branch_of_photos_lists_what_statements_name_and_nothing_else(string what, string expected)
    {
        var blob = what switch
        {
            "withheld words" => _night.WithheldBlob,
            "words that must be there" => _night.Sequencer.Record.Definition.Names.Sha256,
            _ => new Digest(Sha256.Hash("nobody's"u8)),
        };
        var files = Copy();
        var length = _night.Sequencer.Record.Blobs.LengthOf(blob) ?? 2;
        Relist(files, $"manifests/attached/{blob.ToString()[..2]}", $"{blob} {length}\n");

        Flaw(files).What.ShouldContain(expected);
        SecondVerifierTests.Run(files, "--no-signatures").Exit.ShouldBe(1);
    }

    [Fact]
    public void A_branch_that_is_gone_or_changed_is_named()
    {
        foreach (var branch in _night.Files.Keys.Where(ManifestTree.IsBranch))
        {
            var files = Copy();
            files.Remove(branch);
            Verify(files).Flaws.ShouldContain(flaw => flaw.Where == branch, branch);

            files = Copy();
            files[branch] = [.. files[branch], (byte)'\n'];
            Verify(files).Flaws.ShouldContain(flaw => flaw.Where == branch, branch);
        }
    }

    [Fact]
    public void A_file_in_a_wrong_branch_is_a_flaw_of_the_branch()
    {
        var files = Copy();
        var document = Encoding.ASCII.GetString(files["manifests/results/ppwp/0"]).Split('\n')[0];
        Relist(files, "manifests/tile", Encoding.ASCII.GetString(files["manifests/tile"]) + document + "\n", sort: true);

        Verify(files).Flaws.ShouldContain(flaw => flaw.Where == "manifests/tile" && flaw.What.Contains("does not belong into this branch"));
        SecondVerifierTests.Run(files, "--no-signatures").Exit.ShouldBe(1);
    }

    /// <summary>Writes a branch anew, and signs the manifest that lists it.</summary>
    private void Relist(Dictionary<string, byte[]> files, string branch, string lines, bool sort = false)
    {
        var rows = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        files[branch] = Encoding.ASCII.GetBytes(
            string.Concat(
                (sort ? rows.OrderBy(row => row.Split(' ')[2], StringComparer.Ordinal) : rows.Order(StringComparer.Ordinal)).Select(row =>
                    row + "\n"
                )
            )
        );
        var listed = files.Where(file => file.Key == "checkpoint" || ManifestTree.IsBranch(file.Key));
        files["manifest"] = Republication.ManifestOf(listed, _night.Checkpoint.Checkpoint, "malam").Sign(_night.Log);
    }

    private static Flaw Flaw(Dictionary<string, byte[]> files) => Verify(files).Flaws.ShouldHaveSingleItem();

    private static VerificationReport Verify(Dictionary<string, byte[]> files) =>
        Verifier.Verify(new MemorySource(files), new VerificationOptions(Signatures: false));

    private Dictionary<string, byte[]> Copy() => _night.Files.ToDictionary(StringComparer.Ordinal);
}
