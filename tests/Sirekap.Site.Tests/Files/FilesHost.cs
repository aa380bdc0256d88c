using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sirekap.Node;
using Sirekap.Site.Files;

namespace Sirekap.Site.Tests.Files;

/// <summary>A node's published files on a port of this machine; whatever they leave to others is answered with 418.</summary>
internal sealed class FilesHost : IAsyncDisposable
{
    public const int Others = StatusCodes.Status418ImATeapot;

    private readonly WebApplication _app;

    private FilesHost(WebApplication app)
    {
        _app = app;
        Url = new Uri(app.Urls.Single() + "/");
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Url };
    }

    public Uri Url { get; }

    public HttpClient Client { get; }

    /// <param name="node">Whose files.</param>
    /// <param name="url">Where.</param>
    /// <param name="between">Is asked first, and may answer otherwise than the node would: null leaves it to the node.</param>
    /// <param name="before">The same, by the whole answer: true when it has been given.</param>
    public static async Task<FilesHost> StartAsync(
        LedgerNode node,
        string url = "http://127.0.0.1:0",
        Func<string, byte[]?>? between = null,
        Func<HttpContext, bool>? before = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Use(next =>
            context =>
                before?.Invoke(context) == true ? Task.CompletedTask
                : between?.Invoke(context.Request.Path.Value![1..]) is { } bytes ? context.Response.Body.WriteAsync(bytes).AsTask()
                : next(context)
        );
        app.UsePublishedFiles(node);
        app.Run(context =>
        {
            context.Response.StatusCode = Others;
            return Task.CompletedTask;
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new FilesHost(app);
    }

    public Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, headers);

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<byte[]> Bytes(string path)
    {
        using var response = await Get(path);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode}");
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
