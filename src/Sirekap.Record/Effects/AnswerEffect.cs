using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A committee answers an objection, and ends it or not.</summary>
internal sealed class AnswerEffect : Effect<Answer>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Answer statement) =>
        record.Watching.ObjectionAt(record.Ids.IndexOf(statement.To)) is { } objection
            ? Authority.ToAnswer(signer, objection.Statement.Station)
            : new Rejection(RejectionCode.NoObjection, $"no objection {statement.To}");

    protected override Rejection? Refusal(ElectionRecord record, in Said<Answer> said)
    {
        var objection = record.Watching.ObjectionAt(record.Ids.IndexOf(said.Statement.To))!;
        if (objection.State() is ObjectionState.Settled or ObjectionState.Rejected)
        {
            return new Rejection(RejectionCode.Closed, $"entry {objection.Answers[^1].Index} ended it");
        }

        // However often it was replied to, it can be ended.
        var most = record.Rules.Limits.Objections;
        return said.Statement.Outcome == AnswerOutcome.Replied && objection.Answers.Count >= most
            ? new Rejection(RejectionCode.TooMany, $"objection {said.Statement.To} has {most} replies")
            : null;
    }

    protected override Rejection? Apply(ElectionRecord record, in Said<Answer> said)
    {
        var objection = record.Watching.ObjectionAt(record.Ids.IndexOf(said.Statement.To))!;
        objection.Add(new ObjectionAnswer(said.Index, said.Signer.Ordinal, said.Statement));
        StationPlace.Touched(record, objection.Statement.Contest, objection.Statement.Station, said.Index);
        return null;
    }
}
