using System.Net;
using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Site.Api.Intake;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Tests.Api;

/// <summary>Words and documents that officers bring before a statement names them.</summary>
public sealed class BlobTests(ApiServer server) : IClassFixture<ApiServer>
{
    [Fact]
    public async Task Words_are_brought_and_then_the_review_that_names_them()
    {
        var words = "dikoreksi menurut C.HASIL"u8.ToArray();
        var reference = BlobFolder.Reference(words);
        var form = server.Election.Submit("3171010001008", ApiElection.Sound(1, 1, 2));
        var officer = server.Election.Officer("317101");
        var review = ApiElection.Entry(
            new Review(
                ApiElection.President,
                RegionCode.Parse("3171010001008"),
                form,
                ReviewAct.Correct,
                ReviewReason.Misread,
                [],
                ApiElection.Sound(1, 1, 1),
                reference
            ),
            officer
        );

        using var early = await server.Post(review);
        (await ApiServer.ProblemOf(early, HttpStatusCode.UnprocessableEntity, "rejected"))["rejection"]!
            .GetValue<string>()
            .ShouldBe("blob-missing");
        (await Put(server, words, officer)).ShouldBe(HttpStatusCode.Created);
        (await Put(server, words, officer)).ShouldBe(HttpStatusCode.OK);
        using var now = await server.Post(review);
        now.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await server.Client.GetByteArrayAsync($"/blobs/{reference.Sha256}", TestContext.Current.CancellationToken)).ShouldBe(words);
    }

    [Fact]
    public async Task Only_an_enrolled_key_that_stands_may_bring_bytes_and_only_those_it_has_signed_for()
    {
        var bytes = "x"u8.ToArray();
        using var stranger = EcdsaSigner.Generate();
        (await Put(server, bytes, stranger)).ShouldBe(HttpStatusCode.Forbidden);
        (await Put(server, bytes, server.Election.Key("3201010001001"))).ShouldBe(HttpStatusCode.Forbidden);
        (await Put(server, bytes, null)).ShouldBe(HttpStatusCode.Forbidden);
        (await Put(server, bytes, server.Election.Officer("317101"), signed: "y"u8.ToArray())).ShouldBe(HttpStatusCode.Forbidden);
        (await Put(server, bytes, server.Election.Officer("317101"), address: "y"u8.ToArray(), signed: "y"u8.ToArray())).ShouldBe(
            HttpStatusCode.UnprocessableEntity
        );
        foreach (var header in (string[])["", " ", "0 AAAA", "00000000000000000000000000000000 !", "00000000000000000000000000000000 AAAA"])
        {
            (await Put(server, bytes, null, header: header)).ShouldBe(HttpStatusCode.Forbidden, header);
        }

        server.Node.Folder.Blobs.Has(BlobFolder.Reference(bytes).Sha256).ShouldBeFalse();
    }

    [Fact]
    public async Task A_signature_is_taken_as_browsers_and_as_programs_give_it()
    {
        // Half of all signatures have s above n/2, as nobody signs who has not heard of it.
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        server.Election.Say(
            new Enrol(Role.Province, RegionCode.Parse("32"), key.ExportSubjectPublicKeyInfo(), Holders.New()),
            server.Election.Key("root")
        );
        var name = Sirekap.Record.Keys.NameOf(key.ExportSubjectPublicKeyInfo());
        for (byte i = 0; i < 8; i++)
        {
            byte[] bytes = [i, i];
            var text = BlobSignature.Text(ApiElection.Id, new Digest(SHA256.HashData(bytes)));
            var format = i % 2 == 0 ? DSASignatureFormat.Rfc3279DerSequence : DSASignatureFormat.IeeeP1363FixedFieldConcatenation;
            (
                await Put(
                    server,
                    bytes,
                    null,
                    header: $"{name} {Convert.ToBase64String(key.SignData(text, HashAlgorithmName.SHA256, format))}"
                )
            ).ShouldBe(HttpStatusCode.Created);
        }
    }

    [Fact]
    public async Task Bytes_that_nothing_names_cannot_fill_the_disk()
    {
        await using var own = Bounded(
            new BlobQuotas
            {
                OfKey = 150,
                Block = 1,
                Words = 0,
            }
        );
        await own.InitializeAsync();
        var officer = own.Election.Officer("317101");
        (await Put(own, new byte[101], officer)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Put(own, Bytes(1, 100), officer)).ShouldBe(HttpStatusCode.Created);
        (await Put(own, Bytes(2, 51), officer)).ShouldBe(HttpStatusCode.ServiceUnavailable);

        // Once a statement names the first there is room again.
        var form = own.Election.Submit("3171010001008", ApiElection.Sound(1, 1, 2));
        own.Election.Say(Hold(form, Bytes(1, 100)), officer);
        var stored = HttpStatusCode.ServiceUnavailable;
        while (stored == HttpStatusCode.ServiceUnavailable)
        {
            // It is looked for what has been named at most once a second.
            await Task.Delay(50, TestContext.Current.CancellationToken);
            stored = await Put(own, Bytes(2, 51), officer);
        }

        stored.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_stolen_key_fills_its_own_share_and_nobody_elses()
    {
        await using var own = Bounded(
            new BlobQuotas
            {
                OfKey = 150,
                OfStation = 200,
                OfDistrict = 250,
                Block = 1,
                Words = 0,
            }
        );
        await own.InitializeAsync();
        var (one, other, elsewhere) = ("3171010001001", "3171010001002", "99AA010001001");
        (await Put(own, Bytes(1, 100), own.Election.Officer(one))).ShouldBe(HttpStatusCode.Created);
        (await Put(own, Bytes(2, 100), own.Election.Officer(one))).ShouldBe(HttpStatusCode.ServiceUnavailable, "the key has 100 of 150");

        // A district's key makes as many keys as it likes: of one station, then of others.
        using var second = Another(own, one);
        (await Put(own, Bytes(3, 100), second)).ShouldBe(HttpStatusCode.Created);
        using var third = Another(own, one);
        (await Put(own, Bytes(4, 10), third)).ShouldBe(HttpStatusCode.ServiceUnavailable, "the station has 200 of 200");
        (await Put(own, Bytes(5, 50), own.Election.Officer(other))).ShouldBe(HttpStatusCode.Created);
        (await Put(own, Bytes(6, 10), own.Election.Officer("317101"))).ShouldBe(
            HttpStatusCode.ServiceUnavailable,
            "the district has 250 of 250"
        );
        (await Put(own, Bytes(7, 100), own.Election.Officer(elsewhere))).ShouldBe(HttpStatusCode.Created, "others do not hear of it");
    }

    [Fact]
    public async Task What_is_named_counts_for_its_station_for_ever_and_after_a_restart_too()
    {
        const string Station = "3171010001001";
        var quotas = new BlobQuotas
        {
            WholeOfStation = 150,
            Block = 1,
            Words = 0,
        };
        await using var own = Bounded(quotas);
        await own.InitializeAsync();
        var officer = own.Election.Officer(Station);
        (await Put(own, Bytes(1, 100), officer)).ShouldBe(HttpStatusCode.Created);
        own.Election.Say(
            ApiElection.Form(Station, ApiElection.Sound(1, 2, 3), minute: 7) with
            {
                Photos = [BlobFolder.Reference(Bytes(1, 100)).Sha256],
            },
            officer
        );
        (await Put(own, Bytes(2, 51), officer)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        BlobBound? Add(BlobBudget to, int bytes) => TryAdd(own, to, bytes, officer);
        Add(BlobBudget.Find(own.Node, quotas), 51).ShouldBe(new BlobBound("quota.station", 150, Passes: false));
        Add(BlobBudget.Find(own.Node, quotas), 50).ShouldBeNull();
    }

    [Fact]
    public async Task After_a_restart_words_count_for_ever_for_the_place_whose_key_named_them()
    {
        var quotas = new BlobQuotas
        {
            WholeOfDistrictPerStation = 50,
            Block = 1,
            Words = 0,
        };
        await using var own = Bounded(quotas);
        await own.InitializeAsync();
        const string District = "317101";
        var officer = own.Election.Officer(District);

        // The most that a process started now would take.
        int Room() =>
            Enumerable.Range(1, 1_000).TakeWhile(bytes => TryAdd(own, BlobBudget.Find(own.Node, quotas), bytes, officer) is null).Last();
        var before = Room();
        (await Put(own, Bytes(1, 100), officer)).ShouldBe(HttpStatusCode.Created);
        own.Election.Say(Hold(own.Election.Submit("3171010001008", ApiElection.Sound(1, 1, 2)), Bytes(1, 100)), officer);
        Room().ShouldBe(before - 100);
    }

    [Fact]
    public async Task Words_have_a_pool_that_photos_do_not_fill()
    {
        await using var own = Bounded(
            new BlobQuotas
            {
                OfKey = 100,
                Block = 1,
                Words = 10,
                WordsShare = 5,
            }
        );
        await own.InitializeAsync();
        var officer = own.Election.Officer("317101");
        (await Put(own, Bytes(1, 100), officer)).ShouldBe(HttpStatusCode.Created);
        (await Put(own, Bytes(2, 11), officer)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await Put(own, Bytes(3, 10), officer)).ShouldBe(HttpStatusCode.Created);
        (await Put(own, Bytes(4, 10), officer)).ShouldBe(HttpStatusCode.Created);
        (await Put(own, Bytes(5, 10), officer)).ShouldBe(HttpStatusCode.ServiceUnavailable, "words have a fifth");
    }

    [Fact]
    public async Task What_an_earlier_process_left_unnamed_counts_and_goes_after_a_day()
    {
        await using var own = new ApiServer();
        await own.InitializeAsync();
        var blobs = own.Node.Folder.Blobs;
        var named = Directory.GetFiles(Path.Combine(own.Node.Folder.Root, "blobs"));
        foreach (var file in named)
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-30));
        }

        var (old, young, again) = (blobs.Add("old"u8).Sha256, blobs.Add("young"u8).Sha256, blobs.Add("again"u8).Sha256);
        foreach (var blob in (Digest[])[old, again])
        {
            File.SetLastWriteTimeUtc(Path.Combine(own.Node.Folder.Root, "blobs", blob.ToString()), DateTime.UtcNow.AddDays(-2));
        }

        var budget = BlobBudget.Find(
            own.Node,
            new BlobQuotas
            {
                InAll = 20,
                Block = 1,
                Words = 0,
            }
        );
        BlobBound? Add(string words) =>
            own.Node.Read(
                (record, _) =>
                    budget.TryAdd(
                        record,
                        BlobFolder.Reference(System.Text.Encoding.UTF8.GetBytes(words)).Sha256,
                        words.Length,
                        default,
                        DateTime.UtcNow
                    )
            );
        Add("12345678").ShouldBe(new BlobBound("quota.nation", 20, Passes: true), "13 bytes wait already");
        budget.Renew(again, DateTime.UtcNow);
        budget.Expire(own.Node, DateTime.UtcNow);
        blobs.Has(old).ShouldBeFalse();
        blobs.Has(young).ShouldBeTrue();
        blobs.Has(again).ShouldBeTrue("it was brought again");
        named.ShouldNotBeEmpty();
        named.ShouldAllBe(file => File.Exists(file));
        Add("12345678").ShouldBeNull();
    }

    [Fact]
    public async Task One_key_brings_so_many_a_minute()
    {
        await using var own = new ApiServer(new ProtectionOptions { BlobsOfKeyPerMinute = 2 });
        await own.InitializeAsync();
        var statuses = new List<HttpStatusCode>();
        for (byte i = 0; i < 5; i++)
        {
            statuses.Add(await Put(own, [i], own.Election.Officer("317101")));
        }

        statuses.Take(2).ShouldAllBe(status => status == HttpStatusCode.Created);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task What_a_quorum_has_withheld_nobody_brings_back()
    {
        await using var own = new ApiServer();
        await own.InitializeAsync();
        var bytes = "a name"u8.ToArray();
        own.Election.Say(
            new Withhold(BlobFolder.Reference(bytes).Sha256, WithholdGround.PersonalData, WithholdAuthority.Commission),
            own.Election.Key("root")
        );
        (await Put(own, bytes, own.Election.Officer("317101"))).ShouldBe(HttpStatusCode.UnprocessableEntity);
        own.Node.Folder.Blobs.Has(BlobFolder.Reference(bytes).Sha256).ShouldBeFalse();
    }

    private static ApiServer Bounded(BlobQuotas quotas) =>
        new(
            new ProtectionOptions
            {
                BlobBytes = 100,
                Blobs = quotas,
                BlobsOfKeyPerMinute = 1_000,
            }
        );

    private static BlobBound? TryAdd(ApiServer server, BlobBudget budget, int bytes, EcdsaSigner officer) =>
        server.Node.Read(
            (record, _) =>
                budget.TryAdd(
                    record,
                    BlobFolder.Reference(Bytes(9, bytes)).Sha256,
                    bytes,
                    Sirekap.Record.Keys.NameOf(officer.Verifier.PublicKey.Span),
                    DateTime.UtcNow
                )
        );

    /// <summary>Another key of a station.</summary>
    private static EcdsaSigner Another(ApiServer server, string station)
    {
        var (key, scope) = (EcdsaSigner.Generate(), RegionCode.Parse(station));
        server.Election.Say(new Enrol(Role.Station, scope, Of(key), Holders.New()), server.Election.Officer(station[..6]));
        return key;
    }

    private static byte[] Of(EcdsaSigner key) => key.Verifier.PublicKey.ToArray();

    private static byte[] Bytes(byte of, int count) => [.. Enumerable.Repeat(of, count)];

    private static Review Hold(Digest form, byte[] words) =>
        new(
            ApiElection.President,
            RegionCode.Parse("3171010001008"),
            form,
            ReviewAct.Hold,
            ReviewReason.Objection,
            [],
            null,
            BlobFolder.Reference(words)
        );

    internal static async Task<HttpStatusCode> Put(
        ApiServer server,
        byte[] bytes,
        EcdsaSigner? key,
        byte[]? address = null,
        byte[]? signed = null,
        string? header = null
    )
    {
        using var answer = await Send(server, bytes, key, address, signed, header);
        return answer.StatusCode;
    }

    internal static async Task<HttpResponseMessage> Send(
        ApiServer server,
        byte[] bytes,
        EcdsaSigner? key,
        byte[]? address = null,
        byte[]? signed = null,
        string? header = null
    )
    {
        using var content = new ByteArrayContent(bytes);
        if (key is not null)
        {
            var signature = key.Sign(BlobSignature.Text(ApiElection.Id, new Digest(SHA256.HashData(signed ?? bytes)))).Signature;
            header = $"{Addresses.NameOf(key)} {Convert.ToBase64String(signature.Span)}";
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(address ?? bytes));
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/blobs/{sha256}") { Content = content };
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(BlobSignature.Header, header);
        }

        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
