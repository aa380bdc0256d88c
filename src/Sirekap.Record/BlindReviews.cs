using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>
/// What people have read without seeing each other's figures, by station and contest: a review for each thing in place that anybody sealed
/// on. Kept by codes, beside the stations. One thread writes, under the record's lock.
/// </summary>
public sealed class BlindReviews
{
    private readonly Dictionary<(string Contest, RegionCode Station), List<BlindReview>> _reviews = [];

    /// <summary>What every person has read, of everything, in no order.</summary>
    public IEnumerable<SealedReading> Seals => _reviews.Values.SelectMany(its => its).SelectMany(review => review.Seals);

    /// <summary>The reviews of a station in a contest, in the order in which they began.</summary>
    public IReadOnlyList<BlindReview> Of(string contest, RegionCode station) => _reviews.GetValueOrDefault((contest, station)) ?? [];

    /// <summary>The review of one thing, perhaps one that nobody has sealed.</summary>
    /// <param name="contest">The contest.</param>
    /// <param name="station">The station.</param>
    /// <param name="on">The entry of which it is.</param>
    public BlindReview Of(string contest, RegionCode station, int on) =>
        Of(contest, station).FirstOrDefault(review => review.On == on) ?? new BlindReview(on);

    /// <summary>
    /// How what is in place was read: the review of it, else the one that settled its figures, else one that nobody has begun.
    /// </summary>
    /// <param name="contest">The contest.</param>
    /// <param name="station">The station.</param>
    /// <param name="inPlace">The entry whose figures are in place.</param>
    /// <param name="size">As of the first so many entries.</param>
    public BlindReview Latest(string contest, RegionCode station, int inPlace, long size = long.MaxValue)
    {
        var its = Of(contest, station).Select(review => review.At(size)).Where(review => review.Seals.Count > 0).ToArray();
        return its.FirstOrDefault(review => review.On == inPlace)
            ?? its.FirstOrDefault(review => review.SettledBy == inPlace && inPlace >= 0)
            ?? new BlindReview(inPlace);
    }

    /// <summary>Whether figures in place, which an entry brought, were said by two people: settled by them, or confirmed.</summary>
    /// <param name="contest">The contest.</param>
    /// <param name="station">The station.</param>
    /// <param name="inPlace">The entry whose figures are in place.</param>
    /// <param name="size">As of the first so many entries.</param>
    public bool AreReadByTwo(string contest, RegionCode station, int inPlace, long size = long.MaxValue) =>
        Of(contest, station).Any(review => review.SettledBy is >= 0 and var by && by < size && (review.On == inPlace || by == inPlace));

    /// <summary>
    /// Who had a part in what is in place, and by which entries: nobody reviews a station whose forms they signed, nor figures that they
    /// put in place, alone or as one of two.
    /// </summary>
    /// <param name="record">The record.</param>
    /// <param name="contest">The contest.</param>
    /// <param name="station">The station's ordinal.</param>
    /// <param name="inPlace">The entry whose figures are in place.</param>
    public static IEnumerable<(int Entry, Holder Holder)> HadPart(ElectionRecord record, ContestRecord contest, int station, int inPlace)
    {
        var signed = contest
            .History(station)
            .Where(e => e.Index == inPlace || e.Kind is EventKind.Form or EventKind.Repeat or EventKind.Late)
            .Select(e => (e.Index, record.Keys[e.Key].Holder));
        var read = record
            .Blind.Of(contest.Contest.Code, record.Tree.Station(station))
            .Where(review => review.SettledBy == inPlace)
            .SelectMany(review => review.Opened)
            .Select(seal => (seal.Opened, seal.Holder));
        var accepted = contest
            .History(station)
            .Where(e => e.Kind == EventKind.Accept && record.Ids.IndexOf(contest.ReviewAt(e.Index)!.On) == inPlace)
            .Select(e => (e.Index, record.Keys[e.Key].Holder));
        return signed.Concat(read).Concat(accepted);
    }

    internal void Put(string contest, RegionCode station, BlindReview review)
    {
        if (!_reviews.TryGetValue((contest, station), out var its))
        {
            _reviews[(contest, station)] = its = [];
        }

        var at = its.FindIndex(before => before.On == review.On);
        if (at < 0)
        {
            its.Add(review);
        }
        else
        {
            its[at] = review;
        }
    }
}
