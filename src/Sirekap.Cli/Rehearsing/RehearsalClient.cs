using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Sirekap.Simulation.Rehearsals;

namespace Sirekap.Cli.Rehearsing;

/// <summary>Those who send: telephones on good lines and bad ones, over real sockets.</summary>
/// <param name="server">Where to.</param>
internal sealed class RehearsalClient(RehearsalServer server) : IDisposable
{
    /// <summary>Of a telephone whose user is impatient.</summary>
    private const int Impatient = 10;

    /// <summary>Pieces of a weak link.</summary>
    private const int Pieces = 4;

    /// <summary>A server that has no place now is asked again, as by any telephone, some times.</summary>
    private const int Patience = 20;

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10) });

    /// <summary>How often a server said that one should come again.</summary>
    public int AskedAgain { get; private set; }

    /// <summary>Sends an act as its carriage says, until it has been answered; all answers that were heard.</summary>
    public async Task<IReadOnlyList<Answer>> SendAsync(RehearsedAct act, CancellationToken cancellation)
    {
        switch (act.Carriage)
        {
            case Carriage.Trickled:
                return [await TrickleAsync(act, cancellation)];
            case Carriage.TenAtOnce:
                return await Task.WhenAll(
                    Enumerable.Range(0, Impatient).Select(_ => Task.Run(() => PutAsync(act, cancellation), cancellation))
                );
            case Carriage.Bundled:
                return await BundleAsync(act, cancellation);
            case Carriage.CutMidway or Carriage.CutUnderWay or Carriage.CutAfterwards:
                await CutAsync(act, cancellation);
                return [await PutAsync(act, cancellation)];
            case Carriage.Killed:
                await CutAsync(act, cancellation);
                await server.KillAsync(cancellation);
                await server.StartAsync(cancellation);
                return [await PutAsync(act, cancellation)];
            default:
                return [await PutAsync(act, cancellation)];
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Answer> PutAsync(RehearsedAct act, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            if (Ask(act, isLast: tries == Patience, cancellation) is { } answer)
            {
                return answer with { IsAskedAgain = tries > 1 };
            }

            AskedAgain++;
            await Task.Delay(TimeSpan.FromMilliseconds(50 * tries), cancellation);
        }
    }

    /// <summary>Asks once; null where one is to come again.</summary>
    private Answer? Ask(RehearsedAct act, bool isLast, CancellationToken cancellation)
    {
        try
        {
            using var request = Request(act, act.Bytes);
            // In this very thread: one act waits for the other, and a pool in between only adds to what each takes.
            using var response = _http.Send(request, HttpCompletionOption.ResponseContentRead, cancellation);
            using var body = new MemoryStream();
            response.Content.CopyTo(body, context: null, cancellation);
            var answer = Answer.Read((int)response.StatusCode, body.ToArray());
            return !isLast && answer.Status is (int)HttpStatusCode.ServiceUnavailable or (int)HttpStatusCode.TooManyRequests
                ? null
                : answer;
        }
        catch (HttpRequestException) when (!isLast)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<Answer>> BundleAsync(RehearsedAct act, CancellationToken cancellation)
    {
        var length = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)act.Bytes.Length);
        using var request = Request(act, [.. length, .. act.Bytes, .. length, .. act.Bytes]);
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.sirekap.bundle");
        using var response = await _http.SendAsync(request, cancellation);
        var lines = await response.Content.ReadAsStringAsync(cancellation);
        return
        [
            .. lines
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => Answer.Read((int)response.StatusCode, Encoding.UTF8.GetBytes(line))),
        ];
    }

    private HttpRequestMessage Request(RehearsedAct act, byte[] body)
    {
        var request = new HttpRequestMessage(act.IsStatement ? HttpMethod.Post : HttpMethod.Put, new Uri(server.Url, PathOf(act)))
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(act.ContentType);
        if (act.Signature is { } signature)
        {
            request.Headers.Add("Sirekap-Signature", signature);
        }

        return request;
    }

    /// <summary>Sends on a line that breaks where the carriage says.</summary>
    private async Task CutAsync(RehearsedAct act, CancellationToken cancellation)
    {
        using var socket = await ConnectAsync(cancellation);
        var sent = act.Carriage == Carriage.CutMidway ? act.Bytes.AsMemory(0, act.Bytes.Length / 2) : act.Bytes;
        await SendAsync(socket, Head(act), cancellation);
        await SendAsync(socket, sent, cancellation);
        if (act.Carriage == Carriage.CutAfterwards)
        {
            await socket.ReceiveAsync(new byte[1], cancellation);
        }

        // Not even a farewell: as where a telephone loses the network.
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
    }

    private async Task<Answer> TrickleAsync(RehearsedAct act, CancellationToken cancellation)
    {
        using var socket = await ConnectAsync(cancellation);
        await SendAsync(socket, Head(act), cancellation);
        foreach (var piece in act.Bytes.Chunk((act.Bytes.Length / Pieces) + 1))
        {
            await Task.Delay(1, cancellation);
            await SendAsync(socket, piece, cancellation);
        }

        using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadToEndAsync(cancellation);
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return Answer.Read(int.Parse(answer.AsSpan("HTTP/1.1 ".Length, 3)), Encoding.UTF8.GetBytes(answer[end..].Trim()));
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Url.Host, server.Url.Port, cancellation);
        return socket;
    }

    private byte[] Head(RehearsedAct act) =>
        Encoding.ASCII.GetBytes(
            $"{(act.IsStatement ? "POST" : "PUT")} {PathOf(act)} HTTP/1.1\r\nHost: {server.Url.Authority}\r\nConnection: close\r\n"
                + $"Content-Type: {act.ContentType}\r\nContent-Length: {act.Bytes.Length}\r\n"
                + (act.Signature is { } signature ? $"Sirekap-Signature: {signature}\r\n\r\n" : "\r\n")
        );

    private static string PathOf(RehearsedAct act) => $"/api/v1/{act.Path}";

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellation)..];
        }
    }
}
