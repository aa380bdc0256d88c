using Sirekap.Paper.Layouts;

namespace Sirekap.Reading.Pages;

/// <summary>Where a tag's corners lie on the sheet, in the order in which the tag itself has them.</summary>
internal static class TagPlaces
{
    /// <summary>
    /// Top left, top right, bottom right, bottom left of the tag as its family draws it; printed turned, its top left is the sheet's bottom
    /// right.
    /// </summary>
    public static (double X, double Y)[] Corners(TagPlace tag)
    {
        var (left, top, right, bottom) = (tag.Place.X, tag.Place.Y, tag.Place.X + tag.Place.Width, tag.Place.Y + tag.Place.Height);
        return tag.Turned
            ? [(right, bottom), (left, bottom), (left, top), (right, top)]
            : [(left, top), (right, top), (right, bottom), (left, bottom)];
    }
}
