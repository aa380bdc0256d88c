using Sirekap.Elections.Checks;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api.Answers;

/// <summary>The result of one contest in one region.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest and its choices here.</param>
/// <param name="Place">The region.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="Totals">Its sums by class.</param>
/// <param name="Counts">Its counts by class.</param>
/// <param name="Outstanding">What can still move.</param>
/// <param name="Regions">The regions one tier down with their sums; none for a village.</param>
/// <param name="Stations">A village's stations; else none.</param>
/// <param name="Plenaries">What plenaries certified here, oldest first. It stands beside the sums and never replaces them.</param>
/// <param name="Additions">What was added here since the election began, oldest first.</param>
/// <param name="WithoutAdded">Its sums without the stations that were added; null where none was.</param>
public sealed record RegionResultJson(
    MomentJson Moment,
    ContestJson Contest,
    PlaceJson Place,
    IReadOnlyList<PlaceJson> Above,
    TotalsJson Totals,
    ClassCountsJson Counts,
    OutstandingJson Outstanding,
    IReadOnlyList<RegionRowJson> Regions,
    IReadOnlyList<StationRowJson> Stations,
    IReadOnlyList<PlenaryJson> Plenaries,
    IReadOnlyList<AdditionJson> Additions,
    TotalsJson? WithoutAdded
)
{
    internal static RegionResultJson Of(RegionView view) =>
        new(
            MomentJson.Of(view.Moment),
            ContestJson.Of(view.Contest),
            PlaceJson.Of(view.Place),
            PlaceJson.Of(view.Above),
            TotalsJson.Of(view.Totals),
            ClassCountsJson.Of(view.Totals),
            new OutstandingJson(
                view.Outstanding.Stations,
                view.Outstanding.MostVotes,
                view.Outstanding.Limit,
                view.Outstanding.Lead,
                view.Outstanding.CouldTurn
            ),
            [.. view.Regions.Select(row => new RegionRowJson(PlaceJson.Of(row.Place), TotalsJson.Of(row.Totals), row.IsAdded))],
            [.. view.Stations.Select(StationRowJson.Of)],
            [.. view.Plenaries.Select(PlenaryJson.Of)],
            [.. view.Additions.Select(AdditionJson.Of)],
            view.WithoutAdded is { } without ? TotalsJson.Of(without) : null
        );
}

/// <summary>What can still move.</summary>
/// <param name="Stations">Stations that are not among the accepted.</param>
/// <param name="MostVotes">The most votes that one choice can gain by them, at the law's limit of voters a station.</param>
/// <param name="Limit">That limit.</param>
/// <param name="Lead">Accepted votes of the first ticket, person or party less those of the second; 0 at a tie, when nobody leads.</param>
/// <param name="CouldTurn">Whether the order of the first two could still turn.</param>
public sealed record OutstandingJson(int Stations, long MostVotes, int Limit, long Lead, bool CouldTurn);

/// <summary>A region one tier down.</summary>
/// <param name="Place">The region.</param>
/// <param name="Totals">Its sums by class, votes in the same columns as those of the region around it.</param>
/// <param name="Added">Whether it was added since the election began.</param>
public sealed record RegionRowJson(PlaceJson Place, TotalsJson Totals, bool Added);

/// <summary>A station in its village.</summary>
/// <param name="Place">The station.</param>
/// <param name="Class">In which sum it stands.</param>
/// <param name="Entry">Index of the entry whose figures are in place; null where no form has come.</param>
/// <param name="Figures">Those figures; null where no form has come.</param>
/// <param name="Failing">Codes of the checks that the figures fail.</param>
/// <param name="Changes">How often figures that stood here were put aside.</param>
/// <param name="Added">Whether it was added since the election began.</param>
public sealed record StationRowJson(
    PlaceJson Place,
    StationClass Class,
    long? Entry,
    FiguresJson? Figures,
    IReadOnlyList<string> Failing,
    int Changes,
    bool Added
)
{
    internal static StationRowJson Of(StationRow row) =>
        new(
            PlaceJson.Of(row.Place),
            row.State.Class,
            StateJson.EntryOf(row.State),
            FiguresJson.Of(row.State.Fields),
            [.. row.Failing.Select(check => check.Code)],
            row.Changes,
            row.IsAdded
        );
}

/// <summary>Totals that a plenary certified, and beside them the sum that the record itself had at that entry.</summary>
/// <param name="Signer">Who said so and when.</param>
/// <param name="Stations">Stations counted, as certified.</param>
/// <param name="Figures">Every figure as certified; null where the paper gives none.</param>
/// <param name="OwnStations">The record's accepted stations.</param>
/// <param name="Own">The record's sums of accepted stations.</param>
/// <param name="Failing">Codes of the checks that what was certified fails: it contradicts itself.</param>
/// <param name="VotesAgree">Whether stations, votes, valid and invalid votes are the same in both.</param>
/// <param name="Agrees">Whether every figure that was certified is the record's.</param>
public sealed record PlenaryJson(
    SignerJson Signer,
    int Stations,
    TotalFiguresJson Figures,
    int OwnStations,
    TotalFiguresJson Own,
    IReadOnlyList<string> Failing,
    bool VotesAgree,
    bool Agrees
)
{
    internal static PlenaryJson Of(PlenaryView view) =>
        new(
            SignerJson.Of(view.Signer),
            view.Plenary.Stations,
            TotalFiguresJson.Of(view.Plenary.Certified),
            view.Plenary.OwnStations,
            TotalFiguresJson.Of(view.Plenary.Own),
            [.. view.Failing.Select(check => check.Code)],
            view.Plenary.VotesAgree,
            view.Plenary.Agrees
        );
}
