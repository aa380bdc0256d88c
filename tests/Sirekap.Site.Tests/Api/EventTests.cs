using System.Net;
using System.Text.Json.Nodes;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Tests.Api;

/// <summary>Server-sent events.</summary>
public sealed class EventTests
{
    private static readonly ProtectionOptions Quick = new() { Heartbeat = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public async Task A_listener_is_told_of_a_change_in_its_region_and_of_no_other()
    {
        await using var server = new ApiServer(Quick);
        await server.InitializeAsync();
        using var here = await Listening(server, "contest=ppwp&region=3172");
        using var station = await Listening(server, "contest=ppwp&region=3172010001001");
        using var elsewhere = await Listening(server, "contest=ppwp&region=32");
        using var other = await Listening(server, "contest=pdpd&region=31");
        server.Election.Submit("3172010001001", ApiElection.Sound(1, 2, 3));

        foreach (var listener in (Listener[])[here, station])
        {
            var (id, data) = await listener.EventOf(server.Node.Size);
            id.ShouldBe($"{server.Node.Size}");
            data["root"]!.GetValue<string>().ShouldBe(server.Node.Read((_, tree) => tree.Root()).ToString());
            data["time"]!.GetValue<string>().ShouldEndWith("Z");
        }

        await elsewhere.Heartbeats(3);
        await other.Heartbeats(3);
    }

    [Fact]
    public async Task Whoever_comes_again_is_told_at_once_what_it_missed_and_nothing_that_it_knows()
    {
        await using var server = new ApiServer(Quick);
        await server.InitializeAsync();
        var before = server.Node.Size;
        server.Election.Submit("3172010001001", ApiElection.Sound(1, 2, 3));
        using var missed = await Listening(server, "region=3172", last: $"{before}");
        await missed.EventOf(server.Node.Size);
        using var since = await Listening(server, $"region=3172&since={before}");
        await since.EventOf(server.Node.Size);
        using var knows = await Listening(server, "region=3172", last: $"{server.Node.Size}");
        await knows.Heartbeats(3);
        using var nonsense = await Listening(server, "region=3172", last: "yesterday");
        await nonsense.Heartbeats(1);
    }

    [Fact]
    public async Task Many_changes_within_a_second_are_told_once()
    {
        await using var server = new ApiServer(Quick);
        await server.InitializeAsync();
        using var listener = await Listening(server, "");
        server.Election.Submit("3172010001001", ApiElection.Sound(1, 2, 3));
        await listener.Event();
        for (var i = 0; i < 20; i++)
        {
            server.Election.Submit("3172010001002", ApiElection.Sound(1, 2, 3 + i));
        }

        var sizes = new List<long>();
        do
        {
            sizes.Add((await listener.Event()).Data["size"]!.GetValue<long>());
        } while (sizes[^1] < server.Node.Size);
        sizes.Count.ShouldBeLessThan(5);
    }

    [Fact]
    public async Task When_there_is_no_room_for_another_it_is_told_so()
    {
        await using var server = new ApiServer(Quick with { Listeners = 2 });
        await server.InitializeAsync();
        var first = await Listening(server, "");
        using var second = await Listening(server, "");
        await server.Problem("/api/v1/events", HttpStatusCode.ServiceUnavailable, "too-many-listeners");

        // Whoever goes makes room.
        first.Dispose();
        await Until(async () =>
        {
            using var response = await server.Client.GetAsync(
                "/api/v1/events",
                HttpCompletionOption.ResponseHeadersRead,
                TestContext.Current.CancellationToken
            );
            return response.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task One_client_has_so_many()
    {
        await using var server = new ApiServer(Quick with { ListenersOfClient = 1 });
        await server.InitializeAsync();
        using var first = await Listening(server, "");
        await server.Problem("/api/v1/events", HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Fact]
    public async Task A_server_that_stops_does_not_wait_for_its_listeners()
    {
        var server = new ApiServer(Quick);
        await server.InitializeAsync();
        using var listener = await Listening(server, "");
        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    private static async Task<Listener> Listening(ApiServer server, string query, string? last = null)
    {
        var client = server.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/events?{query}");
        if (last is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var listener = new Listener(
            client,
            new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken))
        );
        (await listener.Line()).ShouldStartWith("retry: ");
        return listener;
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private sealed class Listener(HttpClient client, StreamReader lines) : IDisposable
    {
        public async Task<string> Line()
        {
            while (true)
            {
                if (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is not { } line)
                {
                    throw new InvalidOperationException("the stream has ended");
                }

                if (line.Length > 0)
                {
                    return line;
                }
            }
        }

        /// <summary>The next event, with its id and data.</summary>
        public async Task<(string Id, JsonNode Data)> Event()
        {
            string line;
            do
            {
                line = await Line();
            } while (line == ":");
            line.ShouldStartWith("id: ");
            (await Line()).ShouldBe("event: changed");
            return (line["id: ".Length..], JsonNode.Parse((await Line())["data: ".Length..])!);
        }

        /// <summary>The event that brings it up to this size; one before it may tell of less.</summary>
        public async Task<(string Id, JsonNode Data)> EventOf(long size)
        {
            while (true)
            {
                var told = await Event();
                var its = told.Data["size"]!.GetValue<long>();
                its.ShouldBeLessThanOrEqualTo(size);
                if (its == size)
                {
                    return told;
                }
            }
        }

        /// <summary>Comments, and nothing else.</summary>
        public async Task Heartbeats(int count)
        {
            for (; count > 0; count--)
            {
                (await Line()).ShouldBe(":");
            }
        }

        public void Dispose()
        {
            lines.Dispose();
            client.Dispose();
        }
    }
}
