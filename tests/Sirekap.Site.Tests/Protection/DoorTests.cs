using System.Net;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Protection;

/// <summary>Each door answers what belongs to it, and has connections of its own.</summary>
public sealed class DoorTests
{
    private const string Get = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";

    [Fact]
    public async Task Measurements_are_told_at_the_inner_door_alone_and_it_tells_nothing_else()
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        await server.Problem("/metrics", HttpStatusCode.NotFound, "not-found");
        (await server.MetricsAsync()).ShouldContain("sirekap_ledger_size");
        foreach (var path in (string[])["/", "/checkpoint", "/api/v1/ledger"])
        {
            (await Status(server, server.Inner, path)).ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await Status(server, server.Inner, "/health/ready")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_intake_with_a_door_of_its_own_is_found_there_and_nowhere_else()
    {
        await using var server = new ApiServer { HasIntake = true };
        await server.InitializeAsync();
        var note = ApiElection.Entry(
            ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3)),
            server.Election.Officer("3172010001001")
        );
        using (var elsewhere = await server.Post(note))
        {
            elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        using var body = new ByteArrayContent(note);
        body.Headers.Add("Content-Type", "text/plain");
        using var taken = await server.Client.PostAsync(
            new Uri(server.Intake, "/api/v1/statements"),
            body,
            TestContext.Current.CancellationToken
        );
        taken.StatusCode.ShouldBe(HttpStatusCode.Created);
        foreach (var path in (string[])["/", "/checkpoint", "/blobs/x", "/api/v1/ledger", "/metrics"])
        {
            (await Status(server, server.Intake, path)).ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await Status(server, server.Intake, "/health/live")).ShouldBe(HttpStatusCode.OK);
        (await Status(server, server.Address, "/ppwp")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Doors_are_told_apart_over_https_too()
    {
        var folder = Directory.CreateTempSubdirectory("sirekap-doors-");
        using var certificate = OwnCertificate.In(folder.FullName, TimeProvider.System);
        await using (var server = new ApiServer { HasIntake = true, Certificate = certificate })
        {
            await server.InitializeAsync();
            (await Status(server, server.Intake, "/ppwp")).ShouldBe(HttpStatusCode.NotFound);
            (await Status(server, server.Address, "/ppwp")).ShouldBe(HttpStatusCode.OK);
            (await Status(server, server.Intake, "/api/v1/problems/disk-full")).ShouldBe(HttpStatusCode.OK);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_crowd_at_one_door_closes_no_other()
    {
        await using var server = new ApiServer(new ProtectionOptions { Connections = 32 }) { HasIntake = true };
        await server.InitializeAsync();
        var crowd = new List<RawClient>();
        for (var i = 0; i < 16; i++)
        {
            // From networks enough, and each of them has said something.
            crowd.Add(await RawClient.To(server.Address, $"127.0.{i}.1"));
            await crowd[i].Send(Get);
            (await crowd[i].Answer()).Status.ShouldBe(200);
        }

        (await RawClient.StatusOf(server.Address, Get)).ShouldBe(0, "it is full");
        (await RawClient.StatusOf(server.Intake, Get)).ShouldBe(200);
        (await RawClient.StatusOf(server.Inner, Get)).ShouldBe(200);
        crowd.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Connections_that_say_nothing_keep_nobody_out_the_longest_silent_goes()
    {
        await using var server = new ApiServer(new ProtectionOptions { Connections = 16, FirstByteTime = TimeSpan.FromMinutes(5) });
        await server.InitializeAsync();
        var silent = new List<RawClient>();
        for (var i = 0; i < 16; i++)
        {
            silent.Add(await RawClient.To(server.Address, $"127.0.{i}.1"));
        }

        // Each from a network of its own, and fewer than are silent: a busy server may not have seen yet that the one before has gone.
        for (var i = 0; i < 12; i++)
        {
            using var honest = await RawClient.To(server.Address, $"127.1.{i}.1");
            await honest.Send(Get);
            (await honest.Answer()).Status.ShouldBe(200);
        }

        // Which of the first to connect was let in first is the server's affair.
        await Task.WhenAny(silent.Take(8).Select(client => client.HungUp()));
        silent.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Whoever_says_nothing_at_all_is_let_go()
    {
        await using var server = new ApiServer(new ProtectionOptions { FirstByteTime = TimeSpan.FromSeconds(1) });
        await server.InitializeAsync();
        using var silent = await RawClient.To(server.Address);
        await silent.HungUp();
        (await RawClient.StatusOf(server.Address, Get)).ShouldBe(200);
    }

    [Fact]
    public async Task A_network_has_so_many_connections_whatever_its_addresses()
    {
        await using var server = new ApiServer(new ProtectionOptions { ConnectionsOfNetwork = 3 });
        await server.InitializeAsync();
        var clients = new List<RawClient>();
        for (var i = 0; i < 3; i++)
        {
            clients.Add(await RawClient.To(server.Address, $"127.0.9.{i + 1}"));
            await clients[i].Send(Get);
            (await clients[i].Answer()).Status.ShouldBe(200);
        }

        using (var fourth = await RawClient.To(server.Address, "127.0.9.4"))
        {
            await fourth.Send(Get);
            (await fourth.Answer()).Status.ShouldBe(0);
        }

        (await RawClient.StatusOf(server.Address, Get)).ShouldBe(200);
        clients.ForEach(client => client.Dispose());
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.254", true)]
    [InlineData("192.0.2.1", "192.0.3.1", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:2:2::1", false)]
    public void A_network_is_a_24_or_a_48_and_no_address(string one, string other, bool isSame)
    {
        ClientAddress Of(string address) => ClientAddress.Of(IPAddress.Parse(address));
        (Of(one).Network == Of(other).Network).ShouldBe(isSame);
        Of(one).Network.ShouldNotBe(Of(one));
    }

    private static async Task<HttpStatusCode> Status(ApiServer server, Uri door, string path)
    {
        using var response = await server.Client.GetAsync(new Uri(door, path), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
