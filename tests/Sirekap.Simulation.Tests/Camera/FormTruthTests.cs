using FsCheck;
using FsCheck.Fluent;
using Sirekap.Paper.Layouts;
using Sirekap.Simulation.Camera;

namespace Sirekap.Simulation.Tests.Camera;

public sealed class FormTruthTests
{
    private static readonly Scenario Faultless = Scenario.Phone with { Mistakes = 0 };
    private static readonly Scenario Faulty = Scenario.Phone with { Mistakes = 1 };

    [Fact]
    public void Without_a_mistake_every_sum_holds_and_every_number_fits_its_boxes()
    {
        foreach (var layout in FormLayouts.All)
        {
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(30),
                Prop.ForAll<uint>(seed =>
                {
                    var truth = FormTruth.Invent(layout, Faultless, seed);
                    return !truth.BrokenSums(layout).Any()
                        && truth.Mistakes.Count == 0
                        && truth.Numbers.All(n => n.Value == Spelled(n.Boxes));
                })
            );
        }
    }

    [Fact]
    public void A_station_has_about_as_many_voters_as_in_2024()
    {
        var all = Enumerable.Range(0, 400).Select(i => FormTruth.Invent(Scenes.Commission, Faultless, (ulong)i)).ToArray();
        all.Average(t => t["I.A.J"]!.Value!.Value).ShouldBeInRange(230, 260);
        all.Max(t => t["I.A.J"]!.Value!.Value).ShouldBeLessThanOrEqualTo(300);
        (all.Sum(t => t["I.B.1.J"]!.Value!.Value) / (double)all.Sum(t => t["I.A.J"]!.Value!.Value)).ShouldBeInRange(0.78, 0.84);
    }

    [Fact]
    public void Mistakes_come_as_often_as_the_scenario_says()
    {
        var share =
            Enumerable.Range(0, 3000).Count(i => FormTruth.Invent(Scenes.Commission, Scenario.Phone, (ulong)i).Mistakes.Count > 0) / 3000.0;
        share.ShouldBeInRange(0.025, 0.055);
    }

    [Fact]
    public void Every_kind_of_mistake_comes_and_is_on_the_paper()
    {
        var layout = Scenes.Commission;
        var faulty = Enumerable.Range(0, 400).Select(i => FormTruth.Invent(layout, Faulty, (ulong)i)).ToArray();
        foreach (var kind in Enum.GetValues<Mistake>())
        {
            faulty.Count(t => t.Mistakes.Any(m => m.Kind == kind)).ShouldBeGreaterThan(20, $"{kind}");
        }

        foreach (var truth in faulty)
        {
            truth.Mistakes.Count.ShouldBe(1);
            var mistake = truth.Mistakes[0];
            var number = truth[mistake.Number]!;
            (
                mistake.Kind switch
                {
                    Mistake.WrongSum => truth.BrokenSums(layout).Any(r => r.Total == mistake.Number || r.Parts.Contains(mistake.Number)),
                    Mistake.Swapped => mistake.Number.EndsWith(".L", StringComparison.Ordinal)
                        && truth.BrokenSums(layout).All(r => r.Check == "TURNOUT_PARTS"),
                    Mistake.PartsWrong => layout.Sums.Any(r => r.Parts.Contains(mistake.Number) && !truth.BrokenSums(layout).Contains(r)),
                    Mistake.BubbleDisagrees => number
                        .Bubbles.Zip(number.Boxes)
                        .Any(pair => pair.First is not ' ' && char.IsAsciiDigit(pair.Second) && pair.First != pair.Second),
                    Mistake.Overwritten => number
                        .Struck.Zip(number.Boxes)
                        .Any(pair => pair.First != ' ' && pair.First != pair.Second && char.IsAsciiDigit(pair.Second)),
                    _ => number.Value is null && number.Boxes.All(c => c == ' '),
                }
            ).ShouldBeTrue($"{mistake}: {number}");
        }
    }

    [Fact]
    public void Given_figures_stand_on_the_form_and_a_missing_one_is_left_empty()
    {
        var figures = FormTruth
            .Invent(Scenes.Commission, Faultless, 1)
            .Numbers.ToDictionary(n => n.Name, n => n.Value!.Value, StringComparer.Ordinal);
        figures["IV.1"] = 117;
        figures.Remove("III.L");
        var truth = FormTruth.Of(Scenes.Commission, figures, Faultless, 9);
        truth["IV.1"]!.Value.ShouldBe(117);
        truth["IV.1"]!.Boxes.ShouldBe("117");
        truth["III.L"]!.Value.ShouldBeNull();
    }

    [Fact]
    public void A_figure_too_long_for_its_boxes_is_refused() =>
        Should
            .Throw<ArgumentException>(() =>
                FormTruth.Of(Scenes.Commission, new Dictionary<string, int>(StringComparer.Ordinal) { ["IV.1"] = 1000 }, Faultless, 1)
            )
            .Message.ShouldContain("1000 does not fit 3 boxes");

    /// <summary>What the boxes say, X and blank as 0.</summary>
    private static int Spelled(string boxes) => boxes.Aggregate(0, (value, c) => (value * 10) + (char.IsAsciiDigit(c) ? c - '0' : 0));
}
