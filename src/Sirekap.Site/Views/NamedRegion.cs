using Sirekap.Elections.Regions;

namespace Sirekap.Site.Views;

/// <summary>A region or station with its name; the nation's is empty, every language has its own word for it.</summary>
public sealed record NamedRegion(RegionCode Code, string Name)
{
    public RegionZone Zone => RegionZone.Of(Code);
}
