namespace Sirekap.Elections.Statements;

/// <summary>Real, a copy of somebody else's feed, or invented. Every page, export and feed shows it.</summary>
public enum ElectionKind : byte
{
    Real,
    Copy,
    Simulation,
}

/// <summary>Entry 0: what this election is and whose keys begin it. Structure is never withheld, names may be.</summary>
/// <param name="Kind">Real, copy or simulation.</param>
/// <param name="Log">The log's Ed25519 public key, 32 bytes; it signs time and checkpoints.</param>
/// <param name="Roots">The root keys, P-256 SPKI DER; each may enrol provinces, and for the nation certifies.</param>
/// <param name="Quorum">How many root keys must agree to what takes several of them (<see cref="Signers.Several"/>).</param>
/// <param name="Contests">Blob: contests, districts, choices by code and number.</param>
/// <param name="Regions">Blob: villages and their stations by code.</param>
/// <param name="Names">Blob: the names and words for all of these; replay does without it.</param>
public sealed record Definition(
    ElectionKind Kind,
    byte[] Log,
    IReadOnlyList<byte[]> Roots,
    int Quorum,
    BlobReference Contests,
    BlobReference Regions,
    BlobReference Names
) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs =>
        [
            NamedBlob.Of(Contests, BlobUse.Replayed, "contests"),
            NamedBlob.Of(Regions, BlobUse.Replayed, "regions"),
            NamedBlob.Of(Names, BlobUse.Published, "names"),
        ];
}
