namespace Sirekap.Site.Protection;

/// <summary>
/// How many bytes of blobs are taken of whom. What no statement names yet waits: little of one key, more of all within a district, whatever
/// keys it makes, and most of all; so that stolen keys fill their own share and nobody else's. What statements name stays for ever, and is
/// bounded by what stations can honestly have.
/// </summary>
public sealed record BlobQuotas
{
    /// <summary>Of one key: four of the largest blobs, or all pages of the longest form.</summary>
    public long OfKey { get; init; } = 32 << 20;

    /// <summary>Of all keys of a station: all forms of an election day at once.</summary>
    public long OfStation { get; init; } = 64 << 20;

    /// <summary>Of all keys within a district: a few stations at once, as the others' statements follow in seconds.</summary>
    public long OfDistrict { get; init; } = 256 << 20;

    /// <summary>Of all keys within a regency: its districts do not all bring at the same moment.</summary>
    public long OfRegency { get; init; } = 1L << 30;

    /// <summary>Of all keys within a province; a quarter of all, so that no province shuts out the others.</summary>
    public long OfProvince { get; init; } = 2L << 30;

    /// <summary>Of all.</summary>
    public long InAll { get; init; } = 8L << 30;

    /// <summary>Of a station, waiting or named, for ever: four times what all forms of an election day have.</summary>
    public long WholeOfStation { get; init; } = 256 << 20;

    /// <summary>Of a district, waiting or named, for ever, for each of its stations: all forms of an election day.</summary>
    public long WholeOfDistrictPerStation { get; init; } = 64 << 20;

    /// <summary>
    /// Blobs of at most so many bytes are words, and have a pool of their own that photos do not fill: what a person types beside a review.
    /// </summary>
    public int Words { get; init; } = 64 << 10;

    /// <summary>Of words wait so many times less.</summary>
    public int WordsShare { get; init; } = 64;

    /// <summary>A blob counts as at least so many bytes: a file takes a block of the disk, however short it is.</summary>
    public int Block { get; init; } = 4 << 10;

    /// <summary>What waits longer is deleted. An officer whose link is gone for a night still finds what was brought.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How often it is looked for what has waited too long.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(10);
}
