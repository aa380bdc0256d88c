namespace Sirekap.Reading.Decoding;

/// <summary>
/// Which pairs of two tables' states are tried in a merge. The probable ones are; and where sums are judged, of the others those at which
/// they hold: a broken sum makes a pair hundreds of times less probable, so that what is left out is little beside what is kept, also where
/// the right pair is improbable by its boxes.
/// </summary>
internal sealed class PairsTried
{
    /// <summary>
    /// Pairs tried in a merge: the square of some hundred and forty states a table. Beyond it a form is too blurred to be read, and only
    /// has to end in good time.
    /// </summary>
    private const int Most = 20_000;

    /// <summary>A form of many broken sums may be so improbable that four times its threshold is still nothing.</summary>
    private const double Denormal = 1e-300;

    private PairsTried(int[] reach, List<(int Left, int Right)> beyond, double lost)
    {
        Reach = reach;
        Beyond = beyond;
        Lost = lost;
        Count = reach.Sum() + beyond.Count;
    }

    /// <summary>For each state on the left, how many of the right's first are tried with it.</summary>
    public int[] Reach { get; }

    /// <summary>Pairs beyond these, at which all sums that are judged hold.</summary>
    public IReadOnlyList<(int Left, int Right)> Beyond { get; }

    public int Count { get; }

    /// <summary>At most so much probability do the pairs have that are not tried.</summary>
    public double Lost { get; }

    /// <param name="left">Probabilities of the left's states, falling.</param>
    /// <param name="right">Of the right's.</param>
    /// <param name="leftKeys">The left's slacks.</param>
    /// <param name="rightKeys">The right's, packed alike.</param>
    /// <param name="closed">The sums that are judged where the pairs meet.</param>
    /// <param name="least">Pairs less probable than this, beside the most probable, are not tried.</param>
    public static PairsTried Of(double[] left, double[] right, UInt128[] leftKeys, UInt128[] rightKeys, ClosedSum[] closed, double least)
    {
        var floor = Math.Max(least * left[0] * right[0], Denormal);
        var reach = Reached(left, right, floor);
        var rest = new double[right.Length + 1];
        for (var j = right.Length - 1; j >= 0; j--)
        {
            rest[j] = rest[j + 1] + right[j];
        }

        var beyond = new List<(int Left, int Right)>();
        var lost = 0.0;
        if (closed.Length == 0 || Array.TrueForAll(reach, tried => tried == right.Length))
        {
            for (var i = 0; i < left.Length; i++)
            {
                lost += left[i] * rest[reach[i]];
            }

            return new PairsTried(reach, beyond, lost);
        }

        var holding = new Holding(rightKeys, closed);
        for (var i = 0; i < left.Length; i++)
        {
            var (held, kept) = (0.0, 0.0);
            foreach (var j in holding.With(leftKeys[i]))
            {
                if (j < reach[i])
                {
                    continue;
                }

                held += right[j];
                if (left[i] * right[j] >= floor && beyond.Count < Most)
                {
                    kept += right[j];
                    beyond.Add((i, j));
                }
            }

            lost += left[i] * (held - kept + (closed[0].MostBroken * Math.Max(0, rest[reach[i]] - held)));
        }

        return new PairsTried(reach, beyond, lost);
    }

    private static int[] Reached(double[] left, double[] right, double least)
    {
        while (Pairs(left, right, least) > Most && Pairs(left, right, least * 4) > Most / 100)
        {
            least *= 4;
        }

        var reach = new int[left.Length];
        var (end, tried) = (right.Length, 0);
        for (var i = 0; i < left.Length; i++)
        {
            while (end > 0 && left[i] * right[end - 1] < least)
            {
                end--;
            }

            reach[i] = Math.Min(end, Most - tried);
            tried += reach[i];
        }

        return reach;
    }

    private static long Pairs(double[] left, double[] right, double least)
    {
        var (end, pairs) = (right.Length, 0L);
        for (var i = 0; i < left.Length && end > 0; i++)
        {
            while (end > 0 && left[i] * right[end - 1] < least)
            {
                end--;
            }

            pairs += end;
        }

        return pairs;
    }

    /// <summary>The right's states by the slacks of the sums that are judged.</summary>
    private sealed class Holding
    {
        private readonly Dictionary<UInt128, List<int>> _states = [];
        private readonly UInt128 _mask;
        private readonly UInt128 _target;

        public Holding(UInt128[] rightKeys, ClosedSum[] closed)
        {
            foreach (var sum in closed)
            {
                _mask |= sum.Field;
                _target += sum.HoldsAt;
            }

            for (var j = 0; j < rightKeys.Length; j++)
            {
                if (!_states.TryGetValue(rightKeys[j] & _mask, out var states))
                {
                    _states.Add(rightKeys[j] & _mask, states = []);
                }

                states.Add(j);
            }
        }

        /// <summary>
        /// Those with which a state of the left makes all sums hold, in falling order: as keys never carry, they are the ones that are
        /// missing to the target.
        /// </summary>
        public IReadOnlyList<int> With(UInt128 left) => _states.GetValueOrDefault(unchecked(_target - (left & _mask)), []);
    }
}
