using System.Net;
using Sirekap.Officers.Reviews;
using Sirekap.Officers.Tests.Stage;

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
        relay.Open(Session).ShouldBe(RelayAnswer.Done);
        relay.Open(Session).ShouldBe(RelayAnswer.Gone, "nobody opens another's");
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

        relay.Open(Session).ShouldBe(RelayAnswer.Done);
        clock.Now += Relay.Unjoined + TimeSpan.FromSeconds(1);
        relay.Join(Session).ShouldBe(RelayAnswer.Gone, "a code that nobody scanned");

        relay.Open(Session);
        relay.Join(Session);
        clock.Now += Relay.Idle;
        relay.Look(Session, RelaySide.Desk).ShouldNotBeNull();
        clock.Now += TimeSpan.FromSeconds(1);
        relay.Look(Session, RelaySide.Desk).ShouldBeNull("the phone has gone");

        relay.Open(Session);
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
            relay.Open($"{number:x32}").ShouldBe(RelayAnswer.Done);
        }

        relay.Open(Session).ShouldBe(RelayAnswer.Full);
        clock.Now += Relay.Unjoined + TimeSpan.FromSeconds(1);
        relay.Open(Session).ShouldBe(RelayAnswer.Done);
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

    private async Task<HttpStatusCode> PostAsync(string path, string body = "")
    {
        using var content = new StringContent(body);
        using var answer = await server.Client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
