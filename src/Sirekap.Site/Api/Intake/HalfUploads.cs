using System.Globalization;
using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.Site.Api.Intake;

/// <summary>A blob of which a part has come.</summary>
/// <param name="Key">The key that brings it: nobody else's parts go to the same file.</param>
/// <param name="Blob">SHA-256 of the whole.</param>
/// <param name="Length">Bytes of the whole, as was said with the first part.</param>
/// <param name="Offset">Bytes that have come.</param>
/// <param name="Written">When the last part came.</param>
internal sealed record HalfUpload(KeyName Key, Digest Blob, long Length, long Offset, DateTime Written);

/// <summary>
/// Blobs that come in parts, each a file <c>KEY-SHA256-LENGTH</c> whose own length is the offset: what is here outlives this process. None
/// is synced, for whoever brings it has it, and the whole is known by its hash. The folder, which nobody else writes, is listed once: a
/// nation's phones have tens of thousands there at a time. Safe for several threads.
/// </summary>
internal sealed class HalfUploads(string folder)
{
    private readonly Lock _lock = new();
    private Dictionary<(KeyName Key, Digest Blob), HalfUpload>? _known;

    /// <summary>All that are here.</summary>
    public IReadOnlyList<HalfUpload> All()
    {
        lock (_lock)
        {
            return [.. Known.Values];
        }
    }

    /// <summary>What has come of a blob by a key; null where nothing has.</summary>
    public HalfUpload? Of(KeyName key, Digest blob)
    {
        lock (_lock)
        {
            return Known.GetValueOrDefault((key, blob));
        }
    }

    /// <summary>Begins a blob, of which nothing has come.</summary>
    public HalfUpload Begin(KeyName key, Digest blob, long length)
    {
        lock (_lock)
        {
            Directory.CreateDirectory(folder);
            var half = new HalfUpload(key, blob, length, 0, DateTime.UtcNow);
            using (new FileStream(PathOf(half), FileMode.Create, FileAccess.Write)) { }
            Known[(key, blob)] = half;
            return half;
        }
    }

    /// <summary>Adds a part at the offset where the one before ended; null where another was added meanwhile.</summary>
    public HalfUpload? Append(HalfUpload half, ReadOnlySpan<byte> part)
    {
        lock (_lock)
        {
            var path = PathOf(half);
            if (!File.Exists(path))
            {
                return null;
            }

            using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
            if (file.Position != half.Offset)
            {
                return null;
            }

            file.Write(part);
            file.Flush();
            return Known[(half.Key, half.Blob)] = half with { Offset = half.Offset + part.Length, Written = DateTime.UtcNow };
        }
    }

    /// <summary>All that has come.</summary>
    public byte[] Read(HalfUpload half)
    {
        lock (_lock)
        {
            return File.Exists(PathOf(half)) ? File.ReadAllBytes(PathOf(half)) : [];
        }
    }

    /// <summary>Forgets what has come; whoever brought it can begin again.</summary>
    public void Remove(HalfUpload half)
    {
        lock (_lock)
        {
            if (Directory.Exists(folder))
            {
                File.Delete(PathOf(half));
            }

            Known.Remove((half.Key, half.Blob));
        }
    }

    private Dictionary<(KeyName Key, Digest Blob), HalfUpload> Known =>
        _known ??= (new DirectoryInfo(folder) is { Exists: true } there ? there.EnumerateFiles().Select(Read).OfType<HalfUpload>() : [])
            .GroupBy(half => (half.Key, half.Blob))
            .ToDictionary(group => group.Key, group => group.MaxBy(half => half.Offset)!);

    private static HalfUpload? Read(FileInfo file) =>
        file.Name.Split('-') is [var name, var hash, var bytes]
        && KeyName.TryParse(name, out var key)
        && Digest.TryParse(hash, out var blob)
        && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? new HalfUpload(key, blob, length, file.Length, file.LastWriteTimeUtc)
            : null;

    private string PathOf(HalfUpload half) => Path.Combine(folder, $"{half.Key}-{half.Blob}-{half.Length}");
}
