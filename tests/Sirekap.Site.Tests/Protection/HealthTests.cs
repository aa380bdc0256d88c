using System.Net;
using System.Text.Json.Nodes;
using Sirekap.Node;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Protection;

/// <summary>What the server says of itself, and of a ledger that has stopped.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task A_server_is_ready_once_its_ledger_is_folded_and_lists_what_is_not_as_it_should_be()
    {
        TurnedNode node = null!;
        await using var server = new ApiServer { Turn = inner => node = new TurnedNode(inner) };
        await server.InitializeAsync();
        await server.SignedAsync();
        var ready = await server.Json("/health/ready");
        ready["status"]!.GetValue<string>().ShouldBe("ready");
        ready["size"]!.GetValue<long>().ShouldBe(server.Node.Size);
        ready["checkpointSize"]!.GetValue<long>().ShouldBe(server.Node.Size);
        ready["warnings"]!.AsArray().ShouldBeEmpty();

        node.Complain(NodeWarningCode.NotCosigned);
        var warned = await server.Json("/health/ready");
        warned["warnings"]!.AsArray().Single()!["code"]!.GetValue<string>().ShouldBe("not-cosigned");
        warned.ToJsonString().ShouldNotContain("path");
    }

    [Fact]
    public async Task A_ledger_that_has_stopped_is_told_by_name_and_the_process_is_still_alive()
    {
        TurnedNode node = null!;
        await using var server = new ApiServer { Turn = inner => node = new TurnedNode(inner) };
        await server.InitializeAsync();
        node.IsStopped = true;
        using var ready = await server.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        JsonNode.Parse(await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["status"]!
            .GetValue<string>()
            .ShouldBe("stopped");
        (await server.Json("/health/live"))["status"]!.GetValue<string>().ShouldBe("alive");

        await server.Problem("/api/v1/results/ppwp/0", HttpStatusCode.ServiceUnavailable, "ledger-stopped");
        using var posted = await server.Post(
            ApiElection.Entry(ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3)), server.Election.Key("3171010001001"))
        );
        await ApiServer.ProblemOf(posted, HttpStatusCode.ServiceUnavailable, "ledger-stopped");
        (await server.MetricsAsync()).ShouldContain("sirekap_intake_statements_total{outcome=\"ledger-stopped\"} 1");
        node.IsStopped = false;
    }

    [Fact]
    public async Task A_server_that_shows_somebody_elses_ledger_takes_nothing()
    {
        await using var server = new ApiServer { Turn = inner => new TurnedNode(inner) { IsReadOnly = true } };
        await server.InitializeAsync();
        using var posted = await server.Post(
            ApiElection.Entry(ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3)), server.Election.Key("3171010001001"))
        );
        await ApiServer.ProblemOf(posted, HttpStatusCode.ServiceUnavailable, "read-only");
    }
}
