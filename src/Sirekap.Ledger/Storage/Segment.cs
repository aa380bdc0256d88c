namespace Sirekap.Ledger.Storage;

/// <summary>One file of a store.</summary>
/// <param name="path">Where it lies.</param>
/// <param name="file">The open file.</param>
/// <param name="firstIndex">Of its first entry in the ledger.</param>
internal sealed class Segment(string path, StoreFile file, long firstIndex)
{
    public string Path { get; } = path;

    public StoreFile File { get; } = file;

    public long FirstIndex { get; } = firstIndex;

    /// <summary>Bytes that readers may see; guarded by the store's state lock.</summary>
    public long Length { get; set; }
}
