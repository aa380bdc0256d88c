using System.Collections.Concurrent;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Merkle;

namespace Sirekap.Record;

/// <summary>Something in a ledger that the record refuses. A sound ledger has none.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Rejection">Why.</param>
public sealed record ReplayFlaw(long Index, Rejection Rejection);

/// <summary>
/// Folds a ledger into a record and a tree, entry by entry in order. Reading entries and hashing leaves runs ahead in parallel, signatures
/// are verified in parallel behind; the fold itself is one thread, the caller's. After the first refusal nothing more is applied, but every
/// leaf is still hashed.
/// </summary>
public sealed class Replay
{
    /// <summary>No signature is verified.</summary>
    public const long NoSignatures = long.MaxValue;

    /// <summary>
    /// Entries a task reads, whole tiles of the tree: enough to be worth its making, few enough that the first are folded soon.
    /// </summary>
    private const int ChunkEntries = 2 * MerkleTree.TileWidth;

    /// <summary>Signatures a task verifies: at some 40 µs each, ten milliseconds of work.</summary>
    private const int ClaimsAtOnce = 256;

    private readonly BlobSource _blobs;
    private readonly long _verifyFrom;
    private readonly Action<long>? _progress;
    private readonly Queue<Task<Chunk>> _reading = new();
    private readonly Queue<Task> _verifying = new();
    private readonly ConcurrentBag<ReplayFlaw> _badSignatures = [];
    private readonly int _depth = 2 * Environment.ProcessorCount;
    private List<ReadOnlyMemory<byte>> _filling = [];
    private LedgerFold? _fold;
    private List<(long Index, SignatureClaim Claim)> _claims = [];
    private long _next;
    private ReplayFlaw? _refused;

    /// <param name="blobs">Where the record finds its blobs.</param>
    /// <param name="verifyFrom">The first entry whose signatures are verified: 0 for all, <see cref="NoSignatures"/> where others answer
    /// for them.</param>
    /// <param name="progress">Is told the number of entries done, now and then.</param>
    public Replay(BlobSource blobs, long verifyFrom, Action<long>? progress = null)
    {
        _blobs = blobs;
        _verifyFrom = verifyFrom;
        _progress = progress;
    }

    /// <summary>The state; null until the definition was accepted.</summary>
    public ElectionRecord? Record => _fold?.Record;

    /// <summary>What folds, for whoever goes on after the replay; null until the definition was accepted.</summary>
    public LedgerFold? Fold => _fold;

    /// <summary>The Merkle tree over all entries added.</summary>
    public MerkleTree Tree { get; } = new();

    /// <summary>The refusal, if any, and every signature that does not hold, by index. Complete after <see cref="Complete"/>.</summary>
    public IReadOnlyList<ReplayFlaw> Flaws =>
        [.. (_refused is null ? _badSignatures : _badSignatures.Append(_refused)).OrderBy(flaw => flaw.Index)];

    /// <summary>Adds the next entry; the memory is kept until it has been read.</summary>
    public void Add(ReadOnlyMemory<byte> entry)
    {
        if (_next++ == 0)
        {
            _fold = LedgerFold.Begin(entry, _blobs, Tree, out var rejection);
            _refused = rejection is null ? null : new ReplayFlaw(0, rejection);
            return;
        }

        _filling.Add(entry);
        if (_next % ChunkEntries == 0)
        {
            Send();
        }
    }

    /// <summary>Folds what is still on its way.</summary>
    public void Complete()
    {
        if (_filling.Count > 0)
        {
            Send();
        }

        while (_reading.TryDequeue(out var chunk))
        {
            Take(chunk.GetAwaiter().GetResult());
        }

        SendClaims();
        while (_verifying.TryDequeue(out var verifying))
        {
            verifying.GetAwaiter().GetResult();
        }
    }

    private void Send()
    {
        var (fold, entries) = (_fold, _filling);
        var first = _next - entries.Count;
        _filling = new List<ReadOnlyMemory<byte>>(ChunkEntries);
        _reading.Enqueue(Task.Run(() => Chunk.Read(first, entries, fold)));
        if (_reading.Count >= _depth)
        {
            Take(_reading.Dequeue().GetAwaiter().GetResult());
        }
    }

    private void Take(Chunk chunk)
    {
        Append(chunk);
        Record?.Warm(chunk.Entries);
        for (var i = 0; i < chunk.Arrivals.Length && _refused is null; i++)
        {
            var index = chunk.First + i;
            if (_fold!.Take(chunk.Arrivals[i], out var claims) is { } rejection)
            {
                _refused = new ReplayFlaw(index, rejection);
            }
            else if (index >= _verifyFrom)
            {
                foreach (var claim in claims)
                {
                    _claims.Add((index, claim));
                }
            }
        }

        if (_claims.Count >= ClaimsAtOnce)
        {
            SendClaims();
        }

        _progress?.Invoke(chunk.First + chunk.Arrivals.Length);
    }

    private void Append(Chunk chunk)
    {
        if (chunk.Tiles.Length == 0)
        {
            Tree.AppendRange(chunk.Leaves);
        }

        for (var tile = 0; tile < chunk.Tiles.Length; tile++)
        {
            Tree.AppendTile(chunk.Leaves.AsSpan(tile * MerkleTree.TileWidth, MerkleTree.TileWidth), chunk.Tiles[tile]);
        }
    }

    private void SendClaims()
    {
        var claims = _claims;
        _claims = [];
        _verifying.Enqueue(
            Task.Run(() =>
            {
                foreach (var (index, claim) in claims)
                {
                    if (Signatures.Verify(Record!, claim) is { } rejection)
                    {
                        _badSignatures.Add(new ReplayFlaw(index, rejection));
                    }
                }
            })
        );
        while (_verifying.Count > _depth)
        {
            _verifying.Dequeue().GetAwaiter().GetResult();
        }
    }

    /// <param name="First">Index of its first entry.</param>
    /// <param name="Arrivals">Its entries as they were read.</param>
    /// <param name="Entries">Those of them that are entries.</param>
    /// <param name="Leaves">Their leaves.</param>
    /// <param name="Tiles">The roots of its tiles where it is of whole tiles, else none.</param>
    private sealed record Chunk(long First, Arrival[] Arrivals, Entry?[] Entries, TreeHash[] Leaves, TreeHash[] Tiles)
    {
        public static Chunk Read(long first, List<ReadOnlyMemory<byte>> bytes, LedgerFold? fold)
        {
            var arrivals = new Arrival[bytes.Count];
            var (entries, leaves) = (new Entry?[arrivals.Length], new TreeHash[arrivals.Length]);
            for (var i = 0; i < arrivals.Length; i++)
            {
                // Where the definition was refused there is nothing to be read, only to be hashed.
                arrivals[i] = fold is null ? Arrival.Unread(bytes[i]) : fold.Read(bytes[i]);
                (entries[i], leaves[i]) = (arrivals[i].Entry, arrivals[i].Leaf);
            }

            return new Chunk(first, arrivals, entries, leaves, arrivals.Length == ChunkEntries ? TilesOf(leaves) : []);
        }

        private static TreeHash[] TilesOf(TreeHash[] leaves)
        {
            var tiles = new TreeHash[leaves.Length / MerkleTree.TileWidth];
            for (var tile = 0; tile < tiles.Length; tile++)
            {
                tiles[tile] = MerkleTree.TileRoot(leaves.AsSpan(tile * MerkleTree.TileWidth, MerkleTree.TileWidth));
            }

            return tiles;
        }
    }
}
