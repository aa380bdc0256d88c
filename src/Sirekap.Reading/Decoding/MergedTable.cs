namespace Sirekap.Reading.Decoding;

/// <summary>Two tables joined: pairs of their states that end in the same slacks are one state. Sums that reach no further are judged here and forgotten.</summary>
internal sealed class MergedTable : SumTable
{
    /// <summary>Pairs tried in a merge; beyond it a form is too blurred to be read, and only has to end in good time.</summary>
    private const int MostPairs = 20_000;

    /// <summary>A form of many broken sums may be so improbable that four times its threshold is still nothing.</summary>
    private const double Denormal = 1e-300;

    private readonly ClosedSum[] _closed;
    private readonly UInt128[] _leftKeys;
    private readonly UInt128[] _rightKeys;
    private readonly int[] _reach;
    private readonly int[] _stateOf;
    private readonly (int Left, int Right)[] _bestPair;

    private MergedTable(SumTable left, SumTable right, Slacks open, ClosedSum[] closed, UInt128[] leftKeys, UInt128[] rightKeys, int[] reach, int[] stateOf, Built built, double lost)
        : base(open, built.Keys, built.Inside, built.Best, lost)
    {
        Left = left;
        Right = right;
        _closed = closed;
        _leftKeys = leftKeys;
        _rightKeys = rightKeys;
        _reach = reach;
        _stateOf = stateOf;
        _bestPair = built.BestPair;
    }

    public SumTable Left { get; }

    public SumTable Right { get; }

    /// <summary>The sums that are judged here.</summary>
    public IEnumerable<int> Judged => _closed.Select(sum => sum.Sum);

    /// <summary>Joins two tables.</summary>
    /// <param name="graph">The graph that they are of.</param>
    /// <param name="left">One.</param>
    /// <param name="right">The other; no number is in both.</param>
    /// <param name="closing">Sums that neither shares with a third table.</param>
    /// <param name="widths">Bits for each sum.</param>
    /// <param name="least">Pairs and states less probable than this, beside the most probable, are left out and counted as lost.</param>
    /// <param name="states">Where states are gathered.</param>
    public static MergedTable Of(SumGraph graph, SumTable left, SumTable right, IReadOnlyCollection<int> closing, int[] widths, double least, StateMap states)
    {
        var all = left.Open.Sums.Union(right.Open.Sums).ToArray();
        int[] open = [.. all.Where(sum => !closing.Contains(sum))];
        var joint = new Slacks([.. open, .. all.Where(closing.Contains)], widths);
        var closed = new ClosedSum[all.Length - open.Length];
        for (var i = 0; i < closed.Length; i++)
        {
            var place = open.Length + i;
            closed[i] = new ClosedSum(joint.Sums[place], joint.Shift(place), joint.FieldMask(place), graph.HoldsAt(joint.Sums[place]), graph.Priors);
        }

        var leftKeys = left.Open.Repacked(left.Keys, joint);
        var rightKeys = right.Open.Repacked(right.Keys, joint);
        var lost = left.Lost + right.Lost;
        var reach = Reach(left.Inside, right.Inside, least * left.Inside[0] * right.Inside[0], ref lost);
        var stateOf = new int[reach.Sum()];
        states.Clear(stateOf.Length);
        Gather(left, right, leftKeys, rightKeys, reach, stateOf, closed, joint.Mask(open.Length), states);
        var built = states.Sorted(stateOf, least);
        return new MergedTable(left, right, new Slacks(open, widths), closed, leftKeys, rightKeys, reach, stateOf, built, lost + built.Lost);
    }

    /// <summary>Passes on how much each state counts to the two tables, and adds up how probable it is that each sum judged here holds.</summary>
    /// <param name="holds">For each sum of the graph.</param>
    public void PassDown(double[] holds)
    {
        var pair = 0;
        for (var i = 0; i < _reach.Length; i++)
        {
            var inside = Left.Inside[i];
            var outside = 0.0;
            for (var j = 0; j < _reach[i]; j++)
            {
                var state = _stateOf[pair++];
                if (state < 0)
                    continue;
                var above = Outside[state];
                var slacks = _leftKeys[i] + _rightKeys[j];
                foreach (var sum in _closed)
                    above *= sum.Factor(slacks);
                outside += above * Right.Inside[j];
                Right.Outside[j] += above * inside;
                foreach (var sum in _closed)
                {
                    if (sum.Difference(slacks) == 0)
                        holds[sum.Sum] += above * inside * Right.Inside[j];
                }
            }

            Left.Outside[i] += outside;
        }
    }

    /// <summary>The states of the two tables on the most probable way to a state.</summary>
    public (int Left, int Right) BestPair(int state) => _bestPair[state];

    /// <summary>For each state on the left, how many of the right's first are tried with it.</summary>
    private static int[] Reach(double[] left, double[] right, double least, ref double lost)
    {
        least = Math.Max(least, Denormal);
        while (Pairs(left, right, least) is var pairs && pairs > MostPairs && Pairs(left, right, least * 4) > MostPairs / 100)
            least *= 4;
        var rest = new double[right.Length + 1];
        for (var j = right.Length - 1; j >= 0; j--)
            rest[j] = rest[j + 1] + right[j];
        var reach = new int[left.Length];
        var (end, tried) = (right.Length, 0);
        for (var i = 0; i < left.Length; i++)
        {
            while (end > 0 && left[i] * right[end - 1] < least)
                end--;
            reach[i] = Math.Min(end, MostPairs - tried);
            tried += reach[i];
            lost += left[i] * rest[reach[i]];
        }

        return reach;
    }

    private static long Pairs(double[] left, double[] right, double least)
    {
        var (end, pairs) = (right.Length, 0L);
        for (var i = 0; i < left.Length && end > 0; i++)
        {
            while (end > 0 && left[i] * right[end - 1] < least)
                end--;
            pairs += end;
        }

        return pairs;
    }

    private static void Gather(SumTable left, SumTable right, UInt128[] leftKeys, UInt128[] rightKeys, int[] reach, int[] stateOf, ClosedSum[] closed, UInt128 open, StateMap states)
    {
        var pair = 0;
        for (var i = 0; i < reach.Length; i++)
        {
            for (var j = 0; j < reach[i]; j++)
            {
                var slacks = leftKeys[i] + rightKeys[j];
                var factor = 1.0;
                foreach (var sum in closed)
                    factor *= sum.Factor(slacks);
                stateOf[pair++] = states.Add(slacks & open, left.Inside[i] * right.Inside[j] * factor, left.Best[i] * right.Best[j] * factor, i, j);
            }
        }
    }
}
