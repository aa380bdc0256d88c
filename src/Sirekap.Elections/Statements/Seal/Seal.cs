using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>
/// A reviewer has read the paper of what is in place at a station and says so without saying what: the figures are committed to, and opened
/// with <see cref="Unseal"/> once another's seal stands beside this one. So neither reads what the other wrote.
/// </summary>
/// <param name="Contest">The contest.</param>
/// <param name="Station">The station.</param>
/// <param name="On">What was read: the statement in place, by its identity.</param>
/// <param name="Commitment">
/// SHA-256 of salt and figures with all that they are about, the sealing key too: whoever copies it can never open it
/// (docs/ledger-format.md).
/// </param>
public sealed record Seal(string Contest, RegionCode Station, Digest On, Digest Commitment) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => [];
}
