using System.Globalization;
using Sirekap.Elections;
using Sirekap.Elections.Regions;

namespace Sirekap.Site.Pages.Wording;

/// <summary>Moments as the clocks of a place show them.</summary>
public static class Instants
{
    /// <summary>14 Feb 2024 pukul 21.07 WIB; 14 Feb 2024, 21:07 WIB.</summary>
    public static string Moment(this Language language, Timestamp time, RegionZone zone)
    {
        var local = zone.At(time);
        var texts = language.Texts;
        return texts[
            "time.moment",
            local.Day.ToString(CultureInfo.InvariantCulture),
            texts["month." + local.Month.ToString(CultureInfo.InvariantCulture)],
            local.Year.ToString(CultureInfo.InvariantCulture),
            local.ToString("HH", CultureInfo.InvariantCulture),
            local.ToString("mm", CultureInfo.InvariantCulture),
            zone.Name
        ];
    }

    /// <summary>14 Feb 2024.</summary>
    public static string Day(this Language language, Timestamp time, RegionZone zone)
    {
        var local = zone.At(time);
        var month = language.Texts["month." + local.Month.ToString(CultureInfo.InvariantCulture)];
        return string.Create(CultureInfo.InvariantCulture, $"{local.Day} {month} {local.Year}");
    }

    /// <summary>For <c>time datetime</c>: with the zone's offset.</summary>
    public static string Machine(Timestamp time, RegionZone zone) =>
        zone.At(time).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
