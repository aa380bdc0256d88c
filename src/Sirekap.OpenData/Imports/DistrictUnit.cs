using System.Globalization;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// Where the figures of a whole electoral district stand in a tree of places that has nothing between a province (or regency) and a
/// district's sum: one unit a district, under codes that no place has. KPU numbers the electoral districts of a province from 01, as it
/// does its regencies; a unit's number is 80 higher, for no regency and no kecamatan has a number from 80 on. So nobody can take the
/// figures of ACEH I (1101) for those of Aceh Selatan (1101).
/// </summary>
public static class DistrictUnit
{
    /// <summary>Below are the regions' own numbers.</summary>
    private const int First = 80;

    /// <summary>Numbers have two digits; from the first on so many are left.</summary>
    private const int Most = 19;

    /// <summary>The region that stands for a district with this code: four digits in a province, six in a regency.</summary>
    public static bool TryFind(string district, out RegionCode region)
    {
        region = default;
        return district.Length is 4 or 6
            && int.TryParse(district.AsSpan(district.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= Most
            && RegionCode.TryParse(
                string.Create(CultureInfo.InvariantCulture, $"{district.AsSpan(0, district.Length - 2)}{First + number}"),
                out region
            );
    }

    /// <summary>The unit itself, the only one in its region.</summary>
    public static RegionCode Of(RegionCode region)
    {
        var code = region.ToString();
        return RegionCode.Parse($"{(code.Length == 4 ? code + "01" : code)}0001001");
    }
}
