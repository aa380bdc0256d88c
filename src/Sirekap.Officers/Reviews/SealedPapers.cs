using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Site.Views;

namespace Sirekap.Officers.Reviews;

/// <summary>
/// How far sealed papers have come, of many in one answer of some bytes each: what a desk that waits for others asks every few seconds.
/// </summary>
internal static class SealedPapers
{
    /// <summary>Papers of one question: with the longest codes of contests 3.8 kB of an address, of the 4 kB that are read.</summary>
    public const int Most = 40;

    /// <summary>Hexadecimal digits that say which thing in place is meant: no two of a station begin alike.</summary>
    private const int Mark = 12;

    /// <summary>One paper that is asked for.</summary>
    /// <param name="Contest">The contest.</param>
    /// <param name="Station">The station.</param>
    /// <param name="On">How the identity of what was read begins.</param>
    public readonly record struct Asked(string Contest, RegionCode Station, string On);

    /// <summary>Reads <c>CONTEST/STATION/ON</c>; null where it is none.</summary>
    public static Asked? Read(string? text) =>
        text?.Split('/') is [var contest, var code, { Length: Mark } on]
        && IdRules.IsId(contest)
        && RegionCode.TryParse(code, out var station)
        && station.Level == Level.Station
        && on.All(char.IsAsciiHexDigitLower)
            ? new Asked(contest, station, on)
            : null;

    /// <summary>
    /// A JSON list, in the order asked: how many have sealed it, or null where another thing is in place by now, or none.
    /// </summary>
    public static byte[] Of(RecordAsOf asOf, IEnumerable<Asked> papers) =>
        Encoding.ASCII.GetBytes($"[{string.Join(',', papers.Select(paper => Seals(asOf, paper) is { } seals ? $"{seals}" : "null"))}]");

    private static int? Seals(RecordAsOf asOf, Asked paper)
    {
        var station = asOf.FindStation(paper.Station);
        return
            station >= 0
            && asOf.Contest(paper.Contest) is { } contest
            && contest.InPlace(station) is >= 0 and var inPlace
            && asOf.Record.Ids[inPlace].ToString().StartsWith(paper.On, StringComparison.Ordinal)
            ? asOf.Record.Blind.Of(paper.Contest, paper.Station, inPlace).Seals.Count
            : null;
    }
}
