using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>One more agrees to what takes several.</summary>
internal sealed class AgreeEffect : Effect<Agree>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Agree statement) =>
        Authority.InOwnName(signer, statement.By)
        ?? (
            record.Proposals.Find(statement.To) is { } proposal
                ? proposal.Effect.MayAgree(record, signer, proposal.Statement)
                : new Rejection(RejectionCode.NoProposal, $"no proposal {statement.To} stands here")
        );

    protected override Rejection? Apply(ElectionRecord record, in Said<Agree> said) =>
        record.Proposals.Agree(record, said.Index, said.Signer, record.Proposals.Find(said.Statement.To)!);
}
