using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;

namespace Sirekap.Publication;

/// <summary>The pieces of JSON that documents and commands share: stations, votes and counts of a region, by class.</summary>
public static class SumsJson
{
    /// <summary><c>"stations":{…},"votes":{…}</c></summary>
    public static CanonicalWriter Sums(this CanonicalWriter w, RegionTotals totals)
    {
        w.Raw("\"stations\":{\"total\":"u8).Number(totals.TotalStations).Raw(",\"received\":"u8).Number(totals.Received);
        w.Raw(",\"accepted\":"u8).Number(totals.Accepted.Stations).Raw(",\"unchecked\":"u8).Number(totals.Unchecked.Stations);
        w.Raw(",\"underReview\":"u8).Number(totals.UnderReview.Stations).Raw("},\"votes\":{\"accepted\":"u8).Numbers(totals.Accepted.Votes);
        w.Raw(",\"unchecked\":"u8).Numbers(totals.Unchecked.Votes).Raw(",\"underReview\":"u8).Numbers(totals.UnderReview.Votes);
        return w.Raw(",\"reported\":"u8).Numbers(totals.Reported.Votes).Raw("}"u8);
    }

    /// <summary><c>"counts":{…}</c>, each class with the rows of the paper.</summary>
    public static CanonicalWriter Counts(this CanonicalWriter w, RegionTotals totals)
    {
        Rows(w.Raw("\"counts\":{\"accepted\":{"u8), totals.Accepted.Counts);
        Rows(w.Raw("},\"unchecked\":{"u8), totals.Unchecked.Counts);
        Rows(w.Raw("},\"underReview\":{"u8), totals.UnderReview.Counts);
        Rows(w.Raw("},\"reported\":{"u8), totals.Reported.Counts);
        return w.Raw("}}"u8);
    }

    /// <summary><c>,"withoutAdded":{…}</c>: the sums without the stations that were added; nothing where none was.</summary>
    public static CanonicalWriter WithoutAdded(this CanonicalWriter w, RegionTotals totals, RegionTotals? added) =>
        added is null ? w : w.Raw(",\"withoutAdded\":{"u8).Sums(totals - added).Raw(","u8).Counts(totals - added).Raw("}"u8);

    /// <summary><c>[1,2,3]</c></summary>
    public static CanonicalWriter Numbers(this CanonicalWriter w, IReadOnlyList<long> numbers)
    {
        w.Raw("["u8);
        for (var i = 0; i < numbers.Count; i++)
        {
            w.Raw(i == 0 ? ""u8 : ","u8).Number(numbers[i]);
        }

        return w.Raw("]"u8);
    }

    /// <summary><c>["A","B"]</c></summary>
    public static CanonicalWriter Strings(this CanonicalWriter w, IReadOnlyList<string> strings)
    {
        w.Raw("["u8);
        for (var i = 0; i < strings.Count; i++)
        {
            w.Raw(i == 0 ? ""u8 : ","u8).String(strings[i]);
        }

        return w.Raw("]"u8);
    }

    /// <summary>A class as documents write it.</summary>
    public static ReadOnlySpan<byte> Word(StationClass stationClass) =>
        stationClass switch
        {
            StationClass.Accepted => "accepted"u8,
            StationClass.Unchecked => "unchecked"u8,
            StationClass.UnderReview => "underReview"u8,
            _ => "none"u8,
        };

    private static void Rows(CanonicalWriter w, long[] counts)
    {
        for (var i = 0; i < Fields.Rows.Count; i++)
        {
            var group = Fields.Rows[i];
            w.Raw(i == 0 ? ""u8 : ","u8).String(group.Name).Raw(":"u8);
            w.Numbers(new ArraySegment<long>(counts, (int)group.First, group.Length));
        }
    }
}
