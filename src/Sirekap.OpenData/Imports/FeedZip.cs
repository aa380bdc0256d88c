using System.IO.Compression;
using System.IO.Hashing;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// Files of a zip, in the order of their names. Sizes are bounded by what is read and not by what the zip says, and every CRC is checked.
/// </summary>
internal static class FeedZip
{
    /// <summary>Whether a file is wanted, by its path.</summary>
    public delegate bool Wants(string path);

    /// <summary>Takes a file that is wanted: its bytes, or what is wrong with it.</summary>
    public delegate void Take(string path, ReadOnlyMemory<byte> bytes, string? flaw);

    /// <returns>Why it cannot be read at all, or null.</returns>
    public static string? Walk(FeedFile file, Wants wants, Take take)
    {
        if (!file.Bytes.Span.StartsWith("PK"u8))
        {
            return "it is no whole zip; expected a folder, or a zip, of KPU's answers, one file a station";
        }

        try
        {
            using var stream = FeedFile.StreamOf(file.Bytes);
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            foreach (var entry in zip.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                var isFolder = entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\');
                if (!isFolder && wants(entry.FullName))
                {
                    var bytes = Read(entry, out var flaw);
                    take(entry.FullName, bytes, flaw);
                }
            }

            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            return $"it is no whole zip: {e.Message}";
        }
    }

    private static ReadOnlyMemory<byte> Read(ZipArchiveEntry entry, out string? flaw)
    {
        try
        {
            using var stream = entry.Open();
            var buffer = new byte[KpuStationJson.Largest + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            if (length > KpuStationJson.Largest)
            {
                flaw = $"more than {KpuStationJson.Largest} bytes: no station's answer";
                return default;
            }

            flaw = Crc32.HashToUInt32(buffer.AsSpan(0, length)) == entry.Crc32 ? null : "it is damaged: its CRC-32 is another";
            return buffer.AsMemory(0, length);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            flaw = $"it cannot be unpacked: {e.Message}";
            return default;
        }
    }
}
