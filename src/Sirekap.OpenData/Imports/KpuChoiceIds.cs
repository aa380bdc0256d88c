using System.Globalization;

namespace Sirekap.OpenData.Imports;

/// <summary>KPU's ids of the choices, which its charts carry in place of the numbers on the ballot.</summary>
public static class KpuChoiceIds
{
    /// <summary>The three pairs of 2024: 1 Anies–Muhaimin, 2 Prabowo–Gibran, 3 Ganjar–Mahfud.</summary>
    public static IReadOnlyList<string> President2024 { get; } = ["100025", "100026", "100027"];

    /// <summary>
    /// The ids in ballot order: those of 2024 if any of them was seen, else those seen in ascending order if there are as many as choices.
    /// A chart that happens to lack a choice must not shift the others, so in any other case nobody can tell.
    /// </summary>
    /// <param name="seen">The ids in all charts.</param>
    /// <param name="choices">How many choices the ballot has; null when the feed is to say it.</param>
    internal static IReadOnlyList<string>? Order(IReadOnlyCollection<string> seen, int? choices)
    {
        if (choices is null or 3 && (seen.Count == 0 || seen.Any(President2024.Contains)))
        {
            return President2024;
        }

        if (seen.Count == 0)
        {
            // No chart has a vote, so none can be mistaken.
            return [.. Enumerable.Repeat("", choices ?? 0)];
        }

        return seen.Count == (choices ?? seen.Count)
            ? [.. seen.OrderBy(id => long.Parse(id, CultureInfo.InvariantCulture)).ThenBy(id => id, StringComparer.Ordinal)]
            : null;
    }
}
