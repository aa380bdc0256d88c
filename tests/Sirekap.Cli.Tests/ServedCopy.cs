using Microsoft.AspNetCore.Builder;
using Sirekap.Node;
using Sirekap.Record.Storage;
using Sirekap.Site;

namespace Sirekap.Cli.Tests;

/// <summary>What has been imported, as its site shows it.</summary>
internal sealed class ServedCopy : IAsyncDisposable
{
    private readonly IntakeNode _node;
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private ServedCopy(IntakeNode node, WebApplication app)
    {
        (_node, _app) = (node, app);
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public static async Task<ServedCopy> StartAsync(CopyFolder copy)
    {
        var folder = ElectionFolder.At(copy.Data, Path.GetFileName(copy.Election));
        var sequencer = Sequencer.Open(folder, KeyFiles.ReadLog(KeyFiles.Log(folder)), TimeProvider.System);
        var node = IntakeNode.Start(sequencer, new IntakeOptions());
        var app = SiteHost.Build(node, new SiteOptions("http://127.0.0.1:0"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ServedCopy(node, app);
    }

    public Task<string> ReadAsync(string path) =>
        _client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _node.DisposeAsync();
    }
}
