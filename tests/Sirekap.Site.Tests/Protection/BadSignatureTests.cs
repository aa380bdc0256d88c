using System.Buffers.Binary;
using System.Net;
using System.Text;
using Sirekap.Elections.Statements;
using Sirekap.Site.Api.Intake;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Protection;

/// <summary>Signatures that do not hold make the server calculate; whoever sends them pays for it.</summary>
public sealed class BadSignatureTests
{
    [Fact]
    public async Task What_a_client_cannot_pay_it_owes_and_nothing_is_verified_for_it_until_then()
    {
        await using var server = new ApiServer(new ProtectionOptions { RequestBurst = 30, RequestsPerSecond = 5 });
        await server.InitializeAsync();
        await ApiServer.ProblemOf(await server.Post(Bad(server, 0)), HttpStatusCode.UnprocessableEntity, "rejected");
        await ApiServer.ProblemOf(await server.Post(Bad(server, 1)), HttpStatusCode.UnprocessableEntity, "rejected");
        await ApiServer.ProblemOf(await server.Post(Bad(server, 2)), HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Fact]
    public void A_debt_is_paid_with_what_a_client_would_have_had()
    {
        using var limits = new RateLimits(new ProtectionOptions { RequestBurst = 30, RequestsPerSecond = 5 });
        var (client, other) = (new ClientAddress(4, 1), new ClientAddress(4, 2));
        limits.Owes(client).ShouldBeFalse();
        limits.Charge(client, 25);
        limits.Owes(client).ShouldBeFalse("it had 30");
        limits.Charge(client, 20);
        limits.Owes(client).ShouldBeTrue("it had 5 left, which is less than the price, and is not let off");
        limits.Owes(other).ShouldBeFalse();
        SpinWait.SpinUntil(() => !limits.Owes(client), TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_rest_of_a_bundle_with_bad_signatures_is_not_looked_at()
    {
        await using var server = new ApiServer();
        await server.InitializeAsync();
        using var bundle = new MemoryStream();
        for (var i = 0; i < 60; i++)
        {
            var note = Bad(server, i);
            var length = new byte[sizeof(ushort)];
            BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)note.Length);
            bundle.Write(length);
            bundle.Write(note);
        }

        using var response = await server.Post(bundle.ToArray(), Bundle.ContentType);
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        );
        lines.Length.ShouldBe(60);
        lines.Count(line => line.Contains("bad-signature", StringComparison.Ordinal)).ShouldBeInRange(3, 16);
        lines[^1].ShouldContain("429");
    }

    private static byte[] Bad(ApiServer server, int minute)
    {
        var officer = server.Election.Officer("3172010001001");
        byte[] text =
        [
            .. StatementCodec.Write(ApiElection.Head, ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3), minute: minute)),
            (byte)'\n',
        ];
        var other = officer.Sign("x"u8.ToArray());
        var id = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(id, other.KeyId);
        return
        [
            .. text,
            (byte)'\n',
            .. Encoding.UTF8.GetBytes($"\u2014 {other.KeyName} {Convert.ToBase64String([.. id, .. other.Signature.ToArray()])}\n"),
        ];
    }
}
