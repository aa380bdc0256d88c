using Sirekap.Paper.Layouts;

namespace Sirekap.Simulation.Camera;

/// <summary>What people get wrong on a form.</summary>
public enum Mistake
{
    /// <summary>A total is not the sum of its parts.</summary>
    WrongSum,

    /// <summary>The figures of men and women stand in each other's boxes.</summary>
    Swapped,

    /// <summary>A sum is right, two of its parts are not.</summary>
    PartsWrong,

    /// <summary>A bubble that is not its digit's.</summary>
    BubbleDisagrees,

    /// <summary>A digit was struck and another written over it; the later one counts.</summary>
    Overwritten,

    /// <summary>A number was not filled in.</summary>
    LeftEmpty,
}

/// <summary>A mistake and where it is.</summary>
public sealed record FormMistake(Mistake Kind, string Number);

/// <summary>One number as it stands on the paper.</summary>
/// <param name="Name">As in the layout.</param>
/// <param name="Value">What the boxes say: leading X, blank and 0 alike; null when it was left empty.</param>
/// <param name="Boxes">A character a box: 0 … 9, X crossed out, a space for blank.</param>
/// <param name="Struck">A character a box: the digit that was struck below the one written, else a space.</param>
/// <param name="Bubbles">A character a box: the bubble filled, else a space; empty when there are none.</param>
/// <param name="Tally">How many strokes the tally grid has; null when there is none.</param>
public sealed record WrittenNumber(string Name, int? Value, string Boxes, string Struck, string Bubbles, int? Tally);

/// <summary>What stands on one form, numbers in the layout's order.</summary>
public sealed record FormTruth(string Layout, IReadOnlyList<WrittenNumber> Numbers, IReadOnlyList<FormMistake> Mistakes)
{
    /// <summary>An invented form: the figures of a station of about 2024's size, and what people do to them.</summary>
    public static FormTruth Invent(FormLayout layout, Scenario scenario, ulong seed) =>
        Of(layout, InventedFigures.Of(layout, Draws.Of(seed, "figures")), scenario, seed);

    /// <summary>
    /// These figures, written as some writer does; a number that is not given is left empty. Mistakes come as often as the scenario says.
    /// </summary>
    public static FormTruth Of(FormLayout layout, IReadOnlyDictionary<string, int> figures, Scenario scenario, ulong seed) =>
        new FormWriting(layout, figures, scenario, seed).Write();

    public WrittenNumber? this[string name] => Numbers.FirstOrDefault(n => n.Name == name);

    /// <summary>The sums that do not hold between what is written; those with a number left empty are not among them.</summary>
    public IEnumerable<SumRule> BrokenSums(FormLayout layout)
    {
        var values = Numbers.ToDictionary(n => n.Name, n => n.Value, StringComparer.Ordinal);
        foreach (var rule in layout.Sums)
        {
            if (
                values[rule.Total] is { } total
                && rule.Parts.All(p => values[p] is not null)
                && rule.Parts.Sum(p => values[p]!.Value) != total
            )
            {
                yield return rule;
            }
        }
    }
}
