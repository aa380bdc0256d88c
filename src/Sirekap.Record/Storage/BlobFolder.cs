using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Storage;

namespace Sirekap.Record.Storage;

/// <summary>Files named by their SHA-256. A blob is durable before a statement names it. Safe for several threads.</summary>
public sealed class BlobFolder(string folder, FileSystem? files = null)
{
    private readonly FileSystem _files = files ?? DiskFileSystem.Instance;
    private readonly Lock _adding = new();

    public string Path { get; } = folder;

    public string FileOf(Digest digest) => System.IO.Path.Combine(Path, digest.ToString());

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
        var file = new AtomicFile(_files, FileOf(reference.Sha256));
        lock (_adding)
        {
            if (file.Read() is { } standing && bytes.SequenceEqual(standing))
            {
                // Whoever stored it may have died before its name was synced.
                _files.SyncDirectory(Path);
            }
            else
            {
                _files.CreateDurableDirectory(Path);
                file.Replace(bytes);
            }
        }

        return reference;
    }

    /// <summary>The bytes, or null. Whoever uses them checks their hash.</summary>
    public ReadOnlyMemory<byte>? Read(BlobReference blob) =>
        new AtomicFile(_files, FileOf(blob.Sha256)).Read() is { } bytes ? bytes : default(ReadOnlyMemory<byte>?);
}
