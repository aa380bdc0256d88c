namespace Sirekap.Site.Api.Answers;

/// <summary>The receipt of a statement that stands in the ledger.</summary>
/// <param name="Index">Index of its entry, from 0.</param>
/// <param name="Id">Its identity: SHA-256 of the note's text, 64 hexadecimal digits.</param>
/// <param name="Proof">Address of the proof; there from the next published checkpoint on.</param>
public sealed record ReceiptJson(long Index, string Id, string Proof);

/// <summary>What became of one statement of a bundle.</summary>
/// <param name="Status">201 accepted, 200 stood already, 422 refused, 429 too many under this key, 503 not taken now.</param>
/// <param name="Index">Index of its entry; null where it does not stand.</param>
/// <param name="Id">Its identity; null where it is no statement.</param>
/// <param name="Rejection">The name under which the record refuses it; null where it stands.</param>
/// <param name="Detail">What exactly is refused, for people; null where it stands.</param>
public sealed record BundleOutcomeJson(int Status, long? Index, string? Id, string? Rejection, string? Detail);

/// <summary>A blob that has been stored.</summary>
/// <param name="Sha256">Its name.</param>
/// <param name="Bytes">Its length.</param>
public sealed record StoredBlobJson(string Sha256, long Bytes);
