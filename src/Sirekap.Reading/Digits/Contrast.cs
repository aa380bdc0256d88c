namespace Sirekap.Reading.Digits;

/// <summary>Takes light and ink out of a patch: mean 0 and variance 1, whatever the paper's brightness.</summary>
internal static class Contrast
{
    /// <summary>Grey levels of spread below which a patch is not amplified further: the noise of an empty box stays small.</summary>
    private const float LeastSpread = 4;

    /// <param name="patch">Side × side grey bytes.</param>
    /// <param name="padded">(side + 2)² floats; the border is left alone.</param>
    public static void Normalize(ReadOnlySpan<byte> patch, Span<float> padded)
    {
        unchecked
        {
            const int side = DigitReader.Side;
            var (sum, squares) = (0, 0);
            foreach (var value in patch)
            {
                sum += value;
                squares += value * value;
            }

            var mean = (float)sum / patch.Length;
            var variance = ((float)squares / patch.Length) - (mean * mean);
            var scale = 1 / MathF.Max(LeastSpread, MathF.Sqrt(MathF.Max(0, variance)));
            for (var y = 0; y < side; y++)
            {
                var from = patch.Slice(y * side, side);
                var to = padded.Slice(((y + 1) * (side + 2)) + 1, side);
                for (var x = 0; x < side; x++)
                {
                    to[x] = (from[x] - mean) * scale;
                }
            }
        }
    }
}
