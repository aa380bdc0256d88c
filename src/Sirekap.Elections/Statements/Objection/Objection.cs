using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>What a witness or supervisor objects to; words beside it are a blob.</summary>
public enum ObjectionGround : byte
{
    /// <summary>The paper, or their own copy (SALINAN), says other figures.</summary>
    FiguresDiffer,

    /// <summary>Ballots were judged or counted wrongly.</summary>
    Miscounted,

    /// <summary>Voting or counting went against the procedure.</summary>
    Procedure,

    /// <summary>They were kept out, or from where they could see (UU 7/2017 Art. 389).</summary>
    NotAdmitted,

    /// <summary>They were given no copy of the form (SALINAN; withholding it is a crime, UU 7/2017 Art. 506).</summary>
    CopyNotGiven,

    /// <summary>Something else, in their words.</summary>
    Other,
}

/// <summary>
/// An objection to a station's result (keberatan; by witnesses and supervisors, Perbawaslu 1/2024 Art. 34). It is public from then on, with
/// its answers, and moves no class: committees do.
/// </summary>
/// <param name="By">The key that objects and signs: without it two who object to one thing would say one text.</param>
/// <param name="Contest">The contest.</param>
/// <param name="Station">The station.</param>
/// <param name="On">What is objected to: a form or a correction, by its statement's identity; null where nothing has come.</param>
/// <param name="Ground">Why.</param>
/// <param name="Fields">The figures of their own paper, as far as they have them; null where they bring none.</param>
/// <param name="Photos">Photos of their paper.</param>
/// <param name="Text">Words, published beside the ledger; salted by their author where guessable.</param>
public sealed record Objection(
    KeyName By,
    string Contest,
    RegionCode Station,
    Digest? On,
    ObjectionGround Ground,
    FormFields? Fields,
    IReadOnlyList<Digest> Photos,
    BlobReference? Text
) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs =>
        [
            .. Photos.Select(photo => new NamedBlob(photo, null, BlobUse.Attached, "photo")),
            .. Text is null ? [] : new[] { NamedBlob.Of(Text, BlobUse.Published, "words of the objection") },
        ];
}
