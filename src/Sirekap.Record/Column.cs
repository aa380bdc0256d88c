namespace Sirekap.Record;

/// <summary>
/// A growing column of values in chunks, so that a million of them cost what they weigh: no doubling, no copies. One thread adds; others
/// may meanwhile read rows whose index they were given.
/// </summary>
internal sealed class Column<T>
    where T : struct
{
    /// <summary>4,096 values a chunk: a small contest wastes little, and a nation's column has some hundred chunks.</summary>
    private const int Bits = 12;
    private T[][] _chunks = new T[16][];

    public int Count { get; private set; }

    public ref T this[int index] => ref Volatile.Read(ref _chunks)[index >> Bits][index & ((1 << Bits) - 1)];

    public int Add(T value)
    {
        var chunk = Count >> Bits;
        if (chunk == _chunks.Length)
        {
            // Readers keep the smaller array, whose chunks are the same.
            Volatile.Write(ref _chunks, [.. _chunks, .. new T[_chunks.Length][]]);
        }

        _chunks[chunk] ??= new T[1 << Bits];
        this[Count] = value;
        return Count++;
    }

    /// <summary>Takes the last value back; nobody may have been given its index.</summary>
    public void RemoveLast() => Count--;
}
