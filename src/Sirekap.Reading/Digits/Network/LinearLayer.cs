namespace Sirekap.Reading.Digits.Network;

/// <summary>The linear part of a layer over a batch: forward, and its two gradients.</summary>
internal static unsafe class LinearLayer
{
    /// <summary>Dense layers take whole blocks of eight rows: room must be there for as many.</summary>
    public static int RoundedUp(int samples) => (samples + RowProducts.Rows - 1) / RowProducts.Rows * RowProducts.Rows;

    /// <param name="layer">Its shape.</param>
    /// <param name="input">samples × padded side² × inputs.</param>
    /// <param name="samples">How many.</param>
    /// <param name="matrix">Its weights: runs × run length × outputs.</param>
    /// <param name="bias">One an output, or null.</param>
    /// <param name="output">samples × side² × outputs.</param>
    public static void Forward(in LayerShape layer, float* input, int samples, float* matrix, float* bias, float* output)
    {
        unchecked
        {
            if (layer.IsDense)
            {
                for (var row = 0; row < samples; row += RowProducts.Rows)
                {
                    RowProducts.Multiply(
                        input + (row * layer.Inputs),
                        input + ((row + 4) * layer.Inputs),
                        layer.Inputs,
                        1,
                        layer.Inputs,
                        0,
                        matrix,
                        layer.Outputs,
                        bias,
                        output + (row * layer.Outputs),
                        output + ((row + 4) * layer.Outputs),
                        layer.Outputs
                    );
                }

                return;
            }

            var lines = layer.Side >= 8 ? 1 : 2;
            for (var sample = 0; sample < samples; sample++)
            {
                var picture = input + (sample * layer.PaddedSide * layer.PaddedSide * layer.Inputs);
                var result = output + (sample * layer.Pixels * layer.Outputs);
                for (var line = 0; line < layer.Side; line += lines)
                {
                    Lines(layer, picture, line, matrix, bias, result + (line * layer.Side * layer.Outputs));
                }
            }
        }
    }

    /// <summary>One line of a convolution's output, or two where a line has only four pixels.</summary>
    public static void Lines(in LayerShape layer, float* picture, int line, float* matrix, float* bias, float* output)
    {
        unchecked
        {
            nint lineStride = layer.PaddedSide * layer.Inputs;
            var start = picture + (line * lineStride);
            var (next, nextOutput) =
                layer.Side >= 8 ? (4 * layer.Inputs, 4 * layer.Outputs) : ((int)lineStride, layer.Side * layer.Outputs);
            for (var x = 0; x < layer.Side; x += layer.Side >= 8 ? 8 : 4)
            {
                var at = start + (x * layer.Inputs);
                var to = output + (x * layer.Outputs);
                RowProducts.Multiply(
                    at,
                    at + next,
                    layer.Inputs,
                    3,
                    layer.RunLength,
                    lineStride,
                    matrix,
                    layer.Outputs,
                    bias,
                    to,
                    to + nextOutput,
                    layer.Outputs
                );
            }
        }
    }

    /// <summary>Adds the batch's gradient of the weights.</summary>
    /// <param name="layer">Its shape.</param>
    /// <param name="input">As in <see cref="Forward"/>.</param>
    /// <param name="samples">How many.</param>
    /// <param name="outputGradient">samples × padded side² × outputs: with a border of zeros, as <see cref="InputGradient"/> wants
    /// it.</param>
    /// <param name="gradient">Added to.</param>
    public static void AddWeightGradient(in LayerShape layer, float* input, int samples, float* outputGradient, float* gradient)
    {
        unchecked
        {
            if (layer.IsDense)
            {
                WeightGradients.Add(input, 0, layer.Inputs, 1, samples, layer.Inputs, outputGradient, 0, layer.Outputs, gradient);
                return;
            }

            var (lineIn, lineOut) = (layer.PaddedSide * layer.Inputs, layer.PaddedSide * layer.Outputs);
            for (var sample = 0; sample < samples; sample++)
            {
                var picture = input + (sample * layer.PaddedSide * lineIn);
                var inside = outputGradient + (sample * layer.PaddedSide * lineOut) + lineOut + layer.Outputs;
                for (var run = 0; run < 3; run++)
                {
                    WeightGradients.Add(
                        picture + (run * lineIn),
                        lineIn,
                        layer.Inputs,
                        layer.Side,
                        layer.Side,
                        layer.RunLength,
                        inside,
                        lineOut,
                        layer.Outputs,
                        gradient + (run * layer.RunLength * layer.Outputs)
                    );
                }
            }
        }
    }

    /// <summary>The gradient of the input (without border): a convolution of the output's gradient with the weights turned round.</summary>
    /// <param name="layer">Its shape; its inputs a multiple of 16.</param>
    /// <param name="outputGradient">samples × padded side² × outputs.</param>
    /// <param name="samples">How many.</param>
    /// <param name="turned">The weights as <see cref="Turn"/> gives them.</param>
    /// <param name="inputGradient">samples × side² × inputs.</param>
    public static void InputGradient(in LayerShape layer, float* outputGradient, int samples, float* turned, float* inputGradient) =>
        Forward(layer with { Inputs = layer.Outputs, Outputs = layer.Inputs }, outputGradient, samples, turned, null, inputGradient);

    /// <summary>Weights of the convolution that carries gradients back: places in reverse, inputs and outputs exchanged.</summary>
    public static void Turn(in LayerShape layer, float* matrix, float* turned)
    {
        unchecked
        {
            var places = layer.IsDense ? 1 : 9;
            for (var place = 0; place < places; place++)
            {
                var from = matrix + (place * layer.Inputs * layer.Outputs);
                var to = turned + ((places - 1 - place) * layer.Inputs * layer.Outputs);
                for (var i = 0; i < layer.Inputs; i++)
                {
                    for (var o = 0; o < layer.Outputs; o++)
                    {
                        to[(o * layer.Inputs) + i] = from[(i * layer.Outputs) + o];
                    }
                }
            }
        }
    }
}
