using Sirekap.Elections;

namespace Sirekap.Record;

/// <summary>The sequencer's time of every entry: that of the last time statement at or before it.</summary>
public sealed class Timeline
{
    private readonly List<(int Index, Timestamp Time)> _times = [];

    /// <summary>The latest time, or null before the first.</summary>
    public Timestamp? Now => _times.Count == 0 ? null : _times[^1].Time;

    /// <summary>The time of an entry; null for the definition, which stands before time.</summary>
    public Timestamp? At(int index)
    {
        var (low, high) = (0, _times.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_times[middle].Index <= index)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low == 0 ? null : _times[low - 1].Time;
    }

    internal void Add(int index, Timestamp time) => _times.Add((index, time));

    internal void RemoveLast(int index)
    {
        if (_times.Count == 0 || _times[^1].Index != index)
        {
            throw new InvalidOperationException($"entry {index} tells no time");
        }

        _times.RemoveAt(_times.Count - 1);
    }
}
