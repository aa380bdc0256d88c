namespace Sirekap.Ledger.Merkle;

/// <summary>A growing list of hashes in chunks, so that growing never copies and 1.7 million leaves take 32 bytes each.</summary>
internal sealed class HashList
{
    // 32 kB: below the large object heap, and four tiles of 256.
    private const int ChunkSize = 1024;

    private readonly List<TreeHash[]> _chunks = [];

    public long Count { get; private set; }

    public TreeHash this[long index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _chunks[(int)(index / ChunkSize)][index % ChunkSize];
        }
    }

    public void Add(TreeHash hash)
    {
        var within = (int)(Count % ChunkSize);
        if (within == 0)
        {
            _chunks.Add(new TreeHash[ChunkSize]);
        }

        _chunks[^1][within] = hash;
        Count++;
    }

    public void CopyTo(long start, Span<TreeHash> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = this[start + i];
        }
    }
}
