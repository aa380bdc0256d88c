using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sirekap.Verification.Tests;

/// <summary>
/// A web server of a few lines on this machine, which can be as rude as a test wants: it answers each GET with bytes of the test's choice.
/// </summary>
/// <remarks>
/// By hand and over a socket: HttpListener and Kestrel keep to HTTP, and what is tested is what comes of a server that does not.
/// </remarks>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly Task _loop;
    private int _requests;

    /// <param name="answer">Writes the whole response to the path; afterwards the connection is closed.</param>
    public FileServer(Func<string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _loop = AcceptAsync();
    }

    public Uri Url { get; }

    public int Requests => _requests;

    /// <summary>Serves these files as any web server does.</summary>
    public static FileServer Of(IReadOnlyDictionary<string, byte[]> files) =>
        new((path, stream, _) => files.TryGetValue(path, out var bytes) ? Ok(stream, bytes) : Status(stream, "404 Not Found"));

    public static Task Ok(Stream stream, byte[] bytes) => Head(stream, $"200 OK\r\nContent-Length: {bytes.Length}", bytes);

    public static Task Status(Stream stream, string status) => Head(stream, $"{status}\r\nContent-Length: 0", []);

    public static async Task Head(Stream stream, string head, byte[] body)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(body);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _loop.GetAwaiter().GetResult();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var request = await reader.ReadLineAsync(_stop.Token) ?? "";
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
                {
                    // Headers are of no interest.
                }

                Interlocked.Increment(ref _requests);
                await _answer(request.Split(' ').ElementAtOrDefault(1)?.TrimStart('/') ?? "", stream, _stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The other side hung up, or the test is over.
            }
        }
    }
}
