using System.Text.Json;
using Sirekap.Elections.Contests;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// KPU's ids of the choices, which its charts carry in place of the numbers on the ballot. Which id has which number only a ballot says:
/// ids that ascend are not in ballot order in 14 of KPU's own 508 contests of regents and mayors of 2024.
/// </summary>
public sealed class KpuChoiceIds
{
    private readonly IReadOnlyList<IReadOnlyList<string>> _ballots;

    private KpuChoiceIds(IReadOnlyList<IReadOnlyList<string>> ballots) => _ballots = ballots;

    /// <summary>The three pairs of 2024: 1 Anies–Muhaimin, 2 Prabowo–Gibran, 3 Ganjar–Mahfud.</summary>
    public static IReadOnlyList<string> President2024 { get; } = ["100025", "100026", "100027"];

    /// <summary>What is known without any file: the president's ballot of 2024.</summary>
    public static KpuChoiceIds Known { get; } = new([President2024]);

    /// <summary>A ballot: the ids in the order of its numbers.</summary>
    public static KpuChoiceIds Of(IReadOnlyList<string> ids) => new([ids]);

    /// <summary>
    /// KPU's <c>paslon</c> file: <c>{"1101":{"1000105":{"nama":…,"nomor_urut":1},…},…}</c>, a ballot a region, or one ballot alone.
    /// </summary>
    public static KpuChoiceIds? Read(FeedFile file, out InputError? error)
    {
        if (InputText.Open(file, out error) is not { } text)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            var ballots = new List<IReadOnlyList<string>>();
            var flaw = Add(json.RootElement, "$", ballots);
            if (flaw is null && ballots.Count == 0)
            {
                flaw = "no ballot in it: expected KPU's paslon file, {\"1000105\":{\"nomor_urut\":1, …}, …} for each region";
            }

            error = flaw is null ? null : new InputError(file.Name, flaw);
            return flaw is null ? new KpuChoiceIds(ballots) : null;
        }
        catch (JsonException e)
        {
            error = new InputError(file.Name, $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: it is no JSON from here on");
            return null;
        }
    }

    /// <summary>
    /// The ids in ballot order: of the one ballot that has all ids seen and as many choices as are wanted; null where there is none such.
    /// </summary>
    /// <param name="seen">The ids in all charts.</param>
    /// <param name="choices">How many choices the ballot has; null when the feed is to say it.</param>
    internal IReadOnlyList<string>? Order(IReadOnlyCollection<string> seen, int? choices)
    {
        var fitting = _ballots.Where(ids => ids.Count == (choices ?? ids.Count) && seen.All(ids.Contains)).Take(2).ToList();
        if (fitting.Count == 1)
        {
            return fitting[0];
        }

        // No chart has a vote, so none can be mistaken.
        return seen.Count == 0 && choices is { } many ? [.. Enumerable.Repeat("", many)] : null;
    }

    private static string? Add(JsonElement place, string path, List<IReadOnlyList<string>> ballots)
    {
        if (place.ValueKind != JsonValueKind.Object)
        {
            return $"{path}: expected an object";
        }

        var numbers = new SortedDictionary<int, string>();
        foreach (var entry in place.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            if (!entry.Value.TryGetProperty("nomor_urut", out var number))
            {
                if (path == "$" && Add(entry.Value, $"$.{Figure.Clean(entry.Name)}", ballots) is { } flaw)
                {
                    return flaw;
                }
            }
            else if (!number.TryGetInt32(out var its) || its is < 1 or > Choice.Largest || !numbers.TryAdd(its, entry.Name))
            {
                return $"{path}.{Figure.Clean(entry.Name)}.nomor_urut: expected a number on the ballot that no other choice has";
            }
        }

        if (numbers.Count > 0)
        {
            ballots.Add([.. numbers.Values]);
        }

        return null;
    }
}
