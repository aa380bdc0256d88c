using Sirekap.Elections.Regions;
using Sirekap.OpenData.Exports;
using Sirekap.Site.Views;

namespace Sirekap.Site.Downloads;

/// <summary>Where a station is, in words: its own name and those of all levels above it.</summary>
internal static class PlaceColumns
{
    public static readonly TableColumn[] All =
    [
        new("station", CellKind.Code),
        new("name", CellKind.Text),
        new("province", CellKind.Text),
        new("regency", CellKind.Text),
        new("district", CellKind.Text),
        new("village", CellKind.Text),
    ];

    public static IEnumerable<Cell> Of(RecordAsOf asOf, RegionCode station)
    {
        yield return Cell.Code(station.ToString());
        yield return Cell.Text(asOf.Names.StationName(station));
        for (var level = Level.Province; level < Level.Station; level++)
        {
            yield return Cell.Text(asOf.Names.RegionName(station.At(level)));
        }
    }
}
