using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A quorum of the roots removes a blob's bytes; the entry that names it stays.</summary>
internal sealed class WithholdEffect : SeveralEffect<Withhold>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Withhold statement) => Authority.ToRule(signer, "withhold bytes");

    protected override Rejection? Flaw(ElectionRecord record, Withhold statement) => record.Blobs.WhyNotWithhold(statement.Blob);

    protected override void Carry(ElectionRecord record, Withhold statement, Proposal proposal, int index) =>
        record.Blobs.Withhold(statement, proposal.Index);
}
