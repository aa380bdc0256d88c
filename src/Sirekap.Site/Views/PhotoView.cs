using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>Where the bytes of a photo are.</summary>
public enum PhotoBytes : byte
{
    /// <summary>Here, at <c>/blobs/</c> and its hash.</summary>
    Here,

    /// <summary>Nobody has brought them, or not to this node yet.</summary>
    Absent,

    /// <summary>A quorum has withheld them.</summary>
    Withheld,
}

/// <summary>A photo that a form named for a station; which photos a reader says that it read is in its reading.</summary>
/// <param name="Photo">SHA-256 of its bytes, stripped of everything but the picture.</param>
/// <param name="Bytes">Whether it can be shown.</param>
/// <param name="Others">Other stations for which forms named the same photo, the first <see cref="PhotoIndex.MostOthers"/>: it can be a
/// photo of one of them at most.</param>
/// <param name="HasMore">Whether there are more than these.</param>
/// <param name="FromGallery">Whether a form says that it is from the phone's gallery and not from its camera.</param>
public sealed record PhotoView(Digest Photo, PhotoBytes Bytes, IReadOnlyList<NamedRegion> Others, bool HasMore, bool FromGallery = false)
{
    internal static IReadOnlyList<PhotoView> Of(RecordAsOf asOf, SiteViews site, int station, IReadOnlyList<HistoryLine> history) =>
        [
            .. history
                .SelectMany(line => line.Photos)
                .Distinct()
                .Select(photo => Of(asOf, site, station, photo) with { FromGallery = IsFromGallery(history, photo) }),
        ];

    private static bool IsFromGallery(IReadOnlyList<HistoryLine> history, Digest photo) =>
        history.Any(line => line.Gallery.Any(place => line.Photos[place] == photo));

    internal static PhotoView Of(RecordAsOf asOf, SiteViews site, int station, Digest photo)
    {
        // In the order of the ledger; one more than is told says that there are more.
        NamedRegion[] others =
        [
            .. asOf
                .Record.Photos.Places(photo)
                .TakeWhile(place => place.Entry < asOf.Size)
                .Where(place => place.Station != station)
                .Take(PhotoIndex.MostOthers + 1)
                .Select(place => asOf.Place(asOf.Tree.Station(place.Station))),
        ];
        var told = others.Take(PhotoIndex.MostOthers).ToArray();
        return new PhotoView(photo, BytesOf(asOf, site, photo), told, told.Length < others.Length);
    }

    private static PhotoBytes BytesOf(RecordAsOf asOf, SiteViews site, Digest photo) =>
        asOf.Record.Withheld.ContainsKey(photo) ? PhotoBytes.Withheld
        : site.Node.Folder.Blobs.Has(photo) ? PhotoBytes.Here
        : PhotoBytes.Absent;
}
