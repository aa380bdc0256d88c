using Sirekap.Ledger.Checkpoints;

namespace Sirekap.Ledger.Storage;

/// <summary>Why a log does not sign.</summary>
public enum SigningRefusalCode
{
    /// <summary>A checkpoint is known that covers more entries than the store has: the store is an old copy. Append the missing entries
    /// from the publication or another copy first.</summary>
    StoreBehindCheckpoint,

    /// <summary>A checkpoint is known whose root is not that of the store's first entries: two histories bear one name.</summary>
    StoreContradictsCheckpoint,
}

/// <param name="Code">The reason.</param>
/// <param name="Source">Who holds the checkpoint: the store's own file, a publication, a log witness.</param>
/// <param name="KnownSize">That checkpoint's size, in entries.</param>
/// <param name="StoreSize">The size that was to be signed, in entries.</param>
public sealed record SigningRefusal(SigningRefusalCode Code, string Source, long KnownSize, long StoreSize)
{
    public override string ToString() =>
        Code switch
        {
            SigningRefusalCode.StoreBehindCheckpoint =>
                $"{Code}: the store has {StoreSize} entries, the checkpoint of {Source} covers {KnownSize}; signing now would "
                    + $"fork the ledger",
            _ => $"{Code}: the first {KnownSize} entries of the store have another root than the checkpoint of {Source}",
        };
}

/// <summary>A signed checkpoint, durable before anyone sees it, or the reason why there is none.</summary>
public sealed record SigningResult(SignedCheckpoint? Checkpoint, SigningRefusal? Refusal);
