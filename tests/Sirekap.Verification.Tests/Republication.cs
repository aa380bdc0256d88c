using System.Text;
using System.Text.RegularExpressions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Tiles;
using Sirekap.Publication;
using Sirekap.Record;

namespace Sirekap.Verification.Tests;

/// <summary>
/// What an operator makes of entries of its choice: tree, tiles, documents, blobs, checkpoint and manifest, all consistent as far as they
/// can be, signed with the log's key. The record believes every signature here, and passes over what it refuses; where it refuses the
/// definition, there are its blobs and no documents.
/// </summary>
internal sealed partial class Republication
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly string _election;
    private readonly ElectionRecord? _record;

    /// <param name="entries">The ledger.</param>
    /// <param name="blobs">Where blobs are had.</param>
    public Republication(IReadOnlyList<byte[]> entries, BlobSource blobs)
    {
        _record = ElectionRecord.Begin(entries[0], blobs, out _);
        _election = _record?.Head.Election ?? "none";
        foreach (var entry in entries)
        {
            Tree.Append(TreeHash.Leaf(entry));
        }

        foreach (var tile in TileLayout.For(Tree.Size))
        {
            _files[tile.ToString()] = tile.IsEntries
                ? EntryBundle.Encode([
                    .. entries.Skip((int)tile.Index * TilePath.FullWidth).Take(tile.Width).Select(entry => new ReadOnlyMemory<byte>(entry)),
                ])
                : HashTile.Bytes(Tree, tile);
        }

        if (_record is not null)
        {
            Follow(_record, entries.Skip(1), blobs);
            return;
        }

        foreach (var named in HexDigest().Matches(Encoding.Latin1.GetString(entries[0])).Select(match => match.Value))
        {
            if (blobs(new BlobReference(Blob($"blobs/{named}"), 0)) is { } bytes)
            {
                _files[$"blobs/{named}"] = bytes.ToArray();
            }
        }
    }

    public MerkleTree Tree { get; } = new();

    /// <summary>The files but for checkpoint and manifest, to be falsified.</summary>
    public IDictionary<string, byte[]> Files => _files;

    /// <summary>Blobs and documents: what follows from the entries after the first.</summary>
    private void Follow(ElectionRecord record, IEnumerable<byte[]> entries, BlobSource blobs)
    {
        foreach (var bytes in entries)
        {
            if (record.Read(bytes, out _) is { } entry && record.Claims(entry, out var claims) is null)
            {
                record.Apply(entry, claims);
            }
        }

        foreach (var blob in record.Mentioned.Concat(record.Attached).Where(blob => !record.Withheld.ContainsKey(blob)))
        {
            if (blobs(new BlobReference(blob, 0)) is { } bytes)
            {
                _files[$"blobs/{blob}"] = bytes.ToArray();
            }
        }

        var writer = new CanonicalWriter();
        foreach (var contest in record.Contests)
        {
            for (var region = 0; region < record.Tree.RegionCount; region++)
            {
                _files[ResultDocument.Path(contest.Contest.Code, record.Tree.Region(region))] = ResultDocument
                    .Write(writer, record, contest, region)
                    .ToArray();
            }
        }
    }

    /// <summary>Checkpoint and manifest, signed over whatever the files are now.</summary>
    public Dictionary<string, byte[]> Sign(SignerKey log, IEnumerable<NoteSignature>? cosignatures = null)
    {
        var checkpoint = SignedCheckpoint
            .Sign(new Checkpoint(log.Verifier.Name, Tree.Size, Tree.Root()), log)
            .WithSignatures(cosignatures ?? []);
        _files["checkpoint"] = checkpoint.Bytes.ToArray();
        _files.Remove(Manifest.Path);
        var listed = ManifestOf(_files, checkpoint.Checkpoint, _election).Files.ToLookup(file => IsAttached(file.Path));
        var (branches, rest) = ManifestTree.Of(
            new PublicationContents(
                listed[false].ToDictionary(file => file.Path),
                listed[true].ToDictionary(file => Blob(file.Path), file => file.Bytes)
            )
        );
        var signed = new Dictionary<string, byte[]>(_files, StringComparer.Ordinal);
        foreach (var (path, bytes) in branches)
        {
            signed[path] = bytes;
        }

        var root = signed.Where(file => ManifestTree.IsBranch(file.Key) || rest.Any(other => other.Path == file.Key));
        signed[Manifest.Path] = ManifestOf([.. root], checkpoint.Checkpoint, _election).Sign(log);
        return signed;
    }

    /// <summary>Whether it is a blob that a publication of this ledger may lack.</summary>
    private bool IsAttached(string path) =>
        path.StartsWith("blobs/", StringComparison.Ordinal)
        && Blob(path) is var blob
        && _record is not null
        && _record.Names(blob)
        && !_record.Mentioned.Contains(blob)
        && !_record.Withheld.ContainsKey(blob);

    private static Elections.Digest Blob(string path) => Elections.Digest.TryParse(path["blobs/".Length..], out var blob) ? blob : default;

    public static Manifest ManifestOf(IEnumerable<KeyValuePair<string, byte[]>> files, Checkpoint checkpoint, string election) =>
        new(
            checkpoint,
            election,
            [
                .. files
                    .Where(file => file.Key != Manifest.Path)
                    .OrderBy(file => file.Key, StringComparer.Ordinal)
                    .Select(file => new ManifestFile(
                        file.Key,
                        file.Value.Length,
                        new Elections.Digest(System.Security.Cryptography.SHA256.HashData(file.Value))
                    )),
            ]
        );

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", RegexOptions.None, 10_000)]
    private static partial Regex HexDigest();
}
