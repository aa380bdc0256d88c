using System.IO.Compression;
using Sirekap.Site.Files;

namespace Sirekap.Site.Pages;

/// <summary>A page that needs no more work.</summary>
/// <param name="Status">The status.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="ETag">Strong: of the bytes.</param>
/// <param name="Fixed">Whether the same address will always have the same content.</param>
/// <param name="FileName">Under which name a download is kept; null for what is shown.</param>
/// <param name="Location">Where it is instead; null for what is here.</param>
public sealed record FinishedPage(
    int Status,
    string ContentType,
    ReadOnlyMemory<byte> Body,
    string ETag,
    bool Fixed,
    string? FileName = null,
    string? Location = null
)
{
    /// <summary>Below this the headers weigh more than what is saved.</summary>
    private const int WorthCompressing = 1_000;

    private byte[]? _compressed;

    /// <summary>Whether fewer bytes say the same.</summary>
    public bool IsCompressible =>
        Body.Length >= WorthCompressing && (ContentType.StartsWith("text/", StringComparison.Ordinal) || ContentType == "image/svg+xml");

    /// <summary>The body as gzip; made when it is first asked for. Pages hold no secret that their length could tell.</summary>
    public ReadOnlyMemory<byte> Compressed =>
        Volatile.Read(ref _compressed)
        ?? Interlocked.CompareExchange(ref _compressed, CachedFile.Compress(Body.Span, CompressionLevel.Fastest), null)
        ?? _compressed;

    /// <summary>The tag of the compressed bytes, which are others.</summary>
    public string CompressedTag => $"{ETag[..^1]}-gzip\"";

    /// <summary>A page that is at another address.</summary>
    public static FinishedPage Elsewhere(string location) => new(302, "", ReadOnlyMemory<byte>.Empty, "", Fixed: false, Location: location);
}
