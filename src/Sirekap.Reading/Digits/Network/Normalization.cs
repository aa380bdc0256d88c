using System.Runtime.Intrinsics;

namespace Sirekap.Reading.Digits.Network;

/// <summary>
/// Batch normalisation, rectifier and pooling of one layer over one chunk of a batch, forward and backward (Ioffe and Szegedy 2015).
/// Statistics are of the chunk alone, so that chunks can be computed by any number of threads with the same result.
/// </summary>
internal static unsafe class Normalization
{
    /// <summary>
    /// Keeps a channel that is constant over a chunk from a division by zero; beside variances of about 1 it changes nothing.
    /// </summary>
    public const float Epsilon = 1e-4f;

    /// <summary>Brings each channel to mean 0 and variance 1 in place.</summary>
    /// <param name="values">rows × channels.</param>
    /// <param name="rows">Samples × pixels.</param>
    /// <param name="channels">A multiple of 16.</param>
    /// <param name="statistics">Takes the means, then the variances.</param>
    public static void Standardize(float* values, int rows, int channels, float* statistics)
    {
        unchecked
        {
            for (var c = 0; c < channels; c += 16)
            {
                var sum = Vector512<float>.Zero;
                for (var row = 0; row < rows; row++)
                {
                    sum += Vector512.Load(values + (row * channels) + c);
                }

                var mean = sum / rows;
                var squares = Vector512<float>.Zero;
                for (var row = 0; row < rows; row++)
                {
                    var from = Vector512.Load(values + (row * channels) + c) - mean;
                    squares = Vector512.FusedMultiplyAdd(from, from, squares);
                }

                var variance = squares / rows;
                var scale = Vector512<float>.One / Vector512.Sqrt(variance + Vector512.Create(Epsilon));
                for (var row = 0; row < rows; row++)
                {
                    var at = values + (row * channels) + c;
                    ((Vector512.Load(at) - mean) * scale).Store(at);
                }

                mean.Store(statistics + c);
                variance.Store(statistics + channels + c);
            }
        }
    }

    /// <summary>Scale, shift, rectifier and pooling into the next layer's padded input.</summary>
    /// <param name="layer">Its shape.</param>
    /// <param name="standardized">samples × side² × outputs.</param>
    /// <param name="samples">How many.</param>
    /// <param name="scales">Scales, then shifts, one an output.</param>
    /// <param name="next">samples × (output side + 2 borders)² × outputs.</param>
    /// <param name="border">1 before a convolution, 0 before a dense layer.</param>
    public static void Activate(in LayerShape layer, float* standardized, int samples, float* scales, float* next, int border)
    {
        unchecked
        {
            var (channels, side, size) = (layer.Outputs, layer.OutputSide, layer.OutputSide + (2 * border));
            for (var sample = 0; sample < samples; sample++)
            {
                for (var y = 0; y < side; y++)
                {
                    for (var x = 0; x < side; x++)
                    {
                        var to = next + ((((sample * size) + y + border) * size) + x + border) * channels;
                        for (var c = 0; c < channels; c += 16)
                        {
                            var (scale, shift) = (Vector512.Load(scales + c), Vector512.Load(scales + channels + c));
                            Vector512<float> value;
                            if (layer.Pooled)
                            {
                                var at = standardized + ((((sample * layer.Side) + (2 * y)) * layer.Side) + (2 * x)) * channels + c;
                                var below = at + (layer.Side * channels);
                                value = Vector512.Max(
                                    Vector512.Max(Affine(at, scale, shift), Affine(at + channels, scale, shift)),
                                    Vector512.Max(Affine(below, scale, shift), Affine(below + channels, scale, shift))
                                );
                            }
                            else
                            {
                                value = Affine(standardized + ((((sample * side) + y) * side) + x) * channels + c, scale, shift);
                            }

                            Vector512.Max(value, Vector512<float>.Zero).Store(to + c);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Carries the gradient of the next layer's input back to the linear part's output.</summary>
    /// <param name="layer">Its shape.</param>
    /// <param name="standardized">As <see cref="Standardize"/> left it.</param>
    /// <param name="samples">How many.</param>
    /// <param name="scales">Scales, then shifts.</param>
    /// <param name="statistics">Means, then variances.</param>
    /// <param name="nextGradient">samples × output side² × outputs.</param>
    /// <param name="gradient">samples × padded side² × outputs; its border stays zero.</param>
    /// <param name="scaleGradient">Takes the gradients of scales, then of shifts.</param>
    public static void Backward(
        in LayerShape layer,
        float* standardized,
        int samples,
        float* scales,
        float* statistics,
        float* nextGradient,
        float* gradient,
        float* scaleGradient
    )
    {
        unchecked
        {
            var channels = layer.Outputs;
            for (var c = 0; c < channels; c += 16)
            {
                var (scale, shift) = (Vector512.Load(scales + c), Vector512.Load(scales + channels + c));
                var (toScale, toShift) = layer.Pooled
                    ? ThroughPooling(layer, standardized, samples, scale, shift, nextGradient, gradient, c)
                    : ThroughRectifier(layer, standardized, samples, scale, shift, nextGradient, gradient, c);
                toScale.Store(scaleGradient + c);
                toShift.Store(scaleGradient + channels + c);
                var count = samples * layer.Pixels;
                var factor = scale / Vector512.Sqrt(Vector512.Load(statistics + channels + c) + Vector512.Create(Epsilon));
                Centre(layer, standardized, samples, factor, toScale / count, toShift / count, gradient, c);
            }
        }
    }

    /// <summary>From channel c on, the gradients of scale and shift; what goes on is stored.</summary>
    private static (Vector512<float> ToScale, Vector512<float> ToShift) ThroughPooling(
        in LayerShape layer,
        float* standardized,
        int samples,
        Vector512<float> scale,
        Vector512<float> shift,
        float* nextGradient,
        float* gradient,
        int c
    )
    {
        unchecked
        {
            var (channels, side, padded) = (layer.Outputs, layer.OutputSide, layer.PaddedSide);
            var (right, below, diagonal) = (channels, layer.Side * channels, (layer.Side + 1) * channels);
            var (toScale, toShift, none) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            for (var place = 0; place < samples * side * side; place++)
            {
                var (line, x) = Math.DivRem(place, side);
                var (sample, y) = Math.DivRem(line, side);
                var from = standardized + ((((sample * layer.Side) + (2 * y)) * layer.Side) + (2 * x)) * channels + c;
                var to = gradient + ((((sample * padded) + (2 * y) + 1) * padded) + (2 * x) + 1) * channels + c;
                var (a, b) = (Affine(from, scale, shift), Affine(from + right, scale, shift));
                var (d, e) = (Affine(from + below, scale, shift), Affine(from + diagonal, scale, shift));
                var most = Vector512.Max(Vector512.Max(a, b), Vector512.Max(d, e));
                var incoming = Vector512.Load(nextGradient + (place * channels) + c);
                incoming = Vector512.ConditionalSelect(Vector512.GreaterThan(most, none), incoming, none);
                // The gradient goes to the first of equal pixels.
                var (isA, isB, isD) = (Vector512.Equals(a, most), Vector512.Equals(b, most), Vector512.Equals(d, most));
                var toA = Vector512.ConditionalSelect(isA, incoming, none);
                var toB = Vector512.ConditionalSelect(Vector512.AndNot(isB, isA), incoming, none);
                var toD = Vector512.ConditionalSelect(Vector512.AndNot(isD, isA | isB), incoming, none);
                var toE = Vector512.ConditionalSelect(isA | isB | isD, none, incoming);
                toA.Store(to);
                toB.Store(to + channels);
                toD.Store(to + (padded * channels));
                toE.Store(to + ((padded + 1) * channels));
                toShift += incoming;
                toScale +=
                    (toA * Vector512.Load(from))
                    + (toB * Vector512.Load(from + right))
                    + (toD * Vector512.Load(from + below))
                    + (toE * Vector512.Load(from + diagonal));
            }

            return (toScale, toShift);
        }
    }

    /// <summary>The same for a layer that is not pooled.</summary>
    private static (Vector512<float> ToScale, Vector512<float> ToShift) ThroughRectifier(
        in LayerShape layer,
        float* standardized,
        int samples,
        Vector512<float> scale,
        Vector512<float> shift,
        float* nextGradient,
        float* gradient,
        int c
    )
    {
        unchecked
        {
            var (channels, side, padded, border) = (layer.Outputs, layer.OutputSide, layer.PaddedSide, layer.IsDense ? 0 : 1);
            var (toScale, toShift) = (Vector512<float>.Zero, Vector512<float>.Zero);
            for (var place = 0; place < samples * side * side; place++)
            {
                var (line, x) = Math.DivRem(place, side);
                var (sample, y) = Math.DivRem(line, side);
                var value = Vector512.Load(standardized + (place * channels) + c);
                var active = Vector512.GreaterThan((value * scale) + shift, Vector512<float>.Zero);
                var incoming = Vector512.Load(nextGradient + (place * channels) + c);
                var through = Vector512.ConditionalSelect(active, incoming, Vector512<float>.Zero);
                through.Store(gradient + ((((sample * padded) + y + border) * padded) + x + border) * channels + c);
                toShift += through;
                toScale += through * value;
            }

            return (toScale, toShift);
        }
    }

    /// <summary>Takes out of the gradient what a change of the chunk's mean and variance would undo.</summary>
    private static void Centre(
        in LayerShape layer,
        float* standardized,
        int samples,
        Vector512<float> factor,
        Vector512<float> meanScale,
        Vector512<float> meanShift,
        float* gradient,
        int c
    )
    {
        unchecked
        {
            var (channels, padded, border) = (layer.Outputs, layer.PaddedSide, layer.IsDense ? 0 : 1);
            for (var place = 0; place < samples * layer.Pixels; place++)
            {
                var (line, x) = Math.DivRem(place, layer.Side);
                var (sample, y) = Math.DivRem(line, layer.Side);
                var value = Vector512.Load(standardized + (place * channels) + c);
                var at = gradient + ((((sample * padded) + y + border) * padded) + x + border) * channels + c;
                (factor * (Vector512.Load(at) - meanShift - (value * meanScale))).Store(at);
            }
        }
    }

    private static Vector512<float> Affine(float* at, Vector512<float> scale, Vector512<float> shift) =>
        (Vector512.Load(at) * scale) + shift;
}
