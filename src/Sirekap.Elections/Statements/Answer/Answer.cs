namespace Sirekap.Elections.Statements;

/// <summary>What becomes of an objection.</summary>
public enum AnswerOutcome : byte
{
    /// <summary>Something is said of it, and it stays open.</summary>
    Replied,

    /// <summary>It is settled: what was asked for was done, or found right.</summary>
    Settled,

    /// <summary>It is rejected, for the reason given.</summary>
    Rejected,
}

/// <summary>Why a committee answers as it does; words beside it are a blob.</summary>
public enum AnswerReason : byte
{
    /// <summary>The paper says what the statement says.</summary>
    PaperAgrees,

    /// <summary>The figures were corrected.</summary>
    Corrected,

    /// <summary>The paper was counted again.</summary>
    Recounted,

    /// <summary>The plenary decides it.</summary>
    Plenary,

    /// <summary>What was missing was given, who was kept out was let in.</summary>
    Remedied,

    /// <summary>Nothing was found that bears it out.</summary>
    Unfounded,

    /// <summary>It is for another body to decide: Bawaslu, a court.</summary>
    NotHere,
}

/// <summary>
/// A committee answers an objection within its region. What is settled or rejected is closed; whoever disagrees objects again.
/// </summary>
/// <param name="To">The objection, by its statement's identity.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Text">Words, published beside the ledger.</param>
public sealed record Answer(Digest To, AnswerOutcome Outcome, AnswerReason Reason, BlobReference? Text) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => Text is null ? [] : [NamedBlob.Of(Text, BlobUse.Published, "words of the answer")];
}
