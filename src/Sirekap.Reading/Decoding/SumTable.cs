namespace Sirekap.Reading.Decoding;

/// <summary>
/// Some of the numbers, summed out but for what the sums that reach beyond them still need to know: for each combination of those sums'
/// slacks, how probable it is and the most probable values that lead there. States stand in falling order of probability.
/// </summary>
internal class SumTable
{
    protected SumTable(Slacks open, UInt128[] keys, double[] inside, double[] best, double lost)
    {
        Lost = lost;
        Open = open;
        Keys = keys;
        Inside = inside;
        Best = best;
        Outside = new double[keys.Length];
    }

    public Slacks Open { get; }

    public UInt128[] Keys { get; }

    /// <summary>The probability of all values that lead to a state.</summary>
    public double[] Inside { get; }

    /// <summary>The probability of the most probable values that lead to it.</summary>
    public double[] Best { get; }

    /// <summary>How much a state's probability counts in the whole; filled from the root down.</summary>
    public double[] Outside { get; }

    /// <summary>At most so much probability has been left out, here and below.</summary>
    public double Lost { get; }

    public int Count => Keys.Length;
}

/// <summary>One number: a state is a value.</summary>
internal sealed class LeafTable : SumTable
{
    private LeafTable(int number, Slacks open, UInt128[] keys, Candidates candidates)
        : base(open, keys, candidates.Weights, candidates.Weights, candidates.Lost) => Number = number;

    public int Number { get; }

    public static LeafTable Of(SumGraph graph, int number, int[] sums, int[] widths)
    {
        var open = new Slacks(sums, widths);
        var candidates = graph.Numbers[number];
        var (least, greatest) = (candidates.Values.Min(), candidates.Values.Max());
        var keys = new UInt128[candidates.Values.Length];
        for (var place = 0; place < sums.Length; place++)
        {
            var isTotal = graph.Sums[sums[place]].Total == number;
            for (var i = 0; i < keys.Length; i++)
            {
                keys[i] |= (UInt128)(ulong)(isTotal ? candidates.Values[i] - least : greatest - candidates.Values[i]) << open.Shift(place);
            }
        }

        return new LeafTable(number, open, keys, candidates);
    }
}
