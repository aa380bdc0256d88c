using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Tiles;
using Sirekap.Site.Api.Intake;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Protection;

/// <summary>
/// Who has proved on a connection to be an enrolled key is limited by that key's name and no longer by its address, behind which there are
/// thousands; nobody proves anything with what everybody can read.
/// </summary>
public sealed class ProofTests
{
    private const string Station = "3172010001001";
    private static readonly ProtectionOptions Few = new() { RequestBurst = 3, RequestsPerSecond = 5 };

    [Fact]
    public async Task An_enrolled_key_goes_on_where_its_address_has_used_up_what_it_may()
    {
        await using var server = new ApiServer(Few);
        await server.InitializeAsync();
        for (var minute = 0; minute < 12; minute++)
        {
            using var answer = await server.Post(Form(server, minute));
            answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        // Pages are for everybody alike, and whoever has said nothing yet is an address.
        (await Statuses(12, () => server.Client.GetAsync("/api/v1/ledger", TestContext.Current.CancellationToken))).ShouldContain(
            HttpStatusCode.TooManyRequests
        );
        using var other = server.NewClient();
        (await Statuses(12, () => Post(other, "x"u8.ToArray()))).ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task What_stands_already_and_what_a_key_may_not_say_prove_nothing()
    {
        await using var server = new ApiServer(Few);
        await server.InitializeAsync();
        var stands = Form(server, 5);
        (await server.Node.SubmitAsync(stands, TestContext.Current.CancellationToken)).Rejection.ShouldBeNull();
        (await Statuses(12, () => server.Post(stands))).ShouldContain(HttpStatusCode.TooManyRequests);

        await using var again = new ApiServer(Few);
        await again.InitializeAsync();
        var forbidden = ApiElection.Entry(
            new Enrol(Role.Station, RegionCode.Parse(Station), again.Election.Key("x").Verifier.PublicKey.ToArray(), Record.Holders.New()),
            again.Election.Officer(Station)
        );
        (await Statuses(12, () => again.Post(forbidden))).ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_strangers_forbidden_statements_in_a_keys_name_use_up_nothing_of_what_it_may_say()
    {
        await using var server = new ApiServer(new ProtectionOptions { StatementsOfKeyPerMinute = 2, FormsOfKeyPerMinute = 2 });
        await server.InitializeAsync();
        var elsewhere = ApiElection.Entry(ApiElection.Form("3171010001001", ApiElection.Sound(1, 2, 3)), server.Election.Officer(Station));
        var forged = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(elsewhere).Replace("\"votes\":[1", "\"votes\":[2", StringComparison.Ordinal)
        );
        for (var i = 0; i < 5; i++)
        {
            await ApiServer.ProblemOf(await server.Post(forged), HttpStatusCode.UnprocessableEntity, "rejected");
        }

        using var honest = await server.Post(Form(server, 1));
        honest.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_bad_signature_ends_what_was_proved()
    {
        await using var server = new ApiServer(Few);
        await server.InitializeAsync();
        (await server.Post(Form(server, 1))).StatusCode.ShouldBe(HttpStatusCode.Created);
        var bad = Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Form(server, 2)).Replace("\"votes\":[1", "\"votes\":[2", StringComparison.Ordinal)
        );
        (await Statuses(3, () => server.Post(bad))).ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_bundle_counts_as_its_forms()
    {
        await using var server = new ApiServer(new ProtectionOptions { RequestBurst = 100, RequestsPerSecond = 5 });
        await server.InitializeAsync();
        using var stranger = EcdsaSigner.Generate();
        var forms = Enumerable
            .Range(0, 60)
            .Select(minute => ApiElection.Entry(ApiElection.Form(Station, ApiElection.Sound(1, 2, 3), minute: minute), stranger));
        var bundle = EntryBundle.Encode([.. forms]);
        (await server.Post(bundle, Bundle.ContentType)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ApiServer.ProblemOf(await server.Post(bundle, Bundle.ContentType), HttpStatusCode.TooManyRequests, "too-many-requests");
    }

    [Fact]
    public async Task Of_one_network_so_much_is_taken_before_a_key_is_known()
    {
        await using var server = new ApiServer(new ProtectionOptions { IntakeBurstOfNetwork = 3, IntakeOfNetworkPerSecond = 5 });
        await server.InitializeAsync();
        var statuses = new List<int>();
        for (var i = 1; i <= 12; i++)
        {
            using var client = await RawClient.To(server.Address, $"127.0.7.{i}");
            await client.Send("POST /api/v1/statements HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx");
            statuses.Add((await client.Answer()).Status);
        }

        statuses.ShouldContain(429);
        statuses.ShouldContain(422);
    }

    private static byte[] Form(ApiServer server, int minute) =>
        ApiElection.Entry(ApiElection.Form(Station, ApiElection.Sound(1, 2, 3), minute: minute), server.Election.Officer(Station));

    private static Task<HttpResponseMessage> Post(HttpClient client, byte[] note)
    {
        var content = new ByteArrayContent(note);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        return client.PostAsync("/api/v1/statements", content, TestContext.Current.CancellationToken);
    }

    private static async Task<List<HttpStatusCode>> Statuses(int count, Func<Task<HttpResponseMessage>> ask)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < count; i++)
        {
            using var answer = await ask();
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }
}
