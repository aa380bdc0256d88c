using Sirekap.Elections;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A form stands, or waits beside the one that stands.</summary>
internal sealed class FormEffect : Effect<Form>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Form statement) =>
        Authority.ToSubmit(signer, record.Definition.Kind, statement.Station);

    protected override Rejection? Apply(ElectionRecord record, in Said<Form> said)
    {
        var form = said.Statement;
        var rejection =
            StationPlace.Find(record, form.Contest, form.Station, out var contest, out var station)
            ?? StationPlace.Ballot(contest, form.Station, form.Fields)
            ?? Paper(record, contest, form)
            ?? contest.Submit(said.Index, said.Signer.Ordinal, station, form);
        if (rejection is null)
        {
            StationPlace.NamePhotos(record, said.Index, station, form.Photos);
        }

        return rejection;
    }

    internal override long Touch(ElectionRecord record, Statement statement)
    {
        var form = (Form)statement;
        var station = record.Tree.FindStation(form.Station);
        return station >= 0 && record.Contest(form.Contest) is { } contest ? contest.Touch(station) : 0;
    }

    /// <summary>Why nobody, or not all of these, can have signed the paper, or null.</summary>
    private static Rejection? Paper(ElectionRecord record, ContestRecord contest, Form form) =>
        form.Paper is not { } paper ? null
        : record.Structure.Watchers.Count == 0
            ? new Rejection(RejectionCode.UnknownWatcher, $"{form.Station}: the definition names nobody who watches")
        : StationPlace.Unknown(record, contest, form.Station, paper.Signed)
            ?? StationPlace.Unknown(record, contest, form.Station, paper.Refused);
}
