using System.Buffers;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Statements;

/// <summary>
/// A supervisor rolled dice, in public, after the forms that they draw from had come: some of what stood in a region at a moment that was
/// told before the roll, and was covered by no dice before, is drawn, to be read by two people. So no officer can know when they sign which
/// form will be, and nothing that they sign after they have heard the roll changes what it draws.
/// </summary>
/// <param name="Contest">The contest.</param>
/// <param name="Region">The region, not a station.</param>
/// <param name="Size">The ledger's size that everybody was told before the roll: they draw from what stood within so many entries.</param>
/// <param name="Rolls">What the dice showed, in order: digits from 1 to 6.</param>
/// <param name="Text">Words, such as where they were rolled and before whom; published beside the ledger.</param>
public sealed record Dice(string Contest, RegionCode Region, int Size, string Rolls, BlobReference? Text) : Statement
{
    /// <summary>Ten rolls have 60 million outcomes: more than a nation has forms, so that each has its chance.</summary>
    public const int FewestRolls = 10;

    /// <summary>No more are needed: 10³¹ outcomes.</summary>
    public const int MostRolls = 40;

    private static readonly SearchValues<char> Faces = SearchValues.Create("123456");

    public override IReadOnlyList<NamedBlob> Blobs => Text is null ? [] : [NamedBlob.Of(Text, BlobUse.Published, "words about the dice")];

    /// <summary>Whether a text is what dice show, often enough.</summary>
    public static bool AreRolls(string text) => text.Length is >= FewestRolls and <= MostRolls && !text.AsSpan().ContainsAnyExcept(Faces);
}
