using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Tests.Storage;

/// <summary>A process that appends, and a memory outside it of what was acknowledged.</summary>
public sealed class StoreRun(FileSystem files, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<byte[]> _tried = [];
    private readonly List<byte[]> _found = [];

    public int Acknowledged { get; private set; }

    public SegmentStore Store { get; private set; } = null!;

    /// <summary>The tree of what is acknowledged.</summary>
    public MerkleTree Tree { get; private set; } = new();

    public void Open()
    {
        _found.Clear();
        Store = SegmentStore.OpenWriter(files, "/ledger", (_, entry) => _found.Add(entry.ToArray()), segmentBytes: 400);
    }

    public void Append()
    {
        var batch = Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Entry()).ToArray();
        _tried.RemoveRange(Acknowledged, _tried.Count - Acknowledged);
        _tried.AddRange(batch);
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
        if (_found.Count != Store.Count)
        {
            return $"the store says {Store.Count} entries and showed {_found.Count}";
        }

        if (_found.Count < Acknowledged)
        {
            return $"{Acknowledged} entries were acknowledged, {_found.Count} are there";
        }

        if (_found.Count > _tried.Count)
        {
            return $"{_found.Count} entries are there, {_tried.Count} were tried";
        }

        for (var i = 0; i < _found.Count; i++)
        {
            if (!_found[i].AsSpan().SequenceEqual(_tried[i]))
            {
                return $"entry {i} is another one";
            }
        }

        return null;
    }

    /// <summary>What an opened store shows is served, and so must stay, acknowledged before or not.</summary>
    public void Accept()
    {
        Acknowledged = _found.Count;
        Tree = new MerkleTree();
        foreach (var entry in _found)
        {
            Tree.Append(TreeHash.Leaf(entry));
        }
    }

    private byte[] Entry()
    {
        var entry = new byte[_random.Next(1, 120)];
        _random.NextBytes(entry);
        return entry;
    }
}
