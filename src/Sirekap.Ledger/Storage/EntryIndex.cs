using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sirekap.Ledger.Storage;

/// <summary>Where the entries are: one mark for every 64th, so that 1.7 million entries cost a third of a megabyte.</summary>
internal sealed class EntryIndex
{
    /// <summary>A mark takes 12 bytes; between two marks at most 63 lengths are read, which lie within a few pages of a file.</summary>
    private const int Stride = 64;
    private readonly List<Mark> _marks = [];

    public long Count { get; private set; }

    /// <param name="Segment">Number of the segment file.</param>
    /// <param name="Offset">Of the entry's length field in that file.</param>
    /// <param name="Left">Entries from this one to the end of its batch.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Mark(int Segment, int Offset, int Left);

    /// <summary>The last mark at or before an entry, and how many entries it lies before it.</summary>
    public (Mark Mark, int Skip) Find(long index) => (_marks[(int)(index / Stride)], (int)(index % Stride));

    /// <summary>Takes in a batch whose entries begin at the offset in the segment.</summary>
    public void Add(int segment, long offset, int count, ReadOnlySpan<byte> entries)
    {
        var at = 0;
        for (var left = count; left > 0; left--)
        {
            if (Count % Stride == 0)
            {
                _marks.Add(new Mark(segment, (int)(offset + at), left));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(entries[at..]);
            Count++;
        }
    }
}
