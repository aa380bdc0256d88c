using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>From which paper a plenary read, and what it said beside the figures.</summary>
/// <param name="Source">The paper.</param>
/// <param name="Copies">Whose copies; null unless they are the source.</param>
/// <param name="Reason">Why the form says other figures than were shown; null where it does not, or the source itself says why.</param>
/// <param name="Checks">The holding checks that the paper fails.</param>
/// <param name="Text">The plenary's words, if any.</param>
public sealed record PaperRead(
    PaperSource Source,
    Recipients? Copies,
    DifferenceReason? Reason,
    IReadOnlyList<string> Checks,
    BlobReference? Text
)
{
    /// <summary>The form from the box said what was shown, or nothing was: so it is nearly everywhere.</summary>
    public static PaperRead Plain { get; } = new(PaperSource.Form, null, null, [], null);
}

/// <summary>
/// What plenaries read in a contest: by station the entry that did so last, four bytes once one has, and beside it only what is not plain.
/// </summary>
internal sealed class Transcriptions
{
    private readonly Dictionary<int, PaperRead> _said = [];

    // Empty until a plenary has read any paper.
    private int[] _readBy = [];

    /// <summary>Index of the entry by which a plenary read a station's paper last, or -1.</summary>
    public int ReadBy(int station) => _readBy.Length == 0 ? -1 : _readBy[station];

    /// <summary>What was said by an entry.</summary>
    public PaperRead At(int entry) => _said.GetValueOrDefault(entry) ?? PaperRead.Plain;

    /// <summary>That reviews of a station are over, if a plenary has read its paper.</summary>
    public static Rejection? IsOver(RegionCode station, StationState state) =>
        state.IsRead ? new Rejection(RejectionCode.PlenaryRead, $"{station}: a plenary has read its paper, by entry {state.ReadBy}") : null;

    /// <summary>
    /// Why a plenary cannot have read this, or null. It was shown what stood at one moment, perhaps long before its word arrives: a form
    /// that came meanwhile hinders nothing, but what another chair has read since does.
    /// </summary>
    /// <param name="said">Its word.</param>
    /// <param name="on">Index of the entry that it was shown; -1 for none, or for one that nobody knows.</param>
    /// <param name="before">The station now.</param>
    /// <param name="past">All that happened at the station.</param>
    /// <param name="most">How often plenaries may read one station's paper.</param>
    public static Rejection? Refuses(
        Transcription said,
        int on,
        StationState before,
        IReadOnlyList<(StationEvent Event, StationState Before, StationState After)> past,
        int most
    )
    {
        if (past.Count(step => step.Event.Kind is EventKind.Transcribe or EventKind.Match) >= most)
        {
            return new Rejection(RejectionCode.TooMany, $"{said.Station} was read {most} times");
        }

        var shown = on < 0 ? default : past.FirstOrDefault(step => step.Event.Index == on);
        if (said.On is not null && shown.Event is null)
        {
            return new Rejection(RejectionCode.NoForm, $"{said.Station} has nothing by the name {said.On}");
        }

        if (before.IsRead && on != before.ReadBy)
        {
            return new Rejection(RejectionCode.Stale, $"{said.Station}: a plenary has read its paper, by entry {before.ReadBy}");
        }

        var differs = shown.Event is not null && !said.Fields.Equals(shown.Event.Fields ?? shown.After.Fields);
        return said.Reason is not null == (differs && said.Source == PaperSource.Form)
            ? null
            : new Rejection(
                RejectionCode.WrongReason,
                differs && said.Source == PaperSource.Form
                    ? $"{said.Station}: the form says other figures than were shown, and no reason is given"
                    : $"{said.Station}: a reason is given where the form says what was shown, or its source is the reason"
            );
    }

    public void Add(int entry, Transcription said)
    {
        var read = new PaperRead(said.Source, said.Copies, said.Reason, said.Checks, said.Text);
        if (read is not { Source: PaperSource.Form, Reason: null, Checks.Count: 0, Text: null })
        {
            _said[entry] = read;
        }
    }

    /// <summary>A station was read by an entry, or is no more.</summary>
    public void Put(int station, int entry, int stations)
    {
        if (entry >= 0 && _readBy.Length == 0)
        {
            _readBy = new int[stations];
            Array.Fill(_readBy, -1);
        }

        if (_readBy.Length > 0)
        {
            _readBy[station] = entry;
        }
    }

    /// <summary>Stations are added, and those that are here have other ordinals.</summary>
    public void Grow(TreeGrowth growth) => _readBy = _readBy.Length == 0 ? [] : growth.Stations(_readBy, -1);
}
