using System.Runtime.ExceptionServices;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
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
        var contents = ManifestTree.Expand(manifest, branch => source.Read(branch.Path, branch.Bytes));
        var before = node.Public.Latest is { } latest ? node.Public.At(latest) : null;
        var known = before is null ? null : PublicationWriter.ReadManifest(before, manifest.Election, election.LogKey);
        var writer = new PublicationWriter(
            Path.Combine(node.Public.Path, "next"),
            before,
            PublicationWriter.ReadContents(before, known),
            trusting: true
        );
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
            Parallel.ForEach(contents.Files.Values, options, file => Copy(file, writer));
            Parallel.ForEach(contents.Attached, options, blob => CopyAttached(blob.Key, blob.Value, writer));
            writer.Finish(node.Public.At(manifest.Checkpoint.Size), bytes);
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
        if (path is PublicPath.Blob { Sha256: var withheld } && IsWithheld(withheld))
        {
            // By an entry after this publication; the next one does not name it.
            return;
        }

        var (put, known) = (writer.Contents.Files.GetValueOrDefault(file.Path), writer.Known.Files.GetValueOrDefault(file.Path));
        if (put == file || (known == file && writer.Keep(file.Path)))
        {
            return;
        }

        writer.Put(file.Path, Here(path, file) ?? Fetch(file) ?? throw new IOException($"{source.Name}/{file.Path} is missing"));
    }

    /// <summary>A photo that the origin does not have either is no reason to have no publication.</summary>
    private void CopyAttached(Digest blob, long length, PublicationWriter writer)
    {
        var file = new ManifestFile(PublicationParts.BlobPath(blob), length, blob);
        if (IsWithheld(blob) || writer.KeepAttached(blob))
        {
            return;
        }

        if ((Here(new PublicPath.Blob(blob), file) ?? Fetch(file)) is { } bytes)
        {
            writer.PutAttached(blob, bytes);
        }
        else
        {
            writer.ListAttached(new BlobReference(blob, length));
        }
    }

    private bool IsWithheld(Digest blob) => node.Read((record, _) => record.Withheld.ContainsKey(blob));

    private byte[]? Fetch(ManifestFile file)
    {
        if (source.Read(file.Path, file.Bytes) is not { } bytes)
        {
            return null;
        }

        if (!IsOf(file, bytes))
        {
            throw new InvalidDataException($"{source.Name}/{file.Path} is not what the manifest says");
        }

        if (file.Path == PublicationParts.BlobPath(file.Sha256))
        {
            node.Folder.Blobs.Add(bytes);
        }

        return bytes;
    }

    /// <summary>The file from what this node has itself, or null.</summary>
    private byte[]? Here(PublicPath path, ManifestFile file)
    {
        var bytes = path switch
        {
            PublicPath.Tile { At: var tile } => node.Tile(tile),
            PublicPath.Blob { Sha256: var blob } => node.Folder.Blobs.Read(blob)?.ToArray(),
            _ => null,
        };
        return bytes is not null && IsOf(file, bytes) ? bytes : null;
    }

    private static bool IsOf(ManifestFile file, byte[] bytes) =>
        bytes.Length == file.Bytes && BlobFolder.Reference(bytes).Sha256 == file.Sha256;
}
