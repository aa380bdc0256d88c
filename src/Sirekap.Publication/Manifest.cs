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
/// What a publication consists of, signed by the log's key: the checkpoint it belongs to, then its files, sorted by path. Most are not
/// listed
/// here but in branches (<see cref="ManifestTree"/>), files that are. A file that neither this nor a branch names does not belong to the
/// publication.
/// </summary>
/// <param name="Checkpoint">The checkpoint.</param>
/// <param name="Election">The election's id.</param>
/// <param name="Files">The files and branches, sorted by path (bytewise), each once.</param>
public sealed record Manifest(Checkpoint Checkpoint, string Election, IReadOnlyList<ManifestFile> Files)
{
    /// <summary>The manifest's own place.</summary>
    public const string Path = "manifest";

    /// <summary>No file of a publication is longer: it is read whole by whoever verifies.</summary>
    public const long LongestFile = 256L << 20;

    /// <summary>First line; it also keeps a manifest from being taken for a checkpoint, which the same key signs.</summary>
    private const string Magic = "sirekap-manifest/v2";

    /// <summary>The note's text. An origin may have any letters; all else is ASCII.</summary>
    public byte[] Text() =>
        ManifestLines.Encode(
            Encoding.UTF8.GetBytes($"{Magic}\n{Checkpoint.Origin}\n{Election}\n{Checkpoint.Size} {Checkpoint.Root}\n"),
            Files
        );

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
        var magic = ManifestLines.Line(ref rest);
        var origin = ManifestLines.Line(ref rest);
        var election = ManifestLines.Line(ref rest);
        var point = ManifestLines.Line(ref rest);
        if (!magic.SequenceEqual(Encoding.ASCII.GetBytes(Magic)) || rest.IsEmpty)
        {
            error = $"a manifest begins with {Magic}, origin, election, checkpoint and lists at least one file";
            return false;
        }

        var root = default(TreeHash);
        if (!ManifestLines.TryNumber(ManifestLines.Word(ref point), out var size) || !TreeHash.TryParse(point, out root))
        {
            error = "line 4: expected the checkpoint's size and root";
            return false;
        }

        if (!ManifestLines.TryRead(rest, 5, out var files, out error))
        {
            return false;
        }

        manifest = new Manifest(new Checkpoint(Encoding.UTF8.GetString(origin), size, root), Encoding.UTF8.GetString(election), files);
        return true;
    }

    /// <summary>Whether this is a path that a publication may have: no way out of the folder, no surprise on any file system.</summary>
    public static bool IsPath(string path) =>
        path.Length is > 0 and <= 200
        && path != Path
        && path.Split('/').All(part => part.Length > 0 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'));
}
