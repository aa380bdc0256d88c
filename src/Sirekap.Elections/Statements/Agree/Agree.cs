namespace Sirekap.Elections.Statements;

/// <summary>
/// Agrees to what takes several (<see cref="Signers.Several"/>): it takes effect with the statement by which as many holders of keys as the
/// quorum have agreed, whoever proposed it counted. A note holds 16 signatures and a plenary has more parties; so each says it by itself,
/// and in its own time.
/// </summary>
/// <param name="To">The proposal, by its identity.</param>
/// <param name="By">The key that agrees and signs: without it all who agree to one thing would say one text, which stands in a ledger
/// once.</param>
public sealed record Agree(Digest To, KeyName By) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => [];
}
