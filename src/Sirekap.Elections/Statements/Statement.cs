using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>
/// What can be said in a ledger. Each is one line of canonical JSON in a signed note; docs/ledger-format.md has the grammar.
/// </summary>
public abstract record Statement
{
    private protected Statement() { }
}

/// <summary>The head that every statement carries, so that none can be moved into another ledger or election.</summary>
/// <param name="Ledger">The ledger's origin, a URL without a scheme.</param>
/// <param name="Election">The election's id.</param>
/// <param name="Rules">The version of the rules by which it is applied.</param>
public sealed record StatementHead(string Ledger, string Election, int Rules);

/// <summary>A file that a statement names and does not contain.</summary>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Bytes">Its length.</param>
public sealed record BlobReference(Digest Sha256, long Bytes);

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
/// <param name="Quorum">How many root keys must sign a <see cref="Withhold"/>.</param>
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
) : Statement;

/// <summary>The sequencer's time, which never goes back; it dates everything after it until the next.</summary>
public sealed record Time(Timestamp At) : Statement;

/// <summary>Whose part somebody plays. Each enrols the next, within its own region.</summary>
public enum Role : byte
{
    /// <summary>KPU RI; named in the definition, kept offline; certifies the nation.</summary>
    Root,

    /// <summary>KPU provinsi.</summary>
    Province,

    /// <summary>KPU kabupaten/kota; PPLN overseas.</summary>
    Regency,

    /// <summary>PPK (kecamatan).</summary>
    District,

    /// <summary>KPPS (TPS).</summary>
    Station,

    /// <summary>Copies somebody else's feed; only in an election of kind copy.</summary>
    Import,

    /// <summary>Reads photos of forms; never in a copy.</summary>
    Reader,
}

/// <summary>Gives a key a role and a scope. Carries no name: who holds the key is private data.</summary>
/// <param name="Role">The role.</param>
/// <param name="Scope">Where it holds; the nation for <see cref="Role.Import"/>, for <see cref="Role.Reader"/> the nation or a
/// province.</param>
/// <param name="Key">P-256 SPKI DER, 91 bytes.</param>
public sealed record Enrol(Role Role, RegionCode Scope, byte[] Key) : Statement;

/// <summary>Why a key ends.</summary>
public enum RevocationReason : byte
{
    Ended,
    Lost,
    Compromised,
    Mistaken,
}

/// <summary>Ends a key: what stands before stays, what comes later under it is refused whatever date it bears.</summary>
public sealed record Revoke(KeyName Key, RevocationReason Reason) : Statement;

/// <summary>A station's form as its officer, or a copied feed, gives it.</summary>
/// <param name="Contest">The contest's code, e.g. <c>ppwp</c>.</param>
/// <param name="Station">The station.</param>
/// <param name="Taken">The device's claim of when; in a copy the time of the snapshot.</param>
/// <param name="Fields">The figures.</param>
/// <param name="Photos">The form's photos by hash.</param>
public sealed record Form(string Contest, RegionCode Station, Timestamp Taken, FormFields Fields, IReadOnlyList<Digest> Photos) : Statement;

/// <summary>Why an officer decides as it does; words beside it are a blob.</summary>
public enum ReviewReason : byte
{
    /// <summary>The paper says what the statement says.</summary>
    PaperAgrees,

    /// <summary>The paper was misread or mistyped (salah baca, salah tulis).</summary>
    Misread,

    /// <summary>The paper was counted again (penghitungan ulang, UU 7/2017 Art. 374).</summary>
    Recounted,

    /// <summary>Decided in the plenary (rapat pleno).</summary>
    Plenary,

    /// <summary>An objection is open (keberatan).</summary>
    Objection,

    /// <summary>The voting is repeated, continued or postponed (PSU, PSL, PSS).</summary>
    Revote,
}

/// <summary>What a review does.</summary>
public enum ReviewAct : byte
{
    /// <summary>Accept the form as it is, over each failing check that is named.</summary>
    Accept,

    /// <summary>Put other figures in its place.</summary>
    Correct,

    /// <summary>Take it out of the accepted until somebody decides.</summary>
    Hold,
}

/// <summary>An officer's decision on a station's form.</summary>
/// <param name="Contest">The contest.</param>
/// <param name="Station">The station.</param>
/// <param name="On">The statement decided on: a form, or the correction now in its place. A decision on anything older is stale.</param>
/// <param name="Act">Accept, correct or hold.</param>
/// <param name="Reason">Why.</param>
/// <param name="Checks">Codes of the holding checks that fail and are accepted nevertheless, in catalogue order; none for a hold.</param>
/// <param name="Fields">The figures in the old ones' place, all of them; only for a correction.</param>
/// <param name="Text">Words, published beside the ledger; salted by their author where guessable.</param>
public sealed record Review(
    string Contest,
    RegionCode Station,
    Digest On,
    ReviewAct Act,
    ReviewReason Reason,
    IReadOnlyList<string> Checks,
    FormFields? Fields,
    BlobReference? Text
) : Statement;

/// <summary>
/// Copies only: a snapshot of somebody else's feed, and which stations it has a row for. Nothing older speaks of those stations after it.
/// </summary>
/// <param name="Contest">The contest.</param>
/// <param name="Taken">When the snapshot was taken.</param>
/// <param name="Source">The file it was read from.</param>
/// <param name="Stations">Blob: the stations it has a row for, in the form of the regions blob.</param>
public sealed record Snapshot(string Contest, Timestamp Taken, BlobReference Source, BlobReference Stations) : Statement;

/// <summary>Copies only: the feed shows no figures for this station any more.</summary>
public sealed record Withdraw(string Contest, RegionCode Station, Timestamp Taken) : Statement;

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

/// <summary>A quorum of the roots removes a blob's bytes; the entry that names it stays.</summary>
public sealed record Withhold(Digest Blob, WithholdGround Ground, WithholdAuthority By) : Statement;

/// <summary>The totals that a plenary certifies (D.HASIL). They are set beside the sum of the stations, and never replace it.</summary>
/// <param name="Contest">The contest.</param>
/// <param name="Region">Nation, province, regency or district.</param>
/// <param name="Stations">Stations counted in it.</param>
/// <param name="Votes">Votes in the columns of the region (<see cref="Contests.Ballot"/>): none where its ballots do not add up.</param>
/// <param name="Valid">Valid votes.</param>
/// <param name="Invalid">Invalid votes.</param>
public sealed record Totals(string Contest, RegionCode Region, int Stations, IReadOnlyList<long> Votes, long Valid, long Invalid)
    : Statement;
