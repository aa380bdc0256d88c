using System.Globalization;
using System.Text;
using Sirekap.Elections;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;

namespace Sirekap.Publication;

/// <summary>A file of a publication.</summary>
/// <param name="Path">Its path, segments of <c>[A-Za-z0-9.-]</c> separated by slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">The hash of its bytes.</param>
public sealed record ManifestFile(string Path, long Bytes, Digest Sha256);

/// <summary>
/// What a publication consists of, signed by the log's key: the checkpoint it belongs to, then every stored file but the manifest itself,
/// sorted by path. A file that is not named here does not belong to the publication.
/// </summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="Election">The election's id.</param>
/// <param name="Files">The files, sorted by path (bytewise), each once.</param>
public sealed record Manifest(Checkpoint Checkpoint, string Election, IReadOnlyList<ManifestFile> Files)
{
    /// <summary>The manifest's own place.</summary>
    public const string Path = "manifest";

    /// <summary>No file of a publication is longer: what a stranger's manifest says must not fill a verifier's memory.</summary>
    public const long LongestFile = 256L << 20;

    /// <summary>First line; it also keeps a manifest from being taken for a checkpoint, which the same key signs.</summary>
    private const string Magic = "sirekap-manifest/v1";

    /// <summary>The note's text.</summary>
    public byte[] Text()
    {
        // An origin may have any letters; all else is ASCII. A nation's has ten megabytes, which are made once.
        var head = Encoding.UTF8.GetBytes($"{Magic}\n{Checkpoint.Origin}\n{Election}\n{Checkpoint.Size} {Checkpoint.Root}\n");
        var text = new byte[head.Length + Files.Sum(file => (2 * Digest.Size) + 1 + Digits(file.Bytes) + 1 + file.Path.Length + 1)];
        head.CopyTo(text, 0);
        var at = head.Length;
        Span<byte> hash = stackalloc byte[Digest.Size];
        foreach (var file in Files)
        {
            file.Sha256.CopyTo(hash);
            Convert.TryToHexStringLower(hash, text.AsSpan(at), out var written);
            text[at += written] = (byte)' ';
            file.Bytes.TryFormat(text.AsSpan(++at), out written, default, CultureInfo.InvariantCulture);
            text[at += written] = (byte)' ';
            at += 1 + Encoding.ASCII.GetBytes(file.Path, text.AsSpan(at + 1));
            text[at++] = (byte)'\n';
        }

        return text;
    }

    public byte[] Sign(SignerKey log)
    {
        var text = Text();
        return Note.Encode(text, [log.Sign(text)]);
    }

    /// <summary>Whether the log has signed it, and nobody else: a further line would make other bytes of the same manifest.</summary>
    public static bool IsSigned(Note note, VerifierKey log) => note.Signatures.Count == 1 && note.VerifySignatures(log).Contains(log);

    /// <summary>Reads a manifest strictly; its signature is the caller's to verify.</summary>
    public static bool TryParse(Note note, out Manifest? manifest, out string? error)
    {
        manifest = null;
        var rest = note.Text.Span;
        var magic = Line(ref rest);
        var origin = Line(ref rest);
        var election = Line(ref rest);
        var point = Line(ref rest);
        if (!magic.SequenceEqual(Encoding.ASCII.GetBytes(Magic)) || rest.IsEmpty)
        {
            error = $"a manifest begins with {Magic}, origin, election, checkpoint and lists at least one file";
            return false;
        }

        var root = default(TreeHash);
        if (!TryNumber(Word(ref point), out var size) || !TreeHash.TryParse(point, out root))
        {
            error = "line 4: expected the checkpoint's size and root";
            return false;
        }

        var files = new List<ManifestFile>();
        for (var number = 5; !rest.IsEmpty; number++)
        {
            var line = Line(ref rest);
            if (ReadFile(line, files.Count == 0 ? null : files[^1].Path, out error) is not { } file)
            {
                error = $"line {number}: {error}";
                return false;
            }

            files.Add(file);
        }

        manifest = new Manifest(new Checkpoint(Encoding.UTF8.GetString(origin), size, root), Encoding.UTF8.GetString(election), files);
        error = null;
        return true;
    }

    private static ManifestFile? ReadFile(ReadOnlySpan<byte> line, string? before, out string? error)
    {
        error = null;
        if (
            !Digest.TryParse(Word(ref line), out var digest)
            || !TryNumber(Word(ref line), out var bytes)
            || !IsPath(Encoding.UTF8.GetString(line))
        )
        {
            error = "expected SHA-256, length and path";
            return null;
        }

        var path = Encoding.ASCII.GetString(line);
        if (bytes > LongestFile)
        {
            error = $"{path} has {bytes} bytes, more than {LongestFile}";
        }
        else if (before is not null && string.CompareOrdinal(before, path) >= 0)
        {
            error = $"{path} is out of order or stands twice";
        }

        return error is null ? new ManifestFile(path, bytes, digest) : null;
    }

    /// <summary>Whether this is a path that a publication may have: no way out of the folder, no surprise on any file system.</summary>
    public static bool IsPath(string path) =>
        path.Length is > 0 and <= 200
        && path != Path
        && path.Split('/').All(part => part.Length > 0 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'));

    /// <summary>What stands before the next newline; a note's text ends with one.</summary>
    private static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var line = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[(end + 1)..];
        return line;
    }

    /// <summary>What stands before the next space.</summary>
    private static ReadOnlySpan<byte> Word(ref ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)' ');
        var word = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[(end + 1)..];
        return word;
    }

    private static int Digits(long number)
    {
        var digits = 1;
        for (; number > 9; number /= 10)
        {
            digits++;
        }

        return digits;
    }

    /// <summary>Digits in their only form.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && Digits(number) == text.Length;
}
