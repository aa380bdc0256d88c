using System.Globalization;
using System.Text;
using Sirekap.Elections;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;

namespace Sirekap.OpenData.Publication;

/// <summary>A file of a publication.</summary>
/// <param name="Path">Its path, segments of <c>[A-Za-z0-9.-]</c> separated by slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">The hash of its bytes.</param>
public sealed record ManifestFile(string Path, long Bytes, Digest Sha256);

/// <summary>
/// What a publication consists of, signed by the log's key: the checkpoint it belongs to, then every stored file but the manifest itself, sorted by path.
/// A file that is not named here does not belong to the publication.
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
        var text = new StringBuilder(Files.Count * 110);
        text.Append(CultureInfo.InvariantCulture, $"{Magic}\n{Checkpoint.Origin}\n{Election}\n{Checkpoint.Size} {Checkpoint.Root}\n");
        foreach (var file in Files)
        {
            text.Append(CultureInfo.InvariantCulture, $"{file.Sha256} {file.Bytes} {file.Path}\n");
        }

        // An origin may have any letters.
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public byte[] Sign(SignerKey log)
    {
        var text = Text();
        return Note.Encode(text, [log.Sign(text)]);
    }

    /// <summary>Reads a manifest strictly; its signature is the caller's to verify.</summary>
    public static bool TryParse(Note note, out Manifest? manifest, out string? error)
    {
        manifest = null;
        var lines = Encoding.UTF8.GetString(note.Text.Span[..^1]).Split('\n');
        if (lines.Length < 5 || lines[0] != Magic)
        {
            error = $"a manifest begins with {Magic}, origin, election, checkpoint and lists at least one file";
            return false;
        }

        var point = lines[3].Split(' ');
        if (point.Length != 2 || !TryNumber(point[0], out var size) || !TreeHash.TryParse(point[1], out var root))
        {
            error = "line 4: expected the checkpoint's size and root";
            return false;
        }

        var files = new List<ManifestFile>(lines.Length - 4);
        for (var i = 4; i < lines.Length; i++)
        {
            var parts = lines[i].Split(' ');
            if (parts.Length != 3 || !Digest.TryParse(parts[0], out var digest) || !TryNumber(parts[1], out var bytes) || !IsPath(parts[2]))
            {
                error = $"line {i + 1}: expected SHA-256, length and path";
                return false;
            }

            if (bytes > LongestFile)
            {
                error = $"line {i + 1}: {parts[2]} has {bytes} bytes, more than {LongestFile}";
                return false;
            }

            if (files.Count > 0 && string.CompareOrdinal(files[^1].Path, parts[2]) >= 0)
            {
                error = $"line {i + 1}: {parts[2]} is out of order or stands twice";
                return false;
            }

            files.Add(new ManifestFile(parts[2], bytes, digest));
        }

        manifest = new Manifest(new Checkpoint(lines[1], size, root), lines[2], files);
        error = null;
        return true;
    }

    /// <summary>Whether this is a path that a publication may have: no way out of the folder, no surprise on any file system.</summary>
    public static bool IsPath(string path) =>
        path.Length is > 0 and <= 200 && path != Path && path.Split('/').All(part => part.Length > 0 && part[0] != '.'
            && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'));

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number.ToString(CultureInfo.InvariantCulture) == text;
}
