using System.Numerics;

namespace Sirekap.Reading.Decoding;

/// <summary>
/// What evidence and arithmetic together say of the numbers: exact, but for what is counted as lost. Tables of single numbers are joined
/// sum by sum (inside), then what each state counts is passed down again (outside).
/// </summary>
internal sealed class JointPosterior
{
    /// <summary>It keeps all double slips (of 3e-5 each) of a form, and a thousand triple ones stay far below any threshold.</summary>
    private const double Least = 1e-11;

    /// <summary>For forms that are improbable as a whole, as those with broken sums are: beside them little things count.</summary>
    private const double LeastOfImprobable = 1e-18;

    /// <summary>
    /// More left out than a twentieth of what a clear form may have (<see cref="Decision"/>), and it is computed again, more finely.
    /// </summary>
    private const double MostUnknown = 5e-5;

    /// <summary>States of a table of which next to nothing is known: a number that was not seen has a thousand.</summary>
    private const int Vague = 500;

    private readonly SumGraph _graph;
    private readonly double _least;
    private readonly StateMap _states;
    private readonly int[] _widths;
    private readonly LeafTable[] _leaves;

    private JointPosterior(SumGraph graph, double least, StateMap states)
    {
        _states = states;
        _least = least;
        _graph = graph;
        _widths =
        [
            .. Enumerable.Range(0, graph.Sums.Count).Select(sum => 1 + BitOperations.Log2((ulong)Math.Max(1, graph.GreatestSlack(sum)))),
        ];
        _leaves = [.. Enumerable.Range(0, graph.Numbers.Count).Select(number => LeafTable.Of(graph, number, SumsOf(number), _widths))];
        Best = new int[_leaves.Length];
        Marginals = new double[_leaves.Length][];
        Holds = new double[graph.Sums.Count];
        HoldsAtMost = new double[graph.Sums.Count];
    }

    /// <summary>The most probable values taken together.</summary>
    public int[] Best { get; }

    /// <summary>For each number the probability of each of its candidates, what was left out taken to speak against it.</summary>
    public double[][] Marginals { get; }

    /// <summary>For each sum the probability that it holds on the paper, what was left out taken to speak against it.</summary>
    public double[] Holds { get; }

    /// <summary>For each sum the same, what was left out taken to speak for it.</summary>
    public double[] HoldsAtMost { get; }

    /// <summary>
    /// At most so probable is it that any of <see cref="Best"/> is wrong: everything else, and everything that was left out.
    /// </summary>
    public double ErrorBound { get; private set; }

    /// <summary>
    /// The logarithm of the probability of all that was considered, and of what was left out at most: how well the evidence and the
    /// arithmetic agree.
    /// </summary>
    public double LogTotal { get; private set; }

    public static JointPosterior Of(SumGraph graph)
    {
        var states = new StateMap();
        var posterior = new JointPosterior(graph, Least, states);
        if (posterior.Solve() <= MostUnknown)
        {
            return posterior;
        }

        posterior = new JointPosterior(graph, LeastOfImprobable, states);
        posterior.Solve();
        return posterior;
    }

    private int[] SumsOf(int number) =>
        [
            .. Enumerable
                .Range(0, _graph.Sums.Count)
                .Where(sum => _graph.Sums[sum].Total == number || _graph.Sums[sum].Parts.Contains(number)),
        ];

    /// <summary>Returns how much of the whole was left out, at most.</summary>
    private double Solve()
    {
        var live = new List<SumTable>(_leaves);
        var pending = Enumerable.Range(0, _graph.Sums.Count).ToHashSet();
        while (pending.Count > 0)
        {
            Join(live, pending.MinBy(sum => Reached(live, sum)));
            pending.RemoveWhere(sum => !live.Exists(table => table.Open.Sums.Contains(sum)));
        }

        ErrorBound = Math.Min(1, live.Sum(Finish));
        return live.Sum(root => root.Lost * root.Outside[0]);
    }

    /// <summary>How many other sums the tables of a sum would leave open once they are joined.</summary>
    private static int Reached(List<SumTable> live, int sum)
    {
        var open = new HashSet<int>();
        foreach (var table in live)
        {
            if (table.Open.Sums.Contains(sum))
            {
                open.UnionWith(table.Open.Sums);
            }
        }

        return open.Count;
    }

    /// <summary>
    /// Joins all tables of a sum: those first that leave least open, the small before the large, and a number of which nothing is known
    /// last, as the sum then says what it is.
    /// </summary>
    private void Join(List<SumTable> live, int sum)
    {
        var tables = live.FindAll(table => table.Open.Sums.Contains(sum));
        live.RemoveAll(tables.Contains);
        while (tables.Count > 1)
        {
            var (a, b) = Cheapest(tables);
            tables.Remove(a);
            tables.Remove(b);
            int[] closing =
            [
                .. a
                    .Open.Sums.Union(b.Open.Sums)
                    .Where(other =>
                        !tables.Exists(table => table.Open.Sums.Contains(other)) && !live.Exists(table => table.Open.Sums.Contains(other))
                    ),
            ];
            tables.Add(MergedTable.Of(_graph, a, b, closing, _widths, _least, _states));
        }

        live.Add(tables[0]);
    }

    private static (SumTable Left, SumTable Right) Cheapest(List<SumTable> tables)
    {
        var best = (Vague: true, Open: int.MaxValue, Pairs: long.MaxValue, A: 0, B: 0);
        for (var a = 0; a < tables.Count; a++)
        {
            for (var b = a + 1; b < tables.Count; b++)
            {
                var joined = (
                    Vague: Math.Max(tables[a].Count, tables[b].Count) >= Vague,
                    Open: tables[a].Open.Sums.Length + tables[b].Open.Sums.Count(sum => !tables[a].Open.Sums.Contains(sum)),
                    Pairs: (long)tables[a].Count * tables[b].Count
                );
                if (joined.CompareTo((best.Vague, best.Open, best.Pairs)) < 0)
                {
                    best = (joined.Vague, joined.Open, joined.Pairs, a, b);
                }
            }
        }

        return (tables[best.A], tables[best.B]);
    }

    /// <summary>Passes down from a root, which is the last of its numbers' tables; returns the share of everything but the best.</summary>
    private double Finish(SumTable root)
    {
        // A number in no sum is its own root, with a state for each value; a group of numbers ends in a single state.
        var all = root.Inside.Sum();
        LogTotal += Math.Log(all + root.Lost);
        Array.Fill(root.Outside, 1 / (all + root.Lost));
        PassDown(root);
        Trace(root, Array.IndexOf(root.Best, root.Best.Max()));
        return (all - root.Best.Max() + root.Lost) / (all + root.Lost);
    }

    private void PassDown(SumTable root)
    {
        var waiting = new Stack<SumTable>([root]);
        while (waiting.TryPop(out var table))
        {
            switch (table)
            {
                case MergedTable merged:
                    merged.PassDown(Holds);
                    foreach (var sum in merged.Judged)
                    {
                        HoldsAtMost[sum] = Holds[sum] + (root.Lost * root.Outside[0]);
                    }

                    waiting.Push(merged.Left);
                    waiting.Push(merged.Right);
                    break;
                case LeafTable leaf:
                    Marginals[leaf.Number] = [.. leaf.Inside.Zip(leaf.Outside, (inside, outside) => inside * outside)];
                    break;
                default:
                    throw new InvalidOperationException("a table is of one number or merged");
            }
        }
    }

    private void Trace(SumTable root, int state)
    {
        var waiting = new Stack<(SumTable Table, int State)>([(root, state)]);
        while (waiting.TryPop(out var at))
        {
            if (at.Table is LeafTable leaf)
            {
                Best[leaf.Number] = _graph.Numbers[leaf.Number].Values[at.State];
            }
            else
            {
                var merged = (MergedTable)at.Table;
                var (left, right) = merged.BestPair(at.State);
                waiting.Push((merged.Left, left));
                waiting.Push((merged.Right, right));
            }
        }
    }
}
