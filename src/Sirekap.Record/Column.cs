namespace Sirekap.Record;

/// <summary>A growing column of values in chunks, so that a million of them cost what they weigh: no doubling, no copies.</summary>
internal sealed class Column<T>
    where T : struct
{
    private const int Bits = 12;
    private readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _chunks[index >> Bits][index & ((1 << Bits) - 1)];

    public int Add(T value)
    {
        if (Count >> Bits == _chunks.Count)
        {
            _chunks.Add(new T[1 << Bits]);
        }

        this[Count] = value;
        return Count++;
    }
}
