using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api.Answers;

/// <summary>Somebody who watches.</summary>
/// <param name="Signer">Under which key, and when.</param>
/// <param name="Contestant">The number on the ballot of the contestant whose witness it is; null for supervisors and observers.</param>
public sealed record WatcherJson(SignerJson Signer, int? Contestant)
{
    internal static WatcherJson Of(WatcherView view) => new(SignerJson.Of(view.Signer), view.Number);
}

/// <summary>A form was signed by somebody who watches, or they refused to.</summary>
/// <param name="By">Who.</param>
/// <param name="On">Index of the form.</param>
/// <param name="Stance">Whether they sign.</param>
/// <param name="Ground">Why they refuse; null where they sign.</param>
/// <param name="Text">Their words; null where there are none.</param>
public sealed record AttestationJson(WatcherJson By, long On, AttestStance Stance, ObjectionGround? Ground, BlobJson? Text)
{
    internal static AttestationJson Of(RecordAsOf asOf, AttestationView view) =>
        new(
            WatcherJson.Of(view.By),
            view.On,
            view.Statement.Stance,
            view.Statement.Ground,
            view.Statement.Text is { } text ? BlobJson.Of(asOf, text) : null
        );
}

/// <summary>An objection with its answers.</summary>
/// <param name="Place">The station.</param>
/// <param name="By">Who objects.</param>
/// <param name="Statement">The objection's identity, which an answer names.</param>
/// <param name="On">Index of the entry that is objected to; null where nothing had come.</param>
/// <param name="Ground">Why.</param>
/// <param name="State">How it stands.</param>
/// <param name="Figures">The figures of their own paper; null where they bring none.</param>
/// <param name="Photos">SHA-256 of photos of their paper.</param>
/// <param name="Text">Their words; null where there are none.</param>
/// <param name="Answers">Oldest first.</param>
public sealed record ObjectionJson(
    PlaceJson Place,
    WatcherJson By,
    string Statement,
    long? On,
    ObjectionGround Ground,
    ObjectionState State,
    FiguresJson? Figures,
    IReadOnlyList<string> Photos,
    BlobJson? Text,
    IReadOnlyList<AnswerJson> Answers
)
{
    internal static ObjectionJson Of(RecordAsOf asOf, ObjectionView view) =>
        new(
            PlaceJson.Of(view.Place),
            WatcherJson.Of(view.By),
            asOf.Record.Ids[view.By.Signer.Index].ToString(),
            view.On,
            view.Statement.Ground,
            view.State,
            FiguresJson.Of(view.Statement.Fields),
            [.. view.Statement.Photos.Select(photo => photo.ToString())],
            view.Statement.Text is { } text ? BlobJson.Of(asOf, text) : null,
            [.. view.Answers.Select(answer => AnswerJson.Of(asOf, answer))]
        );
}

/// <summary>A committee's answer to an objection.</summary>
/// <param name="Signer">Whose, and when.</param>
/// <param name="Outcome">What becomes of the objection.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">Its words; null where there are none.</param>
public sealed record AnswerJson(SignerJson Signer, AnswerOutcome Outcome, AnswerReason Reason, BlobJson? Text)
{
    internal static AnswerJson Of(RecordAsOf asOf, AnswerView view) =>
        new(
            SignerJson.Of(view.Signer),
            view.Statement.Outcome,
            view.Statement.Reason,
            view.Statement.Text is { } text ? BlobJson.Of(asOf, text) : null
        );
}

/// <summary>Objections of a contest in a region, newest first, a page of them.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest and its choices in the region.</param>
/// <param name="Place">The region.</param>
/// <param name="Total">How many there are in the region.</param>
/// <param name="Open">How many of them nobody has ended.</param>
/// <param name="Objections">The page.</param>
/// <param name="Next">Ask with <c>before</c> set to this for the page after this one; null at the end.</param>
public sealed record ObjectionsJson(
    MomentJson Moment,
    ContestJson Contest,
    PlaceJson Place,
    int Total,
    int Open,
    IReadOnlyList<ObjectionJson> Objections,
    long? Next
)
{
    internal static ObjectionsJson Of(RecordAsOf asOf, Objections page) =>
        new(
            MomentJson.Of(page.Moment),
            ContestJson.Of(page.Contest),
            PlaceJson.Of(page.Place),
            page.Total,
            page.Open,
            [.. page.Rows.Select(row => ObjectionJson.Of(asOf, row))],
            page.Next
        );
}
