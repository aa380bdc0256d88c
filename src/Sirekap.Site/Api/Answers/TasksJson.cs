using Sirekap.Record;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api.Answers;

/// <summary>Why a station is to be read, and since when.</summary>
/// <param name="Why">Why.</param>
/// <param name="Since">Index of the entry since which it is so.</param>
/// <param name="Time">The ledger's time of it.</param>
public sealed record CauseJson(TaskReason Why, long Since, string? Time)
{
    internal static CauseJson Of(CauseView view) => new(view.Reason, view.Since, view.Time?.ToString());
}

/// <summary>What one person read of a paper: sealed, and perhaps opened.</summary>
/// <param name="Signer">Who sealed it, and when.</param>
/// <param name="Statement">The seal's identity, which what opens it names.</param>
/// <param name="On">Index of the entry that was in place.</param>
/// <param name="Opened">Who opened it, and when; null while it is sealed.</param>
/// <param name="Figures">What they read; null while it is sealed.</param>
public sealed record SealJson(SignerJson Signer, string Statement, long On, SignerJson? Opened, FiguresJson? Figures)
{
    internal static SealJson Of(RecordAsOf asOf, SealView view) =>
        new(
            SignerJson.Of(view.Signer),
            asOf.Record.Ids[view.Signer.Index].ToString(),
            view.On,
            view.Opened is { } opened ? SignerJson.Of(opened) : null,
            FiguresJson.Of(view.Fields)
        );
}

/// <summary>Why a station is to be read, and what people have read of it, none knowing what the others read.</summary>
/// <param name="Causes">Why; empty where it is not.</param>
/// <param name="State">How far people have come with what is in place.</param>
/// <param name="Seals">What each person read, oldest first, also of what was in place before.</param>
/// <param name="Drawn">Index of the dice that drew it; null where none did.</param>
public sealed record StationReviewJson(IReadOnlyList<CauseJson> Causes, BlindState State, IReadOnlyList<SealJson> Seals, long? Drawn)
{
    internal static StationReviewJson Of(RecordAsOf asOf, StationReview view) =>
        new([.. view.Causes.Select(CauseJson.Of)], view.State, [.. view.Seals.Select(seal => SealJson.Of(asOf, seal))], view.Drawn);
}

/// <summary>A station that people are asked to read.</summary>
/// <param name="Place">The station.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="Causes">Why.</param>
/// <param name="State">How far people have come.</param>
/// <param name="Statement">Identity of what is in place: what a seal names.</param>
/// <param name="Seals">How many have sealed what they read of it.</param>
/// <param name="Opened">How many of them have opened it.</param>
public sealed record TaskJson(
    PlaceJson Place,
    IReadOnlyList<PlaceJson> Above,
    IReadOnlyList<CauseJson> Causes,
    BlindState State,
    string Statement,
    int Seals,
    int Opened
)
{
    internal static TaskJson Of(TaskRow row) =>
        new(
            PlaceJson.Of(row.Place),
            PlaceJson.Of(row.Above),
            [.. row.Review.Causes.Select(CauseJson.Of)],
            row.Review.State,
            row.Statement.ToString(),
            row.Seals,
            row.Opened
        );
}

/// <summary>A supervisor's dice.</summary>
/// <param name="Signer">Whose, and when.</param>
/// <param name="Place">The region that they drew from.</param>
/// <param name="Size">The ledger's size that was told before the roll.</param>
/// <param name="Rolls">What they showed, in order.</param>
/// <param name="Covered">How many forms they drew from.</param>
/// <param name="Drawn">How many they drew.</param>
public sealed record DiceJson(SignerJson Signer, PlaceJson Place, int Size, string Rolls, int Covered, int Drawn)
{
    internal static DiceJson Of(DiceView view) =>
        new(SignerJson.Of(view.Signer), PlaceJson.Of(view.Place), view.Size, view.Rolls, view.Covered, view.Drawn);
}

/// <summary>Stations of a contest in a region that people are asked to read, whatever waits longest first, a page of them.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest and its choices in the region.</param>
/// <param name="Place">The region.</param>
/// <param name="Why">Only those that have this reason; null for all.</param>
/// <param name="Total">How many there are.</param>
/// <param name="First">Position of the first row, from 0.</param>
/// <param name="Tasks">The page.</param>
/// <param name="Dice">Dice that drew within the region or around it, newest first.</param>
public sealed record TasksJson(
    MomentJson Moment,
    ContestJson Contest,
    PlaceJson Place,
    TaskReason? Why,
    int Total,
    int First,
    IReadOnlyList<TaskJson> Tasks,
    IReadOnlyList<DiceJson> Dice
)
{
    internal static TasksJson Of(Tasks page) =>
        new(
            MomentJson.Of(page.Moment),
            ContestJson.Of(page.Contest),
            PlaceJson.Of(page.Place),
            page.Reason,
            page.Total,
            page.First,
            [.. page.Rows.Select(TaskJson.Of)],
            [.. page.Dice.Select(DiceJson.Of)]
        );
}
