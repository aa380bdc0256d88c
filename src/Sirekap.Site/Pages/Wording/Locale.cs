using Sirekap.Elections.Regions;

namespace Sirekap.Site.Pages.Wording;

/// <summary>Where places and committees have names of their own.</summary>
public enum Locale
{
    /// <summary>Kecamatan, kelurahan and desa, PPK.</summary>
    Common,

    /// <summary>Gampong; the election commission is KIP Aceh (UU 11/2006 on Aceh, Art. 56), which "KIP" alone would not say.</summary>
    Aceh,

    /// <summary>Nagari (West Sumatra).</summary>
    WestSumatra,

    /// <summary>Kapanewon and kalurahan (Perda DIY, under UU 13/2012).</summary>
    Yogyakarta,

    /// <summary>Kemantren: the city of Yogyakarta.</summary>
    YogyakartaCity,

    /// <summary>Distrik and kampung, PPD (UU 21/2001 on Papua).</summary>
    Papua,
}

/// <summary>The words of a locale stand in the texts at their key with its ending.</summary>
internal static class Locales
{
    private static readonly RegionCode CityOfYogyakarta = RegionCode.Parse("3471");

    /// <summary>Of a place; the nation has the words that most have.</summary>
    public static Locale Of(RegionCode place) =>
        place.Level == Level.Nation
            ? Locale.Common
            : place.At(Level.Province).ToString() switch
            {
                "11" => Locale.Aceh,
                "13" => Locale.WestSumatra,
                "34" when place.IsWithin(CityOfYogyakarta) => Locale.YogyakartaCity,
                "34" => Locale.Yogyakarta,
                "91" or "92" or "93" or "94" or "95" or "96" => Locale.Papua,
                _ => Locale.Common,
            };

    public static string? Ending(Locale locale) =>
        locale switch
        {
            Locale.Aceh => ".aceh",
            Locale.WestSumatra => ".sumbar",
            Locale.Yogyakarta => ".diy",
            Locale.YogyakartaCity => ".jogja",
            Locale.Papua => ".papua",
            _ => null,
        };
}
