using System.Text;
using Sirekap.Elections;
using Sirekap.Ledger.Merkle;

namespace Sirekap.Site.Views;

/// <summary>One entry of the ledger as a page explains it.</summary>
/// <param name="Index">Its index, from 0.</param>
/// <param name="Size">How many entries there are.</param>
/// <param name="Time">The ledger's time of it.</param>
/// <param name="Leaf">Its hash as a leaf of the tree.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Text">The signed note; null where it is too long for a page.</param>
/// <param name="IsSigned">Whether a published checkpoint reaches it, so that it has a proof.</param>
public sealed record RecordedEntry(int Index, long Size, Timestamp? Time, TreeHash Leaf, int Bytes, string? Text, bool IsSigned)
{
    /// <summary>A form of parties has some thousand characters; a page of 50 kB has room for this and its frame.</summary>
    private const int LongestShown = 16_000;

    public static RecordedEntry Of(RecordAsOf asOf, SiteViews site, int index, ReadOnlySpan<byte> entry) =>
        new(
            index,
            asOf.Size,
            asOf.Record.Times.At(index),
            TreeHash.Leaf(entry),
            entry.Length,
            entry.Length <= LongestShown ? Encoding.UTF8.GetString(entry) : null,
            site.Node.Checkpoint is { } checkpoint && checkpoint.Checkpoint.Size > index
        );
}
