using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Sirekap.Elections.Statements;
using Sirekap.Node;
using Sirekap.Node.Readers;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Tests.Api;

/// <summary>
/// The site over the night of <see cref="ApiElection"/>, on a port of this machine, with a client that asks for English and follows nothing
/// by itself.
/// </summary>
public sealed class ApiServer : IAsyncLifetime
{
    private readonly ApiElection _election;
    private readonly ProtectionOptions _options;
    private LedgerNode _node = null!;
    private WebApplication _app = null!;

    public ApiServer()
        : this(new ProtectionOptions()) { }

    internal ApiServer(ProtectionOptions options, ElectionKind kind = ElectionKind.Real, TimeSpan? checkpoints = null)
    {
        _options = options;
        _election = new ApiElection(kind).Night();
        Checkpoints = checkpoints ?? TimeSpan.FromMilliseconds(20);
    }

    public HttpClient Client { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>Where it tells what it measures.</summary>
    internal Uri Inner { get; private set; } = null!;

    /// <summary>Where it takes statements.</summary>
    internal Uri Intake { get; private set; } = null!;

    /// <summary>Whether statements have a door of their own.</summary>
    internal bool HasIntake { get; init; }

    internal ApiElection Election => _election;

    internal LedgerNode Node => _node;

    /// <summary>For https; plain http without.</summary>
    internal X509Certificate2? Certificate { get; init; }

    /// <summary>Who reads photos; nobody without.</summary>
    internal Func<ApiElection, ReaderOptions>? Reader { get; init; }

    /// <summary>By which the public knows the site.</summary>
    internal Uri? Known { get; init; }

    /// <summary>Where traces and measurements are sent; nowhere without.</summary>
    internal Uri? Collector { get; init; }

    /// <summary>Puts another node in front of the one that writes.</summary>
    internal Func<LedgerNode, LedgerNode> Turn { get; init; } = node => node;

    /// <summary>How its node differs from the usual.</summary>
    internal Func<IntakeOptions, IntakeOptions> Taking { get; init; } = options => options;

    private TimeSpan Checkpoints { get; }

    public async ValueTask InitializeAsync()
    {
        _node = Turn(
            IntakeNode.Start(_election.Sequencer, Taking(new IntakeOptions { CheckpointEvery = Checkpoints, PublishEvery = TimeSpan.Zero }))
        );
        _app = SiteHost.Build(
            _node,
            new SiteOptions(Certificate is null ? "http://127.0.0.1:0" : "https://127.0.0.1:0")
            {
                InnerUrls = "http://127.0.0.1:0",
                IntakeUrls =
                    !HasIntake ? null
                    : Certificate is null ? "http://127.0.0.1:0"
                    : "https://127.0.0.1:0",
                Protection = _options,
                Certificate = Certificate,
                Address = Known,
                Collector = Collector,
                Reader = Reader?.Invoke(_election),
            }
        );
        await _app.StartAsync();
        Address = new Uri(SiteHost.UrlsOf(_app, Door.Public).Single());
        Inner = new Uri(SiteHost.UrlsOf(_app, Door.Inner).Single());
        Intake = HasIntake ? new Uri(SiteHost.UrlsOf(_app, Door.Intake).Single()) : Address;
        Client = NewClient();
    }

    /// <summary>A client with connections of its own.</summary>
    internal HttpClient NewClient()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
            shown?.GetCertHashString() == Certificate?.GetCertHashString();
        var client = new HttpClient(handler) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    /// <summary>What it tells of itself.</summary>
    internal Task<string> MetricsAsync() => Client.GetStringAsync(new Uri(Inner, "/metrics"), TestContext.Current.CancellationToken);

    /// <summary>A checkpoint of everything has been published.</summary>
    internal async Task SignedAsync()
    {
        while (_node.Checkpoint?.Checkpoint.Size != _node.Size)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Asks for JSON that must be had.</summary>
    internal async Task<JsonNode> Json(string path)
    {
        using var response = await Client.GetAsync(path, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Asks for what must be refused, and returns the problem.</summary>
    internal async Task<JsonNode> Problem(string path, HttpStatusCode status, string name) =>
        await ProblemOf(await Client.GetAsync(path, TestContext.Current.CancellationToken), status, name);

    internal static async Task<JsonNode> ProblemOf(HttpResponseMessage response, HttpStatusCode status, string name)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(status, text);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            var problem = JsonNode.Parse(text)!;
            problem["type"]!.GetValue<string>().ShouldBe($"/api/v1/problems/{name}");
            problem["status"]!.GetValue<int>().ShouldBe((int)status);
            return problem;
        }
    }

    /// <summary>Methods and route templates below a path, as they are mapped.</summary>
    internal IEnumerable<string> Mapped(string below) =>
        from source in ((IEndpointRouteBuilder)_app).DataSources
        from endpoint in source.Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith(below, StringComparison.Ordinal)
        from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
        select $"{method} {endpoint.RoutePattern.RawText}";

    /// <summary>Brings a note.</summary>
    internal Task<HttpResponseMessage> Post(ReadOnlyMemory<byte> body, string type = "text/plain")
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.Add("Content-Type", type);
        return Client.PostAsync("/api/v1/statements", content, TestContext.Current.CancellationToken);
    }

    internal static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null)
        {
            // Workers end before the ledger does.
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        if (_node is not null)
        {
            await _node.DisposeAsync();
        }

        _election.Dispose();
    }
}
