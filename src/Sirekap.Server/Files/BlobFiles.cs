using Microsoft.AspNetCore.Http;
using Sirekap.Elections;
using Sirekap.Server.Nodes;

namespace Sirekap.Server.Files;

/// <summary>
/// Blobs over HTTP: only those that a statement names and no statement withholds. Anybody's phone made their bytes, so a browser is told to run nothing of
/// them, and to show only what is known to be a picture.
/// </summary>
internal sealed class BlobFiles(Node node)
{
    private const string Forever = "public, max-age=31536000, immutable";

    /// <summary>Sends a file of this hash's bytes; withheld ones are gone (410), whatever still lies on the disk.</summary>
    public Task SendAsync(HttpContext context, Digest blob, string file)
    {
        var (request, response) = (context.Request, context.Response);
        response.Headers.XContentTypeOptions = "nosniff";
        var (named, withheld) = node.Read((record, _) => (record.Names(blob), record.Withheld.ContainsKey(blob)));
        if (withheld || !named)
        {
            response.StatusCode = withheld ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        string type;
        try
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> start = stackalloc byte[16];
            type = TypeOf(start[..RandomAccess.Read(handle, start, 0)]);
            response.ContentLength = RandomAccess.GetLength(handle);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var tag = $"\"{blob}\"";
        response.Headers.ETag = tag;
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.CacheControl = Forever;
        response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        if (request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            response.ContentLength = null;
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = type;
        if (!type.StartsWith("image/", StringComparison.Ordinal))
        {
            response.Headers.ContentDisposition = $"attachment; filename=\"{blob}{(type == Pdf ? ".pdf" : "")}\"";
        }

        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.SendFileAsync(file, context.RequestAborted);
    }

    private const string Pdf = "application/pdf";

    /// <summary>By the first bytes; SVG is no picture here, it may have script.</summary>
    private static string TypeOf(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => Pdf,
        _ => "application/octet-stream",
    };
}
