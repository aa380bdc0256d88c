using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>Whether somebody who watches signs a form with those who made it.</summary>
public enum AttestStance : byte
{
    /// <summary>They sign: it says what the paper says.</summary>
    Signed,

    /// <summary>They refuse, and say why.</summary>
    Refused,
}

/// <summary>
/// A party witness, supervisor or observer signs a station's form beside its officers, or refuses to. What they say of it is shown with it,
/// and moves no class: a form without it counts like one with it (UU 7/2017 Art. 389, 390).
/// </summary>
/// <param name="By">The key that signs: without it all who sign one form would say one text, which stands in a ledger once.</param>
/// <param name="Contest">The contest.</param>
/// <param name="Station">The station.</param>
/// <param name="On">The form, by its statement's identity.</param>
/// <param name="Stance">Whether they sign.</param>
/// <param name="Ground">Why they refuse; null where they sign.</param>
/// <param name="Text">Words, published beside the ledger; salted by their author where guessable.</param>
public sealed record Attest(
    KeyName By,
    string Contest,
    RegionCode Station,
    Digest On,
    AttestStance Stance,
    ObjectionGround? Ground,
    BlobReference? Text
) : Statement
{
    public override IReadOnlyList<NamedBlob> Blobs => Text is null ? [] : [NamedBlob.Of(Text, BlobUse.Published, "words of the refusal")];
}
