using System.Collections.Concurrent;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Tiles;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Verification;

namespace Sirekap.Demo.Tricks;

/// <summary>
/// What an operator publishes of a tricked ledger: tree, tiles, documents, blobs, checkpoint and manifest, signed with the log's key. It
/// stands in memory; entry bundles are made when they are read. Photos and sources of snapshots are left out: a publication holds without
/// them.
/// </summary>
internal sealed class ForgedPublication : PublicationSource
{
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _entries;
    private readonly CancellationToken _cancellation;
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<ManifestFile> _listed = [];

    private ForgedPublication(HonestState honest, Forgery forgery, SignerKey log, CancellationToken cancellation)
    {
        _entries = forgery.Published;
        _cancellation = cancellation;
        Record = BelievingFold.Of(forgery.Believed, honest.Blobs, cancellation);
        (Tree, Checkpoint) = forgery.Changes.Count == 0 ? (honest.Tree, honest.Checkpoint) : Grow(log);
        Put("checkpoint", Checkpoint.Bytes.ToArray());
        Tiles();
        Blobs(honest.Blobs);
        Documents();
        var manifest = new Manifest(
            Checkpoint.Checkpoint,
            Record.Head.Election,
            [.. _listed.OrderBy(file => file.Path, StringComparer.Ordinal)]
        );
        _files[Manifest.Path] = manifest.Sign(log);
    }

    public override string Name => "copy";

    /// <summary>The record that the documents show.</summary>
    public ElectionRecord Record { get; }

    public MerkleTree Tree { get; }

    /// <summary>The honest one with its cosignatures where the ledger is unchanged; else signed by the log alone.</summary>
    public SignedCheckpoint Checkpoint { get; }

    /// <param name="honest">What was tricked.</param>
    /// <param name="forgery">The trick.</param>
    /// <param name="log">The log's key.</param>
    /// <param name="cancellation">Stops the making, and later every reading.</param>
    public static ForgedPublication Make(HonestState honest, Forgery forgery, SignerKey log, CancellationToken cancellation) =>
        new(honest, forgery, log, cancellation);

    public override byte[]? Read(string path, long longest)
    {
        _cancellation.ThrowIfCancellationRequested();
        var bytes = TilePath.TryParse(path, out var tile) && tile.IsEntries ? Bundle(tile) : _files.GetValueOrDefault(path);
        return bytes?.Length <= longest ? bytes : null;
    }

    private (MerkleTree Tree, SignedCheckpoint Checkpoint) Grow(SignerKey log)
    {
        var leaves = new TreeHash[_entries.Count];
        Parallel.For(0, leaves.Length, Options, i => leaves[i] = TreeHash.Leaf(_entries[i].Span));
        var tree = new MerkleTree();
        tree.AppendRange(leaves);
        return (tree, SignedCheckpoint.Sign(new Checkpoint(log.Verifier.Name, tree.Size, tree.Root()), log));
    }

    private ParallelOptions Options => new() { CancellationToken = _cancellation };

    private void Tiles() =>
        Parallel.ForEach(
            TileLayout.For(Tree.Size),
            Options,
            tile =>
            {
                if (tile.IsEntries)
                {
                    List(tile.ToString(), Bundle(tile)!);
                }
                else
                {
                    Put(tile.ToString(), HashTile.Bytes(Tree, tile));
                }
            }
        );

    private void Blobs(BlobSource blobs)
    {
        foreach (var blob in Record.Mentioned.Where(blob => !Record.Withheld.ContainsKey(blob)))
        {
            if (blobs(new BlobReference(blob, 0)) is { } bytes)
            {
                Put($"blobs/{blob}", bytes.ToArray());
            }
        }
    }

    private void Documents()
    {
        foreach (var contest in Record.Contests)
        {
            Parallel.For(
                0,
                Record.Tree.RegionCount,
                Options,
                () => new CanonicalWriter(),
                (region, _, writer) =>
                {
                    Put(
                        ResultDocument.Path(contest.Contest.Code, Record.Tree.Region(region)),
                        ResultDocument.Write(writer, Record, contest, region).ToArray()
                    );
                    return writer;
                },
                _ => { }
            );
        }
    }

    private byte[]? Bundle(TilePath tile)
    {
        var first = tile.Index * TilePath.FullWidth;
        return first + tile.Width > _entries.Count
            ? null
            : EntryBundle.Encode([.. Enumerable.Range((int)first, tile.Width).Select(i => _entries[i])]);
    }

    private void Put(string path, byte[] bytes)
    {
        _files[path] = bytes;
        List(path, bytes);
    }

    private void List(string path, byte[] bytes) => _listed.Add(new ManifestFile(path, bytes.Length, new Digest(Sha256.Hash(bytes))));
}
