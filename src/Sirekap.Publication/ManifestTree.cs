using System.Diagnostics.CodeAnalysis;
using Sirekap.Elections;
using Sirekap.Ledger.Hashing;

namespace Sirekap.Publication;

/// <summary>
/// The tree that a manifest is the root of: it lists branches by hash, files below <c>manifests/</c>, and these list the files. A nation
/// with
/// three photos a form has 2.5 million of them; no list is long, and from one publication to the next most branches stay the same.
/// </summary>
public static class ManifestTree
{
    /// <summary>Below it lie the branches.</summary>
    public const string Folder = "manifests/";

    /// <summary>
    /// Below it lie the branches of photos and other blobs that statements name and that need not be there: whoever copies a publication
    /// may
    /// leave their bytes out, and it still holds.
    /// </summary>
    public const string Attached = Folder + "attached/";

    /// <summary>The branch that lists a file; null for what the manifest itself lists. A blob's is told by the first byte of its
    /// hash.</summary>
    public static string? BranchOf(string path) =>
        path.Split('/') switch
        {
            ["tile", ..] => Folder + "tile",
            ["results", var contest, var province, _] => $"{Folder}results/{contest}/{province}",
            ["results", var contest, _] => $"{Folder}results/{contest}/0",
            ["blobs", [var high, var low, ..]] => $"{Folder}blobs/{high}{low}",
            _ => null,
        };

    /// <summary>Whether a path is a branch's.</summary>
    public static bool IsBranch(string path) => path.StartsWith(Folder, StringComparison.Ordinal);

    /// <summary>Whether a path is a branch's whose files need not be there.</summary>
    public static bool IsAttached(string path) => path.StartsWith(Attached, StringComparison.Ordinal);

    /// <summary>What a publication of these has for branches, and what then remains for the manifest to list beside them.</summary>
    public static (IReadOnlyList<(string Path, byte[] Bytes)> Branches, IReadOnlyList<ManifestFile> Others) Of(PublicationContents contents)
    {
        var branches = new List<(string, byte[])>();
        var rest = new List<ManifestFile>();
        foreach (var branch in contents.Files.Values.Where(file => !IsBranch(file.Path)).GroupBy(file => BranchOf(file.Path)))
        {
            if (branch.Key is { } path)
            {
                branches.Add((path, Encode(branch)));
            }
            else
            {
                rest.AddRange(branch);
            }
        }

        // A byte at a time, so that there is never a path of each of millions.
        var attached = contents.Attached.Select(blob => blob.Key).ToArray();
        Array.Sort(attached);
        for (var (first, end) = (0, 0); first < attached.Length; first = end)
        {
            var prefix = attached[first].ToString()[..2];
            for (end = first + 1; end < attached.Length && attached[end].ToString().StartsWith(prefix, StringComparison.Ordinal); )
            {
                end++;
            }

            var files = attached[first..end].Select(blob => new ManifestFile(ManifestLines.BlobPath(blob), contents.Attached[blob], blob));
            branches.Add((Attached + prefix, Encode(files)));
        }

        return (branches, rest);
    }

    /// <summary>Reads a branch strictly: each of its files belongs there.</summary>
    public static bool TryReadBranch(
        ReadOnlySpan<byte> bytes,
        string path,
        [NotNullWhen(true)] out IReadOnlyList<ManifestFile>? files,
        [NotNullWhen(false)] out string? error
    )
    {
        files = null;
        if (bytes.IsEmpty || bytes[^1] != (byte)'\n')
        {
            error = "a branch lists at least one file, each on a line";
            return false;
        }

        if (!ManifestLines.TryRead(bytes, 1, out var read, out error))
        {
            return false;
        }

        var attached = IsAttached(path);
        if (read.Find(file => !Belongs(file)) is { } other)
        {
            error = $"{other.Path} does not belong into this branch";
            return false;
        }

        (files, error) = (read, null);
        return true;

        bool Belongs(ManifestFile file) =>
            attached
                ? file.Path == ManifestLines.BlobPath(file.Sha256) && path == Attached + file.Sha256.ToString()[..2]
                : BranchOf(file.Path) == path;
    }

    /// <summary>Everything that a manifest lists, its branches read and compared with their hashes.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="read">Gives a branch's bytes, or null.</param>
    /// <exception cref="InvalidDataException">A branch is missing, is not what the manifest says, or is none.</exception>
    public static PublicationContents Expand(Manifest manifest, Func<ManifestFile, byte[]?> read)
    {
        var files = new Dictionary<string, ManifestFile>(StringComparer.Ordinal);
        var attached = new Dictionary<Digest, long>();
        foreach (var listed in manifest.Files)
        {
            files.Add(listed.Path, listed);
            if (!IsBranch(listed.Path))
            {
                continue;
            }

            var bytes = read(listed);
            if (bytes is null || bytes.Length != listed.Bytes || new Digest(Sha256.Hash(bytes)) != listed.Sha256)
            {
                throw new InvalidDataException($"{listed.Path} is missing, or is not what the manifest says");
            }

            if (!TryReadBranch(bytes, listed.Path, out var branch, out var error))
            {
                throw new InvalidDataException($"{listed.Path}: {error}");
            }

            foreach (var file in branch)
            {
                if (IsAttached(listed.Path) ? !attached.TryAdd(file.Sha256, file.Bytes) : !files.TryAdd(file.Path, file))
                {
                    throw new InvalidDataException($"{listed.Path}: {file.Path} is listed twice");
                }
            }
        }

        return new PublicationContents(files, attached);
    }

    private static byte[] Encode(IEnumerable<ManifestFile> files) =>
        ManifestLines.Encode([], [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)]);
}
