using System.Net;
using System.Net.Sockets;

namespace Sirekap.Cli.Tests;

/// <summary>Serves a folder's files on this machine, as any web server would.</summary>
internal sealed class FolderServer : IDisposable
{
    /// <summary>Somebody else may take a free port before it is listened at.</summary>
    private const int Tries = 20;

    private readonly HttpListener _listener;
    private readonly Task _serving;

    public FolderServer(string folder)
    {
        (_listener, Url) = Listen();
        _serving = Task.Run(() => ServeAsync(folder));
    }

    public string Url { get; }

    /// <summary>A port that nobody listens at just now.</summary>
    public static int FreePort()
    {
        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _listener.Stop();
        _listener.Close();
        _serving.GetAwaiter().GetResult();
    }

    private static (HttpListener Listener, string Url) Listen()
    {
        for (var left = Tries; ; left--)
        {
            var url = $"http://127.0.0.1:{FreePort()}/";
            var listener = new HttpListener { Prefixes = { url } };
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException) when (left > 0)
            {
                listener.Close();
            }
        }
    }

    private async Task ServeAsync(string folder)
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                var file = Path.Combine(folder, context.Request.Url!.AbsolutePath.TrimStart('/'));
                using var response = context.Response;
                if (File.Exists(file))
                {
                    await response.OutputStream.WriteAsync(await File.ReadAllBytesAsync(file));
                }
                else
                {
                    response.StatusCode = 404;
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped, or the client went away.
            }
        }
    }
}
