using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>A station whose figures wait for a person.</summary>
/// <param name="Place">The station.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="State">Its class and figures.</param>
/// <param name="Failing">The checks that the figures fail.</param>
/// <param name="Missing">The figures by their place on the paper without which the votes cannot be checked.</param>
/// <param name="Conflict">Whether forms conflict.</param>
/// <param name="Held">Whether an officer holds it.</param>
/// <param name="Since">The last thing that happened to it.</param>
public sealed record QueueRow(
    NamedRegion Place,
    IReadOnlyList<NamedRegion> Above,
    StationState State,
    IReadOnlyList<Check> Failing,
    IReadOnlyList<PaperPlace> Missing,
    bool Conflict,
    bool Held,
    Signer Since
);

/// <summary>
/// The stations of a contest in a region that are under review, or unchecked, the last changed first, a page of them. Always as of now.
/// </summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest; its choices are those of the region.</param>
/// <param name="Place">The region.</param>
/// <param name="Class">Under review, or unchecked.</param>
/// <param name="Check">Only those that fail this check; null for all.</param>
/// <param name="Total">How many there are.</param>
/// <param name="First">Position of the first row, from 0.</param>
/// <param name="Rows">The page.</param>
public sealed record Queue(
    Moment Moment,
    ContestView Contest,
    NamedRegion Place,
    StationClass Class,
    Check? Check,
    int Total,
    int First,
    IReadOnlyList<QueueRow> Rows
)
{
    /// <summary>A page, or null where there is no such region or contest.</summary>
    public static Queue? Of(
        RecordAsOf asOf,
        string contestCode,
        RegionCode code,
        StationClass stationClass,
        Check? check,
        int first,
        int most
    )
    {
        var region = asOf.FindRegion(code);
        if (region < 0 || asOf.Contest(contestCode) is not { } contest)
        {
            return null;
        }

        var index = check is null ? 0 : asOf.Record.Rules.Checks.IndexOf(check.Code);
        var (begin, end) = asOf.Tree.StationsOf(region);
        var waiting = Enumerable
            .Range(begin, end - begin)
            .Where(station => contest.Tally.Class(station) == stationClass && (check is null || contest.Checks(station).Fails(index)))
            .Select(station => (Last: contest.LastChange(station), Station: station))
            .ToArray();
        Array.Sort(waiting, (left, right) => right.CompareTo(left));
        return new Queue(
            asOf.Moment,
            ContestView.Of(asOf, contest, code),
            asOf.Place(code),
            stationClass,
            check,
            waiting.Length,
            first,
            [.. waiting.Skip(first).Take(most).Select(row => Row(row.Station))]
        );

        QueueRow Row(int station)
        {
            var at = asOf.Tree.Station(station);
            var state = contest.Past.StateAt(station, asOf.Size);
            var last = contest.History(station)[^1];
            return new QueueRow(
                asOf.Place(at),
                asOf.Above(at),
                state,
                RegionView.Failing(asOf, state.Fields, contest.PaperOf(station)),
                state.Fields is null ? [] : Evaluation.MissingFrom(state.Fields, contest.PaperOf(station)),
                contest.IsInConflict(station),
                contest.IsHeld(station),
                Signer.Of(asOf, last.Index, last.Key)
            );
        }
    }
}
