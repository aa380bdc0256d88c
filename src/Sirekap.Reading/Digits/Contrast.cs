namespace Sirekap.Reading.Digits;

/// <summary>Takes light and ink out of a patch: mean 0 and variance 1, whatever the paper's brightness.</summary>
internal static class Contrast
{
    /// <summary>Grey levels of spread below which a patch is not amplified further: the noise of an empty box stays small.</summary>
    private const float LeastSpread = 4;

    /// <param name="patch">Side × side grey bytes.</param>
    /// <param name="padded">(side + 2)² floats; the border is left alone.</param>
    /// <param name="shift">Pixels by which the patch is moved, to the left and up; what its edge leaves open is filled with the edge. −1, 0
    /// or 1.</param>
    public static void Normalize(ReadOnlySpan<byte> patch, Span<float> padded, int shift = 0)
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
                var from = patch.Slice(Math.Clamp(y + shift, 0, side - 1) * side, side);
                var to = padded.Slice(((y + 1) * (side + 2)) + 1, side);
                to[0] = (from[Math.Max(0, shift)] - mean) * scale;
                to[side - 1] = (from[side - 1 + Math.Min(0, shift)] - mean) * scale;
                for (var x = 1; x < side - 1; x++)
                {
                    to[x] = (from[x + shift] - mean) * scale;
                }
            }
        }
    }
}
