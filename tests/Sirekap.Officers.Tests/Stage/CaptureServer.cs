using Microsoft.AspNetCore.Builder;
using Sirekap.Elections.Statements;
using Sirekap.Node;
using Sirekap.Site;
using Sirekap.Site.Protection;

namespace Sirekap.Officers.Tests.Stage;

/// <summary>The site of a <see cref="CaptureElection"/> with its capture app, on a port of this machine.</summary>
public sealed class CaptureServer : IAsyncLifetime
{
    private CaptureElection? _election;
    private LedgerNode _node = null!;
    private WebApplication _app = null!;

    internal CaptureElection Election => _election ??= new CaptureElection(Kind);

    /// <summary>Of what kind the election is.</summary>
    internal ElectionKind Kind { get; init; } = ElectionKind.Real;

    internal LedgerNode Node => _node;

    public Uri Address { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Whether statements have a door of their own.</summary>
    internal bool HasIntake { get; init; }

    /// <summary>Whether the reviewers' desk has a door of its own.</summary>
    internal bool HasConsole { get; init; }

    /// <summary>Where the desk is.</summary>
    internal Uri Console { get; private set; } = null!;

    /// <summary>Where they are taken.</summary>
    internal Uri Intake { get; private set; } = null!;

    /// <summary>The server is ended and started again at the same address; its ledger goes on.</summary>
    internal async Task RestartAsync()
    {
        await _app.DisposeAsync();
        _app = SiteHost.Build(_node, new SiteOptions(Address.AbsoluteUri.TrimEnd('/')) { Officers = CaptureRoom.Room });
        await _app.StartAsync();
    }

    public async ValueTask InitializeAsync()
    {
        // Every receipt is there a moment after its form.
        var taking = new IntakeOptions { CheckpointEvery = TimeSpan.FromMilliseconds(20), PublishEvery = TimeSpan.Zero };
        _node = IntakeNode.Start(Election.Sequencer, taking);
        _app = SiteHost.Build(
            _node,
            new SiteOptions("http://127.0.0.1:0")
            {
                IntakeUrls = HasIntake ? "http://127.0.0.1:0" : null,
                ConsoleUrls = HasConsole ? "http://127.0.0.1:0" : null,
                Officers = CaptureRoom.Room,
            }
        );
        await _app.StartAsync();
        Address = new Uri(SiteHost.UrlsOf(_app, Door.Public).Single());
        Intake = HasIntake ? new Uri(SiteHost.UrlsOf(_app, Door.Intake).Single()) : Address;
        Console = HasConsole ? new Uri(SiteHost.UrlsOf(_app, Door.Console).Single()) : Intake;
        Client = new HttpClient { BaseAddress = Address };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await _node.DisposeAsync();
        Election.Dispose();
    }
}
