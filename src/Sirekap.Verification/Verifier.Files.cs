using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Tiles;
using Sirekap.Publication;
using Sirekap.Record;

namespace Sirekap.Verification;

/// <remarks>Tiles, blobs and documents against the ledger, and whatever else lies there.</remarks>
public sealed partial class Verifier
{
    private readonly List<ManifestFile> _attached = [];
    private readonly List<string> _others = [];
    private HashSet<string>? _there;
    private long _attachedListed;
    private long _attachedHere;

    /// <summary>The manifest's branches, but for those of photos, whose files come later and one list at a time.</summary>
    private void ReadBranches(Manifest manifest)
    {
        _files = manifest.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        _there = _source.List()?.ToHashSet(StringComparer.Ordinal);
        _attached.AddRange(manifest.Files.Where(file => ManifestTree.IsAttached(file.Path)));
        foreach (var branch in manifest.Files.Where(file => ManifestTree.IsBranch(file.Path) && !ManifestTree.IsAttached(file.Path)))
        {
            foreach (var file in ReadBranch(branch.Path))
            {
                if (!_files.TryAdd(file.Path, file))
                {
                    Add(file.Path, "it is listed twice");
                }
            }
        }
    }

    private IReadOnlyList<ManifestFile> ReadBranch(string path)
    {
        if (Read(path) is not { } bytes)
        {
            return [];
        }

        if (ManifestTree.TryReadBranch(bytes, path, out var files, out var error))
        {
            return files;
        }

        Add(path, error);
        return [];
    }

    /// <summary>Photos and other attached blobs: a statement names each, and what is here is what its name says.</summary>
    private void CheckAttached(ElectionRecord? record)
    {
        var here = _there
            ?.Where(path => path.StartsWith(BlobPrefix, StringComparison.Ordinal) && !_files.ContainsKey(path))
            .Select(path => Digest.TryParse(path[BlobPrefix.Length..], out var blob) ? blob : default)
            .ToHashSet();
        var checks = new AttachedFiles(record, here, _options.Photos, ReadAttached, Add);
        foreach (var branch in _attached)
        {
            var files = ReadBranch(branch.Path);
            foreach (var file in files)
            {
                _there?.Remove(file.Path);
                if (_files.ContainsKey(file.Path))
                {
                    Add(file.Path, "it is listed twice");
                }
            }

            checks.Check(files);
        }

        (_attachedListed, _attachedHere) = (checks.Listed, checks.Here);
    }

    private byte[]? ReadAttached(ManifestFile file)
    {
        if (_source.Read(file.Path, file.Bytes) is not { } bytes)
        {
            if (_there is not null)
            {
                Add(file.Path, _source.WhyNot(file.Path) ?? Missing);
            }

            return null;
        }

        Interlocked.Add(ref _bytes, bytes.Length);
        if (bytes.Length == file.Bytes && new Digest(Ledger.Hashing.Sha256.Hash(bytes)) == file.Sha256)
        {
            return bytes;
        }

        Add(file.Path, _options.CheckManifest ? OtherBytes : BlobNameRule);
        return null;
    }

    /// <summary>
    /// Every tile that this size needs is there; every tile that is there, old partial ones too, has the hashes and entries of the tree.
    /// </summary>
    private void CheckTiles(Replay replay)
    {
        foreach (var tile in TileLayout.For(replay.Tree.Size))
        {
            if (!_files.ContainsKey(tile.ToString()))
            {
                Add(tile.ToString(), "it is missing");
            }
        }

        foreach (var path in _files.Keys.Where(path => path.StartsWith("tile/", StringComparison.Ordinal) && !_accounted.ContainsKey(path)))
        {
            if (!TilePath.TryParse(path, out var tile) || Read(path) is not { } bytes)
            {
                continue;
            }

            var hashes = tile.IsEntries ? replay.Tree.Size : replay.Tree.TileHashes(tile.Level!.Value);
            if (tile.Index > hashes / TilePath.FullWidth || (tile.Index * TilePath.FullWidth) + tile.Width > hashes)
            {
                Add(path, "the tree is not so large");
            }
            else if (tile.IsEntries)
            {
                if (!EntryBundle.TryDecode(bytes, tile.Width, out var entries, out var error))
                {
                    Add(path, error!);
                }
                else if (
                    entries
                        .Where(
                            (entry, i) => Ledger.Merkle.TreeHash.Leaf(entry.Span) != replay.Tree.Leaf((tile.Index * TilePath.FullWidth) + i)
                        )
                        .Any()
                )
                {
                    Add(path, "its entries are not the ledger's");
                }
            }
            else if (!HashTile.Bytes(replay.Tree, tile).AsSpan().SequenceEqual(bytes))
            {
                Add(path, "its hashes are not the tree's");
            }
        }
    }

    /// <summary>
    /// Blobs are what their names say, and a statement names them; a withheld one is not there, all others that must be are.
    /// </summary>
    private void CheckBlobs(ElectionRecord record)
    {
        foreach (var path in _files.Keys.Where(path => path.StartsWith(BlobPrefix, StringComparison.Ordinal)))
        {
            if (!Digest.TryParse(path[BlobPrefix.Length..], out var digest))
            {
                Add(path, BlobNameRule);
            }
            else
            {
                // A ledger that could not be read to its end may have named it further on: its bytes are looked at all the same.
                if (!record.Withheld.ContainsKey(digest) && !(record.Names(digest) && _accounted.ContainsKey(path)))
                {
                    Read(path);
                }

                foreach (var flaw in ListedBlob.Flaws(record, digest, _files[path].Bytes))
                {
                    Add(path, flaw);
                }
            }

            _accounted[path] = true;
        }

        foreach (var blob in record.Mentioned)
        {
            if (!_files.ContainsKey($"blobs/{blob}") && !record.Withheld.ContainsKey(blob))
            {
                Add($"blobs/{blob}", "a statement names it, it is missing, and no statement withholds it");
            }
        }
    }

    private void CheckDocuments(ElectionRecord record)
    {
        foreach (var contest in record.Contests)
        {
            try
            {
                CheckDocuments(record, contest);
            }
            catch (AggregateException e) when (e.InnerException is IOException unreachable)
            {
                ExceptionDispatchInfo.Throw(unreachable);
            }
        }
    }

    private void CheckDocuments(ElectionRecord record, ContestRecord contest)
    {
        var done = 0L;
        Parallel.For(
            0,
            record.Tree.RegionCount,
            new ParallelOptions { MaxDegreeOfParallelism = _source.ReadsAtOnce },
            () => new CanonicalWriter(),
            (region, _, writer) =>
            {
                var path = ResultDocument.Path(contest.Contest.Code, record.Tree.Region(region));
                if (Read(path) is { } bytes && !ResultDocument.Write(writer, record, contest, region).SequenceEqual(bytes))
                {
                    Add(path, Difference(writer.Written, bytes));
                }

                var now = Interlocked.Increment(ref done);
                if (now % 512 == 0)
                {
                    _progress?.Invoke("documents", now, record.Tree.RegionCount);
                }

                return writer;
            },
            _ => { }
        );
    }

    /// <summary>
    /// Where the record does not hold, nothing can be said of what follows from it; whether these are the manifest's files still can.
    /// </summary>
    private void CheckOtherFiles()
    {
        foreach (var path in _files.Keys.Where(path => !_accounted.ContainsKey(path)))
        {
            Read(path);
        }
    }

    private void CheckNothingElse()
    {
        foreach (var path in _files.Keys.Where(path => !_accounted.ContainsKey(path)))
        {
            Add(path, "it does not belong to a publication of this ledger");
        }

        foreach (var path in _there ?? [])
        {
            if (path == Manifest.Path || _files.ContainsKey(path))
            {
                continue;
            }

            if (PublicPath.MayBePart(path))
            {
                Add(path, "it stands in the folder and not in the manifest");
            }
            else
            {
                _others.Add(path);
            }
        }
    }

    private void CheckReplaced(byte[] manifest)
    {
        if (_flawCount > 0 && _source.Read(Manifest.Path, Manifest.LongestFile)?.AsSpan().SequenceEqual(manifest) != true)
        {
            Add(Manifest.Path, "it was replaced while the files were read, which may be all that is wrong: verify again, or verify a copy");
        }
    }

    private static string Difference(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> found)
    {
        var at = expected.CommonPrefixLength(found);
        var start = Math.Max(0, at - 30);
        return $"it differs from the record at byte {at}: it says {Excerpt(found, start)}, the record says {Excerpt(expected, start)}";
    }

    private static string Excerpt(ReadOnlySpan<byte> bytes, int start) =>
        "…"
        + System.Text.Encoding.ASCII.GetString(bytes.Slice(start, Math.Min(60, Math.Max(0, bytes.Length - start)))).ReplaceLineEndings(" ")
        + "…";
}
