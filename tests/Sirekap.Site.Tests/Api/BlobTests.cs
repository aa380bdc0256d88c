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
        await using var own = new ApiServer(
            new ProtectionOptions
            {
                BlobBytes = 100,
                BlobBytesWaiting = 150,
                BlobsOfKeyPerMinute = 1_000,
            }
        );
        await own.InitializeAsync();
        var officer = own.Election.Officer("317101");
        (await Put(own, new byte[101], officer)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Put(own, [.. Enumerable.Repeat((byte)1, 100)], officer)).ShouldBe(HttpStatusCode.Created);
        byte[] second = [.. Enumerable.Repeat((byte)2, 51)];
        (await Put(own, second, officer)).ShouldBe(HttpStatusCode.ServiceUnavailable);

        // Once a statement names the first there is room again.
        var form = own.Election.Submit("3171010001008", ApiElection.Sound(1, 1, 2));
        own.Election.Say(
            new Review(
                ApiElection.President,
                RegionCode.Parse("3171010001008"),
                form,
                ReviewAct.Hold,
                ReviewReason.Objection,
                [],
                null,
                BlobFolder.Reference([.. Enumerable.Repeat((byte)1, 100)])
            ),
            officer
        );
        (await Put(own, second, officer)).ShouldBe(HttpStatusCode.Created);
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

        var (old, young) = (blobs.Add("old"u8).Sha256, blobs.Add("young"u8).Sha256);
        File.SetLastWriteTimeUtc(Path.Combine(own.Node.Folder.Root, "blobs", old.ToString()), DateTime.UtcNow.AddDays(-2));
        var waiting = WaitingBlobs.Find(own.Node, 10, DateTimeOffset.UtcNow);
        blobs.Has(old).ShouldBeFalse();
        blobs.Has(young).ShouldBeTrue();
        named.ShouldNotBeEmpty();
        named.ShouldAllBe(file => File.Exists(file));
        var other = BlobFolder.Reference("other"u8).Sha256;
        own.Node.Read((record, _) => waiting.TryAdd(record, other, 6)).ShouldBeFalse("five bytes wait already");
        own.Node.Read((record, _) => waiting.TryAdd(record, other, 5)).ShouldBeTrue();
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

    private static async Task<HttpStatusCode> Put(
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

        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
