using System.Buffers.Binary;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Tiles;
using Sirekap.Record;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Tests.Api;

/// <summary>Statements brought over HTTP.</summary>
public sealed class IntakeTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task A_statement_is_taken_once_and_its_receipt_is_given_again_to_whoever_sends_it_again()
    {
        var note = ApiElection.Entry(
            ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3)),
            server.Election.Officer("3172010001001")
        );
        using var first = await server.Post(note);
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        var receipt = await Receipt(first);
        var index = receipt["index"]!.GetValue<long>();
        first.Headers.Location!.ToString().ShouldBe($"/api/v1/entries/{index}");
        receipt["proof"]!.GetValue<string>().ShouldBe($"/api/v1/proofs/{index}");
        server.Node.Store.Read(index).ShouldBe(note);
        (await server.Json($"/api/v1/entries?id={receipt["id"]}"))["index"]!.GetValue<long>().ShouldBe(index);

        using var again = await server.Post(note);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Receipt(again)).ToJsonString().ShouldBe(receipt.ToJsonString());

        // The same text, signed by somebody else, is the same statement.
        using var other = EcdsaSigner.Generate();
        using var stranger = await server.Post(
            Note.Encode(
                note.AsSpan(0, note.AsSpan().IndexOf("\n\n"u8) + 1),
                [other.Sign(note.AsSpan(0, note.AsSpan().IndexOf("\n\n"u8) + 1).ToArray())]
            )
        );
        stranger.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Receipt(stranger))["index"]!.GetValue<long>().ShouldBe(index);
    }

    [Fact]
    public async Task What_the_record_refuses_is_refused_by_the_records_name_and_adds_nothing()
    {
        var officer = server.Election.Officer("3172010001002");
        var size = server.Node.Size;
        using var stranger = EcdsaSigner.Generate();
        var form = ApiElection.Form("3172010001002", ApiElection.Sound(1, 2, 3));
        var forged = ApiElection.Entry(form, officer);
        forged[^5] ^= 1;
        (string Name, byte[] Note)[] refused =
        [
            ("unknown-key", ApiElection.Entry(form, stranger)),
            (
                "revoked-key",
                ApiElection.Entry(ApiElection.Form("3201010001001", ApiElection.Sound(1, 2, 3)), server.Election.Key("3201010001001"))
            ),
            ("out-of-scope", ApiElection.Entry(ApiElection.Form("3172010001001", ApiElection.Sound(9, 9, 9)), officer)),
            ("wrong-choices", ApiElection.Entry(ApiElection.Form("3172010001002", ApiElection.Sound(1, 2)), officer)),
            ("unknown-contest", ApiElection.Entry(ApiElection.Form("3172010001002", ApiElection.Sound(1), "walikota"), officer)),
            ("other-election", Signing.Entry(ApiElection.Head with { Election = "other" }, form, officer)),
            ("not-a-note", "hello"u8.ToArray()),
            ("not-a-note", []),
            ("not-a-statement", Note.Encode("{}\n"u8, [officer.Sign("{}\n"u8.ToArray())])),
            ("wrong-signers", ApiElection.Entry(form, officer, server.Election.Officer("317201"))),
        ];
        foreach (var (name, note) in refused)
        {
            using var response = await server.Post(note);
            var problem = await ApiServer.ProblemOf(response, HttpStatusCode.UnprocessableEntity, "rejected");
            problem["rejection"]!.GetValue<string>().ShouldBe(name);
            problem["title"]!.GetValue<string>().ShouldNotBeNullOrEmpty();
        }

        using var bad = await server.Post(forged);
        ((string)(await ApiServer.ProblemOf(bad, HttpStatusCode.UnprocessableEntity, "rejected"))["rejection"]!).ShouldBeOneOf(
            "bad-signature",
            "not-a-note",
            "unknown-key"
        );
        for (var index = size; index < server.Node.Size; index++)
        {
            server.Node.Read((record, tree) => record.Read(server.Node.Store.Read(index), out var _))!.Statement.ShouldBeOfType<Time>();
        }
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/html")]
    [InlineData("text/plain; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Other_types_of_content_are_not_read(string type)
    {
        using var response = await server.Post("x"u8.ToArray(), type);
        await ApiServer.ProblemOf(response, HttpStatusCode.UnsupportedMediaType, "unsupported-type");
    }

    [Fact]
    public async Task What_is_too_large_is_refused_whether_it_says_so_or_not()
    {
        using var announced = await server.Post(new byte[Entry.Largest + 1]);
        await ApiServer.ProblemOf(announced, HttpStatusCode.RequestEntityTooLarge, "too-large");

        using var content = new StreamContent(new Unmeasured(Entry.Largest + 1));
        content.Headers.ContentType = new("text/plain");
        using var chunked = await server.Client.PostAsync("/api/v1/statements", content, TestContext.Current.CancellationToken);
        await ApiServer.ProblemOf(chunked, HttpStatusCode.RequestEntityTooLarge, "too-large");

        using var whole = await server.Post(new byte[Entry.Largest]);
        (await ApiServer.ProblemOf(whole, HttpStatusCode.UnprocessableEntity, "rejected"))["rejection"]!
            .GetValue<string>()
            .ShouldBe("not-a-note");
    }

    [Fact]
    public async Task A_bundle_is_taken_in_its_order_with_one_outcome_a_line()
    {
        using var station = EcdsaSigner.Generate();
        var place = RegionCode.Parse("3171010002901");
        ReadOnlyMemory<byte>[] notes =
        [
            ApiElection.Entry(
                new Enrol(Role.Station, place, station.Verifier.PublicKey.ToArray(), Holders.New()),
                server.Election.Officer("317101")
            ),
            ApiElection.Entry(ApiElection.Form("3171010002901", ApiElection.Sound(1, 2, 3)), station),
            ApiElection.Entry(ApiElection.Form("3171010002901", ApiElection.Sound(1, 2, 3)), station),
            ApiElection.Entry(ApiElection.Form("3171010002001", ApiElection.Sound(1, 2, 3)), station),
            "hello"u8.ToArray(),
        ];
        using var response = await server.Post(EntryBundle.Encode(notes), "application/vnd.sirekap.bundle");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!)
            .ToArray();
        lines.Select(line => line["status"]!.GetValue<int>()).ShouldBe([201, 201, 200, 422, 422]);
        lines.Select(line => (string?)line["rejection"]).ShouldBe([null, null, null, "out-of-scope", "not-a-note"]);
        lines[1]["index"]!.GetValue<long>().ShouldBe(lines[0]["index"]!.GetValue<long>() + 1);
        lines[2]["index"]!.GetValue<long>().ShouldBe(lines[1]["index"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_bundle_that_does_not_hold_what_it_says_is_refused_whole()
    {
        var many = new byte[257 * 2];
        var cut = new byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(cut, 3);
        foreach (
            var bundle in (byte[][])
                [
                    [],
                    [0],
                    cut,
                    many,
                ]
        )
        {
            using var response = await server.Post(bundle, "application/vnd.sirekap.bundle");
            await ApiServer.ProblemOf(response, HttpStatusCode.BadRequest, "bad-bundle");
        }
    }

    [Fact]
    public async Task One_key_may_say_so_much_a_minute_and_strangers_cannot_use_it_up()
    {
        await using var own = new ApiServer(new ProtectionOptions { FormsOfKeyPerMinute = 3 });
        await own.InitializeAsync();
        var officer = own.Election.Officer("3172010001001");

        // Notes in the officer's name that it never signed.
        using var stranger = EcdsaSigner.Generate();
        for (var i = 0; i < 10; i++)
        {
            var signed = ApiElection.Entry(ApiElection.Form("3172010001001", ApiElection.Sound(1, i, 3)), officer);
            var text = signed.AsMemory(0, signed.AsSpan().IndexOf("\n\n"u8) + 1);
            var claim = officer.Sign(text.ToArray());
            using var response = await own.Post(
                Note.Encode(text.Span, [new NoteSignature(claim.KeyName, claim.KeyId, stranger.Sign(text.ToArray()).Signature)])
            );
            (await ApiServer.ProblemOf(response, HttpStatusCode.UnprocessableEntity, "rejected"))["rejection"]!
                .GetValue<string>()
                .ShouldBe("bad-signature");
        }

        // It cannot be told in advance in which minute a form falls: of six at most three fall in each of two.
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 7; i++)
        {
            using var response = await own.Post(
                ApiElection.Entry(ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3), minute: i), officer)
            );
            statuses.Add(response.StatusCode);
            (response.StatusCode == HttpStatusCode.TooManyRequests).ShouldBe(response.Headers.RetryAfter is not null);
        }

        statuses.Take(3).ShouldNotContain(HttpStatusCode.TooManyRequests);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
        using var other = await own.Post(
            ApiElection.Entry(ApiElection.Form("3172010001002", ApiElection.Sound(1, 2, 3)), own.Election.Officer("3172010001002"))
        );
        other.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task One_key_may_say_no_more_in_bundles_that_come_at_once()
    {
        const int Most = 3;
        await using var own = new ApiServer(new ProtectionOptions { FormsOfKeyPerMinute = Most });
        await own.InitializeAsync();
        var officer = own.Election.Officer("3172010001001");
        var before = own.Node.Read((record, _) => record.Count);
        var bundles = Enumerable
            .Range(0, 4)
            .Select(bundle =>
                Enumerable
                    .Range(12 * bundle, 12)
                    .Select(i => ApiElection.Entry(ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3), minute: i), officer))
            )
            .Select(forms => own.Post(EntryBundle.Encode([.. forms]), Sirekap.Site.Api.Intake.Bundle.ContentType))
            .ToArray();
        var answers = string.Concat(await Task.WhenAll(bundles.Select(async bundle => await (await bundle).Content.ReadAsStringAsync())));

        // In which minutes they fall cannot be told in advance: two at most.
        Regex.Count(answers, "\"status\":201").ShouldBeInRange(Most, 2 * Most);
        Regex.Count(answers, "\"status\":429").ShouldBeInRange(48 - (2 * Most), 48 - Most);
    }

    [Fact]
    public async Task More_than_may_be_under_way_is_told_to_come_again()
    {
        await using var own = new ApiServer(new ProtectionOptions { StatementsUnderWay = 0 });
        await own.InitializeAsync();
        using var response = await own.Post(
            ApiElection.Entry(ApiElection.Form("3172010001001", ApiElection.Sound(1, 2, 3)), own.Election.Officer("3172010001001"))
        );
        response.Headers.RetryAfter.ShouldNotBeNull();
        await ApiServer.ProblemOf(response, HttpStatusCode.ServiceUnavailable, "busy");
    }

    private static async Task<JsonNode> Receipt(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    /// <summary>So many zeros, of which nobody knows how many.</summary>
    private sealed class Unmeasured(int length) : MemoryStream(new byte[length])
    {
        public override bool CanSeek => false;
    }
}
