using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Sirekap.Ledger.Storage;
using Sirekap.Node;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Site.Api;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Files;

/// <summary>
/// The published documents at addresses that stay. <c>/checkpoint</c>, <c>/tile/…</c>, <c>/blobs/…</c> and <c>/results/…</c> are of this
/// moment;
/// <c>/publication/N/…</c> is a whole publication that stands still, and <c>/manifest</c> is the newest one's, naming in Content-Location
/// where the rest of it is.
/// </summary>
public sealed class PublishedFiles
{
    /// <summary>Of finished answers in memory.</summary>
    private const long CacheBytes = 64 << 20;

    /// <summary>Longer files are sent as they are read, and as they are; a nation's branch of photos has 700 kB.</summary>
    private const int LargestAtOnce = 1 << 20;

    /// <summary>No region's last change.</summary>
    private const int NeverCurrent = -2;

    private const string AskAgain = "public, max-age=1";
    private const string BinaryType = "application/octet-stream";
    private const string TextType = "text/plain; charset=utf-8";

    private static readonly StringValues ByEncoding = "Accept-Encoding";
    private static readonly StringValues Gzip = "gzip";

    private readonly LedgerNode _node;
    private readonly BlobFiles _blobs;
    private readonly ElectionRecord _election;
    private readonly string _salt;
    private readonly string _forever;
    private readonly FileCache _cache = new(CacheBytes);

    public PublishedFiles(LedgerNode node)
    {
        _node = node;
        _blobs = new BlobFiles(node);

        // Of the record only what never changes is used outside a read: contests, regions, and when a region last changed.
        (_election, _salt, _forever) = node.Read(
            (record, _) => (record, record.Ids[0].ToString()[..8], Replies.Kept(Replies.Forever, record.Definition.Kind))
        );
    }

    /// <summary>Answers what is asked of published files; anything else is not for it.</summary>
    /// <returns>Whether it answers; else the path is somebody else's.</returns>
    public bool TryAnswer(HttpContext context, out Task answer)
    {
        // What is asked for most comes first, and by the shortest way.
        var path = context.Request.Path.Value ?? "";
        var cached = _cache.Find(path);
        if (cached is null && !IsPublished(path))
        {
            answer = Task.CompletedTask;
            return false;
        }

        SecurityHeaders.SetForFile(context);
        answer =
            !IsSpelt(context, path) ? ProblemResult.WriteAsync(context, new Problem(ProblemCode.BadPath))
            : cached is { IsCurrent: true } && IsRead(context) ? Send(context, cached)
            : AnswerAsync(context, path);
        return true;
    }

    /// <summary>
    /// Whether the path was sent as it is read: an escape or a dot segment would be a second address to every cache between here and there.
    /// </summary>
    private static bool IsSpelt(HttpContext context, string path) =>
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is var target
        && (string.Equals(target, path, StringComparison.Ordinal) || PathRules.PathOf(target).SequenceEqual(path));

    /// <summary>Nothing that follows sees what goes wrong here.</summary>
    private async Task AnswerAsync(HttpContext context, string path)
    {
        try
        {
            await Answer(context, path);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Clear();
            SecurityHeaders.SetForFile(context);
            await ProblemResult.WriteAsync(
                context,
                e is LedgerStoppedException ? new Problem(ProblemCode.LedgerStopped) : new Problem(ProblemCode.Busy) { RetryAfter = 1 }
            );
        }
    }

    private static bool IsRead(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    private static bool IsPublished(string path) =>
        path is "/checkpoint" or "/manifest"
        || path.StartsWith("/results/", StringComparison.Ordinal)
        || path.StartsWith("/tile/", StringComparison.Ordinal)
        || path.StartsWith("/blobs/", StringComparison.Ordinal)
        || path.StartsWith("/" + ManifestTree.Folder, StringComparison.Ordinal)
        || path.StartsWith("/publication/", StringComparison.Ordinal);

    private Task Answer(HttpContext context, string path)
    {
        if (!IsRead(context))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return ProblemResult.WriteAsync(context, new Problem(ProblemCode.MethodNotAllowed));
        }

        return path.StartsWith("/publication/", StringComparison.Ordinal) ? AnswerStanding(context, path) : AnswerLive(context, path);
    }

    private Task AnswerLive(HttpContext context, string path)
    {
        switch (PublicPath.Read(path[1..], _election))
        {
            case PublicPath.Result result when Render(result) is { } document:
                _cache.Add(path, document);
                return Send(context, document);
            case PublicPath.Tile { At: var tile } when _node.Tile(tile) is { } bytes:
                var file = new CachedFile(bytes, BinaryType, $"t{_salt}", _forever, isWords: tile.IsEntries);
                if (!tile.IsPartial)
                {
                    _cache.Add(path, file);
                }

                return Send(context, file);
            case PublicPath.Checkpoint when _node.Checkpoint is { } checkpoint:
                return Send(
                    context,
                    new CachedFile(
                        checkpoint.Bytes.ToArray(),
                        TextType,
                        $"c{checkpoint.Checkpoint.Size}-{checkpoint.Note.Signatures.Count}-{_salt}",
                        AskAgain,
                        isWords: true
                    )
                );
            case PublicPath.Blob blob:
                return _blobs.SendAsync(context, blob.Sha256, _node.Folder.Blobs.Open(blob.Sha256), place: 0);
            case PublicPath.Manifest when _node.Public.Latest is { } size:
                context.Response.Headers.ContentLocation = $"/publication/{size}/{Manifest.Path}";
                return SendStandingAsync(context, size, new PublicPath.Manifest(), isNewest: true);
            case PublicPath.Branch branch when _node.Public.Latest is { } size:
                // Beside the newest manifest, for whoever does not follow to where it stands still.
                return SendStandingAsync(context, size, branch, isNewest: true);
            case PublicPath.Checkpoint or PublicPath.Manifest or PublicPath.Branch:
                return ProblemResult.WriteAsync(context, new Problem(ProblemCode.NotYetPublished) { RetryAfter = 2 });
            default:
                return NotFound(context);
        }
    }

    private Task AnswerStanding(HttpContext context, string path)
    {
        var parts = path.Split('/', 4);
        return
            parts.Length == 4
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            && size.ToString(CultureInfo.InvariantCulture) == parts[2]
            && _node.Public.Has(size)
            && PublicPath.Read(parts[3], _election) is { } file
            ? SendStandingAsync(context, size, file, isNewest: false)
            : NotFound(context);
    }

    /// <param name="context">Who asks.</param>
    /// <param name="size">Of which publication.</param>
    /// <param name="file">What.</param>
    /// <param name="isNewest">Whether it was asked for at the address of the newest publication, which soon is another.</param>
    private Task SendStandingAsync(HttpContext context, long size, PublicPath file, bool isNewest)
    {
        var caching = isNewest ? AskAgain : _forever;
        var onDisk = Path.Combine(_node.Public.At(size), file.ToString()!);
        if (file is PublicPath.Blob blob)
        {
            // Withheld since: then in every publication that is still here.
            return _blobs.SendAsync(context, blob.Sha256, BlobFiles.Open(onDisk), place: size);
        }

        var type = file switch
        {
            PublicPath.Result => CachedFile.JsonType,
            PublicPath.Tile => BinaryType,
            _ => TextType,
        };
        var tag = $"p{size}-{_salt}";
        var isWords = file is not PublicPath.Tile { At.IsEntries: false };
        try
        {
            if (new FileInfo(onDisk) is { Length: > LargestAtOnce and var length })
            {
                return SendLargeAsync(context, onDisk, new CachedFile([], type, tag, caching, isWords), length);
            }

            // Kept, so that it is compressed once. What may be asked for at two addresses is two answers: one of them goes on.
            var (path, whole) = (context.Request.Path.Value!, new CachedFile(File.ReadAllBytes(onDisk), type, tag, caching, isWords));
            if (whole.IsCompressible && !isNewest)
            {
                _cache.Add(path, whole);
            }

            return Send(context, whole);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return NotFound(context);
        }
    }

    /// <summary>The manifest of a nation has some ten megabytes.</summary>
    private static async Task SendLargeAsync(HttpContext context, string file, CachedFile head, long length)
    {
        await Send(context, head);
        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            context.Response.ContentLength = length;
            if (HttpMethods.IsGet(context.Request.Method))
            {
                await context.Response.SendFileAsync(file, context.RequestAborted);
            }
        }
    }

    /// <summary>
    /// The document of what is durable, or null for a place that was added by what is not durable yet. While the record is ahead of that,
    /// it is of one moment, and not kept.
    /// </summary>
    private CachedFile? Render(PublicPath.Result of) =>
        _node.Read(
            (record, tree) =>
            {
                if (!record.Additions.WasThere(of.Code, tree.Size))
                {
                    return null;
                }

                var stamp = of.Contest.LastChangeWithin(of.Code);
                var body = ResultDocument.Write(
                    new Elections.Statements.CanonicalWriter(),
                    record,
                    of.Contest,
                    record.Tree.FindRegion(of.Code),
                    tree.Size
                );
                return new CachedFile(
                    body.ToArray(),
                    CachedFile.JsonType,
                    stamp < tree.Size ? $"r{stamp}-{_salt}" : $"n{tree.Size}-{_salt}",
                    AskAgain,
                    isWords: true
                )
                {
                    Of = (of.Contest, of.Code, stamp < tree.Size ? stamp : NeverCurrent),
                };
            }
        );

    private static Task Send(HttpContext context, CachedFile file)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        headers.CacheControl = file.CacheControl;
        var (body, tag) = (file.Body, file.Tag);
        if (file.IsCompressible)
        {
            headers.Vary = ByEncoding;
            if (Conditions.TakesGzip(request))
            {
                (body, tag) = (file.Compressed(), file.CompressedTag);
                headers.ContentEncoding = Gzip;
            }
        }

        headers.ETag = tag;
        if (request.Headers.IfNoneMatch.Count > 0 && Conditions.IsKnown(request, tag.ToString()))
        {
            headers.ContentEncoding = default;
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        headers.ContentType = file.ContentType;
        headers.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
        {
            // Not flushed: the server sends headers and body at once when the request ends.
            response.BodyWriter.Write(body);
        }

        return Task.CompletedTask;
    }

    private static Task NotFound(HttpContext context) => ProblemResult.WriteAsync(context, new Problem(ProblemCode.NotFound));
}

/// <summary>How an application shows them.</summary>
public static class PublishedFilesExtensions
{
    /// <summary>Published files are answered here, before routing and whatever else follows: it is for what is asked for most.</summary>
    public static IApplicationBuilder UsePublishedFiles(this IApplicationBuilder app, LedgerNode node)
    {
        var files = new PublishedFiles(node);
        return app.Use(next => context => files.TryAnswer(context, out var answer) ? answer : next(context));
    }
}
