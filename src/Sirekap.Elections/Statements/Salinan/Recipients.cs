namespace Sirekap.Elections.Statements;

/// <summary>Some of those to whom the law gives a copy (salinan) of a station's form.</summary>
/// <param name="Village">The village's committee (PPS), through which it reaches the district's.</param>
/// <param name="Watchers">Witnesses and supervisors, by the place of their watcher among the definition's, from 0, ascending.</param>
public sealed record Recipients(bool Village, IReadOnlyList<int> Watchers)
{
    public bool IsEmpty => !Village && Watchers.Count == 0;

    /// <summary>Those of these that are not among the others.</summary>
    public Recipients Without(Recipients others) => new(Village && !others.Village, [.. Watchers.Except(others.Watchers)]);

    /// <summary>These and the others.</summary>
    public Recipients With(Recipients others) => new(Village || others.Village, [.. Watchers.Union(others.Watchers).Order()]);
}
