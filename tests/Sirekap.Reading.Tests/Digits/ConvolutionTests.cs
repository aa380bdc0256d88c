using Sirekap.Reading.Digits.Network;

namespace Sirekap.Reading.Tests.Digits;

public sealed unsafe class ConvolutionTests
{
    [Theory]
    [InlineData(4, 16, 16)]
    [InlineData(8, 3, 32)]
    [InlineData(16, 1, 16)]
    public void A_convolution_is_what_its_definition_says(int side, int inputs, int outputs)
    {
        var layer = new LayerShape(side, inputs, outputs, Pooled: false);
        const int samples = 2;
        var input = Padded(layer, samples);
        var matrix = RowProductsTests.Filled(layer.WeightCount, 2);
        var output = new FloatBuffer(samples * layer.Pixels * outputs);

        LinearLayer.Forward(layer, input.Pointer, samples, matrix.Pointer, null, output.Pointer);

        for (var at = 0; at < output.Length; at++)
        {
            var (o, pixel) = (at % outputs, at / outputs);
            var (x, y, sample) = (pixel % side, pixel / side % side, pixel / layer.Pixels);
            var sum = 0.0;
            for (var dy = 0; dy < 3; dy++)
            {
                for (var dx = 0; dx < 3; dx++)
                {
                    for (var i = 0; i < inputs; i++)
                    {
                        sum +=
                            (double)input.Span[(((((sample * (side + 2)) + y + dy) * (side + 2)) + x + dx) * inputs) + i]
                            * matrix.Span[(((((dy * 3) + dx) * inputs) + i) * outputs) + o];
                    }
                }
            }

            ((double)output.Span[at]).ShouldBe(sum, 1e-4);
        }
    }

    [Fact]
    public void Trained_and_folded_networks_score_alike()
    {
        var shape = new NetShape(16, 32, 16, 48, 32);
        var pass = new TrainingPass(shape, 8);
        var parameters = RowProductsTests.Filled(shape.ParameterCount, 11);
        foreach (ref var value in parameters.Span)
        {
            value *= 0.1f;
        }

        var work = new ReadingWorkspace(shape);
        Span<byte> patch = stackalloc byte[32 * 32];
        for (var box = 0; box < 8; box++)
        {
            new Random(box).NextBytes(patch);
            Sirekap.Reading.Digits.Contrast.Normalize(patch, pass.Input(box));
            Sirekap.Reading.Digits.Contrast.Normalize(patch, work.BoxPixels(box));
        }

        pass.Forward(parameters);
        var scores = FoldedNet.Fold(shape, parameters, pass.Statistics).Score(work);

        for (var i = 0; i < scores.Length; i++)
        {
            scores[i].ShouldBe(pass.Scores[i], 2e-4f);
        }
    }

    private static FloatBuffer Padded(LayerShape layer, int samples)
    {
        var buffer = RowProductsTests.Filled(samples * layer.PaddedSide * layer.PaddedSide * layer.Inputs, 1);
        for (var at = 0; at < buffer.Length; at++)
        {
            var (x, y) = (at / layer.Inputs % layer.PaddedSide, at / layer.Inputs / layer.PaddedSide % layer.PaddedSide);
            if (x == 0 || y == 0 || x > layer.Side || y > layer.Side)
            {
                buffer.Span[at] = 0;
            }
        }

        return buffer;
    }
}
