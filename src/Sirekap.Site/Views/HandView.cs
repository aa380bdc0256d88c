using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>Whether somebody signed the paper in ink, by the polling staff's word.</summary>
public enum Ink : byte
{
    /// <summary>They did.</summary>
    Signed,

    /// <summary>They were there, and did not.</summary>
    Refused,

    /// <summary>They were not there.</summary>
    Absent,
}

/// <summary>Whether somebody was given a copy (SALINAN) of the form, by the polling staff's word.</summary>
public enum Handed : byte
{
    /// <summary>They were.</summary>
    Given,

    /// <summary>The station speaks of copies, and of none for them.</summary>
    NotGiven,
}

/// <summary>Somebody to whom a copy of a form is due, and who may sign its paper.</summary>
/// <param name="Place">Their watcher's place in the definition, from 0; null for the village's committee (PPS).</param>
/// <param name="Number">The contestant's number on the ballot; null for supervisors and the committee.</param>
/// <param name="Name">The contestant's name; null for supervisors and the committee.</param>
public sealed record Recipient(int? Place, int? Number, string? Name)
{
    /// <summary>The village's committee.</summary>
    public static Recipient Village { get; } = new(null, null, null);

    /// <summary>Who stands at a place in the definition, and has a part in what is counted at a station.</summary>
    public static Recipient Of(RecordAsOf asOf, int place, Contest contest, RegionCode station)
    {
        var watcher = asOf.Record.Structure.Watchers[place];
        if (watcher.Supervises || !contest.TryFindDistrict(station, out var district))
        {
            return new Recipient(place, null, null);
        }

        var number = watcher
            .For.First(mandate =>
                mandate.Contest == contest.Code
                && (mandate.District is null || mandate.District == district.Code)
                && district.IndexOf(new Choice(mandate.Choice)) >= 0
            )
            .Choice;
        return new Recipient(place, number, asOf.Names.ChoiceName(contest.Code, district.Code, new Choice(number)));
    }

    internal static IReadOnlyList<Recipient> Of(RecordAsOf asOf, Recipients recipients, Contest contest, RegionCode station) =>
        [
            .. recipients.Village ? [Village] : Array.Empty<Recipient>(),
            .. recipients.Watchers.Select(place => Of(asOf, place, contest, station)),
        ];
}

/// <summary>What the polling staff say of one of those who were there to see.</summary>
/// <param name="Who">Of whom.</param>
/// <param name="Ink">Whether they signed the paper; null where no form says, and for the village's committee.</param>
/// <param name="Handed">Whether they were given a copy; null where the station says nothing of copies, or they were not there.</param>
public sealed record HandRow(Recipient Who, Ink? Ink, Handed? Handed);

/// <summary>Copies were handed over.</summary>
/// <param name="Signer">By whose word, and when.</param>
/// <param name="On">Index of the form that was copied.</param>
/// <param name="Given">To whom.</param>
public sealed record HandoverView(Signer Signer, int On, IReadOnlyList<Recipient> Given);

/// <summary>Who signed a station's paper in ink, and who was given a copy of it, by its polling staff's word.</summary>
/// <param name="Form">Index of the form that says who signed; null where none does.</param>
/// <param name="Handovers">Oldest first.</param>
/// <param name="NotGiven">Who was given none; null where the station says nothing of copies.</param>
/// <param name="Rows">All who watch there, and the village's committee; none where nothing is said.</param>
public sealed record HandView(
    int? Form,
    IReadOnlyList<HandoverView> Handovers,
    IReadOnlyList<Recipient>? NotGiven,
    IReadOnlyList<HandRow> Rows
)
{
    internal static HandView Of(RecordAsOf asOf, ContestRecord contest, RegionCode station)
    {
        var (record, its) = (asOf.Record, contest.Contest);
        var said = contest
            .History(record.Tree.FindStation(station))
            .TakeWhile(e => e.Index < asOf.Size)
            .LastOrDefault(e => contest.Papers.Signatures(e.Index) is not null);
        var missing = Record.Handovers.NotGiven(record, contest, station, asOf.Size);
        if (said is null && missing is null)
        {
            return new HandView(null, [], null, []);
        }

        var paper = said is null ? null : contest.Papers.Signatures(said.Index);
        var given = record.Handovers.Given(its.Code, station, asOf.Size);
        var all = record.Structure.Watchers;
        return new HandView(
            said?.Index,
            [
                .. record
                    .Handovers.Of(its.Code, station)
                    .TakeWhile(handover => handover.Index < asOf.Size)
                    .Select(handover => new HandoverView(
                        Signer.Of(asOf, handover.Index, handover.Key),
                        record.Ids.IndexOf(handover.Statement.On),
                        Recipient.Of(asOf, handover.Statement.Given, its, station)
                    )),
            ],
            missing is null ? null : Recipient.Of(asOf, missing, its, station),
            [
                .. Enumerable
                    .Range(0, all.Count)
                    .Where(place => all[place].HasPartIn(its, station))
                    .Select(place => new HandRow(
                        Recipient.Of(asOf, place, its, station),
                        InkOf(paper, place),
                        HandedOf(given.Watchers.Contains(place), missing?.Watchers.Contains(place))
                    )),
                new HandRow(Recipient.Village, null, HandedOf(given.Village, missing?.Village)),
            ]
        );
    }

    private static Ink? InkOf(PaperSignatures? paper, int place) =>
        paper is null ? null
        : paper.Signed.Contains(place) ? Ink.Signed
        : paper.Refused.Contains(place) ? Ink.Refused
        : Ink.Absent;

    private static Handed? HandedOf(bool isGiven, bool? isMissing) =>
        isGiven ? Handed.Given
        : isMissing == true ? Handed.NotGiven
        : null;
}
