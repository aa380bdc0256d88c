using Sirekap.Elections.Statements;

namespace Sirekap.Site.Api.Answers;

/// <summary>The ledger.</summary>
/// <param name="Moment">Of when; its size and root are those of all entries.</param>
/// <param name="LogKey">The log's key in the form of a C2SP policy file.</param>
/// <param name="CheckpointSize">How many entries the newest published checkpoint is of; null before the first.</param>
/// <param name="CheckpointRoot">Its root, base64; null before the first.</param>
/// <param name="Checkpoint">That checkpoint, a signed note; null before the first.</param>
public sealed record LedgerJson(MomentJson Moment, string LogKey, long? CheckpointSize, string? CheckpointRoot, string? Checkpoint);

/// <summary>Where a statement stands.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Index">Index of its entry, from 0.</param>
/// <param name="Id">Its identity: SHA-256 of the note's text.</param>
/// <param name="Time">The ledger's time of it; null for the definition, which stands before time.</param>
/// <param name="Entry">Address of its bytes.</param>
/// <param name="Proof">Address of its receipt.</param>
public sealed record EntryPlaceJson(MomentJson Moment, long Index, string Id, string? Time, string Entry, string Proof);

/// <summary>That the ledger of one size is the beginning of the ledger of another (RFC 9162, 2.1.4).</summary>
/// <param name="Moment">Of when.</param>
/// <param name="From">The smaller size.</param>
/// <param name="FromRoot">Root of that many entries, base64.</param>
/// <param name="To">The larger size.</param>
/// <param name="ToRoot">Root of that many entries, base64.</param>
/// <param name="Hashes">The proof, each hash base64; empty where there is nothing to prove.</param>
public sealed record ConsistencyJson(MomentJson Moment, long From, string FromRoot, long To, string ToRoot, IReadOnlyList<string> Hashes);

/// <summary>An enrolled key. Whose hand holds it is private.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Name">Its name: the first 16 bytes of the SHA-256 of its SPKI, in hexadecimal.</param>
/// <param name="PublicKey">Its P-256 SPKI in DER, base64.</param>
/// <param name="Role">What it may do.</param>
/// <param name="Scope">Where.</param>
/// <param name="Enrolled">Index of the entry that enrolled it.</param>
/// <param name="EnrolledAt">The ledger's time of that entry; null for a root, which the definition names.</param>
/// <param name="Revoked">Index of the entry that revoked it; null while it stands.</param>
/// <param name="RevokedAt">The ledger's time of that entry.</param>
public sealed record KeyJson(
    MomentJson Moment,
    string Name,
    string PublicKey,
    Role Role,
    PlaceJson Scope,
    long Enrolled,
    string? EnrolledAt,
    long? Revoked,
    string? RevokedAt
);
