namespace Sirekap.Elections.Statements;

/// <summary>Why a key ends.</summary>
public enum RevocationReason : byte
{
    Ended,
    Lost,
    Compromised,
    Mistaken,
}

/// <summary>Ends a key: what stands before stays, what comes later under it is refused whatever date it bears.</summary>
public sealed record Revoke(KeyName Key, RevocationReason Reason) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => [];
}
