using Sirekap.Elections.Checks;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api.Answers;

/// <summary>One station in one contest, whole.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest and its ballot here.</param>
/// <param name="Place">The station.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="Standing">Whether its figures are in the totals, and why not.</param>
/// <param name="State">Its class and figures.</param>
/// <param name="Findings">The checks that fail, each with the figures that contradict each other.</param>
/// <param name="Missing">The figures by their place on the paper without which the votes cannot be checked.</param>
/// <param name="AcceptedChecks">Codes of the failing checks that an officer named and accepted.</param>
/// <param name="History">All that happened, oldest first.</param>
/// <param name="Photos">The photos that forms and readings named for it.</param>
/// <param name="Readings">What programs read on them, oldest first: evidence, counted nowhere.</param>
/// <param name="Attestations">Who of those who watch signed its forms or refused to, oldest first; they move no class.</param>
/// <param name="Objections">What witnesses and supervisors object, with the answers, oldest first; they move no class.</param>
/// <param name="Review">Why it is to be read again by people, and what they read, none knowing what the others did.</param>
/// <param name="Paper">Who signed its paper in ink; null where no form says.</param>
/// <param name="Salinan">To whom it gave copies of its form; null where it does not say.</param>
/// <param name="Method">How its voters vote: "coblos" or "noken", overseas "tps", "ksk" or "pos".</param>
/// <param name="Addition">By what it was added since the election began; null for most.</param>
public sealed record StationJson(
    MomentJson Moment,
    ContestJson Contest,
    PlaceJson Place,
    IReadOnlyList<PlaceJson> Above,
    Standing Standing,
    StateJson State,
    IReadOnlyList<FindingJson> Findings,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> AcceptedChecks,
    IReadOnlyList<HistoryLineJson> History,
    IReadOnlyList<PhotoJson> Photos,
    IReadOnlyList<StationReadingJson> Readings,
    IReadOnlyList<AttestationJson> Attestations,
    IReadOnlyList<ObjectionJson> Objections,
    StationReviewJson Review,
    PaperJson? Paper,
    SalinanJson? Salinan,
    VotingMethod Method,
    AdditionJson? Addition
)
{
    internal static StationJson Of(RecordAsOf asOf, StationView view) =>
        new(
            MomentJson.Of(view.Moment),
            ContestJson.Of(view.Contest),
            PlaceJson.Of(view.Place),
            PlaceJson.Of(view.Above),
            view.Standing,
            StateJson.Of(view.State),
            [.. view.Findings.Select(FindingJson.Of)],
            [.. view.Missing.Select(place => place.ToString())],
            [.. view.Accepted.Select(check => check.Code)],
            [.. view.History.Select(line => HistoryLineJson.Of(asOf, line))],
            [.. view.Photos.Select(PhotoJson.Of)],
            [.. view.Readings.Select(reading => StationReadingJson.Of(asOf, reading))],
            [.. view.Watch.Attestations.Select(its => AttestationJson.Of(asOf, its))],
            [.. view.Watch.Objections.Select(its => ObjectionJson.Of(asOf, its))],
            StationReviewJson.Of(asOf, view.Review),
            PaperJson.Of(view.Hands),
            SalinanJson.Of(view.Hands),
            view.Method,
            view.Addition is { } addition ? AdditionJson.Of(addition) : null
        );
}

/// <summary>All that happened at a station in one contest.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest and its ballot here.</param>
/// <param name="Place">The station.</param>
/// <param name="History">Oldest first.</param>
public sealed record HistoryJson(MomentJson Moment, ContestJson Contest, PlaceJson Place, IReadOnlyList<HistoryLineJson> History);

/// <summary>A station at a moment.</summary>
/// <param name="Class">In which sum it stands; none where no form has come.</param>
/// <param name="Entry">Index of the entry whose figures are in place; null where no form has come.</param>
/// <param name="Figures">Those figures; null where no form has come.</param>
/// <param name="Read">Index of the entry by which a plenary read the station's paper last; null where none has.</param>
public sealed record StateJson(StationClass Class, long? Entry, FiguresJson? Figures, long? Read)
{
    internal static StateJson Of(StationState state) =>
        new(state.Class, EntryOf(state), FiguresJson.Of(state.Fields), state.IsRead ? state.ReadBy : null);

    internal static long? EntryOf(StationState state) => state.InPlace < 0 ? null : state.InPlace;
}

/// <summary>Under which key something was said, and when. Whose hand holds the key is private.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Time">The ledger's time of it.</param>
/// <param name="Key">The key's name; <c>/api/v1/keys/</c> says whether it still stands.</param>
/// <param name="Role">What the key may do.</param>
/// <param name="Scope">Where.</param>
public sealed record SignerJson(long Index, string? Time, string Key, Role Role, PlaceJson Scope)
{
    internal static SignerJson Of(Signer signer) =>
        new(signer.Index, signer.Time?.ToString(), signer.Key.ToString(), signer.Role, PlaceJson.Of(signer.Scope));
}

/// <summary>One thing that happened at a station.</summary>
/// <param name="Act">What happened.</param>
/// <param name="Signer">Who said so and when.</param>
/// <param name="Taken">The device's claim of when the form was filled in, or the snapshot's time; null for decisions.</param>
/// <param name="Before">The station before it.</param>
/// <param name="After">The station after it.</param>
/// <param name="Brought">The figures it brought, in place or not; null where it brought none.</param>
/// <param name="Review">The decision, if it is one.</param>
/// <param name="Photos">SHA-256 of the photos that the form names.</param>
/// <param name="Gallery">Which of these are from the phone's gallery and not from its camera, from 0.</param>
/// <param name="Paper">Who signed the paper, if the form says so.</param>
/// <param name="Dated">Copies: the time that the source itself gives to the row; null where it gives none.</param>
/// <param name="Poll">Copies: regular, or what else the source says that the figures are of.</param>
/// <param name="Read">From which paper a plenary read; null for all else.</param>
public sealed record HistoryLineJson(
    EventKind Act,
    SignerJson Signer,
    string? Taken,
    StateJson Before,
    StateJson After,
    FiguresJson? Brought,
    ReviewJson? Review,
    IReadOnlyList<string> Photos,
    IReadOnlyList<int> Gallery,
    SignaturesJson? Paper,
    string? Dated,
    string Poll,
    PaperReadJson? Read
)
{
    internal static HistoryLineJson Of(RecordAsOf asOf, HistoryLine line) =>
        new(
            line.Kind,
            SignerJson.Of(line.Signer),
            line.Taken?.ToString(),
            StateJson.Of(line.Before),
            StateJson.Of(line.After),
            FiguresJson.Of(line.Brought),
            ReviewJson.Of(asOf, line.Review),
            [.. line.Photos.Select(photo => photo.ToString())],
            line.Gallery,
            SignaturesJson.Of(line.Paper),
            line.Source.Dated?.ToString(),
            Words.Polls.Of(line.Source.Poll),
            PaperReadJson.Of(asOf, line.Read)
        );
}

/// <summary>From which paper a plenary read, and what it said beside the figures.</summary>
/// <param name="Source">The form itself, copies of it, or a recount.</param>
/// <param name="Copies">Whose copies; none unless they are the source.</param>
/// <param name="Reason">Why the form says other figures than were shown; null where it does not, or where the source says why.</param>
/// <param name="Checks">Codes of the checks that the paper itself fails.</param>
/// <param name="Text">The plenary's words; null where it has none.</param>
public sealed record PaperReadJson(
    PaperSource Source,
    IReadOnlyList<RecipientJson> Copies,
    DifferenceReason? Reason,
    IReadOnlyList<string> Checks,
    BlobJson? Text
)
{
    internal static PaperReadJson? Of(RecordAsOf asOf, PaperReadView? view) =>
        view is null
            ? null
            : new PaperReadJson(
                view.Said.Source,
                RecipientJson.Of(view.Copies),
                view.Said.Reason,
                view.Said.Checks,
                view.Said.Text is { } text ? BlobJson.Of(asOf, text) : null
            );
}

/// <summary>An officer's decision.</summary>
/// <param name="On">Index of the entry decided on.</param>
/// <param name="Reason">Why.</param>
/// <param name="Checks">Codes of the failing checks that are accepted nevertheless.</param>
/// <param name="Text">Its words; null where it has none.</param>
public sealed record ReviewJson(long On, ReviewReason Reason, IReadOnlyList<string> Checks, BlobJson? Text)
{
    internal static ReviewJson? Of(RecordAsOf asOf, Review? review) =>
        review is null
            ? null
            : new ReviewJson(
                asOf.Record.Ids.IndexOf(review.On),
                review.Reason,
                review.Checks,
                review.Text is { } text ? BlobJson.Of(asOf, text) : null
            );
}

/// <summary>A file that a statement names; its bytes are at <c>/blobs/</c> and its hash.</summary>
/// <param name="Sha256">SHA-256 of its bytes, 64 lowercase hexadecimal digits.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Withheld">Index of the entry by which its bytes are withheld; null where they are not.</param>
public sealed record BlobJson(string Sha256, long Bytes, long? Withheld)
{
    internal static BlobJson Of(RecordAsOf asOf, BlobReference blob) =>
        new(blob.Sha256.ToString(), blob.Bytes, asOf.Record.Withheld.TryGetValue(blob.Sha256, out var withheld) ? withheld.Index : null);
}
