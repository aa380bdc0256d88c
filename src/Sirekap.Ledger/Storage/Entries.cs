using System.Buffers.Binary;

namespace Sirekap.Ledger.Storage;

/// <summary>Entries as a batch frames them: uint16 big-endian length, bytes; already checked to fill it.</summary>
internal static class Entries
{
    public static void Visit(long index, ReadOnlySpan<byte> entries, EntryVisitor visit, long from = 0)
    {
        while (!entries.IsEmpty)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(entries);
            if (index >= from)
            {
                visit(index, entries.Slice(2, length));
            }

            entries = entries[(2 + length)..];
            index++;
        }
    }
}
