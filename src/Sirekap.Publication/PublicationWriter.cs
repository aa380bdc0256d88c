using System.Collections.Concurrent;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Storage;

namespace Sirekap.Publication;

/// <summary>
/// The folder of a publication in the making: built beside its place, made durable, and put there by one exchange of names. Files that an
/// earlier publication has already are the same files under a second name. Files may be put from several threads.
/// </summary>
public sealed class PublicationWriter
{
    /// <summary>All that stands directly in the folder of a publication.</summary>
    private static readonly string[] Parts = ["blobs", "checkpoint", Manifest.Path, "manifests", "results", "tile"];

    private readonly string _aside;
    private readonly string? _before;
    private readonly bool _trusting;
    private readonly ConcurrentDictionary<string, ManifestFile> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Digest, long> _attached = [];
    private readonly ConcurrentDictionary<string, bool> _folders = new(StringComparer.Ordinal);
    private long _written;

    /// <summary>Begins, with an empty folder.</summary>
    /// <param name="aside">Where it is built, on the file system of its place; what an earlier run left there goes.</param>
    /// <param name="before">An earlier publication's folder; null where there is none.</param>
    /// <param name="known">What that publication has.</param>
    /// <param name="trusting">Whether the earlier files are what its manifest says without being read again, as where this process alone
    /// wrote them.</param>
    /// <exception cref="InvalidDataException">Something that is no publication stands where it would be built.</exception>
    public PublicationWriter(string aside, string? before, PublicationContents known, bool trusting)
    {
        (_aside, _before, _trusting) = (aside, before, trusting);
        Known = known;
        if (File.Exists(Path.Combine(_aside, Manifest.Path)) && before is not null)
        {
            // A run that was killed between the exchange and its end: what stood here before is aside, with what is not ours.
            CarryOver(before);
        }

        DeleteAside();
        Directory.CreateDirectory(_aside);
    }

    /// <summary>Called before each file is written, on any thread; what it throws ends the publication.</summary>
    public Action? Writing { get; init; }

    /// <summary>What the earlier publication has.</summary>
    public PublicationContents Known { get; }

    /// <summary>What this one has so far.</summary>
    public PublicationContents Contents => new(_files, _attached);

    /// <summary>Whether a file has been put or kept.</summary>
    public bool Has(string path) => _files.ContainsKey(path);

    /// <summary>The manifest of a folder, signed by the log for this election; null when there is none such.</summary>
    public static Manifest? ReadManifest(string folder, string election, VerifierKey log)
    {
        var path = Path.Combine(folder, Manifest.Path);
        return
            File.Exists(path)
            && Note.TryParse(RegularFile.ReadAllBytes(path), out var note, out _)
            && Manifest.TryParse(note, out var manifest, out _)
            && manifest!.Election == election
            && Manifest.IsSigned(note, log)
            ? manifest
            : null;
    }

    /// <summary>What a folder has by its manifest. Where a branch is missing or damaged, nothing of it is taken for known.</summary>
    public static PublicationContents ReadContents(string? folder, Manifest? manifest)
    {
        if (folder is null || manifest is null)
        {
            return PublicationContents.None;
        }

        try
        {
            return ManifestTree.Expand(
                manifest,
                branch => Path.Combine(folder, branch.Path) is var path && File.Exists(path) ? RegularFile.ReadAllBytes(path) : null
            );
        }
        catch (InvalidDataException)
        {
            return PublicationContents.None;
        }
    }

    /// <summary>Takes over a file that was published before; false when there is none, or its bytes are no longer those.</summary>
    public bool Keep(string path)
    {
        if (!Known.Files.TryGetValue(path, out var file) || !TryLink(file))
        {
            return false;
        }

        _files[path] = file;
        return true;
    }

    /// <summary>Takes over an attached blob that was published before; false when there is none, or its bytes are no longer
    /// those.</summary>
    public bool KeepAttached(Digest blob)
    {
        if (!Known.Attached.TryGetValue(blob, out var bytes) || !TryLink(new ManifestFile(ManifestLines.BlobPath(blob), bytes, blob)))
        {
            return false;
        }

        _attached[blob] = bytes;
        return true;
    }

    /// <summary>Puts the bytes of an attached blob, which are those of its name.</summary>
    public void PutAttached(Digest blob, ReadOnlySpan<byte> bytes)
    {
        Write(ManifestLines.BlobPath(blob), bytes);
        _attached[blob] = bytes.Length;
    }

    /// <summary>Lists an attached blob whose bytes are kept elsewhere.</summary>
    public void ListAttached(BlobReference blob) => _attached.TryAdd(blob.Sha256, blob.Bytes);

    /// <summary>Puts a file; the earlier one where it has these bytes already. A path put again is replaced.</summary>
    /// <exception cref="InvalidDataException">It is longer than a publication's file may be.</exception>
    public ManifestFile Put(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Manifest.LongestFile)
        {
            throw new InvalidDataException($"{path} has {bytes.Length} bytes, a publication's file at most {Manifest.LongestFile}");
        }

        Span<byte> hash = stackalloc byte[Digest.Size];
        Sha256.Hash(bytes, hash);
        var file = new ManifestFile(path, bytes.Length, new Digest(hash));
        if (_files.TryRemove(path, out _))
        {
            // Never written over: the bytes may be an earlier publication's, too.
            File.Delete(In(path));
        }

        if (Known.Files.TryGetValue(path, out var before) && before == file && Keep(path))
        {
            return file;
        }

        _files[path] = file;
        Write(path, bytes);
        return file;
    }

    /// <summary>Lists all files in branches, and puts the publication in its place.</summary>
    /// <param name="target">The place: a folder, whose content goes, or nothing yet.</param>
    /// <param name="checkpoint">The checkpoint that the files belong to.</param>
    /// <param name="election">The election's id.</param>
    /// <param name="sign">Gives the signed manifest's bytes.</param>
    public PublishResult Finish(string target, Checkpoint checkpoint, string election, Func<Manifest, byte[]> sign)
    {
        var (branches, rest) = ManifestTree.Of(Contents);
        var listed = branches
            .Select(branch => Put(branch.Path, branch.Bytes))
            .Concat(rest)
            .OrderBy(file => file.Path, StringComparer.Ordinal);
        return Finish(target, sign(new Manifest(checkpoint, election, [.. listed])));
    }

    /// <summary>Puts in its place a publication that somebody has signed, with the branches that he lists and that were put.</summary>
    public PublishResult Finish(string target, ReadOnlySpan<byte> manifest)
    {
        File.WriteAllBytes(Path.Combine(_aside, Manifest.Path), manifest);
        FolderExchange.Sync(_aside);
        FolderExchange.Swap(_aside, target);
        CarryOver(target);
        DeleteAside();
        return new PublishResult(
            _files.Count + _attached.Count + 1,
            _written,
            _files.Values.Sum(file => file.Bytes) + _attached.Values.Sum() + manifest.Length
        );
    }

    /// <summary>
    /// Removes what an earlier run left beside the folder, whole or killed, by the names of its parts: somebody else's files are not
    /// deleted.
    /// </summary>
    public void DeleteAside()
    {
        if (!Directory.Exists(_aside))
        {
            return;
        }

        if (
            Directory
                .EnumerateFileSystemEntries(_aside)
                .Select(path => Path.GetFileName(path))
                .FirstOrDefault(name => !Parts.Contains(name)) is
            { } other
        )
        {
            throw new InvalidDataException($"{_aside}, where the publication would be built, holds {other}; nothing was written");
        }

        Directory.Delete(_aside, recursive: true);
    }

    /// <summary>
    /// What is not ours (a certificate's challenge, what a file manager leaves in each folder) goes from the publication that was exchanged
    /// into the one that stands: a published folder is not ours alone.
    /// </summary>
    private void CarryOver(string target)
    {
        if (!Directory.Exists(_aside) || !Directory.Exists(target))
        {
            return;
        }

        foreach (var folder in Directory.GetDirectories(_aside).Where(folder => !Parts.Contains(Path.GetFileName(folder))))
        {
            if (Path.Combine(target, Path.GetFileName(folder)) is var place && !Directory.Exists(place))
            {
                Directory.Move(folder, place);
            }
        }

        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };
        foreach (var file in Directory.EnumerateFiles(_aside, "*", everything).ToList())
        {
            var path = Path.GetRelativePath(_aside, file).Replace('\\', '/');
            if (!PublicPath.MayBePart(path) && Path.Combine(target, path) is var place)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                File.Move(file, place, overwrite: false);
            }
        }
    }

    private bool TryLink(ManifestFile file)
    {
        if (!_trusting && !IsUnchanged(file))
        {
            return false;
        }

        try
        {
            FolderExchange.LinkOrCopy(Path.Combine(_before!, file.Path), In(file.Path));
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private void Write(string path, ReadOnlySpan<byte> bytes)
    {
        Writing?.Invoke();
        using var handle = File.OpenHandle(In(path), FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(handle, bytes, 0);
        Interlocked.Increment(ref _written);
    }

    private bool IsUnchanged(ManifestFile file)
    {
        if (new FileInfo(Path.Combine(_before!, file.Path)) is not { Exists: true } there || there.Length != file.Bytes)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[Digest.Size];
        Sha256.Hash(RegularFile.ReadAllBytes(there.FullName), hash);
        return new Digest(hash) == file.Sha256;
    }

    private string In(string path)
    {
        var full = Path.Combine(_aside, path);
        var parent = Path.GetDirectoryName(full)!;
        if (!_folders.ContainsKey(parent))
        {
            Directory.CreateDirectory(parent);
            _folders[parent] = true;
        }

        return full;
    }
}
