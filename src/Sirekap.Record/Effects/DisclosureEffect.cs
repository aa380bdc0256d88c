using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A body opens what it owes the public.</summary>
internal sealed class DisclosureEffect : Effect<Disclose>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Disclose statement) =>
        Authority.ToDisclose(signer, statement.Scope);

    protected override Rejection? Apply(ElectionRecord record, in Said<Disclose> said) =>
        record.Disclosures.Add(said.Index, said.Entry.Id, said.Signer.Name, said.Statement, record.Rules.Limits.Disclosures);
}
