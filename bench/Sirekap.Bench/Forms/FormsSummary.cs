using System.Globalization;
using System.Text.Json;

namespace Sirekap.Bench.Forms;

/// <summary>What a series of trials shows.</summary>
internal sealed class FormsSummary
{
    /// <summary>The bins of a number's probability, fine towards 1.</summary>
    private static readonly double[] Edges = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999, 1.0000001];

    private readonly IReadOnlyList<FormTrial> _trials;

    public FormsSummary(IReadOnlyList<FormTrial> trials)
    {
        _trials = trials;
        Legible = [.. trials.Where(t => t.Legible)];
        Calibration = [.. Bins(trials)];
        Risk = [.. RiskCoverage(trials)];
    }

    public IReadOnlyList<FormTrial> Legible { get; }

    public IReadOnlyList<CalibrationBin> Calibration { get; }

    public IReadOnlyList<RiskPoint> Risk { get; }

    public int ClearWrong => _trials.Count(t => t.Clear && t.Wrong);

    public double ClearOfLegible => Share(Legible.Count(t => t.Clear), Legible.Count);

    public string Text()
    {
        var whole = Legible.Where(t => t.Whole).ToArray();
        var broken = _trials.Where(t => t.Broken.Count > 0).ToArray();
        var brokenLegible = broken.Where(t => t.Legible).ToArray();
        var left = Legible.Where(t => !t.Clear && t.Whole).ToArray();
        var numbers = _trials.Sum(t => t.Sure.Count + t.Misread.Count);
        var lines = new List<string>
        {
            $"forms {_trials.Count}, legible {Legible.Count}; clear {_trials.Count(t => t.Clear)}, clear and wrong {ClearWrong};"
                + $" every number right {_trials.Count(t => !t.Wrong)}",
            $"clear of legible {ClearOfLegible:P2}; of the legible that hold on paper "
                + $"{Share(whole.Count(t => t.Clear), whole.Length):P2}; of the illegible "
                + $"{Share(_trials.Count(t => !t.Legible && t.Clear), _trials.Count - Legible.Count):P2}",
            $"sums broken on paper {broken.Length}: said contradictory {broken.Count(t => t.Contradictory)}, "
                + $"clear {broken.Count(t => t.Clear)} (legible {brokenLegible.Length}: {brokenLegible.Count(t => t.Contradictory)});"
                + $" said contradictory though it holds {_trials.Count(t => t.Contradictory && t.Broken.Count == 0)}",
            $"numbers seen {numbers}: misread {_trials.Sum(t => t.Misread.Count)}, of them said read "
                + $"{_trials.Sum(t => t.Misread.Count(m => m.State == "Read"))}; not seen {_trials.Sum(t => t.Missing)}",
            $"legible, hold on paper, not clear: {left.Length};"
                + $" {Counts(left.SelectMany(t => t.Problems.Select(p => p.Split(' ')[0]).Distinct(StringComparer.Ordinal)))};"
                + $" without problem {left.Count(t => t.Problems.Count == 0)}, of them one number uncertain "
                + $"{left.Count(t => t.Problems.Count == 0 && t.Uncertain.Count == 1)}, "
                + $"none {left.Count(t => t.Problems.Count == 0 && t.Uncertain.Count == 0)}",
            $"their mistakes: {Counts(left.SelectMany(t => t.Mistakes.Select(m => m.Split(' ')[0])))}",
            $"per form: simulation {_trials.Average(t => t.SimulationMs):0} ms, reading {_trials.Average(t => t.ReadingMs):0} ms",
        };
        foreach (var trial in _trials.Where(t => t.Clear && t.Wrong))
        {
            lines.Add($"CLEAR AND WRONG {trial.ToLine()}");
        }

        return string.Join('\n', lines);
    }

    public void WriteJson(string path)
    {
        var json = new
        {
            forms = _trials.Count,
            legible = Legible.Count,
            clear = _trials.Count(t => t.Clear),
            clearAndWrong = ClearWrong,
            clearOfLegible = Math.Round(ClearOfLegible, 5),
            contradictoryOnPaper = _trials.Count(t => t.Broken.Count > 0),
            contradictorySaid = _trials.Count(t => t.Broken.Count > 0 && t.Contradictory),
            riskCoverage = Risk,
            calibration = Calibration,
        };
        File.WriteAllText(
            path,
            JsonSerializer.Serialize(json, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true }) + "\n"
        );
    }

    private static IEnumerable<CalibrationBin> Bins(IReadOnlyList<FormTrial> trials)
    {
        var all = trials
            .SelectMany(t => t.Sure.Select(p => (P: p, Right: 1)).Concat(t.Misread.Select(m => (P: m.Probability, Right: 0))))
            .ToArray();
        for (var bin = 0; bin + 1 < Edges.Length; bin++)
        {
            var within = all.Where(x => x.P >= Edges[bin] && x.P < Edges[bin + 1]).ToArray();
            if (within.Length > 0)
            {
                yield return new CalibrationBin(
                    Edges[bin],
                    Math.Min(1, Edges[bin + 1]),
                    within.Length,
                    within.Average(x => x.P),
                    within.Average(x => x.Right)
                );
            }
        }
    }

    /// <summary>
    /// Forms in the order of the bound that the reader states; last those that it would call clear at no bound: contradictory, or with a
    /// problem.
    /// </summary>
    private static IEnumerable<RiskPoint> RiskCoverage(IReadOnlyList<FormTrial> trials)
    {
        const int Points = 100;
        var order = trials.OrderBy(t => t.Contradictory || t.Problems.Count > 0).ThenBy(t => t.ErrorBound).ThenBy(t => t.Number).ToArray();
        var (wrong, next) = (0, 1);
        for (var i = 0; i < order.Length; i++)
        {
            wrong += order[i].Wrong ? 1 : 0;
            if ((i + 1) * (long)Points >= next * (long)order.Length)
            {
                yield return new RiskPoint((i + 1.0) / order.Length, wrong / (i + 1.0), order[i].ErrorBound, wrong);
                next++;
            }
        }
    }

    private static string Counts(IEnumerable<string> names) =>
        string.Join(
            ", ",
            names.GroupBy(n => n, StringComparer.Ordinal).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}")
        );

    private static double Share(int part, int all) => all == 0 ? 0 : part / (double)all;
}

/// <summary>Numbers whose probability lies in a bin.</summary>
internal sealed record CalibrationBin(double From, double To, int Numbers, double Said, double Right);

/// <summary>The surest forms up to a bound: their share of all, and how many of them have a wrong number.</summary>
internal sealed record RiskPoint(double Coverage, double Risk, double Bound, int Wrong);
