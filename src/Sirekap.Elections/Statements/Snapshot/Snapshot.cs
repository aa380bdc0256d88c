namespace Sirekap.Elections.Statements;

/// <summary>
/// Copies only: a snapshot of somebody else's feed, and which stations it has a row for. Nothing older speaks of those stations after it.
/// </summary>
/// <param name="Contest">The contest.</param>
/// <param name="Taken">When the snapshot was taken.</param>
/// <param name="Source">The file it was read from.</param>
/// <param name="Stations">Blob: the stations it has a row for, in the form of the regions blob.</param>
public sealed record Snapshot(string Contest, Timestamp Taken, BlobReference Source, BlobReference Stations) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs =>
        [
            NamedBlob.Of(Stations, BlobUse.Replayed, "stations of the snapshot"),
            NamedBlob.Of(Source, BlobUse.Attached, "source of the snapshot"),
        ];
}
