using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A witness or supervisor objects: it is kept beside the station, open until a committee ends it.</summary>
internal sealed class ObjectionEffect : Effect<Objection>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Objection statement) =>
        Authority.InOwnName(signer, statement.By) ?? Authority.ToObject(signer, statement.Station);

    protected override Rejection? Refusal(ElectionRecord record, in Said<Objection> said)
    {
        var (objection, signer) = (said.Statement, said.Signer);
        if (StationPlace.Watched(record, signer, objection.Contest, objection.Station, out var contest, out var station) is { } rejection)
        {
            return rejection;
        }

        if (objection.On is { } id && record.Ids.IndexOf(id) is var on && !contest.History(station).Any(e => e.Index == on))
        {
            return new Rejection(RejectionCode.NoForm, $"{objection.Station} has no form {id}");
        }

        if (objection.Fields is { IsEmpty: true })
        {
            return new Rejection(RejectionCode.NoFigures, "an objection has figures, or leaves them out");
        }

        if (objection.Fields is { } fields && StationPlace.Ballot(contest, objection.Station, fields) is { } flaw)
        {
            return flaw;
        }

        // One body's people cannot fill the room that is everybody's.
        var most = record.Rules.Limits.Objections;
        var its = record.Watching.ObjectionsOf(objection.Contest, objection.Station);
        return its.Count(before => record.Keys[before.Key].Watcher == signer.Watcher) >= most
            ? new Rejection(RejectionCode.TooMany, $"{objection.Station} has {most} objections of the same body or contestant")
            : null;
    }

    protected override Rejection? Apply(ElectionRecord record, in Said<Objection> said)
    {
        record.Watching.Add(new ObjectionCase(said.Index, said.Signer.Ordinal, said.Statement));
        StationPlace.Touched(record, said.Statement.Contest, said.Statement.Station, said.Index);
        return null;
    }
}
