using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

/// <summary>A process that appends, and a memory outside it of what was acknowledged.</summary>
public sealed class StoreRun(FileSystem files, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<byte[]> tried = [];
    private readonly List<byte[]> found = [];

    public int Acknowledged { get; private set; }

    public SegmentStore Store { get; private set; } = null!;

    /// <summary>The tree of what is acknowledged.</summary>
    public MerkleTree Tree { get; private set; } = new();

    public void Open()
    {
        found.Clear();
        Store = SegmentStore.OpenWriter(files, "/ledger", (_, entry) => found.Add(entry.ToArray()), segmentBytes: 400);
    }

    public void Append()
    {
        var batch = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Entry()).ToArray();
        tried.RemoveRange(Acknowledged, tried.Count - Acknowledged);
        tried.AddRange(batch);
        Store.AppendBatch([.. batch.Select(entry => (ReadOnlyMemory<byte>)entry)]).ShouldBe(Acknowledged);
        Acknowledged += batch.Length;
        foreach (var entry in batch)
        {
            Tree.Append(TreeHash.Leaf(entry));
        }

        Store.Count.ShouldBe(Acknowledged);
    }

    /// <summary>What the last opening found amiss; null when all acknowledged entries are there and nothing was made up.</summary>
    public string? Check()
    {
        if (found.Count != Store.Count)
        {
            return $"the store says {Store.Count} entries and showed {found.Count}";
        }

        if (found.Count < Acknowledged)
        {
            return $"{Acknowledged} entries were acknowledged, {found.Count} are there";
        }

        if (found.Count > tried.Count)
        {
            return $"{found.Count} entries are there, {tried.Count} were tried";
        }

        for (var i = 0; i < found.Count; i++)
        {
            if (!found[i].AsSpan().SequenceEqual(tried[i]))
            {
                return $"entry {i} is another one";
            }
        }

        return null;
    }

    /// <summary>What an opened store shows is served, and so must stay, acknowledged before or not.</summary>
    public void Accept()
    {
        Acknowledged = found.Count;
        Tree = new MerkleTree();
        foreach (var entry in found)
        {
            Tree.Append(TreeHash.Leaf(entry));
        }
    }

    private byte[] Entry()
    {
        var entry = new byte[random.Next(1, 120)];
        random.NextBytes(entry);
        return entry;
    }
}
