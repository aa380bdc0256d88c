using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Sirekap.Elections;
using Sirekap.Node;
using Sirekap.Publication;
using Sirekap.Site.Api;

namespace Sirekap.Site.Files;

/// <summary>
/// Blobs over HTTP: only those that a statement names and no statement withholds. Anybody's phone made their bytes, so a browser is told to
/// run nothing of them, and to show only what is known to be a picture.
/// </summary>
internal sealed class BlobFiles(LedgerNode node)
{
    /// <summary>Some ten megabytes of names; then all are forgotten, and looked at again when they are asked for.</summary>
    private const int MostRemembered = 100_000;

    // By the length of the path, too: the same blob lies in the folder of blobs and in publications.
    private readonly ConcurrentDictionary<(Digest Blob, int Place), (long Length, DateTime Written)> _sound = [];

    private const string Forever = "public, max-age=31536000, immutable";

    /// <summary>Sends a file of this hash's bytes; withheld ones are gone (410), whatever still lies on the disk.</summary>
    public Task SendAsync(HttpContext context, Digest blob, string file)
    {
        var (request, response) = (context.Request, context.Response);
        var (named, withheld) = node.Read((record, _) => (record.Names(blob), record.Withheld.ContainsKey(blob)));
        if (withheld || !named)
        {
            response.StatusCode = withheld ? StatusCodes.Status410Gone : StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        string type;
        try
        {
            if (!IsSound(blob, file))
            {
                // A cache on a bad disk, or that somebody has written to.
                node.Damaged(blob);
                response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

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
        response.Headers.CacheControl = Forever;
        if (request.Headers.IfNoneMatch.Count > 0 && Conditions.IsKnown(request, tag))
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

    /// <summary>Whether the file's bytes are those of its name, read once and again after each change of the file.</summary>
    private bool IsSound(Digest blob, string file)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var state = (RandomAccess.GetLength(handle), File.GetLastWriteTimeUtc(handle));
        if (_sound.TryGetValue((blob, file.Length), out var known) && known == state)
        {
            return true;
        }

        using var bytes = new FileStream(handle, FileAccess.Read);
        if (new Digest(SHA256.HashData(bytes)) != blob)
        {
            return false;
        }

        if (_sound.Count >= MostRemembered)
        {
            _sound.Clear();
        }

        _sound[(blob, file.Length)] = state;
        return true;
    }

    private const string Pdf = "application/pdf";

    /// <summary>By the first bytes; SVG is no picture here, it may have script.</summary>
    private static string TypeOf(ReadOnlySpan<byte> start) =>
        start switch
        {
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => Pdf,
            _ => "application/octet-stream",
        };
}
