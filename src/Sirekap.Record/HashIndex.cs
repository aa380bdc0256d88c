using System.Numerics;

namespace Sirekap.Record;

/// <summary>
/// A hash index over the rows of a column: 4 bytes a slot, at most half full. The rows keep the keys; this keeps only where they are.
/// </summary>
/// <param name="hashOf">The hash of an earlier row, asked for when the index grows.</param>
internal sealed class HashIndex(Func<int, int> hashOf)
{
    private int[] _slots = new int[1024];
    private int _count;

    /// <summary>Rows that may hold a key of this hash, in probing order; the caller compares.</summary>
    public int Probe(int hash, ref int cursor)
    {
        var mask = _slots.Length - 1;
        var row = _slots[unchecked(hash + cursor++) & mask] - 1;
        return row;
    }

    public void Add(int hash, int row)
    {
        if (2 * (_count + 1) > _slots.Length)
        {
            var rows = _slots;
            _slots = new int[BitOperations.RoundUpToPowerOf2((uint)rows.Length + 1)];
            foreach (var old in rows)
            {
                if (old != 0)
                {
                    Place(hashOf(old - 1), old);
                }
            }
        }

        Place(hash, row + 1);
        _count++;
    }

    /// <summary>Takes back the row that was added last: nothing was placed behind it, so no probing misses it.</summary>
    public void RemoveLast(int hash, int row)
    {
        var mask = _slots.Length - 1;
        var slot = hash & mask;
        while (_slots[slot] != row + 1)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = 0;
        _count--;
    }

    private void Place(int hash, int rowPlusOne)
    {
        var mask = _slots.Length - 1;
        var slot = hash & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = rowPlusOne;
    }
}
