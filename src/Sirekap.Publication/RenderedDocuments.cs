using Sirekap.Elections.Regions;
using Sirekap.Record;

namespace Sirekap.Publication;

/// <summary>
/// Of which size each document was rendered, by contest and by the ordinals of a tree. One thread; the record may go on beside it, and when
/// its places grow, this follows.
/// </summary>
/// <param name="Tree">The tree whose ordinals these are.</param>
/// <param name="Sizes">By contest and region; 0 where it never was.</param>
internal sealed record RenderedDocuments(RegionTree Tree, int[][] Sizes)
{
    /// <summary>All documents of a size.</summary>
    public static RenderedDocuments Of(ElectionRecord record, long size) =>
        new(record.Tree, [.. record.Contests.Select(_ => Enumerable.Repeat((int)size, record.Tree.RegionCount).ToArray())]);

    /// <summary>The same to go on with, so that what is given up leaves this as it is.</summary>
    public RenderedDocuments Copy() => this with { Sizes = [.. Sizes.Select(sizes => (int[])sizes.Clone())] };

    /// <summary>The same by the ordinals of a tree that has grown; documents of regions that were added were never rendered.</summary>
    public RenderedDocuments In(RegionTree tree)
    {
        if (ReferenceEquals(tree, Tree))
        {
            return this;
        }

        var growth = TreeGrowth.Of(Tree, tree);
        return new RenderedDocuments(tree, [.. Sizes.Select(sizes => growth.Regions(sizes, 0))]);
    }
}
