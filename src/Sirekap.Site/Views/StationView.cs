using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>Why a station's figures are not in the national total, or that they are.</summary>
public enum Standing : byte
{
    /// <summary>They are.</summary>
    Counted,

    /// <summary>No form has come.</summary>
    NoForm,

    /// <summary>Figures are missing without which nobody can check the votes.</summary>
    Unchecked,

    /// <summary>The figures contradict each other, and nobody has settled it.</summary>
    Contradiction,

    /// <summary>Two forms say different things.</summary>
    Conflict,

    /// <summary>An officer holds it.</summary>
    Held,
}

/// <summary>One line of a station's history.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Signer">Who said so and when.</param>
/// <param name="Taken">The device's claim of when the form was filled in, or the snapshot's time.</param>
/// <param name="Before">The station before it.</param>
/// <param name="After">The station after it.</param>
/// <param name="Brought">The figures it brought, in place or not; null when it brought none.</param>
/// <param name="Review">The decision, if it is one.</param>
/// <param name="Words">The decision's words; null when it has none, or their bytes are withheld or not here.</param>
/// <param name="Photos">The photos that the form names.</param>
/// <param name="Gallery">Which of these are from the phone's gallery, from 0.</param>
/// <param name="Paper">Who signed the paper, if the form says so.</param>
/// <param name="Source">Copies: what the source says of the row besides.</param>
/// <param name="Read">From which paper a plenary read, and what it said; null for all else.</param>
public sealed record HistoryLine(
    EventKind Kind,
    Signer Signer,
    Timestamp? Taken,
    StationState Before,
    StationState After,
    FormFields? Brought,
    Review? Review,
    string? Words,
    IReadOnlyList<Digest> Photos,
    IReadOnlyList<int> Gallery,
    PaperSignatures? Paper,
    SourceNote Source,
    PaperReadView? Read
);

/// <summary>One station in one contest, whole.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest and its ballot here.</param>
/// <param name="Place">The station.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="Standing">Whether its figures count, and why not.</param>
/// <param name="State">Its class and figures.</param>
/// <param name="Findings">The checks that fail, each with the figures that contradict each other.</param>
/// <param name="Missing">The figures by their place on the paper without which the votes cannot be checked.</param>
/// <param name="Accepted">The failing checks that an officer named and accepted.</param>
/// <param name="History">All that happened, oldest first.</param>
/// <param name="Photos">The photos that forms and readings named for it, in the order of the ledger.</param>
/// <param name="Readings">What was read on them, oldest first: evidence, never the figures.</param>
/// <param name="Watch">What those who watch say of its forms.</param>
/// <param name="Review">Why it is to be read again, and what people read.</param>
/// <param name="Hands">Who signed its paper in ink, and who was given a copy.</param>
/// <param name="Voters">The limit of voters a station that this election was planned with.</param>
/// <param name="Method">How its voters vote.</param>
/// <param name="Addition">By what it was added since the election began; null for most.</param>
public sealed record StationView(
    Moment Moment,
    ContestView Contest,
    NamedRegion Place,
    IReadOnlyList<NamedRegion> Above,
    Standing Standing,
    StationState State,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<PaperPlace> Missing,
    IReadOnlyList<Check> Accepted,
    IReadOnlyList<HistoryLine> History,
    IReadOnlyList<PhotoView> Photos,
    IReadOnlyList<ReadingView> Readings,
    WatchView Watch,
    StationReview Review,
    HandView Hands,
    int Voters,
    VotingMethod Method,
    AdditionView? Addition
)
{
    /// <summary>The view, or null where there is no such station, or it has no part in the contest.</summary>
    public static StationView? Of(RecordAsOf asOf, SiteViews site, string contestCode, RegionCode code)
    {
        var station = asOf.FindStation(code);
        if (station < 0 || asOf.Contest(contestCode) is not { } contest || !contest.Contest.TryFindDistrict(code, out _))
        {
            return null;
        }

        var limits = asOf.Record.Structure.Limits;
        var state = contest.Past.StateAt(station, asOf.Size);
        var history = Lines(asOf, site, contest, station);
        var findings = state.Fields is null ? [] : asOf.Record.Rules.Checks.Explain(state.Fields, contest.PaperOf(station));
        return new StationView(
            asOf.Moment,
            ContestView.Of(asOf, contest, code),
            asOf.Place(code),
            asOf.Above(code),
            StandingOf(state, history, findings),
            state,
            findings,
            state.Fields is null ? [] : Evaluation.MissingFrom(state.Fields, contest.PaperOf(station)),
            NamedBy(asOf, history),
            history,
            PhotoView.Of(asOf, site, station, history),
            ReadingView.Of(asOf, site, contest, station, state.Fields),
            WatchView.Of(asOf, site, contest, code),
            StationReview.Of(asOf, contest, station),
            HandView.Of(asOf, contest, code),
            limits.Voters,
            asOf.Tree.MethodOf(station),
            AdditionView.Of(asOf, code).SingleOrDefault()
        );
    }

    private static Standing StandingOf(StationState state, IReadOnlyList<HistoryLine> history, IReadOnlyList<Finding> findings) =>
        state.Class switch
        {
            StationClass.None => Standing.NoForm,
            StationClass.Accepted => Standing.Counted,
            StationClass.Unchecked => Standing.Unchecked,
            _ when history[^1].Kind == EventKind.Hold => Standing.Held,
            _ when LastDecision(history) is var decided
                    && history.Any(line =>
                        line.Signer.Index > decided && line.Kind == EventKind.Form && line.After.InPlace != line.Signer.Index
                    ) => Standing.Conflict,
            _ when findings.Any(finding => finding.Check.Severity == Severity.Holds) => Standing.Contradiction,
            _ => Standing.Held,
        };

    private static int LastDecision(IReadOnlyList<HistoryLine> history) =>
        history
            .LastOrDefault(line => line.Kind is EventKind.Accept or EventKind.Correct or EventKind.Settle or EventKind.Confirm)
            ?.Signer.Index
        ?? -1;

    /// <summary>What the decision that put the present figures in place accepted.</summary>
    private static IReadOnlyList<Check> NamedBy(RecordAsOf asOf, IReadOnlyList<HistoryLine> history)
    {
        var last = history.LastOrDefault(line =>
            line.Kind is EventKind.Accept or EventKind.Correct || line.Read is not null || !Equals(line.Before.Fields, line.After.Fields)
        );
        return (last?.Review?.Checks ?? last?.Read?.Said.Checks) is { Count: > 0 } checks
            ? [.. asOf.Record.Rules.Checks.Where(check => checks.Contains(check.Code))]
            : [];
    }

    private static IReadOnlyList<HistoryLine> Lines(RecordAsOf asOf, SiteViews site, ContestRecord contest, int station)
    {
        var lines = new List<HistoryLine>();
        foreach (var (e, before, after) in contest.Past.Steps(station))
        {
            if (e.Index >= asOf.Size)
            {
                break;
            }

            var review = contest.ReviewAt(e.Index);
            var read = PaperReadView.Of(asOf, contest, station, e);
            lines.Add(
                new HistoryLine(
                    e.Kind,
                    Signer.Of(asOf, e.Index, e.Key),
                    e.Taken,
                    before,
                    after,
                    e.Fields,
                    review,
                    SaidWords.Of(asOf, site, review?.Text ?? read?.Said.Text),
                    contest.Papers.Photos(e.Index),
                    contest.Papers.Gallery(e.Index),
                    contest.Papers.Signatures(e.Index),
                    contest.SourceOf(e.Index),
                    read
                )
            );
        }

        return lines;
    }
}
