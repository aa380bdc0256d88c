namespace Sirekap.Simulation.Nights;

/// <summary>Shares out whole numbers.</summary>
internal static class Apportionment
{
    /// <summary>
    /// By weight, largest remainders first, each part at least <paramref name="least"/> and at most <paramref name="most"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The parts cannot add up to the total.</exception>
    public static int[] Of(int total, ReadOnlySpan<double> weights, int least, int most)
    {
        var count = weights.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(total, (long)count * least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(total, (long)count * most);
        var parts = new int[count];
        var remainders = new double[count];
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        long given = 0;
        for (var i = 0; i < count; i++)
        {
            var ideal = total * weights[i] / sum;
            parts[i] = (int)Math.Clamp(ideal, least, most);
            remainders[i] = ideal - parts[i];
            given += parts[i];
        }

        // What the limits took or gave goes where a part is furthest from its due. Ties go by place, so the result follows from the weights
        // alone.
        while (given != total)
        {
            var step = given < total ? 1 : -1;
            var order = Enumerable
                .Range(0, count)
                .Where(i => step > 0 ? parts[i] < most : parts[i] > least)
                .OrderByDescending(i => step * remainders[i])
                .ThenBy(i => i)
                .Take((int)Math.Min(Math.Abs(total - given), count));
            foreach (var i in order.ToList())
            {
                parts[i] += step;
                remainders[i] -= step;
                given += step;
            }
        }

        return parts;
    }

    /// <summary>Unevenly, as places are: each part's weight is drawn around 1.</summary>
    public static int[] Uneven(int total, int parts, double spread, int most, ref Draws draws)
    {
        var weights = new double[parts];
        for (var i = 0; i < parts; i++)
        {
            weights[i] = draws.Around(1, spread);
        }

        return Of(total, weights, 1, most);
    }
}
