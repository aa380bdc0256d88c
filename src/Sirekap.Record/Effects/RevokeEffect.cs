using Sirekap.Elections.Statements;

namespace Sirekap.Record.Effects;

/// <summary>A key ends.</summary>
internal sealed class RevokeEffect : Effect<Revoke>
{
    protected override Rejection? May(ElectionRecord record, Key signer, Revoke statement) =>
        record.Keys.TryFind(statement.Key, out var key)
            ? Authority.ToRevoke(signer, key)
            : new Rejection(RejectionCode.UnknownKey, $"no key {statement.Key} is enrolled");

    protected override Rejection? Apply(ElectionRecord record, in Said<Revoke> said)
    {
        record.Keys.TryFind(said.Statement.Key, out var key);
        if (key.IsRevoked)
        {
            return new Rejection(RejectionCode.AlreadyRevoked, $"entry {key.Revoked} revoked key {key.Name}");
        }

        record.Keys.Revoke(key.Ordinal, said.Index);
        return null;
    }
}
