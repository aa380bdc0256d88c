using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A quorum of the roots replaces what is said of a choice (<see cref="Candidacies"/>). No vote moves.</summary>
internal sealed class CandidateEffect : SeveralEffect<Candidate>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Candidate statement) =>
        Authority.ToRule(signer, "change a candidate");

    protected override Rejection? Flaw(ElectionRecord record, Candidate statement) => Candidacies.Flaw(record, statement);

    protected override void Carry(ElectionRecord record, Candidate statement, Proposal proposal, int index)
    {
        record.Candidacies.Add(new Candidacy(index, proposal, statement));
        record.Contest(statement.Contest)!.RegionTouched(0, index);
    }
}
