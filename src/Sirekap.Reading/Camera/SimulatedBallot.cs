using Sirekap.Reading.Layouts;

namespace Sirekap.Reading.Camera;

/// <summary>The form of an invented station.</summary>
public static class SimulatedBallot
{
    /// <summary>Eighteen parties stood for the DPR in 2024; the layout has pages for every number that a party could bear.</summary>
    private const int Parties = 18;

    /// <summary>The layout with the pages of an invented station's ballot; other forms stay as they are.</summary>
    public static FormLayout Of(FormLayout layout) => PartyPages.Of(layout, Enumerable.Range(1, Parties).ToHashSet());
}
