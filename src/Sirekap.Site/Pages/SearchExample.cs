using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages;

/// <summary>A place that exists, as somebody would search for it: what the search shows as its example.</summary>
/// <param name="Words">Its number and its village's name; of a copy without stations the district's name.</param>
/// <param name="Around">The region around it, by which places of one name are told apart.</param>
/// <param name="Code">Its code.</param>
public sealed record SearchExample(string Words, string Around, string Code)
{
    public static SearchExample Of(RecordAsOf asOf)
    {
        var code = asOf.Tree.Station(asOf.Tree.StationCount / 2);
        var (station, village, district) = (Name(code), Name(code.At(Level.Village)), Name(code.At(Level.District)));
        return asOf.Record.Structure.Unit == CountingUnit.District
            ? new SearchExample(station, Name(code.At(Level.Province)), code.ToString())
            : new SearchExample($"{station} {village}", district, code.ToString());

        string Name(RegionCode place) => PlaceNames.Shown(asOf.Place(place).Name);
    }
}
