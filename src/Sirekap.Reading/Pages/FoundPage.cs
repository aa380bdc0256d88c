namespace Sirekap.Reading.Pages;

/// <summary>What a page tag in a photo led to.</summary>
public enum PageProblem
{
    None,

    /// <summary>The tag is no page's of any layout: another form, or something else altogether.</summary>
    UnknownTag,

    /// <summary>The page's corner marks were not found where its tag says: cut off, covered, or folded away.</summary>
    CornersMissing,
}

/// <summary>A page tag in a photo.</summary>
/// <param name="Tag">Its id in the family 36h10.</param>
/// <param name="TagCorners">Of its black square, as the tag is drawn upright: top left, top right, bottom right, bottom left; in the
/// photo's pixels.</param>
/// <param name="Problem">None exactly when there is a view.</param>
/// <param name="View">The page, ready to be sampled.</param>
public sealed record FoundPage(int Tag, IReadOnlyList<(double X, double Y)> TagCorners, PageProblem Problem, PageView? View);
