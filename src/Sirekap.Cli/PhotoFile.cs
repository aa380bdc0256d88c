using Sirekap.Ledger.Storage;
using Sirekap.Reading.Images;

namespace Sirekap.Cli;

/// <summary>A picture's bytes from disk, or from whatever it is that the name leads to.</summary>
internal static class PhotoFile
{
    /// <summary>
    /// All bytes, but no more than one beyond what a picture may have: that is told as too large, however much more there is, so that a
    /// device without an end ends.
    /// </summary>
    /// <param name="path">Of the file.</param>
    /// <param name="error">Why it cannot be read, with its name; null when it was.</param>
    public static byte[]? TryRead(string path, out string? error)
    {
        error = Directory.Exists(path) ? $"{path}: is a folder; expected a photo" : null;
        if (error is not null)
        {
            return null;
        }

        try
        {
            using var file = RegularFile.OpenStream(path);
            using var bytes = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (var left = ImageLimits.Default.Bytes + 1; left > 0; )
            {
                var read = file.Read(buffer, 0, Math.Min(left, buffer.Length));
                if (read == 0)
                {
                    break;
                }

                bytes.Write(buffer, 0, read);
                left -= read;
            }

            return bytes.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            error = $"{path}: there is no such file";
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = $"{path}: cannot be read: {e.Message}";
            return null;
        }
    }
}
