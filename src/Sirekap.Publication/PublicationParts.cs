using System.Buffers;
using Sirekap.Elections;
using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Tiles;
using Sirekap.Record.Storage;

namespace Sirekap.Publication;

/// <summary>What every publication consists of beside its documents, whether the ledger stands still or grows.</summary>
public static class PublicationParts
{
    /// <summary>
    /// Puts the bundles from an entry on, which begins one, that are not there already; one buffer for all, since each is too large for the
    /// young heap.
    /// </summary>
    public static void PutBundles(PublicationWriter writer, SegmentStore store, long from, long size, Action<string, long, long>? progress)
    {
        var (bundle, width) = (new ArrayBufferWriter<byte>(1 << 17), 0);
        store.ReadAll(
            from,
            (index, entry) =>
            {
                if (index >= size)
                {
                    return;
                }

                EntryBundle.Append(bundle, entry);
                if (++width == TilePath.FullWidth || index == size - 1)
                {
                    var path = TilePath.Entries(index / TilePath.FullWidth, width).ToString();
                    if (!writer.Has(path) && !writer.Keep(path))
                    {
                        writer.Put(path, bundle.WrittenSpan);
                    }

                    bundle.ResetWrittenCount();
                    width = 0;
                    progress?.Invoke("entries", index + 1, size);
                }
            }
        );
    }

    /// <summary>Partial tiles of earlier checkpoints stay until the full one is there (tlog-tiles).</summary>
    public static void KeepPartialTiles(PublicationWriter writer)
    {
        foreach (var path in writer.Known.Files.Keys)
        {
            if (TilePath.TryParse(path, out var tile) && tile.IsPartial && !writer.Has(path) && !writer.Has(Full(tile)))
            {
                writer.Keep(path);
            }
        }
    }

    /// <summary>Puts a blob that is in the blob folder.</summary>
    /// <param name="writer">The publication.</param>
    /// <param name="blobs">The folder.</param>
    /// <param name="digest">The blob.</param>
    /// <param name="attached">Whether a copy of the publication may lack it.</param>
    /// <exception cref="InvalidDataException">Its bytes are not those of its name.</exception>
    public static void PutBlob(PublicationWriter writer, BlobFolder blobs, Digest digest, bool attached)
    {
        if (attached ? writer.KeepAttached(digest) : writer.Keep(BlobPath(digest)))
        {
            return;
        }

        var bytes = blobs.Read(digest) ?? throw new InvalidDataException($"blob {digest} went away meanwhile; nothing was published");
        if (BlobFolder.Reference(bytes.Span).Sha256 != digest)
        {
            throw new InvalidDataException($"blob {digest} is damaged: its bytes are not those of its name; nothing was published");
        }

        if (attached)
        {
            writer.PutAttached(digest, bytes.Span);
        }
        else
        {
            writer.Put(BlobPath(digest), bytes.Span);
        }
    }

    /// <summary>A verifier would not let it pass that a blob is missing which the ledger needs said.</summary>
    /// <exception cref="InvalidDataException">It was not put, and was not published before.</exception>
    public static void RequireBlob(PublicationWriter writer, Digest digest)
    {
        if (!writer.Has(BlobPath(digest)) && !writer.Keep(BlobPath(digest)))
        {
            throw new InvalidDataException(
                $"blob {digest}, which a statement names, is missing, and no statement withholds it; nothing was published"
            );
        }
    }

    public static string BlobPath(Digest digest) => ManifestLines.BlobPath(digest);

    private static string Full(TilePath tile) =>
        (tile.Level is { } level ? TilePath.Hashes(level, tile.Index) : TilePath.Entries(tile.Index)).ToString();
}
