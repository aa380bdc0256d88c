using System.Net;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Protection;

/// <summary>How much is taken of one client and of all.</summary>
public sealed class LimitTests
{
    /// <summary>Whoever has asked so often and was not told to wait never will be.</summary>
    private const int Enough = 5_000;

    [Fact]
    public async Task A_client_that_asks_too_much_is_told_to_wait_and_others_are_not()
    {
        await using var server = new ApiServer(new ProtectionOptions { RequestBurst = 5, RequestsPerSecond = 5 });
        await server.InitializeAsync();
        var (taken, refused) = (0, false);
        while (!refused && taken < Enough)
        {
            // A slow machine asks no faster than it may for a while: sooner or later it does.
            using var response = await server.Client.GetAsync("/api/v1/ledger", TestContext.Current.CancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
                response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
                refused = true;
                continue;
            }

            taken++;
        }

        refused.ShouldBeTrue();
        taken.ShouldBeGreaterThanOrEqualTo(5);
        using var other = await RawClient.To(server.Address, "127.0.0.2");
        await other.Send("GET /api/v1/ledger HTTP/1.1\r\nHost: x\r\n\r\n");
        (await other.Answer()).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whom_a_proxy_names_is_counted_only_where_the_proxy_is_known(bool isKnown)
    {
        await using var server = new ApiServer(
            new ProtectionOptions
            {
                RequestBurst = 3,
                RequestsPerSecond = 5,
                Proxies = isKnown ? [IPNetwork.Parse("127.0.0.0/8")] : [],
            }
        );
        await server.InitializeAsync();
        var refused = 0;
        for (var i = 0; i < (isKnown ? 12 : Enough) && refused == 0; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/ledger");
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{i % 250}");
            using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            refused += response.StatusCode == HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        (refused == 0).ShouldBe(isKnown);
    }

    [Fact]
    public async Task Nothing_more_is_begun_than_may_be_under_way()
    {
        await using var none = new ApiServer(new ProtectionOptions { Concurrent = 1, ConcurrentOfClient = 0 });
        await none.InitializeAsync();
        await none.Problem("/api/v1/ledger", HttpStatusCode.TooManyRequests, "too-many-requests");
        // Listeners count by themselves.
        using var events = await none.Client.GetAsync(
            "/api/v1/events",
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
        events.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_waits_for_so_many_costly_answers()
    {
        await using var none = new ApiServer(new ProtectionOptions { ConcurrentCostlyOfClient = 0 });
        await none.InitializeAsync();
        await none.Problem("/api/v1/search?q=jakarta", HttpStatusCode.TooManyRequests, "too-many-requests");
        using var past = await none.Client.GetAsync($"/pada/{none.Node.Size}/ppwp", TestContext.Current.CancellationToken);
        past.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        past.Headers.RetryAfter.ShouldNotBeNull();
        using var now = await none.Client.GetAsync("/ppwp", TestContext.Current.CancellationToken);
        now.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_has_so_many_connections()
    {
        await using var server = new ApiServer(new ProtectionOptions { ConnectionsOfClient = 3 });
        await server.InitializeAsync();
        var clients = new List<RawClient>();
        for (var i = 0; i < 3; i++)
        {
            clients.Add(await RawClient.To(server.Address, "127.0.0.9"));
            await clients[i].Send("GET /api/v1/ledger HTTP/1.1\r\nHost: x\r\n\r\n");
            (await clients[i].Answer()).Status.ShouldBe(200);
        }

        using (var fourth = await RawClient.To(server.Address, "127.0.0.9"))
        {
            await fourth.Send("GET /api/v1/ledger HTTP/1.1\r\nHost: x\r\n\r\n");
            (await fourth.Answer()).Status.ShouldBe(0);
        }

        (await RawClient.StatusOf(server.Address, "GET /api/v1/ledger HTTP/1.1\r\nHost: x\r\n\r\n")).ShouldBe(200);
        clients.ForEach(client => client.Dispose());
        while (true)
        {
            // Whoever goes makes room.
            using var again = await RawClient.To(server.Address, "127.0.0.9");
            await again.Send("GET /api/v1/ledger HTTP/1.1\r\nHost: x\r\n\r\n");
            if ((await again.Answer()).Status == 200)
            {
                return;
            }

            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task Huge_heads_are_refused()
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        const string Get = "GET /api/v1/ledger HTTP/1.1\r\nHost: x\r\n";
        (await RawClient.StatusOf(server.Address, $"{Get}A: {new string('a', 20_000)}\r\n\r\n")).ShouldBe(431);
        (
            await RawClient.StatusOf(server.Address, $"{Get}{string.Concat(Enumerable.Range(0, 100).Select(i => $"A{i}: 1\r\n"))}\r\n")
        ).ShouldBe(431);
        (await RawClient.StatusOf(server.Address, $"GET /{new string('a', 10_000)} HTTP/1.1\r\nHost: x\r\n\r\n")).ShouldBe(414);
        (await RawClient.StatusOf(server.Address, $"{Get}\r\n")).ShouldBe(200);
    }

    [Fact]
    public void An_address_counts_as_a_household_has_it()
    {
        ClientAddress Of(string address) => ClientAddress.Of(IPAddress.Parse(address));
        Of("2001:db8:1:2::1").ShouldBe(Of("2001:db8:1:2:ffff::9"));
        Of("2001:db8:1:2::1").ShouldNotBe(Of("2001:db8:1:3::1"));
        Of("192.0.2.1").ShouldNotBe(Of("192.0.2.2"));
        Of("::ffff:192.0.2.1").ShouldBe(Of("192.0.2.1"));
        ClientAddress.Of((IPAddress?)null).ShouldBe(default);
    }
}
