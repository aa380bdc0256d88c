namespace Sirekap.Reading.Decoding;

/// <summary>
/// A number may be written wrong though all others are right: then every sum that it takes part in is broken by one slip, which is far more
/// probable than as many sums broken each for itself. Where the arithmetic speaks against a number that is plain to read, the form is
/// decoded again with the slip as a hypothesis, so that what stands on the paper is not "corrected".
/// </summary>
internal sealed class WrittenWrong
{
    /// <summary>
    /// A number whose own best value is less probable than this in the whole, or that stands in a sum that is less sure, is looked at.
    /// Looking at more costs time alone.
    /// </summary>
    private const double Unsuspicious = 0.99;

    /// <summary>Numbers looked at; more of them are a form that nobody can settle without a person.</summary>
    private const int Most = 8;

    /// <summary>
    /// Readings less probable than this don't count as what was written wrong: a wrong digit is rare already (<see
    /// cref="Priors.WrittenWrong"/>), and the two together are beyond any threshold.
    /// </summary>
    private const double LeastWritten = 1e-4;

    /// <summary>How far a slip may be from what was meant, for numbers of more than three digits.</summary>
    private const int Reach = 999;

    private readonly SumGraph _graph;

    private WrittenWrong(SumGraph graph, JointPosterior none)
    {
        _graph = graph;
        Best = none.Best;
        Marginals = none.Marginals;
        Holds = none.Holds;
        HoldsAtMost = none.HoldsAtMost;
        ErrorBound = none.ErrorBound;
    }

    /// <summary>The most probable values taken together.</summary>
    public int[] Best { get; private set; }

    /// <summary>For each number the probability of each of its candidates.</summary>
    public double[][] Marginals { get; private set; }

    /// <summary>For each sum the probability that it holds on the paper, what was left out taken to speak against it, and for it.</summary>
    public double[] Holds { get; private set; }

    /// <inheritdoc cref="Holds"/>
    public double[] HoldsAtMost { get; private set; }

    /// <summary>At most so probable is it that any of <see cref="Best"/> is wrong.</summary>
    public double ErrorBound { get; private set; }

    public static WrittenWrong Of(SumGraph graph)
    {
        var none = JointPosterior.Of(graph);
        var found = new WrittenWrong(graph, none);
        var suspects = Suspects(graph, none);
        if (suspects.Count > 0)
        {
            found.Weigh(none, [.. suspects.Select(number => Slip.Of(graph, number))]);
        }

        return found;
    }

    private static List<int> Suspects(SumGraph graph, JointPosterior none)
    {
        double OfOwn(int number) => none.Marginals[number][0];
        bool InDoubt(int number) =>
            Enumerable
                .Range(0, graph.Sums.Count)
                .Any(sum => none.Holds[sum] < Unsuspicious && (graph.Sums[sum].Total == number || graph.Sums[sum].Parts.Contains(number)));
        return
        [
            .. Enumerable
                .Range(0, graph.Numbers.Count)
                .Where(number => OfOwn(number) < Unsuspicious || InDoubt(number))
                .OrderBy(number => OfOwn(number) / graph.Numbers[number].Weights[0])
                .Take(Most),
        ];
    }

    private void Weigh(JointPosterior none, Slip[] slips)
    {
        var prior = Math.Log(_graph.Priors.WrittenWrong);
        double[] logs = [none.LogTotal, .. slips.Select(slip => slip.Posterior.LogTotal + prior)];
        var most = logs.Max();
        double[] shares = [.. logs.Select(log => Math.Exp(log - most))];
        var all = shares.Sum();
        shares = [.. shares.Select(share => share / all)];

        Marginals =
        [
            .. Marginals.Select(
                (marginal, number) =>
                    marginal
                        .Select(
                            (probability, i) =>
                                (shares[0] * probability) + slips.Select((slip, s) => shares[s + 1] * slip.Marginal(number)[i]).Sum()
                        )
                        .ToArray()
            ),
        ];
        Holds =
        [
            .. Holds.Select(
                (holds, sum) =>
                    (shares[0] * holds) + slips.Select((slip, s) => slip.Breaks(sum) ? 0 : shares[s + 1] * slip.Posterior.Holds[sum]).Sum()
            ),
        ];
        HoldsAtMost =
        [
            .. HoldsAtMost.Select(
                (holds, sum) =>
                    (shares[0] * holds)
                    + slips.Select((slip, s) => slip.Breaks(sum) ? 0 : shares[s + 1] * slip.Posterior.HoldsAtMost[sum]).Sum()
            ),
        ];

        double[] sure = [shares[0] * (1 - none.ErrorBound), .. slips.Select((slip, s) => shares[s + 1] * slip.Sure)];
        var best = Array.IndexOf(sure, sure.Max());
        if (best > 0)
        {
            Best = slips[best - 1].Best;
        }

        ErrorBound = Math.Clamp(1 - sure[best], 0, 1);
    }

    /// <summary>The hypothesis that one number is written wrong.</summary>
    private sealed class Slip
    {
        private readonly SumGraph _graph;
        private readonly int _number;
        private readonly double[] _written;

        private Slip(SumGraph graph, int number, JointPosterior posterior, double[] written, int[] best, double sure)
        {
            (_graph, _number, Posterior, _written, Best, Sure) = (graph, number, posterior, written, best, sure);
        }

        /// <summary>With what was meant in the number's place.</summary>
        public JointPosterior Posterior { get; }

        /// <summary>The most probable values on the paper.</summary>
        public int[] Best { get; }

        /// <summary>At least so probable are they.</summary>
        public double Sure { get; }

        public static Slip Of(SumGraph graph, int number)
        {
            var own = graph.Numbers[number];
            int[] written = [.. Enumerable.Range(0, own.Values.Length).Where(i => i == 0 || own.Weights[i] >= LeastWritten)];
            double Spread(int i, int meant) =>
                own.Values[i] == meant ? 0 : own.Weights[i] * graph.Priors.BrokenSpread / Math.Abs(own.Values[i] - meant);

            int[] meant = [.. Enumerable.Range(Math.Max(0, own.Values[0] - Reach), (2 * Reach) + 1)];
            double[] weights = [.. meant.Select(value => written.Sum(i => Spread(i, value)))];
            Array.Sort(weights, meant);
            Array.Reverse(weights);
            Array.Reverse(meant);
            var posterior = JointPosterior.Of(
                graph with
                {
                    Numbers = [.. graph.Numbers.Select((other, i) => i == number ? new Candidates(meant, weights, lost: 0) : other)],
                }
            );

            // What stands there, given what was meant.
            var marginal = new double[own.Values.Length];
            for (var m = 0; m < meant.Length; m++)
            {
                var outside = weights[m] > 0 ? posterior.Marginals[number][m] / weights[m] : 0;
                foreach (var i in written)
                {
                    marginal[i] += outside * Spread(i, meant[m]);
                }
            }

            var most = written.MaxBy(i => Spread(i, posterior.Best[number]));
            var sure =
                (1 - posterior.ErrorBound) * Spread(most, posterior.Best[number]) / written.Sum(i => Spread(i, posterior.Best[number]));
            return new Slip(
                graph,
                number,
                posterior,
                marginal,
                [.. posterior.Best.Select((value, i) => i == number ? own.Values[most] : value)],
                sure
            );
        }

        /// <summary>The probabilities of a number's candidates.</summary>
        public double[] Marginal(int number) => number == _number ? _written : Posterior.Marginals[number];

        /// <summary>Whether the number takes part in a sum, which then doesn't hold on the paper, as what was meant does.</summary>
        public bool Breaks(int sum) => _graph.Sums[sum].Total == _number || _graph.Sums[sum].Parts.Contains(_number);
    }
}
