using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sirekap.Elections.Tally;

/// <summary>
/// Adding rows. SIMD does not check overflow, so each sum has room by construction: a figure's lower 16 bits are at most 65,535 and a
/// village
/// has at most 999 stations, which fits 32 bits, also with what is above those bits, for a figure is at most 999,999; anything above a
/// village
/// has 64.
/// </summary>
/// <remarks>
/// Compiled to the full at once: a tally is counted anew once in a process, long before a method would be found to be hot.
/// </remarks>
internal static class RowSums
{
    /// <summary>sum += row, or -= when it is taken out; lengths are the same multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<int> sum, ReadOnlySpan<ushort> row, bool takeOut = false)
    {
        ref var to = ref MemoryMarshal.GetReference(sum);
        ref var from = ref MemoryMarshal.GetReference(row[..sum.Length]);
        for (nuint i = 0; i < (nuint)sum.Length; i += TallyLayout.Strip)
        {
            var (a, b) = (Vector512.LoadUnsafe(ref to, i), Widened(ref from, i));
            (takeOut ? a - b : a + b).StoreUnsafe(ref to, i);
        }
    }

    /// <inheritdoc cref="Add(Span{int}, ReadOnlySpan{ushort}, bool)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<long> sum, ReadOnlySpan<ushort> row, bool takeOut = false)
    {
        ref var to = ref MemoryMarshal.GetReference(sum);
        ref var from = ref MemoryMarshal.GetReference(row[..sum.Length]);
        for (nuint i = 0; i < (nuint)sum.Length; i += TallyLayout.Strip)
        {
            Add(ref to, i, Widened(ref from, i), takeOut);
        }
    }

    /// <inheritdoc cref="Add(Span{int}, ReadOnlySpan{ushort}, bool)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<long> sum, ReadOnlySpan<int> row, bool takeOut = false)
    {
        ref var to = ref MemoryMarshal.GetReference(sum);
        ref var from = ref MemoryMarshal.GetReference(row[..sum.Length]);
        for (nuint i = 0; i < (nuint)sum.Length; i += TallyLayout.Strip)
        {
            Add(ref to, i, Vector512.LoadUnsafe(ref from, i), takeOut);
        }
    }

    /// <summary>sum += other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<long> sum, ReadOnlySpan<long> other)
    {
        ref var to = ref MemoryMarshal.GetReference(sum);
        ref var from = ref MemoryMarshal.GetReference(other[..sum.Length]);
        for (nuint i = 0; i < (nuint)sum.Length; i += (nuint)Vector512<long>.Count)
        {
            (Vector512.LoadUnsafe(ref to, i) + Vector512.LoadUnsafe(ref from, i)).StoreUnsafe(ref to, i);
        }
    }

    /// <summary>
    /// The sums of rows by class, over whatever the blocks held. A strip of 16 columns is summed over all rows before the next, so that the
    /// sums stay in registers; a row's class is a mask and not a branch, and a row without a form is all zeros.
    /// </summary>
    /// <param name="blocks">The sums of classes 1, 2, 3, one after the other.</param>
    /// <param name="rows">Whole rows.</param>
    /// <param name="width">Columns of a row, of which as many are added up as a block has.</param>
    /// <param name="classes">The class of each row, 0 for no form.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumByClass(Span<int> blocks, ReadOnlySpan<ushort> rows, int width, ReadOnlySpan<byte> classes)
    {
        var summed = (nuint)(blocks.Length / TallyLayout.Classes);
        ref var to = ref MemoryMarshal.GetReference(blocks);
        ref var from = ref MemoryMarshal.GetReference(rows);
        var (second, third) = (Vector512.Create(2), Vector512.Create(3));
        for (nuint column = 0; column < summed; column += TallyLayout.Strip)
        {
            var (all, a, b) = (Vector512<int>.Zero, Vector512<int>.Zero, Vector512<int>.Zero);
            var at = column;
            foreach (var stationClass in classes)
            {
                var row = Widened(ref from, at);
                var its = Vector512.Create((int)stationClass);
                all += row;
                a += row & Vector512.Equals(its, second);
                b += row & Vector512.Equals(its, third);
                at += (nuint)width;
            }

            (all - a - b).StoreUnsafe(ref to, column);
            a.StoreUnsafe(ref to, column + summed);
            b.StoreUnsafe(ref to, column + (2 * summed));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Widened(ref ushort from, nuint at)
    {
        var figures = Vector256.LoadUnsafe(ref from, at);
        return Vector512.Create(Vector256.WidenLower(figures), Vector256.WidenUpper(figures)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref long to, nuint at, Vector512<int> figures, bool takeOut)
    {
        var (lower, upper) = Vector512.Widen(figures);
        var second = at + (nuint)Vector512<long>.Count;
        var (a, b) = (Vector512.LoadUnsafe(ref to, at), Vector512.LoadUnsafe(ref to, second));
        (takeOut ? a - lower : a + lower).StoreUnsafe(ref to, at);
        (takeOut ? b - upper : b + upper).StoreUnsafe(ref to, second);
    }
}
