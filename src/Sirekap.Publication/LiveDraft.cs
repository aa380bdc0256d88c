using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Tiles;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Publication;

/// <summary>
/// A publication of a growing ledger in the making: <see cref="Render"/>, <see cref="Close"/>, <see cref="Finish"/>; or
/// <see cref="Discard"/>.
/// </summary>
public sealed class LiveDraft
{
    /// <summary>Documents rendered at one stretch, a few milliseconds: so long at most do entries wait.</summary>
    private const int Piece = 128;

    /// <summary>
    /// When entries come faster than documents are rendered, the ledger waits at the end rather than that there is no publication ever.
    /// </summary>
    private const int MostRounds = 20;

    private readonly Sequencer _sequencer;
    private readonly PublicationWriter _writer;
    private readonly Action<string, long, PublicationContents, RenderedDocuments> _published;
    private readonly long _beforeSize;
    private readonly CanonicalWriter _json = new();
    private readonly List<(string Path, byte[] Bytes)> _documents = [];
    private RenderedDocuments _rendered;
    private List<Digest> _attached = [];
    private List<Digest> _required = [];

    internal LiveDraft(
        Sequencer sequencer,
        PublicationWriter writer,
        long beforeSize,
        RenderedDocuments rendered,
        Action<string, long, PublicationContents, RenderedDocuments> published
    ) => (_sequencer, _writer, _beforeSize, _rendered, _published) = (sequencer, writer, beforeSize, rendered, published);

    /// <summary>Renders what changed, piece by piece, until little is left for <see cref="Close"/>.</summary>
    public void Render(CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var changed = Changed();
            if (changed.Count <= Piece)
            {
                return;
            }

            foreach (var piece in changed.Chunk(Piece))
            {
                cancellation.ThrowIfCancellationRequested();
                _sequencer.Read((record, _) => Render(record, piece));
                Write();
            }
        }
    }

    /// <summary>
    /// At one moment: what changed last, which blobs are named, and the checkpoint. Signing is the only thing here that may wait for a
    /// disk.
    /// </summary>
    /// <exception cref="LedgerStoppedException">The ledger has stopped.</exception>
    public SigningResult Close()
    {
        var here = _sequencer.Folder.Blobs.List().ToArray();
        return _sequencer.ReadSettled(
            (record, tree) =>
            {
                Render(record, Changed());
                _attached =
                [
                    .. here.Where(blob => record.Names(blob) && !record.Mentioned.Contains(blob) && !record.Withheld.ContainsKey(blob)),
                ];
                _required = [.. record.Mentioned.Where(blob => !record.Withheld.ContainsKey(blob))];
                return _sequencer.Guard.Sign(tree, _sequencer.Store);
            }
        );
    }

    /// <summary>Puts the publication in its place.</summary>
    /// <param name="checkpoint">What <see cref="Close"/> signed, with the cosignatures it has.</param>
    /// <param name="target">The place, where nothing is yet.</param>
    public PublishResult Finish(SignedCheckpoint checkpoint, string target)
    {
        Write();
        KeepDocuments();
        _writer.Put("checkpoint", checkpoint.Bytes.Span);
        Tiles(checkpoint.Checkpoint.Size);
        foreach (var blob in _attached)
        {
            PublicationParts.PutBlob(_writer, _sequencer.Folder.Blobs, blob, attached: true);
        }

        foreach (var blob in _required)
        {
            if (_sequencer.Folder.Blobs.Has(blob))
            {
                PublicationParts.PutBlob(_writer, _sequencer.Folder.Blobs, blob, attached: false);
            }

            PublicationParts.RequireBlob(_writer, blob);
        }

        var result = _writer.Finish(
            target,
            checkpoint.Checkpoint,
            _sequencer.Record.Head.Election,
            manifest => manifest.Sign(_sequencer.Log)
        );
        _published(target, checkpoint.Checkpoint.Size, _writer.Contents, _rendered);
        return result;
    }

    /// <summary>Gives up: nothing has changed but the folder beside the place, which goes.</summary>
    public void Discard() => _writer.DeleteAside();

    /// <summary>The documents whose region has changed since they were rendered, or was added.</summary>
    private List<(int Contest, RegionCode Region)> Changed()
    {
        _rendered = _rendered.In(_sequencer.Record.Tree);
        var changed = new List<(int, RegionCode)>();
        var number = 0;
        foreach (var contest in _sequencer.Record.Contests)
        {
            var sizes = _rendered.Sizes[number];
            for (var region = 0; region < sizes.Length; region++)
            {
                var code = _rendered.Tree.Region(region);

                // 0: never rendered; entry 0 is the definition, so whoever rendered has seen one entry at least.
                if (sizes[region] == 0 || contest.LastChangeWithin(code) >= sizes[region])
                {
                    changed.Add((number, code));
                }
            }

            number++;
        }

        return changed;
    }

    private int Render(ElectionRecord record, IReadOnlyList<(int Contest, RegionCode Region)> documents)
    {
        _rendered = _rendered.In(record.Tree);
        var contests = record.Contests.ToArray();
        foreach (var (number, code) in documents)
        {
            var (contest, region) = (contests[number], record.Tree.FindRegion(code));
            _documents.Add(
                (ResultDocument.Path(contest.Contest.Code, code), ResultDocument.Write(_json, record, contest, region).ToArray())
            );
            _rendered.Sizes[number][region] = record.Count;
        }

        return documents.Count;
    }

    private void Write()
    {
        foreach (var (path, bytes) in _documents)
        {
            _writer.Put(path, bytes);
        }

        _documents.Clear();
    }

    private void KeepDocuments()
    {
        foreach (var contest in _sequencer.Record.Contests)
        {
            for (var region = 0; region < _rendered.Tree.RegionCount; region++)
            {
                var path = ResultDocument.Path(contest.Contest.Code, _rendered.Tree.Region(region));
                if (!_writer.Has(path) && !_writer.Keep(path))
                {
                    throw new InvalidDataException($"{path} of the publication before is gone; nothing was published");
                }
            }
        }
    }

    private void Tiles(long size)
    {
        foreach (var path in _writer.Known.Files.Keys.Where(path => TilePath.TryParse(path, out var tile) && !tile.IsPartial))
        {
            _writer.Keep(path);
        }

        foreach (var tile in TileLayout.For(size).Where(tile => !tile.IsEntries && !_writer.Has(tile.ToString())))
        {
            _writer.Put(tile.ToString(), _sequencer.Read((_, tree) => HashTile.Bytes(tree, tile)));
        }

        PublicationParts.PutBundles(_writer, _sequencer.Store, _beforeSize / TilePath.FullWidth * TilePath.FullWidth, size, progress: null);
        PublicationParts.KeepPartialTiles(_writer);
    }
}
