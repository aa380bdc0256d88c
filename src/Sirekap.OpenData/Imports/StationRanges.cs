using System.Globalization;
using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Imports;

/// <summary>Numbers of a village's stations as <c>wilayah.csv</c> writes them: <c>1-12;901</c>.</summary>
internal static class StationRanges
{
    /// <summary>Adds the stations to a list.</summary>
    /// <returns>What is wrong, or null; then none is added.</returns>
    public static string? Read(string text, RegionCode village, List<RegionCode> stations)
    {
        var numbers = new SortedSet<int>();
        foreach (var range in text.Split(';'))
        {
            var dash = range.IndexOf('-');
            if (
                !Number(dash < 0 ? range : range[..dash], out var from)
                || !Number(dash < 0 ? range : range[(dash + 1)..], out var to)
                || to < from
            )
            {
                return $"{Figure.Show(range)} is no range of numbers from 1 to " + $"{RegionTree.LargestNumber} such as 1-12";
            }

            for (var number = from; number <= to; number++)
            {
                if (!numbers.Add(number))
                {
                    return $"station {number} stands twice";
                }
            }
        }

        stations.AddRange(numbers.Select(village.Station));
        return null;
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number is >= 1 and <= RegionTree.LargestNumber;
}
