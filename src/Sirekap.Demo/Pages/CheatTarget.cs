using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Record;
using Sirekap.Site.Views;

namespace Sirekap.Demo.Pages;

/// <summary>A station that can be cheated on: it has a form in the published ledger.</summary>
/// <param name="Place">The station.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="Contest">The contest as it votes on it.</param>
/// <param name="Votes">Its votes in place, in ballot order; -1 where none is given.</param>
/// <param name="Class">In which sum they stand.</param>
/// <param name="Entry">The entry that says so.</param>
/// <param name="Came">The ledger's time of it.</param>
public sealed record CheatTarget(
    NamedRegion Place,
    IReadOnlyList<NamedRegion> Above,
    ContestView Contest,
    IReadOnlyList<int> Votes,
    StationClass Class,
    int Entry,
    Timestamp? Came
)
{
    /// <summary>Its votes, each choice a line; null where none is given.</summary>
    public IEnumerable<(string Number, string Name, long? Votes)> Lines =>
        Contest.Choices.Select((choice, i) => (choice.Number, choice.Name, Votes[i] < 0 ? null : (long?)Votes[i]));

    /// <summary>What is offered to be added; fewer where the others have fewer.</summary>
    private const int Offered = 200;

    /// <summary>Stations looked at for a suggestion.</summary>
    private const int Looked = 500;

    /// <summary>The choice that is offered to be given more: the second of the ballot.</summary>
    public int Favourite => Math.Min(1, Votes.Count - 1);

    /// <summary>The number offered for it: so many more that the form still adds up.</summary>
    public int FavouriteVotes
    {
        get
        {
            var others = Others(Votes, Favourite);
            return Math.Max(Votes[Favourite], 0) + (int)Math.Min(Offered, others > 0 ? others : Offered);
        }
    }

    /// <summary>The station, or null where there is none, or no form of it in the first <paramref name="published"/> entries.</summary>
    public static CheatTarget? Of(RecordAsOf asOf, string contestCode, RegionCode code, long published)
    {
        var station = asOf.Tree.FindStation(code);
        return station >= 0 && asOf.Contest(contestCode) is { } contest && IsPublished(contest, station, published)
            ? At(asOf, contest, station)
            : null;
    }

    /// <summary>
    /// Of the first stations in a region whose one form was accepted, that with the most votes to be taken away; null where there is none.
    /// </summary>
    public static CheatTarget? Suggest(RecordAsOf asOf, string contestCode, RegionCode region, long published)
    {
        if (asOf.Contest(contestCode) is not { } contest || asOf.Tree.FindRegion(region) is not (>= 0 and var ordinal))
        {
            return null;
        }

        var (first, end) = asOf.Tree.StationsOf(ordinal);
        var (best, most, looked) = (-1, -1L, 0);
        for (var station = first; station < end && looked < Looked; station++)
        {
            if (contest.Tally.Class(station) != StationClass.Accepted || !IsPublished(contest, station, published))
            {
                continue;
            }

            looked++;
            var votes = contest.Tally.Fields(station)!.Votes.ToArray();
            var others = contest.EventCount(station) == 1 ? Others(votes, Math.Min(1, votes.Length - 1)) : 0;
            if (others > most)
            {
                (best, most) = (station, others);
            }
        }

        return best < 0 ? null : At(asOf, contest, best);
    }

    private static bool IsPublished(ContestRecord contest, int station, long published) =>
        contest.InPlace(station) is >= 0 and var entry && entry < published;

    private static long Others(IReadOnlyList<int> votes, int choice) =>
        votes.Where((given, i) => i != choice && given > 0).Sum(given => (long)given);

    private static CheatTarget At(RecordAsOf asOf, ContestRecord contest, int station)
    {
        var code = asOf.Tree.Station(station);
        var entry = contest.InPlace(station);
        return new CheatTarget(
            asOf.Place(code),
            asOf.Above(code),
            ContestView.Of(asOf, contest, code),
            contest.Tally.Fields(station)!.Votes.ToArray(),
            contest.Tally.Class(station),
            entry,
            asOf.Record.Times.At(entry)
        );
    }
}
