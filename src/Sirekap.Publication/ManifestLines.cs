using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Sirekap.Elections;

namespace Sirekap.Publication;

/// <summary>
/// The lines of a manifest and of its branches, <c>SHA-256 length path</c> for each file, sorted by path. A blob, whose path follows from
/// its
/// hash, has no path.
/// </summary>
internal static class ManifestLines
{
    private const string Blobs = "blobs/";

    /// <summary>The lines of files that are sorted by path, behind a head.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> head, IReadOnlyList<ManifestFile> files)
    {
        // Made once, and a branch of a nation's has a hundred thousand of them.
        var text = new byte[head.Length + files.Sum(Length)];
        head.CopyTo(text);
        var at = head.Length;
        Span<byte> hash = stackalloc byte[Digest.Size];
        foreach (var file in files)
        {
            file.Sha256.CopyTo(hash);
            Convert.TryToHexStringLower(hash, text.AsSpan(at), out var written);
            text[at += written] = (byte)' ';
            Utf8Formatter.TryFormat(file.Bytes, text.AsSpan(++at), out written);
            at += written;
            if (!IsNamedByHash(file))
            {
                text[at] = (byte)' ';
                at += 1 + Encoding.ASCII.GetBytes(file.Path, text.AsSpan(at + 1));
            }

            text[at++] = (byte)'\n';
        }

        return text;
    }

    /// <summary>Reads lines to the end, strictly.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="number">The number of the first.</param>
    /// <param name="files">The files.</param>
    /// <param name="error">What is wrong, with the number of its line.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int number, out List<ManifestFile> files, [NotNullWhen(false)] out string? error)
    {
        (files, error) = ([], null);
        for (; !text.IsEmpty; number++)
        {
            if (ReadFile(Line(ref text), files.Count == 0 ? null : files[^1].Path, out var flaw) is not { } file)
            {
                error = $"line {number}: {flaw}";
                return false;
            }

            files.Add(file);
        }

        return true;
    }

    /// <summary>What stands before the next newline, which there must be.</summary>
    public static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return line;
    }

    /// <summary>What stands before the next space.</summary>
    public static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)' ');
        var word = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[(end + 1)..];
        return word;
    }

    /// <summary>Digits in their only form.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && Digits(number) == text.Length;

    /// <summary>Where a blob lies.</summary>
    public static string BlobPath(Digest digest) => $"{Blobs}{digest}";

    private static ManifestFile? ReadFile(ReadOnlySpan<byte> line, string? before, out string? error)
    {
        error = null;
        var named = line.Count((byte)' ') > 1;
        if (!Digest.TryParse(Word(ref line), out var digest) || !TryNumber(Word(ref line), out var bytes))
        {
            error = "expected SHA-256, length and path";
            return null;
        }

        var path = named ? Encoding.UTF8.GetString(line) : BlobPath(digest);
        if (!Manifest.IsPath(path) || (named && path == BlobPath(digest)) || (!named && !line.IsEmpty))
        {
            error = "expected SHA-256, length and path, the path left out where it is the blob's of this hash";
        }
        else if (bytes > Manifest.LongestFile)
        {
            error = $"{path} has {bytes} bytes, more than {Manifest.LongestFile}";
        }
        else if (before is not null && string.CompareOrdinal(before, path) >= 0)
        {
            error = $"{path} is out of order or stands twice";
        }

        return error is null ? new ManifestFile(path, bytes, digest) : null;
    }

    private static bool IsNamedByHash(ManifestFile file) =>
        file.Path.Length == Blobs.Length + (2 * Digest.Size) && file.Path == BlobPath(file.Sha256);

    private static int Length(ManifestFile file) =>
        (2 * Digest.Size) + 1 + Digits(file.Bytes) + 1 + (IsNamedByHash(file) ? 0 : 1 + file.Path.Length);

    private static int Digits(long number)
    {
        var digits = 1;
        for (; number > 9; number /= 10)
        {
            digits++;
        }

        return digits;
    }
}
