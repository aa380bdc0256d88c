namespace Sirekap.Elections.Statements;

/// <summary>A file that a statement names and does not contain.</summary>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Bytes">Its length, at most <see cref="Longest"/>.</param>
public sealed record BlobReference(Digest Sha256, long Bytes)
{
    /// <summary>
    /// What a stranger's statement says must not fill a reader's memory. A source that was copied, a zip of a nation's answers, has half of
    /// it; a file of a publication has a quarter at most.
    /// </summary>
    public const long Longest = 1L << 30;
}

/// <summary>What becomes of a file that a statement names.</summary>
public enum BlobUse : byte
{
    /// <summary>Its bytes may belong to the publication: photos, sources of snapshots.</summary>
    Attached,

    /// <summary>Its bytes belong to the publication until a quorum withholds them; replay does without.</summary>
    Published,

    /// <summary>Its bytes belong to the publication, and without them nobody could replay the ledger: never withheld.</summary>
    Replayed,
}

/// <summary>A file as a statement names it.</summary>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Bytes">Its length; null where the statement gives none.</param>
/// <param name="Use">What becomes of it.</param>
/// <param name="What">What it is, in words that go before "are not here".</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> names no file.</remarks>
public readonly record struct NamedBlob(Digest Sha256, long? Bytes, BlobUse Use, string What)
{
    /// <summary>What is wrong with its bytes, or null; asked at intake alone. Null where any bytes will do.</summary>
    public Func<ReadOnlyMemory<byte>, string?>? Flaw { get; init; }

    /// <summary>A file of known length.</summary>
    public static NamedBlob Of(BlobReference blob, BlobUse use, string what) => new(blob.Sha256, blob.Bytes, use, what);
}
