namespace Sirekap.Node;

/// <summary>What can be wrong with a node that goes on.</summary>
public enum NodeWarningCode
{
    /// <summary>
    /// The newest checkpoint lacks the cosignatures that the policy asks for; the last one that has them stays published.
    /// </summary>
    NotCosigned,

    /// <summary>The log could not sign; it is tried again.</summary>
    NotSigned,

    /// <summary>
    /// Somebody holds a checkpoint that this ledger is behind, or contradicts: it signs nothing and takes no entry until a person has
    /// looked.
    /// </summary>
    Contradicted,

    /// <summary>The last full publication could not be made; the one before it stays.</summary>
    NotPublished,

    /// <summary>The origin that this node follows does not answer.</summary>
    OriginAway,

    /// <summary>
    /// The origin shows something that contradicts what it showed before, or that is not signed; it was refused, and the last good state is
    /// shown.
    /// </summary>
    OriginRefused,

    /// <summary>The origin shows fewer entries than it has shown before; what it showed then goes on being shown.</summary>
    OriginRolledBack,

    /// <summary>
    /// The log has signed two histories; both notes are kept in the folder <c>forks</c>, and this stays until a person has looked.
    /// </summary>
    Forked,

    /// <summary>Blobs that the record names could not be had yet.</summary>
    BlobsMissing,

    /// <summary>The disk has less room than is to be kept: photos and documents are not taken, statements are.</summary>
    DiskLow,

    /// <summary>The disk has no room: nothing is taken, signed or published until it has; pages go on.</summary>
    DiskFull,

    /// <summary>
    /// This machine's clock does not agree with what was told before, with how much time has passed, or with log witnesses.
    /// </summary>
    ClockOff,

    /// <summary>The ledger has stopped and takes no more entries until it is opened again.</summary>
    Stopped,
}

/// <summary>Something that is not as it should be.</summary>
/// <param name="Code">Its name.</param>
/// <param name="Detail">What exactly, for the operator.</param>
/// <param name="Since">When it began.</param>
public sealed record NodeWarning(NodeWarningCode Code, string Detail, DateTimeOffset Since);
