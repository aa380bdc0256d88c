using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Storage;

namespace Sirekap.Record.Storage;

/// <summary>Files named by their SHA-256. A blob is durable before a statement names it.</summary>
public sealed class BlobFolder(string folder)
{
    private readonly DiskFileSystem _files = new();

    public string Path { get; } = folder;

    public string FileOf(Digest digest) => System.IO.Path.Combine(Path, digest.ToString());

    /// <summary>The reference to these bytes, whether they are stored or not.</summary>
    public static BlobReference Reference(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Digest.Size];
        SHA256.HashData(bytes, hash);
        return new BlobReference(new Digest(hash), bytes.Length);
    }

    /// <summary>Stores bytes and returns how a statement names them. The same bytes again change nothing.</summary>
    public BlobReference Add(ReadOnlySpan<byte> bytes)
    {
        var reference = Reference(bytes);
        var path = FileOf(reference.Sha256);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path);
            var aside = path + ".new";
            using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: true);
            _files.SyncDirectory(Path);
        }

        return reference;
    }

    /// <summary>The bytes, or null.</summary>
    public ReadOnlyMemory<byte>? Read(BlobReference blob)
    {
        var path = FileOf(blob.Sha256);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }
}
