using System.Globalization;
using Sirekap.Paper.Layouts;
using Sirekap.Reading;
using Sirekap.Reading.Digits;
using Sirekap.Simulation.Camera;

namespace Sirekap.Bench.Forms;

/// <summary>
/// Simulated forms, read: none that is called clear may have a wrong number, and 90 % of the legible ones must be clear. Options: --contest
/// ppwp|pdpr,
/// --layout NAME, --forms N, --from K (the first form's number), --seed S, --digits DIR|ZIP, --fold K --of N --fold-seed S (only boxes of
/// this fold),
/// --model FILE (a network that was trained without it), --threads N, --lines FILE (one line of JSON a form), --merge FILE… (only summarise
/// such lines),
/// --plots FOLDER (SVG and JSON), --keep FOLDER (photos and reading of the forms that are not clear).
/// </summary>
internal static class FormsBench
{
    private const double Mark = 0.9;
    private const int ProgressEvery = 250;

    public static int Run(string[] arguments)
    {
        var options = Options(arguments);
        var contest = options.GetValueOrDefault("contest", ["ppwp"])[0];
        var trials = options.TryGetValue("merge", out var files)
            ? [.. files.SelectMany(File.ReadLines).Select(FormTrial.OfLine)]
            : Try(options, Layout(contest, options.GetValueOrDefault("layout", [""])[0]));
        if (options.TryGetValue("lines", out var lines))
        {
            File.WriteAllLines(lines[0], trials.Select(t => t.ToLine()));
        }

        var summary = new FormsSummary(trials);
        Console.WriteLine(summary.Text());
        if (options.TryGetValue("plots", out var folder))
        {
            Directory.CreateDirectory(folder[0]);
            summary.WriteJson(Path.Combine(folder[0], $"reading-{contest}.json"));
            File.WriteAllText(
                Path.Combine(folder[0], $"reading-{contest}-risk.svg"),
                FormsPlots.RiskCoverage(summary, $"{contest}: {trials.Count} forms")
            );
            File.WriteAllText(
                Path.Combine(folder[0], $"reading-{contest}-calibration.svg"),
                FormsPlots.Calibration(summary, $"{contest}: numbers of {trials.Count} forms")
            );
        }

        var share = 100 * summary.ClearOfLegible;
        Console.WriteLine(
            new Figure(
                $"forms-{contest}",
                share,
                "% of legible forms clear",
                $"{summary.ClearWrong} clear forms with a wrong number; mark",
                100 * Mark,
                share / (100 * Mark),
                summary.ClearWrong == 0 && share >= 100 * Mark
            )
        );
        return 0;
    }

    private static List<FormTrial> Try(Dictionary<string, string[]> options, FormLayout layout)
    {
        var seed = ulong.Parse(options.GetValueOrDefault("seed", ["2024"])[0], CultureInfo.InvariantCulture);
        var (from, count) = (Number(options, "from", 1), Number(options, "forms", 200));
        var runner = new FormTrials(
            layout,
            Scenario.Phone,
            new PhotoSimulator(Boxes(options)),
            Reader(options),
            seed,
            options.GetValueOrDefault("keep")?[0]
        );
        var trials = new FormTrial[count];
        var done = 0;
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Number(options, "threads", Environment.ProcessorCount) },
            i =>
            {
                trials[i] = runner.Try(from + i);
                if (Interlocked.Increment(ref done) % ProgressEvery == 0)
                {
                    Console.Error.WriteLine($"{done} forms");
                }
            }
        );
        return [.. trials];
    }

    private static FormLayout Layout(string contest, string name) =>
        SimulatedBallot.Of(
            FormLayouts.Named(
                name.Length > 0 ? name
                : contest == "pdpr" ? "sirekap-pdpr"
                : "c-hasil-ppwp-2024"
            )
        );

    private static DigitBoxes? Boxes(Dictionary<string, string[]> options)
    {
        if (!options.TryGetValue("digits", out var place))
        {
            return null;
        }

        var fold = options.ContainsKey("fold")
            ? new BoxFold(Number(options, "fold", 0), Number(options, "of", 5), (ulong)Number(options, "fold-seed", 1))
            : null;
        return DigitBoxes.Load(place[0], fold, out var error) ?? throw new InvalidDataException(error);
    }

    private static FormReader Reader(Dictionary<string, string[]> options)
    {
        if (!options.TryGetValue("model", out var file))
        {
            return FormReader.Default;
        }

        return DigitReader.TryLoad(File.ReadAllBytes(file[0]), out var digits, out var problem)
            ? new FormReader(digits)
            : throw new InvalidDataException($"{file[0]}: {problem}");
    }

    private static int Number(Dictionary<string, string[]> options, string name, int otherwise) =>
        options.TryGetValue(name, out var values) ? int.Parse(values[0], CultureInfo.InvariantCulture) : otherwise;

    /// <summary>Each --name with the words that follow it.</summary>
    private static Dictionary<string, string[]> Options(string[] arguments)
    {
        var options = new Dictionary<string, string[]>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Length; )
        {
            var name = arguments[i].StartsWith("--", StringComparison.Ordinal)
                ? arguments[i][2..]
                : throw new InvalidDataException($"{arguments[i]}: expected an option");
            var values = arguments.Skip(i + 1).TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
            options[name] = values.Length > 0 ? values : throw new InvalidDataException($"--{name}: a value is missing");
            i += 1 + values.Length;
        }

        return options;
    }
}
