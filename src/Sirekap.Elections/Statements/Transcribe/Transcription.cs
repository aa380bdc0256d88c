using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>From which paper a plenary has read a station's figures.</summary>
public enum PaperSource : byte
{
    /// <summary>C.HASIL from the sealed box (UU 7/2017 Art. 393).</summary>
    Form,

    /// <summary>Copies (C.HASIL SALINAN), where the form itself is missing or cannot be read.</summary>
    Copy,

    /// <summary>The ballots were counted again (penghitungan suara ulang, UU 7/2017 Art. 374).</summary>
    Recount,
}

/// <summary>Why the form from the box says other figures than those that were shown.</summary>
public enum DifferenceReason : byte
{
    /// <summary>What was shown was misread or mistyped (salah baca).</summary>
    Misread,

    /// <summary>The form was put right in the plenary, and initialled (dibetulkan dan diparaf).</summary>
    Initialled,
}

/// <summary>
/// What a district's plenary (rapat pleno PPK; PPLN abroad) read aloud from a station's paper. It settles the station, whatever its phone
/// sent or a review still waits for, and is never called the polling staff's word.
/// </summary>
/// <param name="Contest">The contest.</param>
/// <param name="Station">The station.</param>
/// <param name="On">The statement whose figures the plenary was shown, by its identity; null where it was shown none.</param>
/// <param name="Source">From which paper.</param>
/// <param name="Copies">Whose copies, all of which say these figures; none unless they are the source.</param>
/// <param name="Reason">Why the form says other figures than were shown; null where it does not, or the source is why.</param>
/// <param name="Checks">Codes of the holding checks that these figures fail, in catalogue order: the paper contradicts itself.</param>
/// <param name="Fields">The figures, all of them.</param>
/// <param name="Photos">Photos of the paper as it was read, by hash.</param>
/// <param name="Text">Words, published beside the ledger; salted by their author where guessable.</param>
public sealed record Transcription(
    string Contest,
    RegionCode Station,
    Digest? On,
    PaperSource Source,
    Recipients? Copies,
    DifferenceReason? Reason,
    IReadOnlyList<string> Checks,
    FormFields Fields,
    IReadOnlyList<Digest> Photos,
    BlobReference? Text
) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs =>
        [
            .. Photos.Select(photo => new NamedBlob(photo, null, BlobUse.Attached, "photo")),
            .. Text is null ? (IEnumerable<NamedBlob>)[] : [NamedBlob.Of(Text, BlobUse.Published, "words of the plenary")],
        ];
}
