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

    /// <summary>Entries a task reads: enough to be worth its making, few enough that the first are folded soon.</summary>
    private const int ChunkEntries = 512;

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
    public ElectionRecord? Record { get; private set; }

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
            Tree.Append(TreeHash.Leaf(entry.Span));
            Record = ElectionRecord.Begin(entry, _blobs, out var rejection);
            _refused = rejection is null ? null : new ReplayFlaw(0, rejection);
            return;
        }

        _filling.Add(entry);
        if (_filling.Count == ChunkEntries)
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
            Fold(chunk.GetAwaiter().GetResult());
        }

        SendClaims();
        while (_verifying.TryDequeue(out var verifying))
        {
            verifying.GetAwaiter().GetResult();
        }
    }

    private void Send()
    {
        var entries = _filling;
        var codec = Record?.Codec;
        var first = _next - entries.Count;
        _filling = new List<ReadOnlyMemory<byte>>(ChunkEntries);
        _reading.Enqueue(Task.Run(() => Chunk.Read(first, entries, codec)));
        if (_reading.Count >= _depth)
        {
            Fold(_reading.Dequeue().GetAwaiter().GetResult());
        }
    }

    private void Fold(Chunk chunk)
    {
        Tree.AppendRange(chunk.Leaves);
        Record?.Warm(chunk.Entries);
        for (var i = 0; i < chunk.Leaves.Length && _refused is null; i++)
        {
            var index = chunk.First + i;
            var rejection = chunk.Rejections[i];
            if (chunk.Entries[i] is { } entry)
            {
                rejection = Record!.Claims(entry, out var claims) ?? Record.Apply(entry, claims);
                if (index >= _verifyFrom && rejection is null)
                {
                    foreach (var claim in claims)
                    {
                        _claims.Add((index, claim));
                    }
                }
            }

            _refused = rejection is null ? null : new ReplayFlaw(index, rejection);
        }

        if (_claims.Count >= ClaimsAtOnce)
        {
            SendClaims();
        }

        _progress?.Invoke(chunk.First + chunk.Leaves.Length);
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

    private sealed record Chunk(long First, Entry?[] Entries, Rejection?[] Rejections, TreeHash[] Leaves)
    {
        public static Chunk Read(long first, List<ReadOnlyMemory<byte>> bytes, StatementCodec? codec)
        {
            var chunk = new Chunk(first, new Entry?[bytes.Count], new Rejection?[bytes.Count], new TreeHash[bytes.Count]);
            for (var i = 0; i < bytes.Count; i++)
            {
                chunk.Leaves[i] = TreeHash.Leaf(bytes[i].Span);
                // Where the definition was refused there is nothing to be read, only to be hashed.
                chunk.Entries[i] = codec is null ? null : Entry.Read(bytes[i], codec, out chunk.Rejections[i]);
            }

            return chunk;
        }
    }
}
