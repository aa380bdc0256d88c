using System.Collections.Immutable;
using System.Globalization;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Storage;
using Sirekap.Publication;
using Sirekap.Record.Storage;

namespace Sirekap.Node;

/// <summary>
/// What a node has published, in <c>DIR/elections/ID/public/</c>: <c>checkpoint</c>, the newest, and each of the last full publications in
/// a folder named by its number of entries. A folder there is whole, or not there. Safe for several threads.
/// </summary>
public sealed class PublicFolder
{
    /// <summary>Those who verify the one before the last need not hurry.</summary>
    private const int Keep = 3;

    /// <summary>Where publications follow quickly, those that somebody may be reading stay at least so long.</summary>
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(5);

    private readonly AtomicFile _checkpoint;
    private readonly TimeProvider _clock;
    private ImmutableList<(long Size, DateTimeOffset Since)> _kept;

    public PublicFolder(ElectionFolder election, TimeProvider clock)
    {
        _clock = clock;
        Path = System.IO.Path.Combine(election.Root, "public");
        Directory.CreateDirectory(Path);
        _checkpoint = new AtomicFile(DiskFileSystem.Instance, System.IO.Path.Combine(Path, "checkpoint"));
        _kept =
        [
            .. Directory
                .GetDirectories(Path)
                .Select(folder => System.IO.Path.GetFileName(folder))
                .Where(name => IsSize(name))
                .Select(name => (Size: long.Parse(name, CultureInfo.InvariantCulture), Since: clock.GetUtcNow()))
                .Where(kept => File.Exists(System.IO.Path.Combine(At(kept.Size), Manifest.Path)))
                .OrderBy(kept => kept.Size),
        ];
    }

    public string Path { get; }

    /// <summary>The number of entries of the newest full publication; null before the first.</summary>
    public long? Latest => Volatile.Read(ref _kept) is [.., var (size, _)] ? size : null;

    /// <summary>The file of the newest checkpoint.</summary>
    public string CheckpointFile => _checkpoint.Path;

    /// <summary>Whether the publication of so many entries is here.</summary>
    public bool Has(long size) => Volatile.Read(ref _kept).Any(kept => kept.Size == size);

    /// <summary>The folder of the publication of so many entries, whether it is there or not.</summary>
    public string At(long size) => System.IO.Path.Combine(Path, size.ToString(CultureInfo.InvariantCulture));

    /// <summary>The newest checkpoint that was published, if it is one of this log.</summary>
    public SignedCheckpoint? ReadCheckpoint(VerifierKey log) =>
        _checkpoint.Read() is { } bytes && SignedCheckpoint.TryParse(bytes, log, out var signed, out _) ? signed : null;

    public void WriteCheckpoint(SignedCheckpoint checkpoint) => _checkpoint.Replace(checkpoint.Bytes.Span);

    /// <summary>Takes in a publication that now stands in its folder; the oldest go.</summary>
    public void Add(long size)
    {
        var now = _clock.GetUtcNow();
        var all = _kept.RemoveAll(kept => kept.Size == size).Add((size, now));
        var gone = all.Take(all.Count - Keep).Where(kept => now - kept.Since > KeepFor).ToArray();
        Volatile.Write(ref _kept, all.RemoveRange(gone));
        foreach (var (old, _) in gone)
        {
            Directory.Delete(At(old), recursive: true);
        }
    }

    private static bool IsSize(string name) => name is [>= '1' and <= '9', ..] && name.Length <= 18 && name.All(char.IsAsciiDigit);
}
