using Sirekap.Elections.Regions;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages;

/// <summary>The way to where one is.</summary>
public static class Crumb
{
    /// <summary>The nation, the regions around a place, the place.</summary>
    public static IReadOnlyList<(string Name, string? Href)> Trail(
        PageContext page,
        string contest,
        IReadOnlyList<NamedRegion> above,
        NamedRegion place
    )
    {
        var trail = new List<(string, string?)> { (page.Texts["home"], page.To("/")) };
        var nation = page.Texts["nation"];
        trail.Add((nation, place.Code.Level == Level.Nation ? null : page.To(contest, RegionCode.Nation)));
        trail.AddRange(above.Select(region => (page.NameOf(region), (string?)page.To(contest, region.Code))));
        if (place.Code.Level != Level.Nation)
        {
            trail.Add((page.NameOf(place), null));
        }

        return trail;
    }

    /// <summary>Home, and a page of its own.</summary>
    public static IReadOnlyList<(string Name, string? Href)> To(PageContext page, string name) =>
        [(page.Texts["home"], page.To("/")), (name, null)];
}
