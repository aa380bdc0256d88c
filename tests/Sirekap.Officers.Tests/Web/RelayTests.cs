using System.Net;
using System.Net.Sockets;
using Sirekap.Officers.Reviews;
using Sirekap.Officers.Tests.Stage;
using Sirekap.Site.Protection;

namespace Sirekap.Officers.Tests.Web;

/// <summary>A relay between a desk and a phone: bounded, forgetful, and nobody's who has not seen the code.</summary>
public sealed class RelayTests(CaptureServer server) : IClassFixture<CaptureServer>
{
    private const string Session = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_code_is_used_once_and_a_session_ends_by_either_end_by_silence_and_by_time()
    {
        var clock = new SteppedClock();
        var relay = new Relay(clock);
        relay.Join(Session).ShouldBe(RelayAnswer.Gone);
        relay.Open(Session, Client(1)).ShouldBe(RelayAnswer.Done);
        relay.Open(Session, Client(1)).ShouldBe(RelayAnswer.Gone, "nobody opens another's");
        relay.Put(Session, RelaySide.Phone, [1]).ShouldBe(RelayAnswer.Gone, "nobody has joined");
        relay.Join(Session).ShouldBe(RelayAnswer.Done);
        relay.Join(Session).ShouldBe(RelayAnswer.Gone, "the code is used up");
        relay.Put(Session, RelaySide.Phone, [1]).ShouldBe(RelayAnswer.Done);
        relay.Look(Session, RelaySide.Phone).ShouldBe([1]);
        relay.Look(Session, RelaySide.Phone).ShouldBe([1], "an answer that was lost is asked for again");
        relay.Look(Session, RelaySide.Desk).ShouldBe([]);
        relay.Put(Session, RelaySide.Desk, new byte[Relay.MostBytes + 1]).ShouldBe(RelayAnswer.Gone);
        relay.End(Session);
        relay.Look(Session, RelaySide.Desk).ShouldBeNull();

        relay.Open(Session, Client(1)).ShouldBe(RelayAnswer.Done);
        for (var waited = TimeSpan.Zero; waited < Relay.Unjoined; waited += Relay.Shown)
        {
            clock.Now += Relay.Shown;
            relay.Look(Session, RelaySide.Desk).ShouldNotBeNull();
        }

        clock.Now += TimeSpan.FromSeconds(1);
        relay.Join(Session).ShouldBe(RelayAnswer.Gone, "a code that nobody scanned");

        relay.Open(Session, Client(1));
        relay.Join(Session);
        clock.Now += Relay.Idle;
        relay.Look(Session, RelaySide.Desk).ShouldNotBeNull();
        clock.Now += TimeSpan.FromSeconds(1);
        relay.Look(Session, RelaySide.Desk).ShouldBeNull("the phone has gone");

        relay.Open(Session, Client(1));
        relay.Join(Session);
        var begun = clock.Now;
        while (relay.Look(Session, RelaySide.Desk) is not null && relay.Look(Session, RelaySide.Phone) is not null)
        {
            clock.Now += TimeSpan.FromMinutes(10);
        }

        (clock.Now - begun).ShouldBe(Relay.Lifetime + TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void There_are_so_many_and_no_more_until_some_are_over()
    {
        var clock = new SteppedClock();
        var relay = new Relay(clock);
        for (var number = 0; number < Relay.Most; number++)
        {
            relay.Open($"{number:x32}", Client(number)).ShouldBe(RelayAnswer.Done);
        }

        relay.Open(Session, Client(Relay.Most)).ShouldBe(RelayAnswer.Full);
        clock.Now += Relay.Unjoined + TimeSpan.FromSeconds(1);
        relay.Open(Session, Client(Relay.Most)).ShouldBe(RelayAnswer.Done);
    }

    /// <summary>Whoever opens sessions joins them, too, and says something now and then: that gains nothing.</summary>
    [Fact]
    public void One_network_holds_a_quarter_and_one_client_an_eighth_joined_or_not()
    {
        var clock = new SteppedClock();
        var relay = new Relay(clock);
        var opened = 0;
        for (var number = 0; number < 2 * Relay.Most; number++)
        {
            // Eight addresses of one network.
            if (relay.Open($"{number:x32}", ClientAddress.Of(IPAddress.Parse($"203.0.113.{number % 8}"))) == RelayAnswer.Done)
            {
                opened++;
                relay.Join($"{number:x32}").ShouldBe(RelayAnswer.Done);
            }
        }

        opened.ShouldBe(Relay.OfNetwork);
        for (var number = 0; number < Relay.OfClient; number++)
        {
            relay.Open($"{Relay.Most * 4 + number:x32}", Client(1)).ShouldBe(RelayAnswer.Done);
        }

        relay.Open(Session, Client(1)).ShouldBe(RelayAnswer.Full);
        relay.Open(Session, Client(2)).ShouldBe(RelayAnswer.Done);
    }

    [Fact]
    public void A_code_that_no_screen_shows_any_more_is_over_in_half_a_minute()
    {
        var clock = new SteppedClock();
        var relay = new Relay(clock);
        relay.Open(Session, Client(1));
        for (var looks = 0; looks < 4; looks++)
        {
            clock.Now += Relay.Shown;
            relay.Look(Session, RelaySide.Desk).ShouldNotBeNull("its desk looks");
        }

        clock.Now += Relay.Shown + TimeSpan.FromSeconds(1);
        relay.Join(Session).ShouldBe(RelayAnswer.Gone);
    }

    [Fact]
    public async Task One_address_takes_its_share_and_another_is_served()
    {
        using var greedy = From("127.0.7.1");
        for (var number = 0; number < Relay.OfClient; number++)
        {
            (await PostAsync(greedy, $"/console/relay/{number:x31}a")).ShouldBe(HttpStatusCode.NoContent);
        }

        (await PostAsync(greedy, $"/console/relay/{new string('b', 32)}")).ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var other = From("127.0.8.1");
        (await PostAsync(other, $"/console/relay/{new string('b', 32)}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Strangers_find_nothing_and_nothing_large_is_kept()
    {
        const string Path = $"/console/relay/{Session}";
        (await PostAsync($"{Path}/join")).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync("/console/relay/short")).ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(Path)).ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync(Path)).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync($"{Path}/join")).ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync($"{Path}/desk", new string('x', Relay.MostBytes + 1))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await PostAsync($"{Path}/desk", "said")).ShouldBe(HttpStatusCode.NoContent);
        (await server.Client.GetStringAsync($"{Path}/desk", TestContext.Current.CancellationToken)).ShouldBe("said");
        (await PostAsync($"/console/relay/{new string('f', 32)}/desk", "said")).ShouldBe(HttpStatusCode.NotFound, "another's session");
        (await PostAsync($"{Path}/end")).ShouldBe(HttpStatusCode.NoContent);
        using var gone = await server.Client.GetAsync($"{Path}/desk", TestContext.Current.CancellationToken);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Each in a network of its own.</summary>
    private static ClientAddress Client(int number) => ClientAddress.Of(IPAddress.Parse($"10.{number >> 8}.{number & 255}.1"));

    /// <summary>A client with an address of this machine.</summary>
    private HttpClient From(string address)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, stop) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(address).MapToIPv6(), 0));
                await socket.ConnectAsync(context.DnsEndPoint, stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = server.Address };
    }

    private Task<HttpStatusCode> PostAsync(string path, string body = "") => PostAsync(server.Client, path, body);

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path, string body = "")
    {
        using var content = new StringContent(body);
        using var answer = await client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
