using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Policies;

/// <summary>What a policy makes of one signed checkpoint.</summary>
/// <param name="Log">The accepted log whose origin and signature the checkpoint bears; null where there is none.</param>
/// <param name="Witnesses">The witnesses whose cosignatures verify.</param>
/// <param name="QuorumMet">Whether they are enough.</param>
/// <param name="BadSignature">The known key whose signature does not verify, which makes the whole checkpoint bad.</param>
public sealed record PolicyVerdict(PolicyLog? Log, IReadOnlyList<PolicyWitness> Witnesses, bool QuorumMet, VerifierKey? BadSignature)
{
    /// <summary>Whether the policy accepts the checkpoint.</summary>
    public bool Accepted => Log is not null && QuorumMet && BadSignature is null;

    /// <summary>Why it does not, or null.</summary>
    public string? Reason =>
        this switch
        {
            { BadSignature: { } key } => $"signature by {key.Name}+{key.KeyId:x8} does not verify",
            { Log: null } => "no log of the policy has signed this origin",
            { QuorumMet: false } => $"quorum is not met by {Witnesses.Count} witness(es)",
            _ => null,
        };
}
