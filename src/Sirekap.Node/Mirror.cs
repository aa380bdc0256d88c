using System.Runtime.ExceptionServices;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Tiles;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Node;

/// <summary>
/// Copies the origin's newest full publication into the replica's own, so that the replica can be verified, and replicated in its turn. The
/// manifest must be the log's and of this ledger; every file must be what it says. What is here already is not fetched: tiles, blobs,
/// documents of the one before.
/// </summary>
internal sealed class Mirror(ReplicaNode node, PublicationSource source, ElectionRecord election)
{
    private byte[] _done = [];

    /// <summary>Copies the newest, unless it is here already or is ahead of this ledger.</summary>
    /// <returns>What does not hold about it, or null.</returns>
    /// <exception cref="IOException">The origin cannot be reached, or the disk fails.</exception>
    public string? Next(CancellationToken cancellation)
    {
        source.Renew();
        if (source.Read(Manifest.Path, Manifest.LongestFile) is not { } bytes || bytes.AsSpan().SequenceEqual(_done))
        {
            return null;
        }

        if (Read(bytes, out var error) is not { } manifest)
        {
            return error;
        }

        var size = manifest.Checkpoint.Size;
        if (size > node.Size)
        {
            return null;
        }

        if (node.Read((_, tree) => tree.Root(size)) != manifest.Checkpoint.Root)
        {
            return $"{source.Name}/manifest is of {size} entries with another root than this ledger's";
        }

        if (!node.Public.Has(size))
        {
            Copy(manifest, bytes, cancellation);
            node.Public.Add(size);
        }

        _done = bytes;
        return null;
    }

    private Manifest? Read(byte[] bytes, out string? error)
    {
        if (!Note.TryParse(bytes, out var note, out error) || !Manifest.TryParse(note, out var manifest, out error))
        {
            error = $"{source.Name}/manifest: {error}";
            return null;
        }

        if (
            !Manifest.IsSigned(note, election.LogKey)
            || manifest!.Election != election.Head.Election
            || manifest.Checkpoint.Origin != election.Head.Ledger
        )
        {
            error = $"{source.Name}/manifest is not signed by the log of this election, and by it alone";
            return null;
        }

        return manifest;
    }

    private void Copy(Manifest manifest, byte[] bytes, CancellationToken cancellation)
    {
        var before = node.Public.Latest is { } latest ? node.Public.At(latest) : null;
        var known = before is null ? null : PublicationWriter.ReadManifest(before, manifest.Election, election.LogKey);
        var writer = new PublicationWriter(Path.Combine(node.Public.Path, "next"), before, PublicationWriter.ByPath(known), trusting: true);
        try
        {
            // The bundles are this node's own entries again; the others that the manifest names follow.
            PublicationParts.PutBundles(
                writer,
                node.Store,
                (known?.Checkpoint.Size ?? 0) / TilePath.FullWidth * TilePath.FullWidth,
                manifest.Checkpoint.Size,
                (_, _, _) => cancellation.ThrowIfCancellationRequested()
            );
            var options = new ParallelOptions { MaxDegreeOfParallelism = source.ReadsAtOnce, CancellationToken = cancellation };
            Parallel.ForEach(manifest.Files, options, file => Copy(file, writer));
            writer.Finish(node.Public.At(manifest.Checkpoint.Size), manifest.Checkpoint, manifest.Election, _ => bytes);
        }
        catch (AggregateException e) when (e.InnerException is IOException or InvalidDataException)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
        }
        finally
        {
            writer.DeleteAside();
        }
    }

    private void Copy(ManifestFile file, PublicationWriter writer)
    {
        var path =
            PublicPath.Read(file.Path, election)
            ?? throw new InvalidDataException($"{source.Name}/{file.Path} is nothing that a publication of this election has");
        if (path is PublicPath.Blob { Sha256: var withheld } && node.Read((record, _) => record.Withheld.ContainsKey(withheld)))
        {
            // By an entry after this publication; the next one does not name it.
            return;
        }

        if (
            (writer.Files.TryGetValue(file.Path, out var put) && put == file)
            || (writer.Known.TryGetValue(file.Path, out var known) && known == file && writer.Keep(file.Path))
        )
        {
            return;
        }

        if (Here(path, file) is not { } bytes)
        {
            bytes = source.Read(file.Path, file.Bytes) ?? throw new IOException($"{source.Name}/{file.Path} is missing");
            if (!IsOf(file, bytes))
            {
                throw new InvalidDataException($"{source.Name}/{file.Path} is not what the manifest says");
            }

            if (path is PublicPath.Blob)
            {
                node.Folder.Blobs.Add(bytes);
            }
        }

        writer.Put(file.Path, bytes);
    }

    /// <summary>The file from what this node has itself, or null.</summary>
    private byte[]? Here(PublicPath path, ManifestFile file)
    {
        var bytes = path switch
        {
            PublicPath.Tile { At: var tile } => node.Tile(tile),
            PublicPath.Blob { Sha256: var blob } when File.Exists(node.Folder.Blobs.FileOf(blob)) => File.ReadAllBytes(
                node.Folder.Blobs.FileOf(blob)
            ),
            _ => null,
        };
        return bytes is not null && IsOf(file, bytes) ? bytes : null;
    }

    private static bool IsOf(ManifestFile file, byte[] bytes) =>
        bytes.Length == file.Bytes && BlobFolder.Reference(bytes).Sha256 == file.Sha256;
}
