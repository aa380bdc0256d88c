using System.Collections.Concurrent;
using System.Net;
using Sirekap.Publication;

namespace Sirekap.Verification;

/// <summary>Where a publication is read from: a folder or a web server. Nothing it gives is trusted.</summary>
public abstract class PublicationSource : IDisposable
{
    /// <summary>What a person would call it.</summary>
    public abstract string Name { get; }

    /// <summary>The bytes of a file, or null when it is not there or is longer than it may be.</summary>
    /// <param name="path">A path that <see cref="Manifest.IsPath"/> accepts, or the manifest's.</param>
    /// <param name="longest">More bytes than this are not read.</param>
    /// <exception cref="IOException">The source cannot be reached at all.</exception>
    public abstract byte[]? Read(string path, long longest);

    /// <summary>Why nothing is read of a path where something stands that is no file; else null.</summary>
    public virtual string? WhyNot(string path) => null;

    /// <summary>How many files are worth reading at once.</summary>
    public virtual int ReadsAtOnce => Environment.ProcessorCount;

    /// <summary>Every file that is there, where the source can tell; else null.</summary>
    public virtual IEnumerable<string>? List() => null;

    /// <summary>Goes back to the newest publication that is there, for whoever reads one after another.</summary>
    public virtual void Renew() { }

    public virtual void Dispose() => GC.SuppressFinalize(this);

    /// <summary>A folder's or a URL's publication.</summary>
    /// <exception cref="IOException">It is https, which cannot be spoken here.</exception>
    public static PublicationSource Open(string folderOrUrl)
    {
        var secure = folderOrUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!secure && !folderOrUrl.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            return new FolderSource(folderOrUrl);
        }

        return secure && Tls.Missing is { } why
            ? throw new IOException($"{folderOrUrl}: {why}")
            : new HttpSource(new Uri(folderOrUrl.EndsWith('/') ? folderOrUrl : folderOrUrl + "/"));
    }
}

/// <summary>
/// A publication on a web server, any that serves files. A server whose publication goes on while somebody reads says with the manifest
/// where this one stands still (Content-Location, RFC 9110 8.7), on the same server; everything after the manifest is read there.
/// </summary>
/// <param name="url">Its folder, ending in a slash.</param>
/// <param name="patience">How long to wait for an answer, and then for each 64 kB of it; half a minute when not given.</param>
public sealed class HttpSource(Uri url, TimeSpan? patience = null) : PublicationSource
{
    /// <summary>A lost connection is common; whoever does not answer the third time is not there.</summary>
    private const int Attempts = 3;

    /// <summary>From http to https, with or without www, and once more for good measure; more are a circle.</summary>
    private const int Redirections = 5;

    /// <summary>Bytes within the patience for one piece: whoever sends less than 2 kB a second is given up.</summary>
    private const int Piece = 65536;

    /// <summary>Few enough for the shortest queue of a simple server, which is five.</summary>
    private const int Connections = 5;

    static HttpSource()
    {
        // Whoever verifies waits for each file on a thread of the pool, and so do entry bundles read ahead; the answers need threads beside
        // these, at once.
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, 64), completions);
    }

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(30);

    // Redirections are followed here, and on the same host only: nobody is to send whoever verifies to a place that only his machine can
    // reach.
    private readonly HttpClient _client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,

            // Some servers compress whether asked or not; what is read is bounded as it is unpacked.
            AutomaticDecompression = DecompressionMethods.All,
            MaxResponseDrainSize = 0,
            MaxConnectionsPerServer = Connections,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly Uri _url = url;
    private Uri _base = url;
    private readonly ConcurrentDictionary<Uri, (string Tag, byte[] Bytes)> _seen = [];

    public override string Name { get; } = url.ToString();

    public override int ReadsAtOnce => Connections;

    public override byte[]? Read(string path, long longest)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return ReadOnceAsync(path, longest).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException e)
            {
                throw new IOException($"{new Uri(_base, path)}: the server fell silent for {_patience.TotalSeconds} s", e);
            }
            catch (Exception e) when (e is InvalidOperationException or NotSupportedException or ArgumentException or FormatException)
            {
                // Headers that no client can make sense of; or the source has been closed.
                throw new IOException($"{Name}: {e.Message}", e);
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                if (attempt == Attempts)
                {
                    throw new IOException($"{new Uri(_base, path)}: {e.Message}", e);
                }

                Thread.Sleep(TimeSpan.FromMilliseconds(200 * attempt));
            }
        }
    }

    public override void Renew() => _base = _url;

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    private async Task<byte[]?> ReadOnceAsync(string path, long longest)
    {
        using var hurry = new CancellationTokenSource(_patience);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_base, path));
        var known = _seen.TryGetValue(request.RequestUri!, out var seen);
        if (known)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", seen.Tag);
        }

        using var response = await AnswerAsync(request, hurry.Token);
        if (known && response.StatusCode == HttpStatusCode.NotModified)
        {
            return seen.Bytes;
        }

        if (!response.IsSuccessStatusCode)
        {
            // A server that is merely busy (408, 429) has not said that there is no such file.
            return (int)response.StatusCode is >= 400 and < 500 and not 408 and not 429
                ? null
                : throw new HttpRequestException($"the server answers {(int)response.StatusCode}");
        }

        if (response.Content.Headers.ContentLength > longest)
        {
            return null;
        }

        await using var stream = await response.Content.ReadAsStreamAsync(hurry.Token);
        using var bytes = new MemoryStream();
        var piece = new byte[Math.Min(Piece, longest + 1)];
        while (true)
        {
            // By the piece and not by the read: a server that drips must not hold us for ever.
            hurry.CancelAfter(_patience);
            var read = await stream.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, hurry.Token);
            bytes.Write(piece, 0, read);
            if (bytes.Length > longest)
            {
                return null;
            }

            if (read < piece.Length)
            {
                return Noted(path, request.RequestUri!, response, bytes.ToArray());
            }
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        for (var followed = 0; (int)response.StatusCode is 301 or 302 or 303 or 307 or 308; followed++)
        {
            var (from, to) = (response.RequestMessage!.RequestUri!, response.Headers.Location);
            response.Dispose();
            if (followed == Redirections || to is null || !Uri.TryCreate(from, to, out var next) || !MayFollow(from, next))
            {
                throw new HttpRequestException($"the server redirects to {to?.OriginalString ?? "no address"}, which is not followed");
            }

            using var again = new HttpRequestMessage(HttpMethod.Get, next);
            response = await _client.SendAsync(again, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }

        return response;
    }

    /// <summary>To the same host, by http or https, and not from https back to http.</summary>
    private static bool MayFollow(Uri from, Uri to) =>
        (to.Scheme == Uri.UriSchemeHttps ? Tls.Missing is null : to.Scheme == Uri.UriSchemeHttp && from.Scheme == Uri.UriSchemeHttp)
        && string.Equals(from.IdnHost, to.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes note of what the headers say of the two files that are asked for again and again by whoever follows a log.</summary>
    private byte[] Noted(string path, Uri asked, HttpResponseMessage response, byte[] bytes)
    {
        if (path is "checkpoint" or Manifest.Path && response.Headers.ETag is { } tag)
        {
            _seen[asked] = (tag.ToString(), bytes);
        }

        // Elsewhere than on the server that answered, anybody might stand behind it.
        if (
            path == Manifest.Path
            && response.Content.Headers.ContentLocation is { } location
            && response.RequestMessage?.RequestUri is { } answered
            && Uri.TryCreate(answered, location, out var standing)
            && Uri.Compare(answered, standing, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            && standing.AbsolutePath.EndsWith("/" + Manifest.Path, StringComparison.Ordinal)
            && standing.Query.Length == 0
        )
        {
            _base = new Uri(standing, ".");
        }

        return bytes;
    }
}
