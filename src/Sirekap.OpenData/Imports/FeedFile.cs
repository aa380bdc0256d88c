using System.Runtime.InteropServices;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Storage;

namespace Sirekap.OpenData.Imports;

/// <summary>A file as it was given, whole in memory, so that what is hashed is what is read.</summary>
/// <param name="Name">Its name as the user gave it.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record FeedFile(string Name, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Larger files are refused: a zip of every station of 2024 is about half of it.</summary>
    public const long Largest = 1L << 30;

    /// <summary>Hash and length, by which a snapshot names its source.</summary>
    public BlobReference Reference => ReferenceOf(Bytes.Span);

    /// <summary>The bytes as a stream, not copied where they are an array.</summary>
    internal static MemoryStream StreamOf(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    /// <summary>Hash and length of bytes.</summary>
    public static BlobReference ReferenceOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Digest.Size];
        Sha256.Hash(bytes, hash);
        return new BlobReference(new Digest(hash), bytes.Length);
    }

    /// <summary>Reads a file, or says why it cannot be reached.</summary>
    public static FeedFile? Load(string path, out InputError? error)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > Largest)
            {
                error = new InputError(path, $"{length} bytes; at most {Largest}");
                return null;
            }

            error = null;
            return new FeedFile(path, RegularFile.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error = new InputError(path, e is FileNotFoundException or DirectoryNotFoundException ? "no such file" : e.Message);
            return null;
        }
    }
}
