namespace Sirekap.Reading.Digits.Network;

/// <summary>One chunk of a batch forward and back: its own workspace, so that each thread can hold one.</summary>
internal sealed unsafe class TrainingPass
{
    private readonly NetShape _shape;
    private readonly FloatBuffer[] _inputs;
    private readonly FloatBuffer[] _raw;
    private readonly FloatBuffer[] _gradients;
    private readonly FloatBuffer[] _turned;
    private readonly FloatBuffer _inputGradient;

    public TrainingPass(NetShape shape, int samples)
    {
        _shape = shape;
        Samples = samples;
        var rows = LinearLayer.RoundedUp(samples);
        _inputs = [.. shape.Layers.Select(layer => new FloatBuffer(rows * layer.PaddedSide * layer.PaddedSide * layer.Inputs))];
        _raw = [.. shape.Layers.Select(layer => new FloatBuffer(rows * layer.Pixels * layer.Outputs))];
        _gradients = [.. shape.Layers.Select(layer => new FloatBuffer(rows * layer.PaddedSide * layer.PaddedSide * layer.Outputs))];
        _turned = [.. shape.Layers.Select(layer => new FloatBuffer(layer.WeightCount))];
        _inputGradient = new FloatBuffer(rows * shape.Layers.Skip(1).Max(layer => layer.Pixels * layer.Inputs));
        Gradient = new FloatBuffer(shape.ParameterCount);
        Statistics = new FloatBuffer(shape.StatisticsCount);
        Targets = new FloatBuffer(samples * DigitClass.Count);
    }

    public int Samples { get; }

    /// <summary>What each sample should be: probabilities of its classes.</summary>
    public FloatBuffer Targets { get; }

    /// <summary>Of the loss averaged over the chunk, after <see cref="Run"/>.</summary>
    public FloatBuffer Gradient { get; }

    /// <summary>Of the normalised layers, after a forward pass.</summary>
    public FloatBuffer Statistics { get; }

    /// <summary>Scores: samples × 16, of which the first twelve count.</summary>
    public Span<float> Scores => _raw[^1].Span[..(Samples * NetShape.Columns)];

    /// <summary>Puts in a sample as <see cref="Contrast.Normalize"/> gives it: padded side² floats.</summary>
    public Span<float> Input(int sample)
    {
        var size = _shape.Layers[0].PaddedSide * _shape.Layers[0].PaddedSide;
        return _inputs[0].Span.Slice(sample * size, size);
    }

    /// <returns>The cross-entropy, averaged over the chunk.</returns>
    public double Run(FloatBuffer parameters)
    {
        Forward(parameters);
        var loss = CrossEntropy();
        Backward(parameters);
        return loss;
    }

    public void Forward(FloatBuffer parameters)
    {
        for (var i = 0; i < _shape.Layers.Count; i++)
        {
            var layer = _shape.Layers[i];
            var weights = parameters.Pointer + _shape.WeightStarts[i];
            if (i == _shape.Layers.Count - 1)
            {
                LinearLayer.Forward(layer, _inputs[i].Pointer, Samples, weights, weights + layer.WeightCount, _raw[i].Pointer);
                return;
            }

            LinearLayer.Forward(layer, _inputs[i].Pointer, Samples, weights, null, _raw[i].Pointer);
            Normalization.Standardize(
                _raw[i].Pointer,
                Samples * layer.Pixels,
                layer.Outputs,
                Statistics.Pointer + _shape.StatisticsStarts[i]
            );
            Normalization.Activate(
                layer,
                _raw[i].Pointer,
                Samples,
                weights + layer.WeightCount,
                _inputs[i + 1].Pointer,
                _shape.Layers[i + 1].IsDense ? 0 : 1
            );
        }
    }

    /// <summary>Loss of the scores against the targets; leaves its gradient in the last layer.</summary>
    private double CrossEntropy()
    {
        var total = 0.0;
        Span<double> probabilities = stackalloc double[DigitClass.Count];
        for (var sample = 0; sample < Samples; sample++)
        {
            var scores = _raw[^1].Span.Slice(sample * NetShape.Columns, DigitClass.Count);
            var gradient = _gradients[^1].Span.Slice(sample * NetShape.Columns, DigitClass.Count);
            Softmax.Of(scores, probabilities);
            for (var c = 0; c < DigitClass.Count; c++)
            {
                var target = Targets.Span[(sample * DigitClass.Count) + c];
                total -= target * Math.Log(Math.Max(probabilities[c], 1e-30));
                gradient[c] = (float)((probabilities[c] - target) / Samples);
            }
        }

        return total / Samples;
    }

    private void Backward(FloatBuffer parameters)
    {
        Gradient.Span.Clear();
        for (var i = _shape.Layers.Count - 1; i >= 0; i--)
        {
            var layer = _shape.Layers[i];
            var weights = parameters.Pointer + _shape.WeightStarts[i];
            var to = Gradient.Pointer + _shape.WeightStarts[i];
            if (i == _shape.Layers.Count - 1)
            {
                AddBiasGradient(to + layer.WeightCount);
            }
            else
            {
                Normalization.Backward(
                    layer,
                    _raw[i].Pointer,
                    Samples,
                    weights + layer.WeightCount,
                    Statistics.Pointer + _shape.StatisticsStarts[i],
                    _inputGradient.Pointer,
                    _gradients[i].Pointer,
                    to + layer.WeightCount
                );
            }

            LinearLayer.AddWeightGradient(layer, _inputs[i].Pointer, Samples, _gradients[i].Pointer, to);
            if (i > 0)
            {
                LinearLayer.Turn(layer, weights, _turned[i].Pointer);
                LinearLayer.InputGradient(layer, _gradients[i].Pointer, Samples, _turned[i].Pointer, _inputGradient.Pointer);
            }
        }
    }

    private void AddBiasGradient(float* to)
    {
        for (var sample = 0; sample < Samples; sample++)
        {
            for (var c = 0; c < DigitClass.Count; c++)
            {
                to[c] += _gradients[^1].Span[(sample * NetShape.Columns) + c];
            }
        }
    }
}
