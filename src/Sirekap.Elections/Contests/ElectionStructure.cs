using System.Diagnostics.CodeAnalysis;

namespace Sirekap.Elections.Contests;

/// <summary>
/// What an election's replay depends on: limits, contests, districts and choices by code and number. No names, so nothing in it need ever
/// be withheld.
/// </summary>
/// <param name="Limits">Sizes of a station.</param>
/// <param name="Contests">The contests in the order in which they are shown.</param>
/// <param name="Unit">What its figures are of.</param>
public sealed record ElectionStructure(Limits Limits, IReadOnlyList<Contest> Contests, CountingUnit Unit = CountingUnit.Station)
{
    /// <summary>Those who watch, each with a root of their own.</summary>
    public IReadOnlyList<Watcher> Watchers { get; init; } = [];

    /// <summary>Reads the canonical JSON (<see cref="StructureCodec"/>).</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> json,
        [NotNullWhen(true)] out ElectionStructure? structure,
        [NotNullWhen(false)] out string? error
    )
    {
        structure = StructureCodec.Read(json, out error);
        error ??= structure?.Flaw();
        structure = error is null ? structure : null;
        return structure is not null;
    }

    /// <summary>The canonical JSON, the "contests" blob.</summary>
    public byte[] Encode() => StructureCodec.Write(this);

    /// <summary>The contest with this code.</summary>
    public bool TryFindContest(string code, [NotNullWhen(true)] out Contest? contest)
    {
        contest = Contests.FirstOrDefault(candidate => candidate.Code == code);
        return contest is not null;
    }

    /// <summary>
    /// What is wrong with it, by name and place, or null when it can be held: <c>contest ppwp, district 0: duplicate choice 2</c>.
    /// </summary>
    public string? Flaw() => StructureRules.FlawOf(this);
}
