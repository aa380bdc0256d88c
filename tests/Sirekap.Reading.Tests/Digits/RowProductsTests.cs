using Sirekap.Reading.Digits.Network;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Reading.Tests.Digits;

public sealed unsafe class RowProductsTests
{
    /// <summary>Runs, run length, columns.</summary>
    public static TheoryData<int, int, int> Shapes =>
        new()
        {
            { 3, 3, 16 },
            { 3, 48, 32 },
            { 3, 7, 48 },
            { 1, 40, 64 },
            { 1, 1, 16 },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Eight_rows_times_a_matrix_are_what_three_loops_say(int runs, int length, int columns)
    {
        var (input, matrix, bias) = (Filled(4000, 1), Filled(runs * length * columns, 2), Filled(columns, 3));
        var output = new FloatBuffer(8 * columns);
        const int rowStride = 5,
            runStride = 300,
            second = 1700;

        RowProducts.Multiply(
            input.Pointer,
            input.Pointer + second,
            rowStride,
            runs,
            length,
            runStride,
            matrix.Pointer,
            columns,
            bias.Pointer,
            output.Pointer,
            output.Pointer + (4 * columns),
            columns
        );

        for (var row = 0; row < 8; row++)
        {
            var start = (row < 4 ? 0 : second) + (row % 4 * rowStride);
            for (var column = 0; column < columns; column++)
            {
                double sum = bias.Span[column];
                for (var run = 0; run < runs; run++)
                {
                    for (var k = 0; k < length; k++)
                    {
                        sum += (double)input.Span[start + (run * runStride) + k] * matrix.Span[(((run * length) + k) * columns) + column];
                    }
                }

                ((double)output.Span[(row * columns) + column]).ShouldBe(sum, 1e-4);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Machines_with_narrow_and_with_wide_vectors_agree_to_the_bit(int runs, int length, int columns)
    {
        var (input, matrix, bias) = (Filled(4000, 4), Filled(runs * length * columns, 5), Filled(columns, 6));
        var (wide, narrow) = (new FloatBuffer(8 * columns), new FloatBuffer(8 * columns));

        RowProducts.Wide(
            input.Pointer,
            input.Pointer + 900,
            5,
            runs,
            length,
            300,
            matrix.Pointer,
            columns,
            bias.Pointer,
            wide.Pointer,
            wide.Pointer + (4 * columns),
            columns
        );
        RowProducts.Narrow(input.Pointer, 5, runs, length, 300, matrix.Pointer, columns, bias.Pointer, narrow.Pointer, columns);
        RowProducts.Narrow(
            input.Pointer + 900,
            5,
            runs,
            length,
            300,
            matrix.Pointer,
            columns,
            bias.Pointer,
            narrow.Pointer + (4 * columns),
            columns
        );

        wide.Span.ToArray().ShouldBe(narrow.Span.ToArray());
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(12, 16)]
    [InlineData(31, 32)]
    public void Gradients_of_weights_are_what_four_loops_say(int length, int columns)
    {
        const int lines = 5,
            places = 6,
            lineStride = 200,
            placeStride = 3;
        var (input, output) = (Filled(2000, 7), Filled(lines * (places + 2) * columns, 8));
        var gradient = Filled(length * columns, 9);
        var before = gradient.Span.ToArray();

        WeightGradients.Add(
            input.Pointer,
            lineStride,
            placeStride,
            lines,
            places,
            length,
            output.Pointer,
            (places + 2) * columns,
            columns,
            gradient.Pointer
        );

        for (var j = 0; j < length; j++)
        {
            for (var column = 0; column < columns; column++)
            {
                double sum = before[(j * columns) + column];
                for (var line = 0; line < lines; line++)
                {
                    for (var place = 0; place < places; place++)
                    {
                        sum +=
                            (double)input.Span[(line * lineStride) + (place * placeStride) + j]
                            * output.Span[(((line * (places + 2)) + place) * columns) + column];
                    }
                }

                ((double)gradient.Span[(j * columns) + column]).ShouldBe(sum, 1e-4);
            }
        }
    }

    internal static FloatBuffer Filled(int length, ulong seed)
    {
        var buffer = new FloatBuffer(length);
        var dice = new Dice(seed, 0, 0);
        foreach (ref var value in buffer.Span)
        {
            value = dice.Normal();
        }

        return buffer;
    }
}
