using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sirekap.Reading.Digits.Network;

/// <summary>
/// The one product that convolutions and dense layers are made of: eight rows of input times a matrix. A row of a 3 × 3 convolution is
/// three runs of the padded picture (three pixels of three neighbouring lines); a row of a dense layer is one run. Each sum is taken in the
/// order of the run with fused multiply-add, so the result is the same to the bit whatever width of vector the machine has.
/// </summary>
internal static unsafe class RowProducts
{
    /// <summary>
    /// Rows a call computes: four that begin at one place, four at another. With more, sums of 16 columns no longer stay in the processor's
    /// registers.
    /// </summary>
    public const int Rows = 8;

    /// <summary>Columns of the matrix come in multiples of this: a vector of 512 bits holds 16 floats.</summary>
    public const int ColumnStep = 16;

    /// <summary>output[row][column] = bias[column] + Σ input[row][run × runStride + k] × matrix[run × length + k][column].</summary>
    /// <param name="first">Input of rows 0–3, each <paramref name="rowStride"/> after the other.</param>
    /// <param name="second">Input of rows 4–7.</param>
    /// <param name="rowStride">In floats.</param>
    /// <param name="runs">How many runs a row has.</param>
    /// <param name="length">Floats in a run.</param>
    /// <param name="runStride">From one run of a row to its next, in floats.</param>
    /// <param name="matrix">runs × length rows of <paramref name="columns"/>.</param>
    /// <param name="columns">A multiple of <see cref="ColumnStep"/>.</param>
    /// <param name="bias">One a column, or null for zeros.</param>
    /// <param name="firstOutput">Rows 0–3, each <paramref name="outputStride"/> after the other.</param>
    /// <param name="secondOutput">Rows 4–7.</param>
    /// <param name="outputStride">In floats.</param>
    public static void Multiply(
        float* first,
        float* second,
        nint rowStride,
        int runs,
        int length,
        nint runStride,
        float* matrix,
        int columns,
        float* bias,
        float* firstOutput,
        float* secondOutput,
        nint outputStride
    )
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Wide(first, second, rowStride, runs, length, runStride, matrix, columns, bias, firstOutput, secondOutput, outputStride);
        }
        else
        {
            Narrow(first, rowStride, runs, length, runStride, matrix, columns, bias, firstOutput, outputStride);
            Narrow(second, rowStride, runs, length, runStride, matrix, columns, bias, secondOutput, outputStride);
        }
    }

    /// <summary>Eight rows by 32 (then 16) columns at a time: sixteen sums in registers.</summary>
    internal static void Wide(
        float* first,
        float* second,
        nint rowStride,
        int runs,
        int length,
        nint runStride,
        float* matrix,
        int columns,
        float* bias,
        float* firstOutput,
        float* secondOutput,
        nint outputStride
    )
    {
        unchecked
        {
            var column = 0;
            for (; column + 32 <= columns; column += 32)
            {
                Wide32(
                    first,
                    second,
                    rowStride,
                    runs,
                    length,
                    runStride,
                    matrix + column,
                    columns,
                    bias == null ? null : bias + column,
                    firstOutput + column,
                    secondOutput + column,
                    outputStride
                );
            }

            if (column < columns)
            {
                Wide16(
                    first,
                    second,
                    rowStride,
                    runs,
                    length,
                    runStride,
                    matrix + column,
                    columns,
                    bias == null ? null : bias + column,
                    firstOutput + column,
                    secondOutput + column,
                    outputStride
                );
            }
        }
    }

    /// <summary>Four rows by 16 columns at a time, for machines whose vectors hold eight floats (or fewer).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Narrow(
        float* input,
        nint rowStride,
        int runs,
        int length,
        nint runStride,
        float* matrix,
        int columns,
        float* bias,
        float* output,
        nint outputStride
    )
    {
        unchecked
        {
            for (var column = 0; column < columns; column += 16)
            {
                var low = bias == null ? Vector256<float>.Zero : Vector256.Load(bias + column);
                var high = bias == null ? Vector256<float>.Zero : Vector256.Load(bias + column + 8);
                var (s00, s10, s20, s30) = (low, low, low, low);
                var (s01, s11, s21, s31) = (high, high, high, high);
                var w = matrix + column;
                for (var run = 0; run < runs; run++)
                {
                    var a = input + (run * runStride);
                    for (nint k = 0; k < length; k++, w += columns)
                    {
                        var (w0, w1) = (Vector256.Load(w), Vector256.Load(w + 8));
                        var x = Vector256.Create(a[k]);
                        s00 = Vector256.FusedMultiplyAdd(x, w0, s00);
                        s01 = Vector256.FusedMultiplyAdd(x, w1, s01);
                        x = Vector256.Create(a[rowStride + k]);
                        s10 = Vector256.FusedMultiplyAdd(x, w0, s10);
                        s11 = Vector256.FusedMultiplyAdd(x, w1, s11);
                        x = Vector256.Create(a[(2 * rowStride) + k]);
                        s20 = Vector256.FusedMultiplyAdd(x, w0, s20);
                        s21 = Vector256.FusedMultiplyAdd(x, w1, s21);
                        x = Vector256.Create(a[(3 * rowStride) + k]);
                        s30 = Vector256.FusedMultiplyAdd(x, w0, s30);
                        s31 = Vector256.FusedMultiplyAdd(x, w1, s31);
                    }
                }

                var o = output + column;
                s00.Store(o);
                s01.Store(o + 8);
                s10.Store(o + outputStride);
                s11.Store(o + outputStride + 8);
                s20.Store(o + (2 * outputStride));
                s21.Store(o + (2 * outputStride) + 8);
                s30.Store(o + (3 * outputStride));
                s31.Store(o + (3 * outputStride) + 8);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide32(
        float* first,
        float* second,
        nint rowStride,
        int runs,
        int length,
        nint runStride,
        float* matrix,
        int columns,
        float* bias,
        float* firstOutput,
        float* secondOutput,
        nint outputStride
    )
    {
        unchecked
        {
            var low = bias == null ? Vector512<float>.Zero : Vector512.Load(bias);
            var high = bias == null ? Vector512<float>.Zero : Vector512.Load(bias + 16);
            var (s00, s10, s20, s30, s40, s50, s60, s70) = (low, low, low, low, low, low, low, low);
            var (s01, s11, s21, s31, s41, s51, s61, s71) = (high, high, high, high, high, high, high, high);
            for (var run = 0; run < runs; run++)
            {
                var a0 = first + (run * runStride);
                var a1 = a0 + rowStride;
                var a2 = a1 + rowStride;
                var a3 = a2 + rowStride;
                var b0 = second + (run * runStride);
                var b1 = b0 + rowStride;
                var b2 = b1 + rowStride;
                var b3 = b2 + rowStride;
                for (nint k = 0; k < length; k++, matrix += columns)
                {
                    var (w0, w1) = (Vector512.Load(matrix), Vector512.Load(matrix + 16));
                    s00 = Vector512.FusedMultiplyAdd(Vector512.Create(a0[k]), w0, s00);
                    s01 = Vector512.FusedMultiplyAdd(Vector512.Create(a0[k]), w1, s01);
                    s10 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[k]), w0, s10);
                    s11 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[k]), w1, s11);
                    s20 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[k]), w0, s20);
                    s21 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[k]), w1, s21);
                    s30 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[k]), w0, s30);
                    s31 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[k]), w1, s31);
                    s40 = Vector512.FusedMultiplyAdd(Vector512.Create(b0[k]), w0, s40);
                    s41 = Vector512.FusedMultiplyAdd(Vector512.Create(b0[k]), w1, s41);
                    s50 = Vector512.FusedMultiplyAdd(Vector512.Create(b1[k]), w0, s50);
                    s51 = Vector512.FusedMultiplyAdd(Vector512.Create(b1[k]), w1, s51);
                    s60 = Vector512.FusedMultiplyAdd(Vector512.Create(b2[k]), w0, s60);
                    s61 = Vector512.FusedMultiplyAdd(Vector512.Create(b2[k]), w1, s61);
                    s70 = Vector512.FusedMultiplyAdd(Vector512.Create(b3[k]), w0, s70);
                    s71 = Vector512.FusedMultiplyAdd(Vector512.Create(b3[k]), w1, s71);
                }
            }

            Store(firstOutput, outputStride, s00, s10, s20, s30);
            Store(firstOutput + 16, outputStride, s01, s11, s21, s31);
            Store(secondOutput, outputStride, s40, s50, s60, s70);
            Store(secondOutput + 16, outputStride, s41, s51, s61, s71);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide16(
        float* first,
        float* second,
        nint rowStride,
        int runs,
        int length,
        nint runStride,
        float* matrix,
        int columns,
        float* bias,
        float* firstOutput,
        float* secondOutput,
        nint outputStride
    )
    {
        unchecked
        {
            var start = bias == null ? Vector512<float>.Zero : Vector512.Load(bias);
            var (s0, s1, s2, s3, s4, s5, s6, s7) = (start, start, start, start, start, start, start, start);
            var w = matrix;
            for (var run = 0; run < runs; run++)
            {
                var a0 = first + (run * runStride);
                var a1 = a0 + rowStride;
                var a2 = a1 + rowStride;
                var a3 = a2 + rowStride;
                var b0 = second + (run * runStride);
                var b1 = b0 + rowStride;
                var b2 = b1 + rowStride;
                var b3 = b2 + rowStride;
                for (nint k = 0; k < length; k++, w += columns)
                {
                    var w0 = Vector512.Load(w);
                    s0 = Vector512.FusedMultiplyAdd(Vector512.Create(a0[k]), w0, s0);
                    s1 = Vector512.FusedMultiplyAdd(Vector512.Create(a1[k]), w0, s1);
                    s2 = Vector512.FusedMultiplyAdd(Vector512.Create(a2[k]), w0, s2);
                    s3 = Vector512.FusedMultiplyAdd(Vector512.Create(a3[k]), w0, s3);
                    s4 = Vector512.FusedMultiplyAdd(Vector512.Create(b0[k]), w0, s4);
                    s5 = Vector512.FusedMultiplyAdd(Vector512.Create(b1[k]), w0, s5);
                    s6 = Vector512.FusedMultiplyAdd(Vector512.Create(b2[k]), w0, s6);
                    s7 = Vector512.FusedMultiplyAdd(Vector512.Create(b3[k]), w0, s7);
                }
            }

            Store(firstOutput, outputStride, s0, s1, s2, s3);
            Store(secondOutput, outputStride, s4, s5, s6, s7);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        float* output,
        nint stride,
        Vector512<float> s0,
        Vector512<float> s1,
        Vector512<float> s2,
        Vector512<float> s3
    )
    {
        unchecked
        {
            s0.Store(output);
            s1.Store(output + stride);
            s2.Store(output + (2 * stride));
            s3.Store(output + (3 * stride));
        }
    }
}
