using Sirekap.Elections.Regions;

namespace Sirekap.Site.Views;

/// <summary>The way from the nation down to a station, one tier at a time.</summary>
/// <param name="Chosen">What has been chosen, the province first.</param>
/// <param name="Next">To choose from: the regions below the last chosen, or its stations.</param>
/// <param name="AreStations">Whether they are stations.</param>
public sealed record Chooser(IReadOnlyList<NamedRegion> Chosen, IReadOnlyList<NamedRegion> Next, bool AreStations)
{
    /// <summary>What is below a region; null where there is no such region.</summary>
    public static Chooser? Of(RecordAsOf asOf, RegionCode code)
    {
        var region = asOf.Tree.FindRegion(code);
        if (region < 0)
        {
            return null;
        }

        var areStations = asOf.Tree.IsVillage(region) || asOf.IsInUnit(region);
        var (first, end) = asOf.Tree.StationsOf(region);
        return new Chooser(
            code.Level == Level.Nation ? [] : [.. asOf.Above(code), asOf.Place(code)],
            areStations
                ? [.. Enumerable.Range(first, end - first).Select(station => asOf.Place(asOf.Tree.Station(station)))]
                : [.. asOf.Tree.Children(region).Select(child => asOf.Place(asOf.Tree.Region(child)))],
            areStations
        );
    }
}
