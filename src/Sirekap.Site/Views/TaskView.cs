using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>Why a station is to be read, and since when.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Since">Index of the entry since which it is so.</param>
/// <param name="Time">The ledger's time of it.</param>
public sealed record CauseView(TaskReason Reason, int Since, Timestamp? Time);

/// <summary>What one person read of a paper: sealed, and perhaps opened.</summary>
/// <param name="Signer">Who sealed it, and when.</param>
/// <param name="On">Index of the entry that was in place.</param>
/// <param name="Opened">Who opened it, and when; null while it is sealed.</param>
/// <param name="Fields">What they read; null while it is sealed.</param>
/// <param name="Differences">Where both give a figure and it is another, what was in place and then what they read.</param>
public sealed record SealView(Signer Signer, int On, Signer? Opened, FormFields? Fields, IReadOnlyList<Difference> Differences)
{
    internal static SealView Of(RecordAsOf asOf, ContestRecord contest, int station, int on, SealedReading seal)
    {
        if (seal.Fields is not { } read)
        {
            return new SealView(Signer.Of(asOf, seal.Index, seal.Key), on, null, null, []);
        }

        var stood = contest.Past.StateAt(station, seal.Index).Fields;
        return new SealView(
            Signer.Of(asOf, seal.Index, seal.Key),
            on,
            Signer.Of(asOf, seal.Opened, seal.OpenedBy),
            read,
            [.. Elections.Forms.Differences.Between(stood, read, contest.PaperOf(station).Ballot).Where(figure => figure.Replaces)]
        );
    }
}

/// <summary>Why a station is to be read, and what people have read of it, none knowing what the others read.</summary>
/// <param name="Causes">Why; none where it is not.</param>
/// <param name="State">How far people have come with what is in place.</param>
/// <param name="Seals">What each person read, oldest first, also of what was in place before.</param>
/// <param name="Drawn">Index of the dice that drew it; null where none did.</param>
public sealed record StationReview(IReadOnlyList<CauseView> Causes, BlindState State, IReadOnlyList<SealView> Seals, int? Drawn)
{
    public bool IsEmpty => Causes.Count == 0 && Seals.Count == 0 && Drawn is null;

    internal static StationReview Of(RecordAsOf asOf, ContestRecord contest, int station)
    {
        var (record, at) = (asOf.Record, asOf.Tree.Station(station));
        var code = contest.Contest.Code;
        var inPlace = contest.Past.StateAt(station, asOf.Size).InPlace;
        var drawn = record.Dice.FirstDrawing(code, at, asOf.Size);
        return new StationReview(
            [.. ReviewTasks.Of(record, contest, station, asOf.Size).Select(its => CausedBy(asOf, its))],
            record.Blind.Latest(code, at, inPlace, asOf.Size).State(record.Rules.Limits.Seals),
            [
                .. record
                    .Blind.Of(code, at)
                    .Select(review => review.At(asOf.Size))
                    .SelectMany(review => review.Seals.Select(seal => SealView.Of(asOf, contest, station, review.On, seal)))
                    .OrderBy(seal => seal.Signer.Index),
            ],
            drawn < 0 ? null : drawn
        );
    }

    private static CauseView CausedBy(RecordAsOf asOf, TaskCause cause) =>
        new(cause.Reason, cause.Since, asOf.Record.Times.At(cause.Since));
}

/// <summary>A supervisor's dice.</summary>
/// <param name="Signer">Whose, and when.</param>
/// <param name="Place">The region that they drew from.</param>
/// <param name="Size">The ledger's size that was told before the roll.</param>
/// <param name="Rolls">What they showed.</param>
/// <param name="Covered">How many forms they drew from.</param>
/// <param name="Drawn">How many they drew.</param>
public sealed record DiceView(Signer Signer, NamedRegion Place, int Size, string Rolls, int Covered, int Drawn);

/// <summary>A station that people are asked to read.</summary>
/// <param name="Place">The station.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="Review">Why, and what has been read.</param>
/// <param name="Statement">Identity of what is in place: what a seal names.</param>
/// <param name="Seals">How many have sealed what they read of it.</param>
/// <param name="Opened">How many of them have opened it.</param>
public sealed record TaskRow(
    NamedRegion Place,
    IReadOnlyList<NamedRegion> Above,
    StationReview Review,
    Digest Statement,
    int Seals,
    int Opened
)
{
    /// <summary>The oldest of its reasons.</summary>
    public CauseView Oldest => Review.Causes.MinBy(cause => cause.Since)!;
}

/// <summary>
/// The stations of a contest in a region that people are asked to read, a page of them: whatever has waited longest first, wherever it is,
/// so that nobody's is passed over for being small or far away. Always as of now.
/// </summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest; its choices are those of the region.</param>
/// <param name="Place">The region.</param>
/// <param name="Reason">Only those that have this reason; null for all.</param>
/// <param name="Total">How many there are.</param>
/// <param name="First">Position of the first row, from 0.</param>
/// <param name="Rows">The page.</param>
/// <param name="Dice">Dice that drew within the region or around it, newest first.</param>
public sealed record Tasks(
    Moment Moment,
    ContestView Contest,
    NamedRegion Place,
    TaskReason? Reason,
    int Total,
    int First,
    IReadOnlyList<TaskRow> Rows,
    IReadOnlyList<DiceView> Dice
)
{
    /// <summary>Dice that are shown: who rolls more often shows all in the documents.</summary>
    private const int MostDice = 20;

    /// <summary>A page, or null where there is no such region or contest.</summary>
    public static Tasks? Of(RecordAsOf asOf, string contestCode, RegionCode code, TaskReason? reason, int first, int most)
    {
        var region = asOf.FindRegion(code);
        if (region < 0 || asOf.Contest(contestCode) is not { } contest)
        {
            return null;
        }

        var open = ReviewTasks
            .Open(asOf.Record, contest, region)
            .Select(station => (Station: station, Causes: ReviewTasks.Of(asOf.Record, contest, station)))
            .Where(its => reason is null || its.Causes.Any(cause => cause.Reason == reason))
            .OrderBy(its => its.Causes.Min(cause => cause.Since))
            .ThenBy(its => its.Station)
            .ToArray();
        return new Tasks(
            asOf.Moment,
            ContestView.Of(asOf, contest, code),
            asOf.Place(code),
            reason,
            open.Length,
            first,
            [.. open.Skip(first).Take(most).Select(its => Row(asOf, contest, its.Station))],
            [
                .. asOf
                    .Record.Dice.All.Where(roll => roll.Statement.Contest == contestCode && Meet(roll.Statement.Region, code))
                    .Reverse()
                    .Take(MostDice)
                    .Select(roll => new DiceView(
                        Signer.Of(asOf, roll.Index, roll.Key),
                        asOf.Place(roll.Statement.Region),
                        roll.Statement.Size,
                        roll.Statement.Rolls,
                        roll.Covered,
                        roll.Drawn.Count
                    )),
            ]
        );
    }

    private static TaskRow Row(RecordAsOf asOf, ContestRecord contest, int station)
    {
        var at = asOf.Tree.Station(station);
        var inPlace = contest.InPlace(station);
        var seals = asOf.Record.Blind.Latest(contest.Contest.Code, at, inPlace).Seals;
        return new TaskRow(
            asOf.Place(at),
            asOf.Above(at),
            StationReview.Of(asOf, contest, station),
            asOf.Record.Ids[inPlace],
            seals.Count,
            seals.Count(seal => seal.Fields is not null)
        );
    }

    private static bool Meet(RegionCode one, RegionCode other) => one.IsWithin(other) || other.IsWithin(one);
}
