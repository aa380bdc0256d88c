using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Publication;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Node;

/// <summary>Blobs of a replica: from its own folder, else from the origin, always checked against their hash.</summary>
/// <param name="origin">Where they come from.</param>
/// <param name="folder">Where they are kept.</param>
internal sealed class ReplicaBlobs(PublicationSource origin, BlobFolder folder)
{
    /// <summary>The bytes, from here or there; null where they are not to be had, or are others.</summary>
    public ReadOnlyMemory<byte>? Read(BlobReference blob)
    {
        if (folder.Read(blob) is { } here && BlobFolder.Reference(here.Span) == blob)
        {
            return here;
        }

        try
        {
            return Fetch(blob.Sha256, blob.Bytes);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Fetches and keeps; null where it is not there, or is not what its name says.</summary>
    /// <exception cref="IOException">The origin cannot be reached.</exception>
    public byte[]? Fetch(Digest blob, long longest = Manifest.LongestFile)
    {
        if (
            origin.Read($"blobs/{blob}", Math.Min(longest, Manifest.LongestFile)) is not { } bytes
            || BlobFolder.Reference(bytes).Sha256 != blob
        )
        {
            return null;
        }

        folder.Add(bytes);
        return bytes;
    }

    public bool Has(Digest blob) => folder.Has(blob);

    /// <summary>Removes what is withheld.</summary>
    public void Remove(Digest blob) => folder.Remove(blob);
}
