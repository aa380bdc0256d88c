using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Protection;

/// <summary>What is measured, in Prometheus' text format.</summary>
public sealed partial class MetricsTests
{
    [Fact]
    public async Task Requests_and_statements_are_counted_by_route_status_and_outcome()
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        await server.SignedAsync();
        await server.Json("/api/v1/results/ppwp/0");
        await server.Json("/api/v1/results/ppwp/31");
        await server.Problem("/api/v1/results/ppwp/88", HttpStatusCode.NotFound, "unknown-region");
        var note = ApiElection.Entry(
            ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3)),
            server.Election.Officer("3172010001001")
        );
        foreach (var body in (byte[][])[note, note, "x"u8.ToArray()])
        {
            (await server.Post(body)).Dispose();
        }

        using var listener = await server.Client.GetAsync(
            "/api/v1/events",
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        var metrics = await Read(server);
        metrics["http_server_request_duration_seconds_count{method=\"GET\",route=\"/api/v1/results/{contest}/{code}\",status=\"200\"}"]
            .ShouldBe(2);
        metrics["http_server_request_duration_seconds_count{method=\"GET\",route=\"/api/v1/results/{contest}/{code}\",status=\"404\"}"]
            .ShouldBe(1);
        metrics[
            "http_server_request_duration_seconds_bucket{method=\"GET\",route=\"/api/v1/results/{contest}/{code}\","
                + "status=\"200\",le=\"+Inf\"}"
        ]
            .ShouldBe(2);
        metrics["sirekap_intake_statements_total{outcome=\"accepted\"}"].ShouldBe(1);
        metrics["sirekap_intake_statements_total{outcome=\"already-said\"}"].ShouldBe(1);
        metrics["sirekap_intake_statements_total{outcome=\"not-a-note\"}"].ShouldBe(1);
        metrics["sirekap_intake_duration_seconds_count"].ShouldBe(3);
        metrics["sirekap_ledger_size"].ShouldBe(server.Node.Size);
        metrics["sirekap_live_listeners"].ShouldBe(1);
        metrics["process_memory_resident_bytes"].ShouldBeGreaterThan(1e7);
        metrics.Keys.ShouldContain("sirekap_checkpoint_lag_seconds");
        metrics.Keys.ShouldContain(name => name.StartsWith("kestrel_active_connections", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whatever_strangers_send_there_are_no_more_series_and_nobody_is_named()
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        for (var i = 0; i < 50; i++)
        {
            (await server.Client.GetAsync($"/api/v1/strange{i}?q={i}", TestContext.Current.CancellationToken)).Dispose();
            (await server.Client.GetAsync($"/strange-{i}", TestContext.Current.CancellationToken)).Dispose();
            using var request = new HttpRequestMessage(new HttpMethod($"METHOD{i}"), "/");
            (await server.Client.SendAsync(request, TestContext.Current.CancellationToken)).Dispose();
        }

        var metrics = await Read(server);
        metrics
            .Keys.Count(name => name.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal))
            .ShouldBeLessThan(8);
        string.Join('\n', metrics.Keys).ShouldNotContain("127.0.0.1");
        string.Join('\n', metrics.Keys).ShouldNotContain("strange");
    }

    /// <summary>Every line must be one that Prometheus reads; each series with its value.</summary>
    private static async Task<Dictionary<string, double>> Read(ApiServer server)
    {
        using var response = await server.Client.GetAsync(new Uri(server.Inner, "/metrics"), TestContext.Current.CancellationToken);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        var series = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (
            var line in (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            if (line.StartsWith('#'))
            {
                Comment().IsMatch(line).ShouldBeTrue(line);
                continue;
            }

            var sample = Sample().Match(line);
            sample.Success.ShouldBeTrue(line);
            series.Add(sample.Groups["series"].Value, double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture));
        }

        return series;
    }

    [GeneratedRegex(@"^# (HELP [a-z_]+ .*|TYPE [a-z_]+ (counter|gauge|histogram))$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Comment();

    [GeneratedRegex(
        """^(?<series>[a-z_]+(\{[a-z_]+="[^"\\]*"(,[a-z_]+="[^"\\]*")*\})?) (?<value>-?[0-9.]+)$""",
        RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex Sample();
}
