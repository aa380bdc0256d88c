using System.Diagnostics;
using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;
using Sirekap.Reading;
using Sirekap.Reading.Decoding;
using Sirekap.Simulation.Camera;

namespace Sirekap.Bench.Forms;

/// <summary>
/// Fills in, photographs and reads forms of a series, in memory; photos and reading of those that are not clear are written to a folder
/// where one is given.
/// </summary>
internal sealed class FormTrials(
    FormLayout layout,
    Scenario scenario,
    PhotoSimulator simulator,
    FormReader reader,
    ulong seed,
    string? keep
)
{
    private readonly Dictionary<int, PageWords> _words = layout.Pages.ToDictionary(p => p.Number, p => SimulatedBallot.Words(layout, p));

    public FormTrial Try(int number)
    {
        var own = FormSeed.Of(seed, number);
        var start = Stopwatch.GetTimestamp();
        var truth = FormTruth.Invent(layout, scenario, own);
        var form = simulator.Photograph(layout, truth, scenario, own, page => _words[page.Number]);
        var simulated = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        start = Stopwatch.GetTimestamp();
        var reading = reader.Read([.. form.Pages.Select(p => new ReadOnlyMemory<byte>(p.Jpeg))], layout.Contest);
        var spent = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (keep is not null && reading.Outcome != FormOutcome.Clear)
        {
            Keep(Directory.CreateDirectory(Path.Combine(keep, $"{number}")).FullName, form, reading);
        }

        return Compare(number, form, reading, simulated, spent);
    }

    private static void Keep(string folder, SimulatedForm form, FormReading reading)
    {
        foreach (var page in form.Pages)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{page.Page}.jpg"), page.Jpeg);
        }

        File.WriteAllBytes(Path.Combine(folder, "reading.json"), ReadingJson.Write(reading));
    }

    private FormTrial Compare(int number, SimulatedForm form, FormReading reading, double simulated, double read)
    {
        var misread = new List<Misread>();
        var sure = new List<double>();
        var uncertain = new List<string>();
        var missing = 0;
        var numbers = reading.Numbers.ToDictionary(n => n.Name, StringComparer.Ordinal);
        var ink = form.Pages.SelectMany(p => p.Sources).ToLookup(s => s.Number, s => s.File, StringComparer.Ordinal);
        foreach (var written in form.Truth.Numbers)
        {
            if (!numbers.TryGetValue(written.Name, out var said))
            {
                missing++;
                continue;
            }

            if (said.Value == written.Value)
            {
                sure.Add(Math.Round(said.Probability, 6));
            }
            else
            {
                misread.Add(
                    new Misread(
                        written.Name,
                        written.Boxes,
                        said.Value,
                        Math.Round(said.Probability, 6),
                        $"{said.State}",
                        [.. ink[written.Name]]
                    )
                );
            }

            if ($"{said.State}" != "Read")
            {
                uncertain.Add(written.Name);
            }
        }

        string[] broken = [.. form.Truth.BrokenSums(layout).Select(r => r.Check)];
        return new FormTrial(
            number,
            form.Legible,
            [.. form.Pages.Select(p => p.Legibility.Legible)],
            broken.Length == 0 && form.Truth.Numbers.All(n => n.Value is not null),
            broken,
            [.. form.Truth.Mistakes.Select(m => $"{m.Kind} {m.Number}")],
            $"{reading.Outcome}",
            reading.ErrorBound,
            uncertain,
            [.. reading.Problems.Select(p => $"{p.Code} {p.Page}")],
            misread,
            sure,
            missing,
            Math.Round(simulated, 1),
            Math.Round(read, 1)
        );
    }
}
