using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Sirekap.Elections;
using Sirekap.Node;
using Sirekap.Publication;
using Sirekap.Site.Api;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Files;

/// <summary>
/// Blobs over HTTP: only those that a statement names and no statement withholds. Anybody's phone made their bytes, so a browser is told to
/// run nothing of them, and to show only what is known to be a picture.
/// </summary>
internal sealed class BlobFiles(LedgerNode node)
{
    /// <summary>Some ten megabytes of names; then all are forgotten, and looked at again when they are asked for.</summary>
    private const int MostRemembered = 100_000;

    // By place, too: the same blob lies in the folder of blobs and in publications.
    private readonly ConcurrentDictionary<(Digest Blob, long Place), (long Length, DateTime Written)> _sound = [];

    private const string Forever = "public, max-age=31536000, immutable";

    /// <summary>A file of a publication; null where there is none.</summary>
    public static FileStream? Open(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Sends a file of this hash's bytes, and closes it; withheld ones are gone (410), whatever still lies on the disk.</summary>
    /// <param name="context">The request.</param>
    /// <param name="blob">The hash.</param>
    /// <param name="file">The file; null where there is none.</param>
    /// <param name="place">Of which publication it is, or 0 for the folder of blobs.</param>
    public async Task SendAsync(HttpContext context, Digest blob, FileStream? file, long place)
    {
        await using var open = file;
        var (request, response) = (context.Request, context.Response);
        var (named, withheld) = node.Read((record, _) => (record.Names(blob), record.Withheld.ContainsKey(blob)));
        if (withheld || !named || file is null)
        {
            await ProblemResult.WriteAsync(context, new Problem(withheld ? ProblemCode.Withheld : ProblemCode.NotFound));
            return;
        }

        if (!IsSound(blob, file, place))
        {
            // A cache on a bad disk, or that somebody has written to.
            node.Damaged(blob);
            await ProblemResult.WriteAsync(context, new Problem(ProblemCode.NotFound));
            return;
        }

        var tag = $"\"{blob}\"";
        response.Headers.ETag = tag;
        response.Headers.CacheControl = Forever;
        if (request.Headers.IfNoneMatch.Count > 0 && Conditions.IsKnown(request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var type = TypeOf(file);
        response.ContentLength = file.Length;
        response.ContentType = type;
        if (!type.StartsWith("image/", StringComparison.Ordinal))
        {
            response.Headers.ContentDisposition = $"attachment; filename=\"{blob}{(type == Pdf ? ".pdf" : "")}\"";
        }

        if (!HttpMethods.IsHead(request.Method))
        {
            file.Position = 0;
            await file.CopyToAsync(response.Body, context.RequestAborted);
        }
    }

    /// <summary>Whether the file's bytes are those of its name, read once and again after each change of the file.</summary>
    private bool IsSound(Digest blob, FileStream file, long place)
    {
        var state = (file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle));
        if (_sound.TryGetValue((blob, place), out var known) && known == state)
        {
            return true;
        }

        if (new Digest(SHA256.HashData(file)) != blob)
        {
            return false;
        }

        if (_sound.Count >= MostRemembered)
        {
            _sound.Clear();
        }

        _sound[(blob, place)] = state;
        return true;
    }

    private static string TypeOf(FileStream file)
    {
        Span<byte> start = stackalloc byte[16];
        return TypeOf(start[..RandomAccess.Read(file.SafeFileHandle, start, 0)]);
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
