using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sirekap.Reading.Digits.Network;

/// <summary>
/// The other product of training: what each weight of a <see cref="RowProducts"/> matrix contributed, summed over all rows of input.
/// </summary>
internal static unsafe class WeightGradients
{
    /// <summary>gradient[j][column] += Σ over lines and places of input[line][place][j] × output gradient[line][place][column].</summary>
    /// <param name="input">First float of the first row's run.</param>
    /// <param name="lineStride">From one line of input to the next.</param>
    /// <param name="placeStride">From one place of input in a line to the next.</param>
    /// <param name="lines">Lines of places.</param>
    /// <param name="places">Places in a line.</param>
    /// <param name="length">Floats in a run: how many j there are.</param>
    /// <param name="outputGradient">First float of the first place.</param>
    /// <param name="gradientLineStride">From one line of the output gradient to the next; a place is <paramref name="columns"/>
    /// floats.</param>
    /// <param name="columns">A multiple of 16.</param>
    /// <param name="gradient">length rows of <paramref name="columns"/>.</param>
    public static void Add(
        float* input,
        nint lineStride,
        nint placeStride,
        int lines,
        int places,
        int length,
        float* outputGradient,
        nint gradientLineStride,
        int columns,
        float* gradient
    )
    {
        unchecked
        {
            for (var column = 0; column < columns; column += 16)
            {
                var j = 0;
                for (; j + 12 <= length; j += 12)
                {
                    Twelve(
                        input + j,
                        lineStride,
                        placeStride,
                        lines,
                        places,
                        outputGradient + column,
                        gradientLineStride,
                        columns,
                        gradient + (j * columns) + column
                    );
                }

                for (; j < length; j++)
                {
                    One(
                        input + j,
                        lineStride,
                        placeStride,
                        lines,
                        places,
                        outputGradient + column,
                        gradientLineStride,
                        columns,
                        gradient + (j * columns) + column
                    );
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Twelve(
        float* input,
        nint lineStride,
        nint placeStride,
        int lines,
        int places,
        float* outputGradient,
        nint gradientLineStride,
        nint columns,
        float* gradient
    )
    {
        unchecked
        {
            var (s0, s1) = (Vector512.Load(gradient), Vector512.Load(gradient + columns));
            var (s2, s3) = (Vector512.Load(gradient + (2 * columns)), Vector512.Load(gradient + (3 * columns)));
            var (s4, s5) = (Vector512.Load(gradient + (4 * columns)), Vector512.Load(gradient + (5 * columns)));
            var (s6, s7) = (Vector512.Load(gradient + (6 * columns)), Vector512.Load(gradient + (7 * columns)));
            var (s8, s9) = (Vector512.Load(gradient + (8 * columns)), Vector512.Load(gradient + (9 * columns)));
            var (s10, s11) = (Vector512.Load(gradient + (10 * columns)), Vector512.Load(gradient + (11 * columns)));
            for (var line = 0; line < lines; line++)
            {
                var a = input + (line * lineStride);
                var d = outputGradient + (line * gradientLineStride);
                for (var place = 0; place < places; place++, a += placeStride, d += columns)
                {
                    var y = Vector512.Load(d);
                    s0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[0]), y, s0);
                    s1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[1]), y, s1);
                    s2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[2]), y, s2);
                    s3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[3]), y, s3);
                    s4 = Vector512.FusedMultiplyAdd(Vector512.Create(a[4]), y, s4);
                    s5 = Vector512.FusedMultiplyAdd(Vector512.Create(a[5]), y, s5);
                    s6 = Vector512.FusedMultiplyAdd(Vector512.Create(a[6]), y, s6);
                    s7 = Vector512.FusedMultiplyAdd(Vector512.Create(a[7]), y, s7);
                    s8 = Vector512.FusedMultiplyAdd(Vector512.Create(a[8]), y, s8);
                    s9 = Vector512.FusedMultiplyAdd(Vector512.Create(a[9]), y, s9);
                    s10 = Vector512.FusedMultiplyAdd(Vector512.Create(a[10]), y, s10);
                    s11 = Vector512.FusedMultiplyAdd(Vector512.Create(a[11]), y, s11);
                }
            }

            s0.Store(gradient);
            s1.Store(gradient + columns);
            s2.Store(gradient + (2 * columns));
            s3.Store(gradient + (3 * columns));
            s4.Store(gradient + (4 * columns));
            s5.Store(gradient + (5 * columns));
            s6.Store(gradient + (6 * columns));
            s7.Store(gradient + (7 * columns));
            s8.Store(gradient + (8 * columns));
            s9.Store(gradient + (9 * columns));
            s10.Store(gradient + (10 * columns));
            s11.Store(gradient + (11 * columns));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(
        float* input,
        nint lineStride,
        nint placeStride,
        int lines,
        int places,
        float* outputGradient,
        nint gradientLineStride,
        nint columns,
        float* gradient
    )
    {
        unchecked
        {
            var sum = Vector512.Load(gradient);
            for (var line = 0; line < lines; line++)
            {
                var a = input + (line * lineStride);
                var d = outputGradient + (line * gradientLineStride);
                for (var place = 0; place < places; place++, a += placeStride, d += columns)
                {
                    sum = Vector512.FusedMultiplyAdd(Vector512.Create(a[0]), Vector512.Load(d), sum);
                }
            }

            sum.Store(gradient);
        }
    }
}
