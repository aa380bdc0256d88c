using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Protection;

/// <summary>What a collector is told by OTLP.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task A_collector_hears_of_routes_and_measurements_and_of_nobody()
    {
        await using var collector = new Collector();
        await using (var server = new ApiServer { Collector = collector.Address })
        {
            await server.InitializeAsync();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/results/ppwp/31?somebodys=question");
            request.Headers.Add("User-Agent", "somebodys-telephone");
            // Not sampled, says the stranger.
            request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00");
            (await server.Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await server.Client.GetAsync("/no-such-page-of-anybodys", TestContext.Current.CancellationToken)).Dispose();
        }

        // What was gathered is sent before the server is gone.
        var traces = collector.Heard("/v1/traces");
        traces.ShouldContain("/api/v1/results/{contest}/{code}");
        traces.ShouldContain("http.response.status_code");
        traces.ShouldNotContain("ppwp/31");
        traces.ShouldNotContain("somebodys");
        traces.ShouldNotContain("anybodys");
        traces.ShouldNotContain("127.0.0.1");
        var metrics = collector.Heard("/v1/metrics");
        metrics.ShouldContain("sirekap.ledger.size");
        metrics.ShouldContain("http.server.request.duration");
        metrics.ShouldContain("dotnet.gc.collections");
        metrics.ShouldNotContain("somebodys");
    }

    /// <summary>Takes whatever is sent to it.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly ConcurrentQueue<(string Path, string Body)> _heard = new();
        private readonly Task _listening;

        public Collector()
        {
            Address = new Uri($"http://localhost:{FreePort()}");
            _listener.Prefixes.Add(Address.AbsoluteUri);
            _listener.Start();
            _listening = ListenAsync();
        }

        public Uri Address { get; }

        /// <summary>Everything sent to a path, bytes as Latin letters.</summary>
        public string Heard(string path) => string.Concat(_heard.Where(heard => heard.Path == path).Select(heard => heard.Body));

        public async ValueTask DisposeAsync()
        {
            _listener.Close();
            await _listening;
        }

        private async Task ListenAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    using var reader = new StreamReader(context.Request.InputStream, Encoding.Latin1);
                    _heard.Enqueue((context.Request.Url!.AbsolutePath, await reader.ReadToEndAsync()));
                    context.Response.Close();
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Closed.
            }
        }

        private static int FreePort()
        {
            using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            socket.Start();
            return ((IPEndPoint)socket.LocalEndpoint).Port;
        }
    }
}
