using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>Lists of stations that a statement names and replay needs.</summary>
internal static class LoadedRegions
{
    /// <summary>Reads a list; what is withheld is removed, and without this list nobody could replay the ledger.</summary>
    /// <param name="record">Whose blobs they are.</param>
    /// <param name="blob">The list, in the form of the regions blob.</param>
    /// <param name="what">What it is, before "are not to be had".</param>
    /// <param name="stations">The list; null when refused.</param>
    public static Rejection? Read(ElectionRecord record, BlobReference blob, string what, out RegionTree? stations)
    {
        stations = null;
        if (record.Withheld.TryGetValue(blob.Sha256, out var withheld))
        {
            return new Rejection(RejectionCode.BlobMissing, $"entry {withheld.Index} withholds the {what}, blob {blob.Sha256}");
        }

        if (!Beginning.Load(record.Source, blob, what, out var bytes, out var rejection))
        {
            return rejection;
        }

        return RegionTree.TryParse(bytes.Span, out stations, out var error)
            ? null
            : new Rejection(RejectionCode.BadBlob, $"the {what}, blob {blob.Sha256}: {error}");
    }
}
