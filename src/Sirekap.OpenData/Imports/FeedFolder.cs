using System.Text;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Storage;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// Files of a folder and the folders in it, in the order of their paths; links are not followed. Its listing stands for it as a source: a
/// line
/// <c>SHA-256, two spaces, path</c> for each file that was read, as sha256sum writes it.
/// </summary>
public sealed class FeedFolder
{
    private readonly StringBuilder _listing = new();

    /// <summary>The listing's bytes, once the folder was walked.</summary>
    public ReadOnlyMemory<byte> Listing => Encoding.UTF8.GetBytes(_listing.ToString());

    /// <summary>Hash and length of the listing.</summary>
    public BlobReference Reference => FeedFile.ReferenceOf(Listing.Span);

    /// <returns>Why it cannot be read at all, or null.</returns>
    internal string? Walk(string folder, FeedZip.Wants wants, FeedZip.Take take)
    {
        try
        {
            var options = new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.ReparsePoint,
                IgnoreInaccessible = false,
            };
            var paths = Directory
                .EnumerateFiles(folder, "*", options)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal);
            foreach (var path in paths)
            {
                if (wants(path))
                {
                    Read(Path.Combine(folder, path), path, take);
                }
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private void Read(string file, string path, FeedZip.Take take)
    {
        using var stream = RegularFile.OpenStream(file);
        var buffer = new byte[KpuStationJson.Largest + 1];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length > KpuStationJson.Largest)
        {
            take(path, default, $"more than {KpuStationJson.Largest} bytes: no station's answer");
            return;
        }

        var bytes = buffer.AsMemory(0, length);
        _listing.Append(Convert.ToHexStringLower(Sha256.Hash(bytes.Span))).Append("  ").Append(Figure.Clean(path)).Append('\n');
        take(path, bytes, null);
    }
}
