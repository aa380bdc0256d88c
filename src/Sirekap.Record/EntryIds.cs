using Sirekap.Elections;

namespace Sirekap.Record;

/// <summary>The identity of every entry by index, and the index by identity.</summary>
public sealed class EntryIds
{
    private readonly Column<Digest> _ids = new();
    private readonly HashIndex _slots;

    public EntryIds() => _slots = new HashIndex(index => _ids[index].GetHashCode());

    public int Count => _ids.Count;

    public Digest this[int index] => _ids[index];

    /// <summary>The index of an identity, or -1.</summary>
    public int IndexOf(Digest id)
    {
        var hash = id.GetHashCode();
        var cursor = 0;
        for (var index = _slots.Probe(hash, ref cursor); index >= 0; index = _slots.Probe(hash, ref cursor))
        {
            if (_ids[index] == id)
            {
                return index;
            }
        }

        return -1;
    }

    internal void Add(Digest id) => _slots.Add(id.GetHashCode(), _ids.Add(id));

    internal void RemoveLast()
    {
        _slots.RemoveLast(_ids[Count - 1].GetHashCode(), Count - 1);
        _ids.RemoveLast();
    }
}
