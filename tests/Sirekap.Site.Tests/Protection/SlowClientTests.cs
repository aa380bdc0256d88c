using System.Net;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Protection;

/// <summary>Clients that hold on to what they have, and clients beside them.</summary>
public sealed class SlowClientTests
{
    private static readonly ProtectionOptions Impatient = new()
    {
        HeaderTime = TimeSpan.FromSeconds(1),
        BodyTime = TimeSpan.FromSeconds(1),
        KeepAliveTime = TimeSpan.FromSeconds(2),
        ConnectionsOfClient = 100_000,
        RequestBurst = 100_000,
        ConcurrentOfClient = 100_000,
    };

    [Fact]
    public async Task Heads_that_come_letter_by_letter_are_cut_off_and_nobody_waits_for_them()
    {
        await using var server = new ApiServer(Impatient);
        await server.InitializeAsync();
        var slow = await Many(server, 200, client => client.Send("GET /api/v1/ledger HTTP/1.1\r\nHost: x\r\nA: "));
        var trickling = Task.WhenAll(
            slow.Select(async client =>
            {
                for (var i = 0; i < 3; i++)
                {
                    await client.Send("a");
                    await Task.Delay(100, TestContext.Current.CancellationToken);
                }

                await client.HungUp();
            })
        );
        await Honest(server, 50);
        await trickling;
        slow.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Bodies_that_come_letter_by_letter_are_cut_off_and_nobody_waits_for_them()
    {
        await using var server = new ApiServer(Impatient);
        await server.InitializeAsync();
        var slow = await Many(
            server,
            200,
            client =>
                client.Send("POST /api/v1/statements HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 60000\r\n\r\nabc")
        );
        var answers = Task.WhenAll(slow.Select(async client => (await client.Answer()).Status));
        await Honest(server, 50);
        var officer = server.Election.Officer("3172010001001");
        for (var i = 0; i < 10; i++)
        {
            using var response = await server.Post(
                ApiElection.Entry(ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3), minute: i), officer)
            );
            response.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        (await answers).ShouldAllBe(status => status == 408);
        slow.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Connections_that_say_nothing_end()
    {
        await using var server = new ApiServer(Impatient);
        await server.InitializeAsync();
        var idle = await Many(server, 100, _ => Task.CompletedTask);
        await Honest(server, 20);
        await Task.WhenAll(idle.Select(client => client.HungUp()));
        idle.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Large_bodies_cannot_take_the_room_of_small_ones()
    {
        await using var server = new ApiServer(Impatient with { BodyBytesUnderWay = 64 << 10, BodyTime = TimeSpan.FromSeconds(30) });
        await server.InitializeAsync();

        // Each has sent so much that it holds half of the room, and then sends no more.
        var holding = await Many(
            server,
            4,
            client =>
                client.Send(
                    $"POST /api/v1/statements HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 60000\r\n\r\n"
                        + $"{new string('a', 33_000)}"
                )
        );
        var refused = await Task.WhenAny(holding.Select(async client => (await client.Answer()).Status));
        (await refused).ShouldBe(503);
        using var small = await server.Post(
            ApiElection.Entry(ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3)), server.Election.Officer("3172010001001"))
        );
        small.StatusCode.ShouldBe(HttpStatusCode.Created);
        holding.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task As_many_connections_as_files_allow_do_not_keep_an_honest_client_out()
    {
        await using var server = new ApiServer(
            Impatient with
            {
                KeepAliveTime = TimeSpan.FromSeconds(30),
                HeaderTime = TimeSpan.FromSeconds(30),
            }
        );
        await server.InitializeAsync();

        // Both ends are files of this process, and other tests have some, too.
        var crowd = await Many(server, 1_500, client => client.Send("GET /api/v1/"), address: i => $"127.0.1.{1 + (i % 200)}");
        await Honest(server, 50);
        crowd.ForEach(client => client.Dispose());
    }

    private static async Task<List<RawClient>> Many(
        ApiServer server,
        int count,
        Func<RawClient, Task> begin,
        Func<int, string>? address = null
    )
    {
        var clients = new List<RawClient>();
        for (var i = 0; i < count; i++)
        {
            clients.Add(await RawClient.To(server.Address, address?.Invoke(i)));
            await begin(clients[^1]);
        }

        return clients;
    }

    private static async Task Honest(ApiServer server, int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            using var fresh = server.NewClient();
            using var response = await fresh.GetAsync("/api/v1/results/ppwp/0", TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }
}
