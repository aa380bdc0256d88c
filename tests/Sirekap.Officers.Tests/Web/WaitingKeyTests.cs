using System.Net;
using Sirekap.Ledger.Notes;
using Sirekap.Officers.Reviews;
using Sirekap.Officers.Tests.Stage;
using Sirekap.Record;

namespace Sirekap.Officers.Tests.Web;

/// <summary>Keys that wait to be enrolled: found by what their holder says, few enough, and nothing but keys.</summary>
public sealed class WaitingKeyTests(CaptureServer server) : IClassFixture<CaptureServer>
{
    [Fact]
    public void What_is_left_again_stays_what_is_not_goes_and_a_full_room_lets_the_oldest_go()
    {
        var clock = new SteppedClock();
        var room = new WaitingKeys(clock);
        var spki = Key(server.Election.Key("root"));
        room.Leave(spki).ShouldBeTrue();
        room.Leave(spki).ShouldBeTrue();
        room.Count.ShouldBe(1);
        clock.Now += WaitingKeys.Patience;
        room.Find(CodeOf(spki)).ShouldBe(spki);
        clock.Now += TimeSpan.FromSeconds(1);
        room.Find(CodeOf(spki)).ShouldBeNull();
        room.Count.ShouldBe(0);

        room.Leave(spki).ShouldBeTrue();
        var later = Enumerable.Range(0, WaitingKeys.Most).Select(Point).ToArray();
        foreach (var key in later)
        {
            room.Leave(key).ShouldBeTrue();
        }

        room.Count.ShouldBe(WaitingKeys.Most);
        room.Find(CodeOf(spki)).ShouldBeNull();
        room.Find(CodeOf(later[0])).ShouldBe(later[0]);
    }

    [Fact]
    public async Task Only_a_key_may_wait_and_it_is_told_with_the_election_that_it_waits_for()
    {
        var spki = Key(server.Election.Key("waits"));
        (await LeaveAsync(Convert.ToBase64String(spki))).ShouldBe(HttpStatusCode.NoContent);
        var found = await server.Client.GetStringAsync($"/console/waiting/{CodeOf(spki)}", TestContext.Current.CancellationToken);
        found.ShouldBe(
            $"{{\"key\":\"{Convert.ToBase64String(spki)}\",\"ledger\":\"capture.example/capture-1\","
                + "\"election\":\"capture-1\",\"rules\":1}"
        );
        spki[^1] ^= 1;
        (await LeaveAsync(Convert.ToBase64String(spki))).ShouldBe(HttpStatusCode.BadRequest, "no point of the curve");
        (await LeaveAsync("")).ShouldBe(HttpStatusCode.BadRequest);
        (await LeaveAsync("%%%%")).ShouldBe(HttpStatusCode.BadRequest);
        (await LeaveAsync(new string('A', 4000))).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var none = await server.Client.GetAsync($"/console/waiting/{CodeOf(spki)}", TestContext.Current.CancellationToken);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpStatusCode> LeaveAsync(string body)
    {
        using var content = new StringContent(body);
        using var answer = await server.Client.PostAsync("/console/waiting", content, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private static byte[] Key(EcdsaSigner signer) => signer.Verifier.PublicKey.ToArray();

    private static byte[] Point(int number)
    {
        var scalar = new byte[32];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(scalar.AsSpan(28), number + 1);
        using var key = EcdsaSigner.FromScalar(scalar);
        return Key(key);
    }

    private static string CodeOf(byte[] spki) => WaitingKeys.CodeOf(Keys.NameOf(spki));

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
