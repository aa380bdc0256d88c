using Sirekap.Reading.Digits;
using Sirekap.Reading.Digits.Network;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Reading.Tests.Digits;

/// <summary>The gradient of every layer against finite differences of the loss.</summary>
public sealed class GradientTests
{
    private static readonly NetShape Shape = new(16, 16, 16, 16, 16);

    /// <summary>Layer; part: 0 weights, 1 scales, 2 shifts (of the last layer: 1 biases).</summary>
    public static TheoryData<int, int> Parts =>
        new()
        {
            { 0, 0 },
            { 0, 1 },
            { 0, 2 },
            { 1, 0 },
            { 1, 1 },
            { 1, 2 },
            { 2, 0 },
            { 2, 1 },
            { 2, 2 },
            { 3, 0 },
            { 3, 1 },
            { 3, 2 },
            { 4, 0 },
            { 4, 1 },
            { 4, 2 },
            { 5, 0 },
            { 5, 1 },
        };

    [Theory]
    [MemberData(nameof(Parts))]
    public void The_gradient_of_each_part_is_the_slope_of_the_loss(int layer, int part)
    {
        var pass = Filled();
        var parameters = Parameters();
        pass.Run(parameters);
        var gradient = pass.Gradient.Span.ToArray();
        var (start, length) = Range(layer, part);
        var dice = new Dice(5, (ulong)layer, (ulong)part);
        // Each time half of the gradient: where it is steep, the corners of rectifier and pooling matter least, and errors in the two
        // halves cannot cancel out.
        for (var half = 0; half < 3; half++)
        {
            var step = new float[length];
            var size = 0.0;
            for (var i = 0; i < length; i++)
            {
                step[i] = dice.Chance(0.5f) ? gradient[start + i] : 0;
                size += step[i] * step[i];
            }

            var expected = 0.0;
            for (var i = 0; i < length; i++)
            {
                step[i] *= (float)(1e-3 / Math.Sqrt(size));
                expected += step[i] * gradient[start + i];
            }

            var slope = (Moved(pass, parameters, start, step, 1) - Moved(pass, parameters, start, step, -1)) / 2;
            slope.ShouldBe(expected, 0.04 * expected);
        }
    }

    private static double Moved(TrainingPass pass, FloatBuffer parameters, int start, float[] step, int sign)
    {
        var moved = parameters.Copy();
        for (var i = 0; i < step.Length; i++)
        {
            moved.Span[start + i] += sign * step[i];
        }

        return pass.Run(moved);
    }

    private static (int Start, int Length) Range(int layer, int part)
    {
        var shape = Shape.Layers[layer];
        var start = Shape.WeightStarts[layer];
        return part == 0
            ? (start, shape.WeightCount)
            : (start + shape.WeightCount + ((part - 1) * shape.Outputs), layer == 5 ? DigitClass.Count : shape.Outputs);
    }

    private static TrainingPass Filled()
    {
        var pass = new TrainingPass(Shape, 8);
        Span<byte> patch = stackalloc byte[DigitReader.Side * DigitReader.Side];
        for (var sample = 0; sample < pass.Samples; sample++)
        {
            new Random(sample).NextBytes(patch);
            Contrast.Normalize(patch, pass.Input(sample));
            pass.Targets.Span[(sample * DigitClass.Count) + (sample % DigitClass.Count)] = 0.8f;
            pass.Targets.Span[(sample * DigitClass.Count) + ((sample + 3) % DigitClass.Count)] = 0.2f;
        }

        return pass;
    }

    private static FloatBuffer Parameters()
    {
        var parameters = RowProductsTests.Filled(Shape.ParameterCount, 21);
        for (var layer = 0; layer < Shape.Layers.Count; layer++)
        {
            var (start, length) = Range(layer, 0);
            foreach (ref var weight in parameters.Span.Slice(start, length))
            {
                weight *= 0.2f;
            }

            foreach (ref var scale in parameters.Span.Slice(start + length, Shape.Layers[layer].Outputs))
            {
                scale = 1 + (0.2f * scale);
            }
        }

        return parameters;
    }
}
