using Sirekap.Elections.Checks;
using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api.Answers;

/// <summary>Corrections of a contest in a region, newest first, a page of them.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest and its choices in the region.</param>
/// <param name="Place">The region.</param>
/// <param name="Check">Only where the old figures failed this check; null for all.</param>
/// <param name="Corrections">The page.</param>
/// <param name="Next">Ask with <c>before</c> set to this for the page after this one; null at the end.</param>
public sealed record CorrectionsJson(
    MomentJson Moment,
    ContestJson Contest,
    PlaceJson Place,
    string? Check,
    IReadOnlyList<CorrectionJson> Corrections,
    long? Next
)
{
    internal static CorrectionsJson Of(RecordAsOf asOf, Corrections page) =>
        new(
            MomentJson.Of(page.Moment),
            ContestJson.Of(page.Contest),
            PlaceJson.Of(page.Place),
            page.Check?.Code,
            [.. page.Rows.Select(row => CorrectionJson.Of(asOf, row))],
            page.Next
        );
}

/// <summary>Figures that stood and were put aside.</summary>
/// <param name="Place">The station.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="Act">What happened.</param>
/// <param name="Signer">Who said so and when.</param>
/// <param name="Before">The station before it.</param>
/// <param name="After">The station after it.</param>
/// <param name="FailedBefore">Codes of the checks that the old figures failed.</param>
/// <param name="Review">The decision; null where a newer snapshot of a feed changed the figures.</param>
/// <param name="Dated">Copies: the time of the new row according to its source, in UTC; null where it gives none.</param>
/// <param name="Poll">What the new figures are of: regular, revote, continued, postponed, recount, later-count.</param>
public sealed record CorrectionJson(
    PlaceJson Place,
    IReadOnlyList<PlaceJson> Above,
    EventKind Act,
    SignerJson Signer,
    StateJson Before,
    StateJson After,
    IReadOnlyList<string> FailedBefore,
    ReviewJson? Review,
    string? Dated,
    string Poll
)
{
    internal static CorrectionJson Of(RecordAsOf asOf, CorrectionRow row) =>
        new(
            PlaceJson.Of(row.Place),
            PlaceJson.Of(row.Above),
            row.Kind,
            SignerJson.Of(row.Signer),
            StateJson.Of(row.Before),
            StateJson.Of(row.After),
            [.. row.FailedBefore.Select(check => check.Code)],
            ReviewJson.Of(asOf, row.Review),
            row.Source.Dated?.ToString(),
            Words.Polls.Of(row.Source.Poll)
        );
}

/// <summary>Stations of a contest in a region that wait for a person, the last changed first, a page of them.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest and its choices in the region.</param>
/// <param name="Place">The region.</param>
/// <param name="Class">Under review, or unchecked.</param>
/// <param name="Check">Only those that fail this check; null for all.</param>
/// <param name="Total">How many there are.</param>
/// <param name="First">Position of the first row, from 0.</param>
/// <param name="Waiting">The page.</param>
public sealed record ReviewsJson(
    MomentJson Moment,
    ContestJson Contest,
    PlaceJson Place,
    StationClass Class,
    string? Check,
    int Total,
    int First,
    IReadOnlyList<WaitingJson> Waiting
)
{
    internal static ReviewsJson Of(Queue page) =>
        new(
            MomentJson.Of(page.Moment),
            ContestJson.Of(page.Contest),
            PlaceJson.Of(page.Place),
            page.Class,
            page.Check?.Code,
            page.Total,
            page.First,
            [.. page.Rows.Select(WaitingJson.Of)]
        );
}

/// <summary>A station whose figures wait for a person.</summary>
/// <param name="Place">The station.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="State">Its class and figures.</param>
/// <param name="Failing">Codes of the checks that the figures fail.</param>
/// <param name="Conflict">Whether forms conflict.</param>
/// <param name="Held">Whether an officer holds it.</param>
/// <param name="Since">The last thing that happened to it.</param>
public sealed record WaitingJson(
    PlaceJson Place,
    IReadOnlyList<PlaceJson> Above,
    StateJson State,
    IReadOnlyList<string> Failing,
    bool Conflict,
    bool Held,
    SignerJson Since
)
{
    internal static WaitingJson Of(QueueRow row) =>
        new(
            PlaceJson.Of(row.Place),
            PlaceJson.Of(row.Above),
            StateJson.Of(row.State),
            [.. row.Failing.Select(check => check.Code)],
            row.Conflict,
            row.Held,
            SignerJson.Of(row.Since)
        );
}
