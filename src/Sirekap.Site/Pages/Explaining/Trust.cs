using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Node;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Explaining;

/// <summary>Whom one trusts in verifying, and what is to be downloaded.</summary>
/// <param name="Log">The log's key.</param>
/// <param name="Roots">The keys that began the election.</param>
/// <param name="Policy">The policy that the operator offers; null when none is.</param>
/// <param name="Checkpoint">Entries of the newest signed checkpoint; null before the first.</param>
/// <param name="Cosigned">Names of the policy's log witnesses whose cosignature it bears.</param>
/// <param name="Weight">What a verifier downloads; null before the first publication.</param>
public sealed record Trust(
    VerifierKey Log,
    IReadOnlyList<KeyName> Roots,
    TlogPolicy? Policy,
    long? Checkpoint,
    IReadOnlyList<string> Cosigned,
    PublicationWeight? Weight
)
{
    public static Trust Of(RecordAsOf asOf, LedgerNode node, TlogPolicy? policy, PublicationWeight? weight)
    {
        var checkpoint = node.Checkpoint;
        return new Trust(
            asOf.Record.LogKey,
            asOf.Record.DefinedBy,
            policy,
            checkpoint?.Checkpoint.Size,
            checkpoint is null || policy is null ? [] : [.. policy.Evaluate(checkpoint).Witnesses.Select(witness => witness.Name)],
            weight
        );
    }
}
