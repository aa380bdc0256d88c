using Sirekap.Paper.Layouts;

namespace Sirekap.Reading.Decoding;

/// <summary>From the evidence of all numbers and the sums between them to the most probable form.</summary>
public static class JointDecoder
{
    /// <summary>Alternatives less probable than this are not named: a reading's JSON holds probabilities as millionths.</summary>
    private const double LeastNamed = 1e-6;

    /// <summary>
    /// A person who looks compares no more; the reading's JSON stays small, and probabilities beyond the fourth are next to nothing.
    /// </summary>
    private const int MostNamed = 4;

    /// <summary>Decodes a form.</summary>
    /// <param name="evidence">The numbers that were seen; each name once.</param>
    /// <param name="rules">The layout's sums; those with a number that was not seen or is empty are not judged.</param>
    /// <param name="priors">What is believed of forms; null for <see cref="Priors.Default"/>.</param>
    public static DecodedForm Decode(IReadOnlyList<NumberEvidence> evidence, IReadOnlyList<SumRule> rules, Priors? priors = null)
    {
        priors = BubbleHabit.Of(evidence, priors ?? Priors.Default);
        var own = Candidates.AmongOthers([.. evidence.Select(number => NumberValues.Of(number, priors))]);
        // More probably empty than not: then it takes part in no sum.
        int[] filled = [.. Enumerable.Range(0, own.Length).Where(i => own[i].Missing < 0.5)];
        var index = filled
            .Select((number, i) => (evidence[number].Name, i))
            .ToDictionary(pair => pair.Name, pair => pair.i, StringComparer.Ordinal);
        int[] judged =
        [
            .. Enumerable
                .Range(0, rules.Count)
                .Where(i => rules[i].Parts.Count > 0 && rules[i].Parts.Append(rules[i].Total).All(index.ContainsKey)),
        ];
        var graph = new SumGraph(
            [.. filled.Select(number => own[number])],
            [.. judged.Select(i => new IndexedSum(index[rules[i].Total], [.. rules[i].Parts.Select(part => index[part])]))],
            priors
        );
        var posterior = WrittenWrong.Of(graph);

        var sums = Sums(rules, judged, graph, posterior);
        DecodedNumber[] numbers =
        [
            .. evidence.Select(
                (number, i) =>
                    index.TryGetValue(number.Name, out var at)
                        ? Filled(number, own[i], posterior, at, Around(number.Name, sums), priors)
                        : Empty(number, own[i])
            ),
        ];
        var bound = Math.Min(1, posterior.ErrorBound + own.Sum(candidates => Math.Min(candidates.Missing, 1 - candidates.Missing)));
        return new DecodedForm(Outcome(numbers, sums, bound), bound, numbers, sums);
    }

    private static DecodedSum[] Sums(IReadOnlyList<SumRule> rules, int[] judged, SumGraph graph, WrittenWrong posterior)
    {
        DecodedSum[] sums = [.. rules.Select(rule => new DecodedSum(rule, Holds: null, Probability: null, Left: null, Right: null))];
        for (var i = 0; i < judged.Length; i++)
        {
            var (probability, most) = (Math.Clamp(posterior.Holds[i], 0, 1), posterior.HoldsAtMost[i]);
            sums[judged[i]] = sums[judged[i]] with
            {
                Holds =
                    probability >= Decision.SumSure ? true
                    : most <= 1 - Decision.SumSure && graph.Sums[i].Parts.Append(graph.Sums[i].Total).All(Plain) ? false
                    : null,
                Probability = probability,
                Left = posterior.Best[graph.Sums[i].Total],
                Right = graph.Sums[i].Parts.Sum(part => (long)posterior.Best[part]),
            };
        }

        return sums;

        // What is not there cannot be added up, and what is read from beside its place is seldom plain.
        bool Plain(int number) =>
            graph.Numbers[number].Weights[Array.IndexOf(graph.Numbers[number].Values, posterior.Best[number])] >= Decision.SumPlain;
    }

    private static DecodedSum[] Around(string number, DecodedSum[] sums) =>
        [
            .. sums.Where(sum =>
                string.Equals(sum.Rule.Total, number, StringComparison.Ordinal) || sum.Rule.Parts.Contains(number, StringComparer.Ordinal)
            ),
        ];

    private static DecodedNumber Empty(NumberEvidence number, Candidates own) =>
        new(
            number.Name,
            own.Missing >= Decision.NumberRead ? NumberState.Read : NumberState.Uncertain,
            Value: null,
            own.Missing,
            [
                .. own
                    .Values.Zip(own.Weights, (value, weight) => new Alternative(value, weight * (1 - own.Missing)))
                    .Where(Named)
                    .Take(MostNamed),
            ]
        );

    private static DecodedNumber Filled(
        NumberEvidence number,
        Candidates own,
        WrittenWrong posterior,
        int at,
        DecodedSum[] sums,
        Priors priors
    )
    {
        var marginal = posterior.Marginals[at];
        var value = posterior.Best[at];
        var place = Array.IndexOf(own.Values, value);
        var probability = Math.Clamp(marginal[place] * (1 - own.Missing), 0, 1);
        return new DecodedNumber(
            number.Name,
            State(number, own.Weights[place], value, probability, sums, priors),
            value,
            probability,
            [
                .. own
                    .Values.Select((other, i) => new Alternative(other, marginal[i] * (1 - own.Missing)))
                    .Where(other => other.Value != value && Named(other))
                    .OrderByDescending(other => other.Probability)
                    .Take(MostNamed),
            ]
        );
    }

    private static bool Named(Alternative alternative) => alternative.Probability >= LeastNamed;

    private static NumberState State(NumberEvidence number, double own, int value, double probability, DecodedSum[] sums, Priors priors)
    {
        var settled = sums.Any(sum => sum.Probability >= Decision.NumberRead);
        if (own >= Decision.PlainlyRead && sums.Any(sum => sum.Holds == false))
        {
            return NumberState.Contradictory;
        }

        if (!settled && BubblesDiffer(number, value, priors))
        {
            return NumberState.Contradictory;
        }

        return probability >= Decision.NumberRead ? NumberState.Read : NumberState.Uncertain;
    }

    /// <summary>Whether the bubbles plainly name another digit than the value has, in any column.</summary>
    private static bool BubblesDiffer(NumberEvidence number, int value, Priors priors)
    {
        for (var column = number.Bubbles.Count - 1; column >= 0; column--, value /= 10)
        {
            // Above the first digit a cross, a blank or a zero are all one.
            var symbol = value == 0 && column < number.Bubbles.Count - 1 ? Symbol.Blank : value % 10;
            if (SymbolLikelihood.Disagreement(symbol, number.Bubbles[column], priors) >= Decision.PlainlyDiffer)
            {
                return true;
            }
        }

        return false;
    }

    private static FormOutcome Outcome(DecodedNumber[] numbers, DecodedSum[] sums, double bound)
    {
        if (sums.Any(sum => sum.Holds == false))
        {
            return FormOutcome.Contradictory;
        }

        return
            bound <= Decision.ClearError
            && numbers.All(number => number is { Value: not null, State: NumberState.Read })
            && sums.All(sum => sum.Holds == true)
            ? FormOutcome.Clear
            : FormOutcome.Unclear;
    }
}
