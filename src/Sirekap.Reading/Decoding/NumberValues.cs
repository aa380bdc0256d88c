using System.Runtime.InteropServices;

namespace Sirekap.Reading.Decoding;

/// <summary>
/// From boxes to values. Leading crosses, blanks and zeros all stand for nothing; a number whose boxes are all blank was not filled in,
/// which is not zero.
/// </summary>
internal static class NumberValues
{
    /// <summary>
    /// Below this share a value is left out, and its share added to what is lost: a thousand such values lose a millionth of what a clear
    /// form may.
    /// </summary>
    private const double Least = 1e-12;

    /// <summary>Values kept: all that three boxes can hold.</summary>
    private const int Most = 1000;

    /// <summary>Of sums of a thousand doubles.</summary>
    private const double Rounding = 1e-13;

    /// <summary>
    /// Up to a box: nothing is written, as the number is left empty; nothing yet, of a number that is filled in; a leading cross or zero; a
    /// digit.
    /// </summary>
    private enum Phase
    {
        Untouched,
        Blank,
        Leading,
        Digits,
    }

    public static Candidates Of(NumberEvidence evidence, Priors priors)
    {
        var paths = new Dictionary<(Phase Phase, int Value), double> { [(Phase.Untouched, 0)] = 1, [(Phase.Blank, 0)] = 1 };
        var dropped = 0.0;
        for (var box = 0; box < evidence.Digits.Count; box++)
        {
            paths = Next(
                paths,
                new Box(evidence.Digits[box], evidence.Bubbles.Count > 0 ? evidence.Bubbles[box] : null, priors),
                priors,
                ref dropped
            );
        }

        paths.Remove((Phase.Untouched, 0), out var untouched);
        if (paths.TryGetValue((Phase.Blank, 0), out var blank))
        {
            paths[(Phase.Blank, 0)] = blank * priors.BlankZero;
        }

        var values = new Dictionary<int, double>();
        foreach (var ((_, value), weight) in paths)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(values, value, out _) += weight * OfTally(value, evidence.Tally, priors);
        }
        // An unfilled number has no tally either, or one that says zero.
        return Sorted(values, untouched * OfTally(0, evidence.Tally, priors), dropped);
    }

    /// <param name="paths">How probable each value of the boxes before is.</param>
    /// <param name="box">This box.</param>
    /// <param name="priors">What is believed.</param>
    /// <param name="dropped">Takes the weight of what is not followed; it can't grow, as a box's likelihoods add up to one at most.</param>
    private static Dictionary<(Phase Phase, int Value), double> Next(
        Dictionary<(Phase Phase, int Value), double> paths,
        Box seen,
        Priors priors,
        ref double dropped
    )
    {
        var next = new Dictionary<(Phase, int), double>(paths.Count * 11);
        var box = seen.Symbols;
        var floor = paths.Values.Max() * Math.Max(box.Max(), seen.Untouched) * Least;
        var left = 0.0;
        void Add(Phase phase, int value, double weight)
        {
            if (weight >= floor)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(next, (phase, value), out _) += weight;
            }
            else
            {
                left += weight;
            }
        }

        foreach (var ((phase, value), weight) in paths)
        {
            if (phase == Phase.Untouched)
            {
                Add(Phase.Untouched, 0, weight * seen.Untouched);
                continue;
            }

            if (phase == Phase.Digits)
            {
                var gap = weight * (box[Symbol.Cross] + box[Symbol.Blank]) * priors.GapInNumber / 2;
                Add(Phase.Digits, value * 10, (weight * box[0]) + gap);
                Add(Phase.Digits, value, gap);
            }
            else
            {
                // All three are usual; which one is a writer's habit, and says nothing of the value.
                Add(phase, 0, weight * box[Symbol.Blank]);
                Add(Phase.Leading, 0, weight * (box[Symbol.Cross] + box[0]));
            }

            for (var digit = 1; digit < 10; digit++)
            {
                Add(Phase.Digits, (value * 10) + digit, weight * box[digit]);
            }
        }

        dropped += left;
        return next;
    }

    private static double OfTally(int value, double[]? tally, Priors priors)
    {
        if (tally is null)
        {
            return 1;
        }

        var near = 0.0;
        for (var count = Math.Max(0, value - 3); count <= value + 3 && count < tally.Length; count++)
        {
            near += count == value ? 0 : tally[count];
        }

        var exact = value < tally.Length ? tally[value] : 0;
        var used =
            (priors.TallyAgrees * exact) + (priors.TallyNear * near / 6) + ((1 - priors.TallyAgrees - priors.TallyNear) / tally.Length);
        return ((1 - priors.TallyUnused) * used) + (priors.TallyUnused * tally[0]);
    }

    private static Candidates Sorted(Dictionary<int, double> found, double untouched, double dropped)
    {
        var values = found.Keys.ToArray();
        var weights = found.Values.ToArray();
        Array.Sort(weights, values);
        Array.Reverse(weights);
        Array.Reverse(values);
        var all = weights.Sum();
        var kept = 0;
        while (kept < weights.Length && kept < Most && (kept == 0 || weights[kept] >= Least * all))
        {
            weights[kept++] /= all;
        }

        return new Candidates(
            values[..kept],
            weights[..kept],
            ((weights[kept..].Sum() + dropped) / all) + Rounding,
            untouched / (untouched + all)
        );
    }

    /// <summary>The likelihoods of a box and its bubbles, for each symbol, and for a number that nobody filled in.</summary>
    private readonly struct Box(float[] digit, double[]? bubbles, Priors priors)
    {
        public double[] Symbols { get; } = SymbolLikelihood.Of(digit, bubbles, priors);

        public double Untouched { get; } = SymbolLikelihood.OfUntouched(digit, bubbles, priors);
    }
}
