using Sirekap.Elections;

namespace Sirekap.Publication;

/// <summary>All that a publication lists, out of the manifest and its branches.</summary>
/// <param name="Files">By path what must be there: checkpoint, tiles, documents, blobs that belong to it, and the branches
/// themselves.</param>
/// <param name="Attached">By hash the length of photos and other blobs that a copy may lack.</param>
public sealed record PublicationContents(IReadOnlyDictionary<string, ManifestFile> Files, IReadOnlyDictionary<Digest, long> Attached)
{
    public static PublicationContents None { get; } = new(new Dictionary<string, ManifestFile>(), new Dictionary<Digest, long>());
}
