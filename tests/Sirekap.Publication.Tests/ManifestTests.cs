using System.Text;
using Sirekap.Elections;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;

namespace Sirekap.Publication.Tests;

public class ManifestTests
{
    private static readonly string Hash = new('a', 64);
    private static readonly string Root = TreeHash.Empty.ToString();

    [Fact]
    public void A_manifest_reads_back_as_it_was_written()
    {
        using var log = Ed25519Signer.Generate("log.example");
        var manifest = new Manifest(
            new Checkpoint("log.example", 5, TreeHash.Digest("x"u8)),
            "malam",
            [
                new ManifestFile("checkpoint", 0, new Digest(new byte[32])),
                new ManifestFile("results/ppwp/0.json", Manifest.LongestFile, new Digest(new byte[32])),
                new ManifestFile("results/ppwp/99AA.json", 7, new Digest(new byte[32])),
            ]
        );

        Note.TryParse(manifest.Sign(log), out var note, out _).ShouldBeTrue();
        Manifest.TryParse(note!, out var read, out var error).ShouldBeTrue(error);

        (read!.Checkpoint, read.Election).ShouldBe((manifest.Checkpoint, manifest.Election));
        read.Files.ShouldBe(manifest.Files);
        read.Text().ShouldBe(manifest.Text());
        note!.VerifySignatures([log.Verifier]).ShouldBe([log.Verifier]);
    }

    [Theory]
    [InlineData("sirekap-manifest/v9\nlog\nmalam\n0 ROOT\nHASH 1 a\n", "begins with sirekap-manifest/v2")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\n", "lists at least one file")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0\nHASH 1 a\n", "line 4")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n00 ROOT\nHASH 1 a\n", "line 4")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n-1 ROOT\nHASH 1 a\n", "line 4")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n99999999999999999999 ROOT\nHASH 1 a\n", "line 4")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT \nHASH 1 a\n", "line 4")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 root\nHASH 1 a\n", "line 4")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nHASH 1 a\nHASH 1 \n", "line 6: expected SHA-256, length and path")]
    [InlineData(
        "sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nHASH 1 blobs/HASH\n",
        "line 5: expected SHA-256, length and path, the path left out"
    )]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nHASH\n", "line 5: expected")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nHASH 1\nHASH 1 a\n", "line 6: a is out of order or stands twice")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nHASH 1 a b\n", "line 5: expected")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nHASH 01 a\n", "line 5: expected")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nHASH +1 a\n", "line 5: expected")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nHASH  1 a\n", "line 5: expected")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nhash 1 a\n", "line 5: expected")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nHASH 268435457 a\n", "line 5: a has 268435457 bytes, more than 268435456")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nHASH 1 b\nHASH 1 a\n", "line 6: a is out of order or stands twice")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nHASH 1 a\nHASH 1 a\n", "line 6: a is out of order or stands twice")]
    [InlineData("sirekap-manifest/v2\nlog\nmalam\n0 ROOT\nHASH 1 a\n\nHASH 1 b\n", "line 6: expected")]
    public void What_is_wrong_is_told_by_its_line(string text, string expected)
    {
        Parse(text.Replace("ROOT", Root).Replace("HASH", Hash), out var error).ShouldBeFalse();

        error!.ShouldContain(expected);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("results/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("./a")]
    [InlineData(".htaccess")]
    [InlineData("a/.git")]
    [InlineData("..")]
    [InlineData("manifest")]
    [InlineData("C:\\x")]
    [InlineData("a\\b")]
    [InlineData("a:b")]
    [InlineData("a%2e%2e")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("ä")]
    [InlineData("a_b")]
    [InlineData("")]
    public void A_path_that_could_lead_elsewhere_is_no_path(string path)
    {
        Manifest.IsPath(path).ShouldBeFalse();
        Parse($"sirekap-manifest/v2\nlog\nmalam\n0 {Root}\n{Hash} 1 {path}\n", out var error).ShouldBeFalse();
        error.ShouldNotBeNull();
    }

    [Fact]
    public void A_path_has_at_most_200_characters()
    {
        Manifest.IsPath(new string('a', 200)).ShouldBeTrue();
        Manifest.IsPath(new string('a', 201)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("checkpoint")]
    [InlineData("tile/entries/x001/234.p/17")]
    [InlineData("results/ppwp/99/99AA010001.json")]
    public void The_paths_of_a_publication_are_paths(string path) => Manifest.IsPath(path).ShouldBeTrue();

    private static bool Parse(string text, out string? error)
    {
        using var log = Ed25519Signer.Generate("log.example");
        var bytes = Encoding.UTF8.GetBytes(text);
        Note.TryParse(Note.Encode(bytes, [log.Sign(bytes)]), out var note, out error).ShouldBeTrue(error);
        return Manifest.TryParse(note!, out _, out error);
    }
}
