using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>Time goes on.</summary>
internal sealed class TimeEffect : Effect<Time>
{
    /// <summary>The log says it, and has no role that could be wrong.</summary>
    protected override Rejection? May(ElectionRecord record, Key signer, Time statement) => null;

    protected override Rejection? Apply(ElectionRecord record, in Said<Time> said)
    {
        if (record.Times.Now is { } now && said.Statement.At < now)
        {
            return new Rejection(RejectionCode.TimeGoesBack, $"{said.Statement.At} after {now}");
        }

        record.Times.Add(said.Index, said.Statement.At);
        return null;
    }
}
