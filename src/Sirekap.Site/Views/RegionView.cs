using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>A region one tier down.</summary>
/// <param name="Place">The region.</param>
/// <param name="Totals">Its sums in the columns of the region that it is a part of.</param>
/// <param name="IsAdded">Whether it was added since the election began.</param>
public sealed record RegionRow(NamedRegion Place, RegionTotals Totals, bool IsAdded);

/// <summary>A station in its village.</summary>
/// <param name="Place">The station.</param>
/// <param name="State">Its class and figures; votes in the order of the contest's choices.</param>
/// <param name="Failing">The checks that its figures fail.</param>
/// <param name="Changes">How often figures that stood here were put aside.</param>
/// <param name="IsAdded">Whether it was added since the election began.</param>
public sealed record StationRow(NamedRegion Place, StationState State, IReadOnlyList<Check> Failing, int Changes, bool IsAdded);

/// <summary>A plenary's totals with who signed and when.</summary>
/// <param name="Plenary">What was certified, beside the record's own sums.</param>
/// <param name="Signer">Who signed.</param>
/// <param name="Failing">The checks that it fails: what was certified contradicts itself.</param>
public sealed record PlenaryView(Plenary Plenary, Signer Signer, IReadOnlyList<Check> Failing);

/// <summary>
/// What can still move: how many stations are not among the accepted, and the most votes that one choice can gain by them.
/// </summary>
/// <param name="Stations">Stations without a form, unchecked, or under review.</param>
/// <param name="MostVotes">So many at the law's limit of voters a station; overseas stations can be larger.</param>
/// <param name="Limit">That limit.</param>
/// <param name="Lead">
/// Accepted votes of the first ticket, person or party less those of the second; 0 at a tie, and where there is no second.
/// </param>
/// <param name="HasSecond">Whether there is a second.</param>
public sealed record Outstanding(int Stations, long MostVotes, int Limit, long Lead, bool HasSecond)
{
    /// <summary>Whether the order of the first two could still turn.</summary>
    public bool CouldTurn => HasSecond && Stations > 0 && MostVotes >= Lead;

    internal static Outstanding Of(RegionTotals totals, Ballot ballot, Limits limits)
    {
        var stations = totals.TotalStations - totals.Accepted.Stations;
        return new Outstanding(
            stations,
            (long)stations * limits.Law,
            limits.Law,
            ballot.Lead(totals.Accepted.Votes).Votes,
            ballot.Lines.Count > 1
        );
    }
}

/// <summary>A contest in a region, from the nation down to a village.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest and its choices here.</param>
/// <param name="Place">The region.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="Totals">Its sums by class, votes by the columns of the contest here.</param>
/// <param name="Outstanding">What can still move.</param>
/// <param name="Regions">The regions below; none for a village.</param>
/// <param name="Stations">A village's stations; else none.</param>
/// <param name="Plenaries">What plenaries certified here, oldest first.</param>
/// <param name="Additions">What was added here since the election began, oldest first.</param>
/// <param name="WithoutAdded">Its sums without the stations that were added; null where none was.</param>
/// <param name="IsCertified">Whether the national plenary has certified the contest: nothing is preliminary any more.</param>
public sealed record RegionView(
    Moment Moment,
    ContestView Contest,
    NamedRegion Place,
    IReadOnlyList<NamedRegion> Above,
    RegionTotals Totals,
    Outstanding Outstanding,
    IReadOnlyList<RegionRow> Regions,
    IReadOnlyList<StationRow> Stations,
    IReadOnlyList<PlenaryView> Plenaries,
    bool IsCertified,
    IReadOnlyList<AdditionView> Additions,
    RegionTotals? WithoutAdded
)
{
    /// <summary>The view, or null where there is no such region or contest.</summary>
    public static RegionView? Of(RecordAsOf asOf, string contestCode, RegionCode code)
    {
        var region = asOf.FindRegion(code);
        if (region < 0 || asOf.Contest(contestCode) is not { } contest)
        {
            return null;
        }

        var changed = contest.Past.ChangedSince(asOf.Size);
        var totals = contest.Past.TotalsAt(region, region, asOf.Size, changed);
        var listsStations = asOf.Tree.IsVillage(region) || asOf.IsInUnit(region);
        var checks = asOf.Record.Rules.Checks;
        return new RegionView(
            asOf.Moment,
            ContestView.Of(asOf, contest, code),
            asOf.Place(code),
            asOf.Above(code),
            totals,
            Outstanding.Of(totals, contest.Tally.BallotOf(region), asOf.Record.Structure.Limits),
            [
                .. (listsStations ? [] : asOf.Children(region)).Select(child => new RegionRow(
                    asOf.Place(asOf.Tree.Region(child)),
                    contest.Past.TotalsAt(child, region, asOf.Size, changed),
                    asOf.Record.Additions.Of(asOf.Tree.Region(child)) is not null
                )),
            ],
            [.. (listsStations ? asOf.Stations(region) : []).Select(station => Row(asOf, contest, station))],
            [
                .. contest
                    .Plenaries(region)
                    .Where(plenary => plenary.Index < asOf.Size)
                    .Select(plenary => new PlenaryView(
                        plenary,
                        Signer.Of(asOf, plenary.Index, plenary.Key),
                        [.. checks.Explain(plenary.Certified, contest.Tally.BallotOf(region)).Select(finding => finding.Check)]
                    )),
            ],
            contest.Plenaries(0).Any(plenary => plenary.Index < asOf.Size),
            AdditionView.Of(asOf, code),
            contest.Past.AddedAt(region, region, asOf.Size) is { } added ? totals - added : null
        );
    }

    private static StationRow Row(RecordAsOf asOf, ContestRecord contest, int station)
    {
        var code = asOf.Tree.Station(station);
        var state = contest.Past.StateAt(station, asOf.Size);
        return new StationRow(
            asOf.Place(code),
            state,
            Failing(asOf, state.Fields, contest.PaperOf(station)),
            contest.Past.ChangesAt(station, asOf.Size),
            asOf.Record.Additions.Of(code) is not null
        );
    }

    internal static IReadOnlyList<Check> Failing(RecordAsOf asOf, FormFields? fields, StationPaper paper)
    {
        if (fields is null)
        {
            return [];
        }

        var checks = asOf.Record.Rules.Checks;
        var result = checks.Evaluate(fields, paper);
        return [.. checks.Where((_, i) => result.Fails(i))];
    }
}
