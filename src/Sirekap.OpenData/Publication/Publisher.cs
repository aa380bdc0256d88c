using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Tiles;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.OpenData.Publication;

/// <summary>What a publication came to.</summary>
/// <param name="Files">Files it consists of, with the manifest.</param>
/// <param name="Written">Files that were new or changed; the others are the ones published before.</param>
/// <param name="Bytes">Bytes in all.</param>
public sealed record PublishResult(long Files, long Written, long Bytes);

/// <summary>
/// Writes a publication: tiles and entry bundles, checkpoint, blobs, one result document per contest and region, and the manifest. It is built beside the
/// folder, made durable, and put in its place by one exchange of names; files that did not change are the same files as before.
/// </summary>
public sealed class Publisher
{
    /// <summary>All that stands directly in the folder of a publication.</summary>
    private static readonly string[] Parts = ["blobs", "checkpoint", Manifest.Path, "results", "tile"];

    private readonly ElectionRecord _record;
    private readonly MerkleTree _tree;
    private readonly SegmentStore _store;
    private readonly BlobFolder _blobs;
    private readonly SignerKey _log;
    private readonly string _target;
    private readonly string _aside;
    private readonly Dictionary<string, ManifestFile> _before = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ManifestFile> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _folders = new(StringComparer.Ordinal);
    private readonly Action<string, long, long>? _progress;
    private long _written;

    private Publisher(Sequencer sequencer, string target, Action<string, long, long>? progress)
    {
        _progress = progress;
        _record = sequencer.Record;
        _tree = sequencer.Tree;
        _store = sequencer.Store;
        _blobs = sequencer.Folder.Blobs;
        _log = sequencer.Log;
        _target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        _aside = _target + ".new";
    }

    /// <summary>Publishes a ledger as it stands at a checkpoint of all its entries.</summary>
    /// <param name="sequencer">The open ledger; nothing is appended meanwhile.</param>
    /// <param name="checkpoint">Signed by the log, with the cosignatures it has.</param>
    /// <param name="target">The folder; what is there must be an earlier publication of the same ledger, or nothing.</param>
    /// <param name="progress">Is told step, done and total, from any thread.</param>
    /// <exception cref="InvalidDataException">Something else stands in the folder.</exception>
    public static PublishResult Publish(Sequencer sequencer, SignedCheckpoint checkpoint, string target, Action<string, long, long>? progress = null)
    {
        var publisher = new Publisher(sequencer, target, progress);
        if (checkpoint.Checkpoint.Size != sequencer.Tree.Size)
        {
            throw new ArgumentException($"the checkpoint is of {checkpoint.Checkpoint.Size} entries, the ledger has {sequencer.Tree.Size}", nameof(checkpoint));
        }

        publisher.RequireRoom();
        Directory.CreateDirectory(Path.GetDirectoryName(publisher._target) ?? publisher._target);
        using var single = new FileStream(publisher._target + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        return publisher.Run(checkpoint);
    }

    private PublishResult Run(SignedCheckpoint checkpoint)
    {
        ReadBefore();
        DeleteAside();
        Directory.CreateDirectory(_aside);
        Put("checkpoint", checkpoint.Bytes.Span);
        Tiles();
        Blobs();
        Documents();

        var files = _files.Values.OrderBy(file => file.Path, StringComparer.Ordinal).ToArray();
        var manifest = new Manifest(checkpoint.Checkpoint, _record.Head.Election, files).Sign(_log);
        File.WriteAllBytes(Path.Combine(_aside, Manifest.Path), manifest);
        FolderExchange.Sync(_aside);
        FolderExchange.Swap(_aside, _target);
        DeleteAside();
        return new PublishResult(files.Length + 1, _written, files.Sum(file => file.Bytes) + manifest.Length);
    }

    /// <summary>A file is no folder, and within a publication, of which every file is listed, there is no place for another.</summary>
    private void RequireRoom()
    {
        if (File.Exists(_target))
        {
            throw new InvalidDataException($"{_target} is a file; nothing was written");
        }

        if (Path.GetDirectoryName(_target) is { } parent && File.Exists(Path.Combine(parent, Manifest.Path)))
        {
            throw new InvalidDataException($"{_target} lies in {parent}, which is a publication itself; nothing was written");
        }
    }

    /// <summary>What the folder holds now, by its own manifest; a folder that holds anything else is left alone.</summary>
    private void ReadBefore()
    {
        if (!Directory.Exists(_target) || !Directory.EnumerateFileSystemEntries(_target).Any())
        {
            return;
        }

        var path = Path.Combine(_target, Manifest.Path);
        if (!File.Exists(path) || !Note.TryParse(File.ReadAllBytes(path), out var note, out _) || !Manifest.TryParse(note, out var manifest, out _)
            || manifest!.Election != _record.Head.Election || !note.VerifySignatures(_log.Verifier).Contains(_log.Verifier))
        {
            throw new InvalidDataException($"{_target} is not empty and is no publication of election {_record.Head.Election} by this log; nothing was written");
        }

        foreach (var file in manifest.Files)
        {
            _before.Add(file.Path, file);
        }
    }

    private void Tiles()
    {
        var bundle = new List<ReadOnlyMemory<byte>>(TilePath.FullWidth);
        _store.ReadAll(0, (index, entry) =>
        {
            bundle.Add(entry.ToArray());
            if (bundle.Count == TilePath.FullWidth || index == _tree.Size - 1)
            {
                var path = TilePath.Entries(index / TilePath.FullWidth, bundle.Count).ToString();
                if (!Keep(path))
                {
                    Put(path, EntryBundle.Encode(bundle));
                }

                bundle.Clear();
                _progress?.Invoke("entries", index + 1, _tree.Size);
            }
        });
        foreach (var tile in TileLayout.For(_tree.Size).Where(tile => !tile.IsEntries))
        {
            if (!Keep(tile.ToString()))
            {
                Put(tile.ToString(), HashTile.Bytes(_tree, tile));
            }
        }

        // Partial tiles of earlier checkpoints stay until the full one is there (tlog-tiles).
        foreach (var path in _before.Keys)
        {
            if (TilePath.TryParse(path, out var tile) && tile.IsPartial && !_files.ContainsKey(path) && !_files.ContainsKey(Full(tile)))
            {
                Keep(path);
            }
        }
    }

    /// <summary>Only what a statement names: words whose statement was refused stay here.</summary>
    private void Blobs()
    {
        foreach (var file in new DirectoryInfo(_blobs.Path).EnumerateFiles())
        {
            if (!Digest.TryParse(file.Name, out var digest) || _record.Withheld.ContainsKey(digest) || !_record.Names(digest))
            {
                continue;
            }

            var path = BlobPath(digest);
            if (!Keep(path))
            {
                var bytes = File.ReadAllBytes(file.FullName);
                if (BlobFolder.Reference(bytes).Sha256 != digest)
                {
                    throw new InvalidDataException($"{file.FullName} is damaged: its bytes are not those of its name; nothing was published");
                }

                Put(path, bytes);
            }
        }

        foreach (var blob in _record.Mentioned)
        {
            // A verifier would not let it pass.
            if (!_files.ContainsKey(BlobPath(blob)) && !_record.Withheld.ContainsKey(blob) && !Keep(BlobPath(blob)))
            {
                throw new InvalidDataException($"{_blobs.FileOf(blob)}, which a statement names, is missing, and no statement withholds it; nothing was published");
            }
        }
    }

    private static string BlobPath(Digest digest) => $"blobs/{digest}";

    private void Documents()
    {
        foreach (var contest in _record.Contests)
        {
            var done = 0L;
            try
            {
                Parallel.For(0, _record.Tree.RegionCount, () => new CanonicalWriter(), (region, _, writer) =>
                {
                    Put(ResultDocument.Path(contest.Contest.Code, _record.Tree.Region(region)), ResultDocument.Write(writer, _record, contest, region));
                    _progress?.Invoke("documents", Interlocked.Increment(ref done), _record.Tree.RegionCount);
                    return writer;
                }, _ => { });
            }
            catch (AggregateException e) when (e.InnerException is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                ExceptionDispatchInfo.Throw(e.InnerException);
            }
        }
    }

    /// <summary>Takes over a file that was published before, unless its bytes are no longer those: publishing again puts right what was tampered with.</summary>
    private bool Keep(string path)
    {
        if (!_before.TryGetValue(path, out var file) || new FileInfo(In(_target, path)) is not { Exists: true } there || there.Length != file.Bytes)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[Digest.Size];
        Sha256.Hash(File.ReadAllBytes(there.FullName), hash);
        if (new Digest(hash) != file.Sha256)
        {
            return false;
        }

        FolderExchange.LinkOrCopy(In(_target, path), In(_aside, path, make: true));
        _files[path] = file;
        return true;
    }

    private void Put(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Manifest.LongestFile)
        {
            throw new InvalidDataException($"{path} has {bytes.Length} bytes, a publication's file at most {Manifest.LongestFile}");
        }

        Span<byte> hash = stackalloc byte[Digest.Size];
        Sha256.Hash(bytes, hash);
        var file = new ManifestFile(path, bytes.Length, new Digest(hash));
        if (_before.TryGetValue(path, out var before) && before == file && Keep(path))
        {
            return;
        }

        _files[path] = file;
        using var handle = File.OpenHandle(In(_aside, path, make: true), FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(handle, bytes, 0);
        Interlocked.Increment(ref _written);
    }

    private string In(string folder, string path, bool make = false)
    {
        var full = Path.Combine(folder, path);
        var parent = Path.GetDirectoryName(full)!;
        if (make && !_folders.ContainsKey(parent))
        {
            Directory.CreateDirectory(parent);
            _folders[parent] = true;
        }

        return full;
    }

    private static string Full(TilePath tile) =>
        (tile.Level is { } level ? TilePath.Hashes(level, tile.Index) : TilePath.Entries(tile.Index)).ToString();

    /// <summary>Removes what an earlier run left beside the folder, whole or killed, by the names of its parts: somebody else's files are not deleted.</summary>
    private void DeleteAside()
    {
        if (!Directory.Exists(_aside))
        {
            return;
        }

        if (Directory.EnumerateFileSystemEntries(_aside).Select(path => Path.GetFileName(path)).FirstOrDefault(name => !Parts.Contains(name)) is { } other)
        {
            throw new InvalidDataException($"{_aside}, where the publication would be built, holds {other}; nothing was written");
        }

        Directory.Delete(_aside, recursive: true);
    }
}
