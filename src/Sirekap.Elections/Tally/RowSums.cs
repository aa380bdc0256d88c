using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sirekap.Elections.Tally;

/// <summary>
/// Adding rows. SIMD does not check overflow, so each sum has room by construction: a figure is at most 999,999 and a village has at most 999 stations, which
/// fits 32 bits; anything above a village has 64.
/// </summary>
internal static class RowSums
{
    /// <summary>sum += row, or -= when it is taken out; lengths are the same multiple of 16.</summary>
    public static void Add(Span<int> sum, ReadOnlySpan<int> row, bool takeOut = false)
    {
        ref var to = ref MemoryMarshal.GetReference(sum);
        ref var from = ref MemoryMarshal.GetReference(row[..sum.Length]);
        for (nuint i = 0; i < (nuint)sum.Length; i += (nuint)Vector512<int>.Count)
        {
            var (a, b) = (Vector512.LoadUnsafe(ref to, i), Vector512.LoadUnsafe(ref from, i));
            (takeOut ? a - b : a + b).StoreUnsafe(ref to, i);
        }
    }

    /// <inheritdoc cref="Add(Span{int}, ReadOnlySpan{int}, bool)"/>
    public static void Add(Span<long> sum, ReadOnlySpan<int> row, bool takeOut = false)
    {
        ref var to = ref MemoryMarshal.GetReference(sum);
        ref var from = ref MemoryMarshal.GetReference(row[..sum.Length]);
        for (nuint i = 0; i < (nuint)sum.Length; i += (nuint)Vector512<int>.Count)
        {
            var (lower, upper) = Vector512.Widen(Vector512.LoadUnsafe(ref from, i));
            var second = i + (nuint)Vector512<long>.Count;
            var (a, b) = (Vector512.LoadUnsafe(ref to, i), Vector512.LoadUnsafe(ref to, second));
            (takeOut ? a - lower : a + lower).StoreUnsafe(ref to, i);
            (takeOut ? b - upper : b + upper).StoreUnsafe(ref to, second);
        }
    }

    /// <summary>sum += other.</summary>
    public static void Add(Span<long> sum, ReadOnlySpan<long> other)
    {
        ref var to = ref MemoryMarshal.GetReference(sum);
        ref var from = ref MemoryMarshal.GetReference(other[..sum.Length]);
        for (nuint i = 0; i < (nuint)sum.Length; i += (nuint)Vector512<long>.Count)
        {
            (Vector512.LoadUnsafe(ref to, i) + Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>Adds each row to the block of its class; a row of class 0 has no form.</summary>
    /// <param name="blocks">The sums of classes 1, 2, 3, one after the other.</param>
    /// <param name="rows">Whole rows.</param>
    /// <param name="classes">The class of each row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddByClass(Span<int> blocks, ReadOnlySpan<int> rows, ReadOnlySpan<byte> classes)
    {
        var width = (nuint)(blocks.Length / TallyLayout.Classes);
        ref var to = ref MemoryMarshal.GetReference(blocks);
        ref var from = ref MemoryMarshal.GetReference(rows);
        foreach (var stationClass in classes)
        {
            if (stationClass != 0)
            {
                ref var sum = ref Unsafe.Add(ref to, ((nuint)stationClass - 1) * width);
                for (nuint i = 0; i < width; i += (nuint)Vector512<int>.Count)
                {
                    (Vector512.LoadUnsafe(ref sum, i) + Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref sum, i);
                }
            }

            from = ref Unsafe.Add(ref from, width);
        }
    }
}
