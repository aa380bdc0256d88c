using System.Collections.Frozen;
using Sirekap.Elections.Regions;

namespace Sirekap.Site.Pages;

/// <summary>A province as a square of the tile map.</summary>
/// <param name="Column">From the west, 0 …</param>
/// <param name="Row">From the north, 0 …</param>
/// <param name="Short">Its letters in ISO 3166-2:ID; overseas LN.</param>
public sealed record ProvinceTile(int Column, int Row, string Short);

/// <summary>Where the provinces' squares are: roughly as the islands lie, each alike in size however many live there.</summary>
public static class Provinces
{
    private static readonly string[] Map =
    [
        "AC .. .. .. .. KU .. .. SA .. .. .. LN",
        ".. SU RI KR KB KI .. GO .. MU PD PB ..",
        ".. SB JA BB KT KS .. SR ST .. .. PT PA",
        ".. BE SS .. .. .. .. SN SG MA .. PS PE",
        ".. .. LA .. JK .. .. .. .. .. .. .. ..",
        ".. .. .. BT JB JT JI BA NB NT .. .. ..",
        ".. .. .. .. .. YO .. .. .. .. .. .. ..",
    ];

    /// <summary>The codes by the letters.</summary>
    private const string Codes =
        "11AC 12SU 13SB 14RI 15JA 16SS 17BE 18LA 19BB 21KR 31JK 32JB 33JT 34YO 35JI 36BT 51BA 52NB 53NT 61KB 62KT 63KS 64KI 65KU "
        + "71SA 72ST 73SN 74SG 75GO 76SR 81MA 82MU 91PA 92PB 93PS 94PT 95PE 96PD 99LN";

    private static readonly FrozenDictionary<RegionCode, ProvinceTile> Tiles = Load().ToFrozenDictionary();

    public static int Columns => Map[0].Split(' ').Length;

    public static int Rows => Map.Length;

    /// <summary>The square of a province; null for one that the map does not know.</summary>
    public static ProvinceTile? At(RegionCode province) => Tiles.GetValueOrDefault(province);

    private static IEnumerable<KeyValuePair<RegionCode, ProvinceTile>> Load()
    {
        var codes = Codes.Split(' ').ToDictionary(pair => pair[2..], pair => RegionCode.Parse(pair[..2]), StringComparer.Ordinal);
        foreach (var (row, line) in Map.Index())
        {
            foreach (var (column, letters) in line.Split(' ').Index())
            {
                if (codes.TryGetValue(letters, out var code))
                {
                    yield return new(code, new ProvinceTile(column, row, letters));
                }
            }
        }
    }
}
