using Sirekap.Reading.Digits;
using Sirekap.Reading.Digits.Network;
using Sirekap.Simulation.Handwriting;

namespace Sirekap.Training;

/// <summary>
/// Trains one network. A batch is cut into chunks of fixed size; each chunk is computed alone and their gradients are added in order, so
/// the number of threads changes nothing but the time.
/// </summary>
internal sealed class Trainer
{
    /// <summary>
    /// Boxes over which batch normalisation takes its statistics: fewer make them noisy, more leave less to compute side by side.
    /// </summary>
    private const int ChunkSize = 32;

    /// <summary>A batch of 128 boxes, for up to four threads. Fixed, so that the number of threads changes nothing in the result.</summary>
    private const int Chunks = 4;

    /// <summary>Some 3,000 boxes (24 × 128) for the final means and variances: their error is then far below a chunk's own.</summary>
    private const int StatisticsRounds = 24;

    /// <summary>A number of its own among the purposes of a training's draws, so that weights do not follow from samples.</summary>
    private const ulong WeightPurpose = 3;

    private readonly NetShape _shape;
    private readonly TrainingSet _set;
    private readonly TrainingOptions _options;
    private readonly FloatBuffer _parameters;
    private readonly TrainingPass[] _passes;
    private readonly Adam _adam;

    public Trainer(NetShape shape, TrainingSet set, TrainingOptions options)
    {
        _shape = shape;
        _set = set;
        _options = options;
        _parameters = Initial(shape, options.Seed);
        _passes = [.. Enumerable.Range(0, Chunks).Select(_ => new TrainingPass(shape, ChunkSize))];
        _adam = new Adam(_parameters, options.WeightDecay, options.AverageDecay);
    }

    /// <param name="progress">Told after each epoch: its number from 1, and the mean loss.</param>
    public FoldedNet Run(Action<int, double>? progress = null)
    {
        var batches = Math.Max(1, _set.Count / (ChunkSize * Chunks));
        var (step, steps) = (0, batches * _options.Epochs);
        var losses = new double[Chunks];
        var gradient = new float[_shape.ParameterCount];
        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            var order = _set.Order(epoch);
            var total = 0.0;
            for (var batch = 0; batch < batches; batch++)
            {
                EachChunk(chunk =>
                {
                    Fill(_passes[chunk], order, epoch, ((batch * Chunks) + chunk) * ChunkSize);
                    losses[chunk] = _passes[chunk].Run(_parameters);
                });
                Sum(gradient);
                _adam.Step(_parameters, gradient, Rate(step++, steps));
                total += losses.Sum() / Chunks;
            }

            progress?.Invoke(epoch + 1, total / batches);
        }

        return FoldedNet.Fold(_shape, _adam.Average, Statistics());
    }

    /// <summary>Of the averaged weights over many samples: those met in training belong to weights long gone.</summary>
    private FloatBuffer Statistics()
    {
        var sum = new double[_shape.StatisticsCount];
        var order = _set.Order(_options.Epochs);
        var rounds = Math.Clamp(_set.Count / (ChunkSize * Chunks), 2, StatisticsRounds);
        for (var round = 0; round < rounds; round++)
        {
            EachChunk(chunk =>
            {
                Fill(_passes[chunk], order, _options.Epochs, ((round * Chunks) + chunk) * ChunkSize);
                _passes[chunk].Forward(_adam.Average);
            });
            foreach (var pass in _passes)
            {
                for (var i = 0; i < sum.Length; i++)
                {
                    sum[i] += pass.Statistics.Span[i];
                }
            }
        }

        var mean = new FloatBuffer(sum.Length);
        for (var i = 0; i < sum.Length; i++)
        {
            mean.Span[i] = (float)(sum[i] / (rounds * Chunks));
        }

        return mean;
    }

    private void EachChunk(Action<int> work) =>
        Parallel.For(0, Chunks, new ParallelOptions { MaxDegreeOfParallelism = _options.Threads }, work);

    private void Fill(TrainingPass pass, int[] order, int epoch, int first)
    {
        Span<byte> patch = stackalloc byte[DigitReader.Side * DigitReader.Side];
        for (var sample = 0; sample < ChunkSize; sample++)
        {
            // A small set is gone through more than once in a batch.
            _set.Sample(
                epoch,
                order[(first + sample) % order.Length],
                patch,
                pass.Targets.Span.Slice(sample * DigitClass.Count, DigitClass.Count)
            );
            Contrast.Normalize(patch, pass.Input(sample));
        }
    }

    private void Sum(Span<float> gradient)
    {
        gradient.Clear();
        foreach (var pass in _passes)
        {
            var of = pass.Gradient.Span;
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i] += of[i] / Chunks;
            }
        }
    }

    private float Rate(int step, int steps)
    {
        const int rise = 100;
        var falling = 0.5 * (1 + Math.Cos(Math.PI * step / steps));
        return (float)(_options.Rate * falling * Math.Min(1, (step + 1.0) / Math.Min(rise, Math.Max(1, steps / 4))));
    }

    /// <summary>Weights drawn so that signals keep their size (He et al. 2015); scales 1, shifts and biases 0.</summary>
    private static FloatBuffer Initial(NetShape shape, ulong seed)
    {
        var parameters = new FloatBuffer(shape.ParameterCount);
        var dice = new Dice(seed, WeightPurpose, 0);
        for (var i = 0; i < shape.Layers.Count; i++)
        {
            var layer = shape.Layers[i];
            var at = parameters.Span[shape.WeightStarts[i]..];
            var last = i == shape.Layers.Count - 1;
            var spread = MathF.Sqrt((last ? 0.1f : 2f) / (layer.Runs * layer.RunLength));
            foreach (ref var weight in at[..layer.WeightCount])
            {
                weight = spread * dice.Normal();
            }

            if (!last)
            {
                at.Slice(layer.WeightCount, layer.Outputs).Fill(1);
            }
        }

        return parameters;
    }
}
