using System.Globalization;
using Sirekap.Elections.Regions;

namespace Sirekap.OpenData.Imports;

/// <summary>
/// Numbers of a village's stations as <c>wilayah.csv</c> writes them: <c>1-12;901</c>, with the way of voting behind
/// a range where it is not the usual one: <c>1-3:noken;4</c>.
/// </summary>
internal static class StationRanges
{
    /// <summary>Adds the stations to a list.</summary>
    /// <returns>What is wrong, or null; then none is added.</returns>
    public static string? Read(string text, RegionCode village, List<(RegionCode Station, VotingMethod Method)> stations)
    {
        var numbers = new SortedDictionary<int, VotingMethod>();
        foreach (var part in text.Split(';'))
        {
            var colon = part.IndexOf(':');
            var range = colon < 0 ? part : part[..colon];
            var method = VotingMethods.UsualOf(village);
            if (colon >= 0 && !VotingMethods.TryParse(part[(colon + 1)..].Trim(), village, out method))
            {
                return $"{Figure.Show(part[(colon + 1)..])} is no way of voting here; expected one of {VotingMethods.WordsOf(village)}";
            }

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
                if (!numbers.TryAdd(number, method))
                {
                    return $"station {number} stands twice";
                }
            }
        }

        stations.AddRange(numbers.Select(number => (village.Station(number.Key), number.Value)));
        return null;
    }

    private static bool Number(string text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number is >= 1 and <= RegionTree.LargestNumber;
}
