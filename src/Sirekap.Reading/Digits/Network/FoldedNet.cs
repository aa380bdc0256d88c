using System.Runtime.Intrinsics;

namespace Sirekap.Reading.Digits.Network;

/// <summary>A trained network with its normalisations folded into _weights and _biases: what reads.</summary>
internal sealed unsafe class FoldedNet
{
    private readonly NetShape _shape;
    private readonly FloatBuffer[] _weights;
    private readonly FloatBuffer[] _biases;

    /// <param name="shape">Of the network.</param>
    /// <param name="weights">One buffer a layer: runs × run length × outputs.</param>
    /// <param name="biases">One buffer a layer.</param>
    public FoldedNet(NetShape shape, FloatBuffer[] weights, FloatBuffer[] biases)
    {
        _shape = shape;
        _weights = weights;
        _biases = biases;
    }

    public NetShape Shape => _shape;

    public IReadOnlyList<FloatBuffer> Weights => _weights;

    public IReadOnlyList<FloatBuffer> Biases => _biases;

    /// <param name="shape">Of the network.</param>
    /// <param name="parameters">As trained.</param>
    /// <param name="statistics">Means and variances of each normalised layer over many samples.</param>
    public static FoldedNet Fold(NetShape shape, FloatBuffer parameters, FloatBuffer statistics)
    {
        var (weights, biases) = (new FloatBuffer[shape.Layers.Count], new FloatBuffer[shape.Layers.Count]);
        for (var i = 0; i < shape.Layers.Count; i++)
        {
            var layer = shape.Layers[i];
            var trained = parameters.Span[shape.WeightStarts[i]..];
            var behind = trained[layer.WeightCount..];
            weights[i] = new FloatBuffer(layer.WeightCount);
            biases[i] = new FloatBuffer(layer.Outputs);
            trained[..layer.WeightCount].CopyTo(weights[i].Span);
            if (i == shape.Layers.Count - 1)
            {
                behind[..layer.Outputs].CopyTo(biases[i].Span);
                continue;
            }

            var means = statistics.Span[shape.StatisticsStarts[i]..];
            var variances = means[layer.Outputs..];
            for (var o = 0; o < layer.Outputs; o++)
            {
                var scale = behind[o] / MathF.Sqrt(variances[o] + Normalization.Epsilon);
                biases[i].Span[o] = behind[layer.Outputs + o] - (means[o] * scale);
                for (var at = o; at < layer.WeightCount; at += layer.Outputs)
                {
                    weights[i].Span[at] *= scale;
                }
            }
        }

        return new FoldedNet(shape, weights, biases);
    }

    /// <summary>Scores of the eight boxes in a workspace.</summary>
    /// <param name="work">Its boxes normalised.</param>
    /// <returns>8 × 16 scores, of which the first twelve of each count; valid until the workspace is used again.</returns>
    public ReadOnlySpan<float> Score(ReadingWorkspace work)
    {
        var last = _shape.Layers.Count - 1;
        for (var box = 0; box < RowProducts.Rows; box++)
        {
            for (var i = 0; i < last - 1; i++)
            {
                var input = i == 0 ? work.Box(box) : work.Inputs[i].Pointer;
                var output = i == last - 2 ? work.Features(box) : work.Inputs[i + 1].Pointer;
                Convolve(i, input, work.Lines.Pointer, output, _shape.Layers[i + 1].IsDense ? 0 : 1);
            }
        }

        LinearLayer.Forward(
            _shape.Layers[last - 1],
            work.Inputs[last - 1].Pointer,
            RowProducts.Rows,
            _weights[last - 1].Pointer,
            _biases[last - 1].Pointer,
            work.Inputs[last].Pointer
        );
        Rectify(work.Inputs[last].Pointer, work.Inputs[last].Pointer, work.Inputs[last].Length);
        LinearLayer.Forward(
            _shape.Layers[last],
            work.Inputs[last].Pointer,
            RowProducts.Rows,
            _weights[last].Pointer,
            _biases[last].Pointer,
            work.Scores.Pointer
        );
        return work.Scores.Span;
    }

    /// <summary>A convolution two lines at a time, so that what it writes is still near when it is pooled.</summary>
    private void Convolve(int index, float* input, float* lines, float* output, int border)
    {
        unchecked
        {
            var layer = _shape.Layers[index];
            var (side, channels, size) = (layer.OutputSide, layer.Outputs, layer.OutputSide + (2 * border));
            var matrix = _weights[index].Pointer;
            var bias = _biases[index].Pointer;
            for (var line = 0; line < layer.Side; line += 2)
            {
                LinearLayer.Lines(layer, input, line, matrix, bias, lines);
                if (layer.Side >= 8)
                {
                    LinearLayer.Lines(layer, input, line + 1, matrix, bias, lines + (layer.Side * channels));
                }

                if (layer.Pooled)
                {
                    Pool(lines, layer.Side, channels, output + (((((line / 2) + border) * size) + border) * channels));
                }
                else
                {
                    Rectify(lines, output + ((((line + border) * size) + border) * channels), side * channels);
                    Rectify(lines + (side * channels), output + ((((line + 1 + border) * size) + border) * channels), side * channels);
                }
            }
        }
    }

    /// <summary>The greatest of each 2 × 2 pixels of two lines, or zero.</summary>
    private static void Pool(float* lines, int side, int channels, float* output)
    {
        unchecked
        {
            var below = lines + (side * channels);
            for (var x = 0; x < side; x += 2)
            {
                for (var c = 0; c < channels; c += 8)
                {
                    var at = (x * channels) + c;
                    var upper = Vector256.Max(Vector256.Load(lines + at), Vector256.Load(lines + at + channels));
                    var lower = Vector256.Max(Vector256.Load(below + at), Vector256.Load(below + at + channels));
                    Vector256.Max(Vector256.Max(upper, lower), Vector256<float>.Zero).Store(output + ((at - c) / 2) + c);
                }
            }
        }
    }

    private static void Rectify(float* from, float* to, int count)
    {
        unchecked
        {
            for (var i = 0; i < count; i += 8)
            {
                Vector256.Max(Vector256.Load(from + i), Vector256<float>.Zero).Store(to + i);
            }
        }
    }
}
