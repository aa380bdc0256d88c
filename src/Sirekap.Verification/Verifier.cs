using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Tiles;
using Sirekap.Publication;
using Sirekap.Record;

namespace Sirekap.Verification;

/// <summary>
/// Recomputes a publication from its files and believes none of them: the manifest against every file, the tree against the checkpoint,
/// each statement against its signature, role and state, and every document against the sums of the record.
/// </summary>
public sealed partial class Verifier
{
    private const string BlobPrefix = "blobs/";
    private const string Missing = "it is missing, or longer than the manifest says";
    private const string OtherBytes = "its bytes are not those of the manifest";
    private const string BlobNameRule = "a blob's name is the SHA-256 of its bytes";

    /// <summary>Flaws beyond this are counted only: the first ones say what happened.</summary>
    private const int MostFlaws = 200;

    private readonly PublicationSource _source;
    private readonly VerificationOptions _options;
    private readonly Action<string, long, long>? _progress;
    private readonly ConcurrentQueue<Flaw> _flaws = new();
    private readonly ConcurrentDictionary<string, bool> _accounted = new(StringComparer.Ordinal);
    private Dictionary<string, ManifestFile> _files = new(StringComparer.Ordinal);
    private int _flawCount;
    private long _bytes;

    private Verifier(PublicationSource source, VerificationOptions options, Action<string, long, long>? progress)
    {
        _source = source;
        _options = options;
        _progress = progress;
    }

    /// <summary>Verifies a publication.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="options">What to hold it against.</param>
    /// <param name="progress">Is told step, done and total, from any thread.</param>
    /// <exception cref="IOException">The source cannot be reached, or holds no publication at all.</exception>
    public static VerificationReport Verify(
        PublicationSource source,
        VerificationOptions options,
        Action<string, long, long>? progress = null
    ) => new Verifier(source, options, progress).Run();

    private VerificationReport Run()
    {
        var manifestBytes =
            _source.Read(Manifest.Path, Manifest.LongestFile)
            ?? throw new IOException($"{_source.Name} has no manifest: {_source.WhyNot(Manifest.Path) ?? "it is no publication"}");
        _bytes = manifestBytes.Length;
        _accounted[Manifest.Path] = true;
        if (
            !Note.TryParse(manifestBytes, out var manifestNote, out var error)
            || !Manifest.TryParse(manifestNote, out var manifest, out error)
        )
        {
            Add(Manifest.Path, error!);
            return Report(null, null, null);
        }

        ReadBranches(manifest!);
        var checkpoint = ReadCheckpoint(manifest!);
        if (checkpoint is null)
        {
            CheckAttached(null);
            CheckOtherFiles();
            CheckNothingElse();
            return Report(null, null, null);
        }

        var replay = new Replay(
            ReadBlob,
            _options.Signatures ? 0 : Replay.NoSignatures,
            done => _progress?.Invoke("entries", done, checkpoint.Checkpoint.Size)
        );
        ReadEntries(replay, checkpoint.Checkpoint.Size);
        foreach (var flaw in replay.Flaws)
        {
            Add($"entry {flaw.Index}", flaw.Rejection.ToString());
        }

        CheckTree(replay, checkpoint);
        var verdict = CheckKeys(replay.Record, manifest!, manifestNote, checkpoint);
        CheckSeen(replay, checkpoint);
        CheckTiles(replay);
        if (replay.Record is { } record && replay.Flaws.Count == 0)
        {
            CheckBlobs(record);
            CheckAttached(record);
            CheckDocuments(record);
        }
        else
        {
            CheckAttached(null);
            CheckOtherFiles();
        }

        CheckNothingElse();
        CheckReplaced(manifestBytes);
        return Report(replay.Record, checkpoint, verdict);
    }

    private SignedCheckpoint? ReadCheckpoint(Manifest manifest)
    {
        var bytes = Read("checkpoint");
        if (bytes is null)
        {
            return null;
        }

        if (!SignedCheckpoint.TryParse(bytes, out var checkpoint, out var error))
        {
            Add("checkpoint", error);
            return null;
        }

        if (checkpoint.Checkpoint != manifest.Checkpoint)
        {
            Add(
                Manifest.Path,
                $"it belongs to the checkpoint of {manifest.Checkpoint.Size} entries with root {manifest.Checkpoint.Root}, "
                    + $"the file checkpoint is of {checkpoint.Checkpoint.Size} with {checkpoint.Checkpoint.Root}"
            );
        }

        return checkpoint;
    }

    /// <summary>Reads bundles ahead in parallel and gives their entries to the fold in order.</summary>
    private void ReadEntries(Replay replay, long size)
    {
        var bundles = (size / TilePath.FullWidth) + (size % TilePath.FullWidth == 0 ? 0 : 1);
        var ahead = new Queue<Task<ReadOnlyMemory<byte>[]?>>();
        for (long next = 0, sent = 0; next < bundles; next++)
        {
            for (; sent < bundles && ahead.Count < 16; sent++)
            {
                var tile = TilePath.Entries(sent, (int)Math.Min(TilePath.FullWidth, size - (sent * TilePath.FullWidth)));
                ahead.Enqueue(Task.Run(() => ReadBundle(tile)));
            }

            var entries = ahead.Dequeue().GetAwaiter().GetResult();
            if (entries is null)
            {
                // The flaw is noted; what follows cannot be folded without these.
                break;
            }

            foreach (var entry in entries)
            {
                replay.Add(entry);
            }
        }

        replay.Complete();
    }

    private ReadOnlyMemory<byte>[]? ReadBundle(TilePath tile)
    {
        var bytes = Read(tile.ToString());
        if (bytes is null)
        {
            return null;
        }

        if (EntryBundle.TryDecode(bytes, tile.Width, out var entries, out var error))
        {
            return [.. entries!];
        }

        Add(tile.ToString(), error!);
        return null;
    }

    private void CheckTree(Replay replay, SignedCheckpoint checkpoint)
    {
        if (checkpoint.Checkpoint.Size == 0)
        {
            // Nothing contradicts nothing, yet it is no election.
            Add("checkpoint", "the ledger is empty: it has not even a definition");
        }
        else if (replay.Tree.Size != checkpoint.Checkpoint.Size)
        {
            Add("checkpoint", $"it speaks of {checkpoint.Checkpoint.Size} entries, {replay.Tree.Size} could be read");
        }
        else if (replay.Tree.Root() != checkpoint.Checkpoint.Root)
        {
            Add("checkpoint", $"its root is {checkpoint.Checkpoint.Root}, the entries' is {replay.Tree.Root()}");
        }
    }

    /// <summary>The log's key is the one of the definition; a policy must know it, and have its quorum of witnesses.</summary>
    private Ledger.Policies.PolicyVerdict? CheckKeys(
        ElectionRecord? record,
        Manifest manifest,
        Note manifestNote,
        SignedCheckpoint checkpoint
    )
    {
        var verdict = _options.Policy?.Evaluate(checkpoint);
        if (verdict is { Accepted: false })
        {
            Add("checkpoint", $"the policy does not accept it: {verdict.Reason}");
        }

        if (record is null)
        {
            Add(Manifest.Path, "its signature cannot be verified: no definition that holds tells the log's key");
            return verdict;
        }

        var log = record.LogKey;
        if (verdict?.Log is { } pinned && !pinned.Key.Equals(log))
        {
            Add("entry 0", $"the definition names the log key {log}, the policy's is {pinned.Key}");
        }

        if (Cosignatures.FlawOfOwn(checkpoint, log) is { } flaw)
        {
            Add("checkpoint", flaw);
        }

        if (!Manifest.IsSigned(manifestNote, log))
        {
            Add(Manifest.Path, "it does not bear the log's signature, that one alone, or the signature does not verify");
        }

        if (manifest.Election != record.Head.Election || manifest.Checkpoint.Origin != record.Head.Ledger)
        {
            var (election, ledger) = (manifest.Election, manifest.Checkpoint.Origin);
            Add(Manifest.Path, $"it is for election {election} of {ledger}, the ledger is {record.Head.Election} of {record.Head.Ledger}");
        }

        if (_options.Election is { } wanted && wanted != record.Head.Election)
        {
            Add("entry 0", $"it begins election {record.Head.Election}, asked for was {wanted}");
        }

        if (_options.Root is { } root && PinnedRoot(record) is null)
        {
            Add(
                "entry 0",
                RootKeys(record).Any(key => key.Matches(root))
                    ? $"the definition names the trusted root key, {root}, which did not sign it: anyone may name it"
                    : $"none of the definition's root keys is the trusted one, {root}"
            );
        }

        return verdict;
    }

    private void CheckSeen(Replay replay, SignedCheckpoint checkpoint)
    {
        if (_options.Seen is not { } seen)
        {
            return;
        }

        var (now, before) = (checkpoint.Checkpoint, seen.Checkpoint);
        if (replay.Record is { } record && !SignedCheckpoint.TryParse(seen.Bytes, record.LogKey, out _, out var error))
        {
            Add("seen", $"the checkpoint seen before is not signed by this log: {error}");
        }
        else if (before.Size > replay.Tree.Size)
        {
            Add("seen", $"a checkpoint of {before.Size} entries was seen before, now there are {now.Size}: the ledger was cut back");
        }
        else if (replay.Tree.Root(before.Size) != before.Root)
        {
            Add(
                "seen",
                $"the checkpoint seen before had root {before.Root} at {before.Size} entries, "
                    + $"now it is {replay.Tree.Root(before.Size)}: the ledger was changed"
            );
        }
    }

    private ReadOnlyMemory<byte>? ReadBlob(BlobReference blob) =>
        Read($"blobs/{blob.Sha256}") is { } bytes ? new ReadOnlyMemory<byte>(bytes) : default(ReadOnlyMemory<byte>?);

    /// <summary>A file as the manifest has it; anything else is a flaw.</summary>
    private byte[]? Read(string path)
    {
        _accounted[path] = true;
        if (!_files.TryGetValue(path, out var file))
        {
            Add(path, "it is missing from the manifest");
            return null;
        }

        var bytes = _source.Read(path, _options.CheckManifest ? file.Bytes : Manifest.LongestFile);
        if (bytes is null)
        {
            Add(path, _source.WhyNot(path) ?? Missing);
            return null;
        }

        Interlocked.Add(ref _bytes, bytes.Length);
        Span<byte> hash = stackalloc byte[Digest.Size];
        Sha256.Hash(bytes, hash);
        if (_options.CheckManifest && (bytes.Length != file.Bytes || new Digest(hash) != file.Sha256))
        {
            // It is noted and still used: what else is wrong with it is worth knowing.
            Add(path, OtherBytes);
        }

        if (path.StartsWith(BlobPrefix, StringComparison.Ordinal) && path[BlobPrefix.Length..] != new Digest(hash).ToString())
        {
            Add(path, BlobNameRule);
        }

        return bytes;
    }

    private void Add(string where, string what)
    {
        if (Interlocked.Increment(ref _flawCount) <= MostFlaws)
        {
            _flaws.Enqueue(new Flaw(where, what));
        }
    }

    /// <summary>The name of the trusted root key if the definition names it and it signed the definition; any forger can name it.</summary>
    private string? PinnedRoot(ElectionRecord record) =>
        _options.Root is not { } root
            ? null
            : RootKeys(record)
                .Where(key => key.Matches(root) && record.DefinedBy.Any(signer => signer.ToString() == key.Name))
                .Select(key => key.Name)
                .FirstOrDefault();

    private static IEnumerable<RootKey> RootKeys(ElectionRecord record) => record.Definition.Roots.Select(spki => new RootKey(spki));

    private VerificationReport Report(ElectionRecord? record, SignedCheckpoint? checkpoint, Ledger.Policies.PolicyVerdict? verdict)
    {
        var cosigned =
            checkpoint is null || verdict is null
                ? []
                : Cosignatures.Of(
                    checkpoint,
                    verdict.Witnesses,
                    record?.Times.Now,
                    _options.Clock.GetUtcNow(),
                    what => Add("checkpoint", what)
                );
        if (_flawCount > MostFlaws)
        {
            _flaws.Enqueue(new Flaw(_source.Name, $"{_flawCount - MostFlaws} more flaws"));
        }

        return new VerificationReport
        {
            Flaws = [.. _flaws],
            FlawCount = _flawCount,
            Record = record,
            Checkpoint = checkpoint?.Checkpoint,
            LogKey = record?.LogKey.ToString(),
            LogPinned = verdict?.Log is not null,
            PinnedRoot = record is null ? null : PinnedRoot(record),
            RootKeys = record is null ? [] : [.. RootKeys(record).Select(key => key.Name)],
            ToldUntil = record?.Times.Now?.ToString(),
            Cosigned = cosigned,
            Signatures = _options.Signatures,
            Files = _accounted.Count + _attachedHere,
            AttachedListed = _attachedListed,
            AttachedHere = _attachedHere,
            Others = [.. _others.Order(StringComparer.Ordinal)],
            Bytes = _bytes,
            Withheld = record is null
                ? []
                :
                [
                    .. record.Withheld.Select(w =>
                        (w.Key, Words.WithholdGrounds.Of(w.Value.Statement.Ground), Words.WithholdAuthorities.Of(w.Value.Statement.By))
                    ),
                ],
        };
    }

    private readonly record struct RootKey(byte[] Spki)
    {
        public string Name => Keys.NameOf(Spki).ToString();

        public bool Matches(string pinned) => pinned == Name || pinned == Convert.ToBase64String(Spki);
    }
}
