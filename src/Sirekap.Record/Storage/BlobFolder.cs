using System.Collections.Concurrent;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Storage;

namespace Sirekap.Record.Storage;

/// <summary>A blob that lies in the folder.</summary>
/// <param name="Sha256">Its name, and the hash of its bytes unless the disk has failed.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Written">When it was stored.</param>
public readonly record struct StoredBlob(Digest Sha256, long Bytes, DateTime Written);

/// <summary>
/// Blobs on disk, each a file named by its SHA-256; nobody else knows where. A blob is durable before a statement names it. Safe for
/// several
/// threads.
/// </summary>
public sealed class BlobFolder(string folder, FileSystem? files = null)
{
    /// <summary>Blobs whose bytes were hashed by this process and are remembered: some 5 MB, and minutes of a national night.</summary>
    private const int MostKnown = 1 << 16;

    private readonly FileSystem _files = files ?? DiskFileSystem.Instance;
    private readonly Lock _adding = new();
    private readonly ConcurrentDictionary<Digest, (long Bytes, bool IsAsked)> _known = [];

    /// <summary>The reference to these bytes, whether they are stored or not.</summary>
    public static BlobReference Reference(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Digest.Size];
        Sha256.Hash(bytes, hash);
        return new BlobReference(new Digest(hash), bytes.Length);
    }

    /// <summary>
    /// Stores bytes and returns how a statement names them. The same bytes again change nothing; a file that was damaged is put right.
    /// </summary>
    public BlobReference Add(ReadOnlySpan<byte> bytes)
    {
        var reference = Reference(bytes);
        var file = FileOf(reference.Sha256);
        lock (_adding)
        {
            if (file.Read() is { } standing && bytes.SequenceEqual(standing))
            {
                // Whoever stored it may have died before its name was synced.
                _files.SyncDirectory(folder);
            }
            else
            {
                _files.CreateDurableDirectory(folder);
                file.Replace(bytes);
            }
        }

        Know(reference);
        return reference;
    }

    /// <summary>Whether there is a file of this name.</summary>
    public bool Has(Digest blob) => _files.FileExists(PathOf(blob));

    /// <summary>The length of the file of this name; null where there is none.</summary>
    public long? Length(Digest blob) => new FileInfo(PathOf(blob)) is { Exists: true } file ? file.Length : null;

    /// <summary>
    /// Whether these very bytes are here. What this process has stored or hashed lately it knows; else they are read and hashed, so ask it
    /// where nobody waits.
    /// </summary>
    public bool Holds(BlobReference blob)
    {
        if (!_known.ContainsKey(blob.Sha256))
        {
            if (FileOf(blob.Sha256).Read() is not { } bytes || Reference(bytes) is var found && found.Sha256 != blob.Sha256)
            {
                return false;
            }

            Know(found);
        }

        lock (_adding)
        {
            // From now on a statement counts on it: see RemoveUnasked.
            var here = _known.TryGetValue(blob.Sha256, out var known) && known.Bytes == blob.Bytes && Has(blob.Sha256);
            if (here)
            {
                _known[blob.Sha256] = known with { IsAsked = true };
            }

            return here;
        }
    }

    /// <summary>The bytes, or null. Whoever uses them checks their hash.</summary>
    public ReadOnlyMemory<byte>? Read(BlobReference blob) => Read(blob.Sha256);

    /// <inheritdoc cref="Read(BlobReference)"/>
    public ReadOnlyMemory<byte>? Read(Digest blob) => FileOf(blob).Read() is { } bytes ? bytes : default(ReadOnlyMemory<byte>?);

    /// <summary>The file open for reading, by whoever sends it on piece by piece; null where there is none.</summary>
    public FileStream? Open(Digest blob)
    {
        try
        {
            return new FileStream(PathOf(blob), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes what nobody has named in time; false where a statement that was brought lately counts on it.</summary>
    public bool RemoveUnasked(Digest blob)
    {
        lock (_adding)
        {
            if (_known.TryGetValue(blob, out var known) && known.IsAsked)
            {
                return false;
            }

            Remove(blob);
            return true;
        }
    }

    /// <summary>Removes what is withheld or damaged.</summary>
    public void Remove(Digest blob)
    {
        _known.TryRemove(blob, out _);
        if (Directory.Exists(folder))
        {
            File.Delete(PathOf(blob));
        }
    }

    /// <summary>All that are here.</summary>
    public IEnumerable<Digest> List() => Stored().Select(blob => blob.Sha256);

    /// <summary>All that are here, with length and time.</summary>
    public IEnumerable<StoredBlob> Stored() =>
        new DirectoryInfo(folder) is { Exists: true } there
            ? there
                .EnumerateFiles()
                .Select(file =>
                    Digest.TryParse(file.Name, out var blob) ? new StoredBlob(blob, file.Length, file.LastWriteTimeUtc) : default
                )
                .Where(blob => blob != default)
            : [];

    /// <summary>Makes the folder, so that it is there from the beginning.</summary>
    internal void Create() => Directory.CreateDirectory(folder);

    private void Know(BlobReference blob)
    {
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known.TryAdd(blob.Sha256, (blob.Bytes, false));
    }

    private AtomicFile FileOf(Digest blob) => new(_files, PathOf(blob));

    private string PathOf(Digest blob) => Path.Combine(folder, blob.ToString());
}
