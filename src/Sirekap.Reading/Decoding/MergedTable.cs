namespace Sirekap.Reading.Decoding;

/// <summary>
/// Two tables joined: pairs of their states that end in the same slacks are one state. Sums that reach no further are judged here and
/// forgotten.
/// </summary>
internal sealed class MergedTable : SumTable
{
    private readonly ClosedSum[] _closed;
    private readonly UInt128[] _leftKeys;
    private readonly UInt128[] _rightKeys;
    private readonly PairsTried _pairs;
    private readonly int[] _stateOf;
    private readonly (int Left, int Right)[] _bestPair;

    private MergedTable(
        SumTable left,
        SumTable right,
        Slacks open,
        ClosedSum[] closed,
        UInt128[] leftKeys,
        UInt128[] rightKeys,
        PairsTried pairs,
        int[] stateOf,
        Built built,
        double lost
    )
        : base(open, built.Keys, built.Inside, built.Best, lost)
    {
        Left = left;
        Right = right;
        _closed = closed;
        _leftKeys = leftKeys;
        _rightKeys = rightKeys;
        _pairs = pairs;
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
    public static MergedTable Of(
        SumGraph graph,
        SumTable left,
        SumTable right,
        IReadOnlyCollection<int> closing,
        int[] widths,
        double least,
        StateMap states
    )
    {
        var all = left.Open.Sums.Union(right.Open.Sums).ToArray();
        int[] open = [.. all.Where(sum => !closing.Contains(sum))];
        var joint = new Slacks([.. open, .. all.Where(closing.Contains)], widths);
        var closed = new ClosedSum[all.Length - open.Length];
        for (var i = 0; i < closed.Length; i++)
        {
            var place = open.Length + i;
            closed[i] = new ClosedSum(
                joint.Sums[place],
                joint.Shift(place),
                joint.FieldMask(place),
                graph.HoldsAt(joint.Sums[place]),
                graph.Priors
            );
        }

        var leftKeys = left.Open.Repacked(left.Keys, joint);
        var rightKeys = right.Open.Repacked(right.Keys, joint);
        var pairs = PairsTried.Of(left.Inside, right.Inside, leftKeys, rightKeys, closed, least);
        var stateOf = new int[pairs.Count];
        states.Clear(stateOf.Length);
        Gather(left, right, leftKeys, rightKeys, pairs, stateOf, closed, joint.Mask(open.Length), states);
        var built = states.Sorted(stateOf, least);
        return new MergedTable(
            left,
            right,
            new Slacks(open, widths),
            closed,
            leftKeys,
            rightKeys,
            pairs,
            stateOf,
            built,
            left.Lost + right.Lost + pairs.Lost + built.Lost
        );
    }

    /// <summary>
    /// Passes on how much each state counts to the two tables, and adds up how probable it is that each sum judged here holds.
    /// </summary>
    /// <param name="holds">For each sum of the graph.</param>
    public void PassDown(double[] holds)
    {
        var pair = 0;
        for (var i = 0; i < _pairs.Reach.Length; i++)
        {
            for (var j = 0; j < _pairs.Reach[i]; j++)
            {
                PassDown(i, j, _stateOf[pair++], holds);
            }
        }

        foreach (var (i, j) in _pairs.Beyond)
        {
            PassDown(i, j, _stateOf[pair++], holds);
        }
    }

    private void PassDown(int i, int j, int state, double[] holds)
    {
        if (state < 0)
        {
            return;
        }

        var above = Outside[state];
        var slacks = _leftKeys[i] + _rightKeys[j];
        foreach (var sum in _closed)
        {
            above *= sum.Factor(slacks);
        }

        Left.Outside[i] += above * Right.Inside[j];
        Right.Outside[j] += above * Left.Inside[i];
        foreach (var sum in _closed)
        {
            if (sum.Difference(slacks) == 0)
            {
                holds[sum.Sum] += above * Left.Inside[i] * Right.Inside[j];
            }
        }
    }

    /// <summary>The states of the two tables on the most probable way to a state.</summary>
    public (int Left, int Right) BestPair(int state) => _bestPair[state];

    private static void Gather(
        SumTable left,
        SumTable right,
        UInt128[] leftKeys,
        UInt128[] rightKeys,
        PairsTried pairs,
        int[] stateOf,
        ClosedSum[] closed,
        UInt128 open,
        StateMap states
    )
    {
        var pair = 0;
        for (var i = 0; i < pairs.Reach.Length; i++)
        {
            for (var j = 0; j < pairs.Reach[i]; j++)
            {
                Add(i, j);
            }
        }

        foreach (var (i, j) in pairs.Beyond)
        {
            Add(i, j);
        }

        void Add(int i, int j)
        {
            var slacks = leftKeys[i] + rightKeys[j];
            var factor = 1.0;
            foreach (var sum in closed)
            {
                factor *= sum.Factor(slacks);
            }

            stateOf[pair++] = states.Add(
                slacks & open,
                left.Inside[i] * right.Inside[j] * factor,
                left.Best[i] * right.Best[j] * factor,
                i,
                j
            );
        }
    }
}
