using Sirekap.Reading.Decoding;

namespace Sirekap.Reading.Tests.Decoding;

/// <summary>The joint posterior by trying every combination.</summary>
internal sealed class BruteForce
{
    public BruteForce(SumGraph graph)
    {
        Marginals = [.. graph.Numbers.Select(number => new double[number.Values.Length])];
        Holds = new double[graph.Sums.Count];
        Best = new int[graph.Numbers.Count];
        var places = new int[graph.Numbers.Count];
        var (all, most) = (0.0, -1.0);
        do
        {
            var weight = 1.0;
            for (var i = 0; i < places.Length; i++)
            {
                weight *= graph.Numbers[i].Weights[places[i]];
            }

            int At(int number) => graph.Numbers[number].Values[places[number]];
            long[] off = [.. graph.Sums.Select(sum => At(sum.Total) - sum.Parts.Sum(part => (long)At(part)))];
            foreach (var difference in off)
            {
                weight *= graph.Priors.OfDifference(difference);
            }

            all += weight;
            for (var i = 0; i < places.Length; i++)
            {
                Marginals[i][places[i]] += weight;
            }

            for (var i = 0; i < off.Length; i++)
            {
                Holds[i] += off[i] == 0 ? weight : 0;
            }

            if (weight > most)
            {
                (most, Best) = (weight, [.. Enumerable.Range(0, places.Length).Select(At)]);
            }
        } while (Next(places, graph));
        Marginals = [.. Marginals.Select(marginal => marginal.Select(weight => weight / all).ToArray())];
        Holds = [.. Holds.Select(weight => weight / all)];
        Error = 1 - (most / all);
    }

    public double[][] Marginals { get; }

    public double[] Holds { get; }

    public int[] Best { get; }

    public double Error { get; }

    private static bool Next(int[] places, SumGraph graph)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (++places[i] < graph.Numbers[i].Values.Length)
            {
                return true;
            }

            places[i] = 0;
        }

        return false;
    }
}
