using Sirekap.Ledger.Notes;
using Sirekap.Node;
using Sirekap.Publication;

namespace Sirekap.Site.Pages.Explaining;

/// <summary>How much a full publication is.</summary>
/// <param name="Size">Its entries.</param>
/// <param name="Files">Its files.</param>
/// <param name="Bytes">All of them together: what a verifier downloads.</param>
public sealed record PublicationWeight(long Size, int Files, long Bytes)
{
    private static PublicationWeight? _last;

    /// <summary>Of the last full publication; null before the first.</summary>
    public static PublicationWeight? Of(LedgerNode node)
    {
        if (node.Public.Latest is not { } size)
        {
            return null;
        }

        // A nation's manifest and branches name millions of files; they are read once for each publication.
        var last = Volatile.Read(ref _last);
        if (last?.Size == size)
        {
            return last;
        }

        try
        {
            var bytes = File.ReadAllBytes(Path.Combine(node.Public.At(size), Manifest.Path));
            if (!Note.TryParse(bytes, out var note, out _) || !Manifest.TryParse(note, out var manifest, out _) || manifest is null)
            {
                return null;
            }

            var contents = PublicationWriter.ReadContents(node.Public.At(size), manifest);
            var weight = new PublicationWeight(
                size,
                contents.Files.Count + contents.Attached.Count + 1,
                contents.Files.Values.Sum(file => file.Bytes) + contents.Attached.Values.Sum() + bytes.Length
            );
            Volatile.Write(ref _last, weight);
            return weight;
        }
        catch (IOException)
        {
            // It was taken away meanwhile; the next is there.
            return null;
        }
    }
}
