namespace Sirekap.Elections.Statements;

/// <summary>On which ground bytes are withheld.</summary>
public enum WithholdGround : byte
{
    PersonalData,
    CourtOrder,
    UnlawfulContent,
}

/// <summary>Who ordered that bytes be withheld.</summary>
public enum WithholdAuthority : byte
{
    Commission,
    Supervisor,
    Court,
    InformationCommission,
}

/// <summary>
/// A root proposes to remove a blob's bytes, which are gone once a quorum of the roots agrees; the entry that names it stays.
/// </summary>
public sealed record Withhold(Digest Blob, WithholdGround Ground, WithholdAuthority By) : Statement
{
    /// <summary>None: it speaks of bytes that another statement has named.</summary>
    public override IReadOnlyList<NamedBlob> Blobs => [];
}
