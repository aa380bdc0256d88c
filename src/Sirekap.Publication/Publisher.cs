using System.Runtime.ExceptionServices;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Tiles;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Publication;

/// <summary>What a publication came to.</summary>
/// <param name="Files">Files it consists of, with the manifest.</param>
/// <param name="Written">Files that were new or changed; the others are the ones published before.</param>
/// <param name="Bytes">Bytes in all.</param>
public sealed record PublishResult(long Files, long Written, long Bytes);

/// <summary>
/// Writes a publication of a ledger that stands still: tiles and entry bundles, checkpoint, blobs, one result document per contest and
/// region.
/// </summary>
public sealed class Publisher
{
    private readonly ElectionRecord _record;
    private readonly MerkleTree _tree;
    private readonly SegmentStore _store;
    private readonly BlobFolder _blobs;
    private readonly PublicationWriter _writer;
    private readonly IEnumerable<BlobReference> _elsewhere;
    private readonly Action<string, long, long>? _progress;

    private Publisher(
        Sequencer sequencer,
        PublicationWriter writer,
        IEnumerable<BlobReference> elsewhere,
        Action<string, long, long>? progress
    )
    {
        (_elsewhere, _progress) = (elsewhere, progress);
        _record = sequencer.Record;
        _tree = sequencer.Tree;
        _store = sequencer.Store;
        _blobs = sequencer.Folder.Blobs;
        _writer = writer;
    }

    /// <summary>Publishes a ledger as it stands at a checkpoint of all its entries.</summary>
    /// <param name="sequencer">The open ledger; nothing is appended meanwhile.</param>
    /// <param name="checkpoint">Signed by the log, with the cosignatures it has.</param>
    /// <param name="target">The folder; what is there must be an earlier publication of the same ledger, or nothing.</param>
    /// <param name="progress">Is told step, done and total, from any thread.</param>
    /// <param name="elsewhere">Photos and other attached blobs whose bytes are kept elsewhere: they are listed, not copied.</param>
    /// <exception cref="InvalidDataException">Something else stands in the folder.</exception>
    public static PublishResult Publish(
        Sequencer sequencer,
        SignedCheckpoint checkpoint,
        string target,
        Action<string, long, long>? progress = null,
        IEnumerable<BlobReference>? elsewhere = null
    )
    {
        if (checkpoint.Checkpoint.Size != sequencer.Tree.Size)
        {
            throw new ArgumentException(
                $"the checkpoint is of {checkpoint.Checkpoint.Size} entries, the ledger has {sequencer.Tree.Size}",
                nameof(checkpoint)
            );
        }

        if (sequencer.Record.Count != sequencer.Tree.Size)
        {
            throw new InvalidOperationException("the record is ahead of what is durable: publish between two batches");
        }

        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        RequireRoom(target);
        Directory.CreateDirectory(Path.GetDirectoryName(target) ?? target);
        using var single = new FileStream(
            target + ".lock",
            FileMode.OpenOrCreate,
            FileAccess.ReadWrite,
            FileShare.None,
            1,
            FileOptions.DeleteOnClose
        );
        var writer = new PublicationWriter(
            target + ".new",
            target,
            PublicationWriter.ReadContents(target, ReadBefore(target, sequencer)),
            trusting: false
        );
        return new Publisher(sequencer, writer, elsewhere ?? [], progress).Run(
            target,
            checkpoint,
            manifest => manifest.Sign(sequencer.Log)
        );
    }

    /// <summary>
    /// Whether a publication of this ledger can be put into a folder: asked before a checkpoint is signed, which nobody should have that
    /// cannot be published.
    /// </summary>
    /// <exception cref="InvalidDataException">Why not.</exception>
    public static void Require(Sequencer sequencer, string target)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        RequireRoom(target);
        _ = ReadBefore(target, sequencer);
    }

    private PublishResult Run(string target, SignedCheckpoint checkpoint, Func<Manifest, byte[]> sign)
    {
        _writer.Put("checkpoint", checkpoint.Bytes.Span);
        Tiles();
        Blobs();
        Documents();
        return _writer.Finish(target, checkpoint.Checkpoint, _record.Head.Election, sign);
    }

    /// <summary>A file is no folder, and within a publication, of which every file is listed, there is no place for another.</summary>
    private static void RequireRoom(string target)
    {
        if (File.Exists(target))
        {
            throw new InvalidDataException($"{target} is a file; nothing was written");
        }

        if (Path.GetDirectoryName(target) is { } parent && File.Exists(Path.Combine(parent, Manifest.Path)))
        {
            throw new InvalidDataException($"{target} lies in {parent}, which is a publication itself; nothing was written");
        }
    }

    /// <summary>What the folder holds now, by its own manifest; a folder that holds anything else is left alone.</summary>
    private static Manifest? ReadBefore(string target, Sequencer sequencer)
    {
        // Hidden entries are those of tools, as .well-known in a web server's folder.
        if (!Directory.Exists(target) || Directory.EnumerateFileSystemEntries(target).All(entry => Path.GetFileName(entry)[0] == '.'))
        {
            return null;
        }

        var election = sequencer.Record.Head.Election;
        return PublicationWriter.ReadManifest(target, election, sequencer.Log.Verifier)
            ?? throw new InvalidDataException(
                $"{target} is not empty and is no publication of election {election} by this log; nothing was written"
            );
    }

    private void Tiles()
    {
        PublicationParts.PutBundles(_writer, _store, 0, _tree.Size, _progress);
        foreach (var tile in TileLayout.For(_tree.Size).Where(tile => !tile.IsEntries))
        {
            if (!_writer.Keep(tile.ToString()))
            {
                _writer.Put(tile.ToString(), HashTile.Bytes(_tree, tile));
            }
        }

        PublicationParts.KeepPartialTiles(_writer);
    }

    /// <summary>Only what a statement names: words whose statement was refused stay here.</summary>
    private void Blobs()
    {
        foreach (var blob in _elsewhere.Where(blob => IsAttached(blob.Sha256)))
        {
            _writer.ListAttached(blob);
        }

        foreach (var blob in _blobs.List().Where(blob => _record.Names(blob) && !_record.Withheld.ContainsKey(blob)))
        {
            if (!_writer.Contents.Attached.ContainsKey(blob))
            {
                PublicationParts.PutBlob(_writer, _blobs, blob, IsAttached(blob));
            }
        }

        foreach (var blob in _record.Mentioned.Where(blob => !_record.Withheld.ContainsKey(blob)))
        {
            PublicationParts.RequireBlob(_writer, blob);
        }
    }

    private bool IsAttached(Digest blob) => _record.Names(blob) && !_record.Mentioned.Contains(blob) && !_record.Withheld.ContainsKey(blob);

    private void Documents()
    {
        foreach (var contest in _record.Contests)
        {
            var done = 0L;
            try
            {
                Parallel.For(
                    0,
                    _record.Tree.RegionCount,
                    () => new CanonicalWriter(),
                    (region, _, writer) =>
                    {
                        _writer.Put(
                            ResultDocument.Path(contest.Contest.Code, _record.Tree.Region(region)),
                            ResultDocument.Write(writer, _record, contest, region)
                        );
                        _progress?.Invoke("documents", Interlocked.Increment(ref done), _record.Tree.RegionCount);
                        return writer;
                    },
                    _ => { }
                );
            }
            catch (AggregateException e) when (e.InnerException is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                ExceptionDispatchInfo.Throw(e.InnerException);
            }
        }
    }
}
