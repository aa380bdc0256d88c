using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

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
) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => Text is null ? [] : [NamedBlob.Of(Text, BlobUse.Published, "words of the review")];
}
