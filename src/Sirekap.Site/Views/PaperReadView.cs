using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>From which paper a plenary read a station's figures.</summary>
/// <param name="Said">The paper, and what was said beside the figures.</param>
/// <param name="Copies">Whose copies it were; none where it was the form itself, or a recount.</param>
public sealed record PaperReadView(PaperRead Said, IReadOnlyList<Recipient> Copies)
{
    internal static PaperReadView? Of(RecordAsOf asOf, ContestRecord contest, int station, StationEvent e)
    {
        if (e.Kind is not (EventKind.Transcribe or EventKind.Match))
        {
            return null;
        }

        var said = contest.PaperRead(e.Index);
        var copies = said.Copies is { } of ? Recipient.Of(asOf, of, contest.Contest, asOf.Tree.Station(station)) : [];
        return new PaperReadView(said, copies);
    }
}
