using System.IO.Compression;
using Microsoft.Extensions.Primitives;
using Sirekap.Elections.Regions;
using Sirekap.Record;

namespace Sirekap.Site.Files;

/// <summary>An answer that is ready to be sent: bytes and headers.</summary>
internal sealed class CachedFile
{
    /// <summary>Shorter ones fit into one packet as they are.</summary>
    public const int WorthCompressing = 1400;

    private byte[]? _compressed;

    /// <param name="body">The bytes.</param>
    /// <param name="type">Their media type.</param>
    /// <param name="tag">What the entity tag is, without quotation marks.</param>
    /// <param name="caching">The Cache-Control header.</param>
    /// <param name="isWords">Whether it is of words and digits, which can be told shorter; hashes can't.</param>
    public CachedFile(byte[] body, string type, string tag, string caching, bool isWords)
    {
        (Body, ContentType, CacheControl) = (body, type, caching);
        (Tag, CompressedTag) = ($"\"{tag}\"", $"\"{tag}-gzip\"");
        IsCompressible = isWords && body.Length >= WorthCompressing;
    }

    public const string JsonType = "application/json";

    public byte[] Body { get; }

    public StringValues ContentType { get; }

    public StringValues CacheControl { get; }

    public StringValues Tag { get; }

    /// <summary>Other bytes need another tag.</summary>
    public StringValues CompressedTag { get; }

    public bool IsCompressible { get; }

    /// <summary>A document's contest and region, with the last change that it has seen; null for what never changes.</summary>
    public (ContestRecord Contest, RegionCode Region, int Stamp)? Of { get; init; }

    /// <summary>
    /// Whether the document is still what its region's state gives. It asks without a lock: see
    /// <see cref="ContestRecord.LastChangeWithin"/>.
    /// </summary>
    public bool IsCurrent => Of is not { } of || of.Contest.LastChangeWithin(of.Region) == of.Stamp;

    /// <summary>Compressed once, when somebody first wants it.</summary>
    public byte[] Compressed()
    {
        if (Volatile.Read(ref _compressed) is { } done)
        {
            return done;
        }

        done = Compress(Body, CompressionLevel.Optimal);
        Volatile.Write(ref _compressed, done);
        return done;
    }

    /// <summary>The bytes as gzip.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> body, CompressionLevel level)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, level))
        {
            gzip.Write(body);
        }

        return bytes.ToArray();
    }
}
