using System.Text;
using Sirekap.Elections;
using Sirekap.Ledger.Hashing;

namespace Sirekap.Publication.Tests;

public class ManifestTreeTests
{
    [Theory]
    [InlineData("checkpoint", null)]
    [InlineData("tile/entries/x001/234.p/17", "manifests/tile")]
    [InlineData("tile/0/000", "manifests/tile")]
    [InlineData("results/ppwp/0.json", "manifests/results/ppwp/0")]
    [InlineData("results/ppwp/31.json", "manifests/results/ppwp/0")]
    [InlineData("results/pdpr/99/99AA010001.json", "manifests/results/pdpr/99")]
    [InlineData("results/0.json", null)]
    public void A_files_branch_follows_from_its_path(string path, string? branch) => ManifestTree.BranchOf(path).ShouldBe(branch);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_published_reads_back_from_its_branches_each_file_once(int seed)
    {
        var contents = Made(seed);

        var (branches, rest) = ManifestTree.Of(contents);

        var files = branches.ToDictionary(branch => branch.Path, branch => branch.Bytes);
        var listed = rest.Concat(
            branches.Select(branch => new ManifestFile(branch.Path, branch.Bytes.Length, new Digest(Sha256.Hash(branch.Bytes))))
        );
        var manifest = new Manifest(default!, "malam", [.. listed.OrderBy(file => file.Path, StringComparer.Ordinal)]);
        var read = ManifestTree.Expand(manifest, branch => files[branch.Path]);
        read.Attached.OrderBy(blob => blob.Key).ShouldBe(contents.Attached.OrderBy(blob => blob.Key));
        read.Files.Values.Where(file => !ManifestTree.IsBranch(file.Path)).ShouldBe(contents.Files.Values, ignoreOrder: true);
        foreach (var (path, bytes) in branches)
        {
            ManifestTree.TryReadBranch(bytes, path, out _, out var error).ShouldBeTrue(error);
        }

        // The same files give the same bytes, in whatever order they came.
        var again = ManifestTree.Of(
            new PublicationContents(
                contents.Files.Reverse().ToDictionary(file => file.Key, file => file.Value),
                contents.Attached.Reverse().ToDictionary(blob => blob.Key, blob => blob.Value)
            )
        );
        again
            .Branches.OrderBy(branch => branch.Path)
            .Select(branch => (branch.Path, Encoding.ASCII.GetString(branch.Bytes)))
            .ShouldBe(branches.OrderBy(branch => branch.Path).Select(branch => (branch.Path, Encoding.ASCII.GetString(branch.Bytes))));
    }

    [Fact]
    public void A_branch_that_is_missing_or_other_than_the_manifest_says_is_told()
    {
        var (branches, rest) = ManifestTree.Of(Made(1));
        var (path, bytes) = branches[0];
        var manifest = new Manifest(default!, "malam", [.. rest, new ManifestFile(path, bytes.Length, new Digest(Sha256.Hash(bytes)))]);
        Should.Throw<InvalidDataException>(() => ManifestTree.Expand(manifest, _ => null)).Message.ShouldContain(path);
        Should.Throw<InvalidDataException>(() => ManifestTree.Expand(manifest, _ => [.. bytes, .. bytes])).Message.ShouldContain(path);
    }

    [Theory]
    [InlineData("manifests/tile", "HASH 1 results/ppwp/0.json\n", "does not belong")]
    [InlineData("manifests/tile", "HASH 1\n", "does not belong")]
    [InlineData("manifests/blobs/ab", "HASH 1\n", "does not belong")]
    [InlineData("manifests/attached/ab", "HASH 1\n", "does not belong")]
    [InlineData("manifests/attached/aa", "HASH 1 tile/0/000\n", "does not belong")]
    [InlineData("manifests/other", "HASH 1 tile/0/000\n", "does not belong")]
    [InlineData("manifests/tile", "HASH 1 manifests/tile\n", "does not belong")]
    [InlineData("manifests/tile", "", "at least one file")]
    [InlineData("manifests/tile", "HASH 1 tile/0/000", "each on a line")]
    [InlineData("manifests/tile", "HASH 1 tile/0/001\nHASH 1 tile/0/000\n", "line 2: tile/0/000 is out of order")]
    public void A_branch_lists_its_own_files_in_order(string path, string text, string expected)
    {
        ManifestTree
            .TryReadBranch(Encoding.ASCII.GetBytes(text.Replace("HASH", new string('a', 64))), path, out _, out var error)
            .ShouldBeFalse();
        error!.ShouldContain(expected);
    }

    /// <summary>A nation's photos, a hundredth of them: no branch grows long, and the manifest lists none of them itself.</summary>
    [Fact]
    public void Many_photos_make_many_short_lists_and_a_manifest_that_stays_short()
    {
        var attached = Enumerable.Range(0, 24_697).ToDictionary(Blob, photo => 150_000L + photo);

        var (branches, rest) = ManifestTree.Of(new PublicationContents(new Dictionary<string, ManifestFile>(), attached));

        rest.ShouldBeEmpty();
        branches.Count.ShouldBe(256);
        branches.Sum(branch => branch.Bytes.Length).ShouldBe(24_697 * 72, "a hash, a length, and what separates them");
        var longest = branches.Max(branch => branch.Bytes.Length);
        longest.ShouldBeLessThan(2 * 24_697 * 72 / 256);
        (100L * longest).ShouldBeLessThan(Manifest.LongestFile, "a nation's branch is a file that is read");
    }

    private static PublicationContents Made(int seed)
    {
        var random = new Random(seed);
        ManifestFile File(string path) => new(path, random.Next(100_000), Blob(random.Next()));
        var paths = Enumerable
            .Range(0, 300)
            .Select(i =>
                (i % 4) switch
                {
                    0 => $"tile/0/{i:000}",
                    1 => $"results/ppwp/{random.Next(11, 99)}/{i:000000}.json",
                    2 => $"results/pdpr/{random.Next(11, 99)}.json",
                    _ => "",
                }
            )
            .Where(path => path.Length > 0)
            .Append("checkpoint")
            .Distinct();
        var blobs = Enumerable
            .Range(0, 200)
            .Select(i => Blob(i))
            .Select(blob => new ManifestFile($"blobs/{blob}", random.Next(1000), blob));
        return new PublicationContents(
            paths.Select(File).Concat(blobs).ToDictionary(file => file.Path, StringComparer.Ordinal),
            Enumerable.Range(1000, 500).ToDictionary(Blob, _ => (long)random.Next(1000))
        );
    }

    private static Digest Blob(int number) => new(Sha256.Hash(BitConverter.GetBytes(number)));
}
