using System.CommandLine;
using System.Globalization;
using Sirekap.Ledger.Storage;
using Sirekap.Paper.Layouts;
using Sirekap.Simulation.Camera;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap simulate photos</c>: fills in forms and photographs them, the truth beside each.</summary>
public static class SimulatePhotosCommand
{
    public static Command Create()
    {
        var forms = new Option<int>("--forms") { Description = "how many forms", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "the same seed gives the same photos", Required = true };
        var to = new Option<string>("--to") { Description = "a folder for FORM-0001/page-1.jpg … and truth.json", Required = true };
        var digits = new Option<string?>("--digits")
        {
            Description = "a folder or ZIP of real digit boxes with their list, whose ink is used; without it digits are drawn",
        };
        var scenario = new Option<string?>("--scenario")
        {
            Description = "a JSON file with the range of every parameter; default: a phone",
        };
        var layout = new Option<string>("--layout") { Description = "the form", DefaultValueFactory = _ => "c-hasil-ppwp-2024" };
        var fold = new Option<int?>("--fold") { Description = "use only the boxes of this fold, 0 … (with --digits)" };
        var of = new Option<int>("--of") { Description = "how many folds there are", DefaultValueFactory = _ => 5 };
        var foldSeed = new Option<ulong>("--fold-seed")
        {
            Description = "the seed by which training made the folds",
            DefaultValueFactory = _ => 1,
        };
        var command = new Command("photos", "Fill in forms and photograph them, truth beside each.")
        {
            forms,
            seed,
            to,
            digits,
            scenario,
            layout,
            fold,
            of,
            foldSeed,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(forms) < 1)
            {
                throw new CommandFailure("--forms must be at least 1");
            }

            var named =
                FormLayouts.All.FirstOrDefault(f => f.Name == parsed.GetValue(layout))
                ?? throw new CommandFailure(
                    $"--layout: {parsed.GetValue(layout)} is none of {string.Join(", ", FormLayouts.All.Select(f => f.Name))}"
                );
            var simulator = new PhotoSimulator(
                parsed.GetValue(digits) is { } place
                    ? Boxes(place, Fold(parsed.GetValue(fold), parsed.GetValue(of), parsed.GetValue(foldSeed)))
                    : null
            );
            var ranges = parsed.GetValue(scenario) is { } file ? Scenario(file) : Simulation.Camera.Scenario.Phone;
            Run(SimulatedBallot.Of(named), simulator, ranges, parsed.GetValue(forms), parsed.GetValue(seed), parsed.GetValue(to)!);
            return Exit.Holds;
        });
        return command;
    }

    private static void Run(FormLayout layout, PhotoSimulator simulator, Scenario scenario, int forms, ulong seed, string to)
    {
        var legible = 0;
        var words = layout.Pages.ToDictionary(page => page.Number, page => SimulatedBallot.Words(layout, page));
        for (var number = 1; number <= forms; number++)
        {
            var own = FormSeed.Of(seed, number);
            var form = simulator.Photograph(layout, FormTruth.Invent(layout, scenario, own), scenario, own, page => words[page.Number]);
            var folder = Directory
                .CreateDirectory(Path.Combine(to, string.Create(CultureInfo.InvariantCulture, $"FORM-{number:0000}")))
                .FullName;
            foreach (var page in form.Pages)
            {
                File.WriteAllBytes(Path.Combine(folder, FileOf(page.Page)), page.Jpeg);
            }

            File.WriteAllBytes(Path.Combine(folder, "truth.json"), TruthJson.Write(layout, scenario, own, form, FileOf));
            legible += form.Legible ? 1 : 0;
        }

        Console.Out.WriteLine($"{forms:N0} forms of {layout.Pages.Count} pages, {legible:N0} legible on all of them: {to}");
    }

    private static string FileOf(int page) => string.Create(CultureInfo.InvariantCulture, $"page-{page}.jpg");

    private static DigitBoxes Boxes(string place, BoxFold? fold) =>
        DigitBoxes.Load(place, fold, out var error) ?? throw new CommandFailure($"--digits: {error}");

    private static BoxFold? Fold(int? fold, int of, ulong seed) =>
        fold switch
        {
            null => null,
            { } number when number >= 0 && number < of => new BoxFold(number, of, seed),
            _ => throw new CommandFailure("--fold must be from 0 to --of less 1"),
        };

    private static Scenario Scenario(string file) =>
        ScenarioJson.TryRead(RegularFile.ReadAllBytes(file), out var scenario, out var problem)
            ? scenario
            : throw new CommandFailure($"{file}: {problem}");
}
