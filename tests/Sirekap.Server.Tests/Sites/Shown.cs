using Microsoft.AspNetCore.Builder;
using Sirekap.Node;
using Sirekap.Site;
using Sirekap.Site.Protection;

namespace Sirekap.Server.Tests.Sites;

/// <summary>A node as the public sees it, on a port of this machine.</summary>
internal sealed class Shown : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private Shown(WebApplication app)
    {
        _app = app;
        Url = new Uri(app.Urls.Single() + "/");
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Url };
    }

    public Uri Url { get; }

    public static async Task<Shown> StartAsync(LedgerNode node, ProtectionOptions? protection = null)
    {
        var app = SiteHost.Build(node, new SiteOptions("http://127.0.0.1:0") { Protection = protection ?? new() });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new Shown(app);
    }

    public async Task<HttpResponseMessage> Get(string path) =>
        await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    /// <summary>A page, with its own address taken out.</summary>
    public async Task<string> Page(string path)
    {
        using var response = await Get(path);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode}");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return text.Replace(Url.GetLeftPart(UriPartial.Authority), "HERE", StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
