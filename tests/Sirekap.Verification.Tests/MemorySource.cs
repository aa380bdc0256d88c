namespace Sirekap.Verification.Tests;

/// <summary>A publication in memory, so that hundreds of damaged copies cost no disk. It lists its files, as a folder does.</summary>
internal sealed class MemorySource(IReadOnlyDictionary<string, byte[]> files) : PublicationSource
{
    public override string Name => "memory";

    public override byte[]? Read(string path, long longest) =>
        files.TryGetValue(path, out var bytes) && bytes.Length <= longest ? bytes : null;

    public override IEnumerable<string> List() => files.Keys;
}
