using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Reading.Images;
using Sirekap.Record.Storage;
using Sirekap.Site.Api.Intake;

namespace Sirekap.Site.Tests.Api;

/// <summary>
/// Photos are stripped before they are stored: where and with whose telephone one was taken is on no disk of this server's.
/// </summary>
public sealed class PhotoTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Secret = "6.2 S 106.8 E, telephone of Siti";

    [Fact]
    public async Task A_photo_is_stored_without_what_its_camera_wrote_and_the_answer_names_what_was_stored()
    {
        var photo = WithComment(80);
        using var answer = await Put("photos", photo);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var stored = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))![
            "sha256"
        ]!.GetValue<string>();
        stored.ShouldNotBe(Convert.ToHexStringLower(SHA256.HashData(photo)));
        PhotoMetadata.TryStrip(photo, ImageLimits.Default, out var stripped, out _).ShouldBeTrue();
        stored.ShouldBe(BlobFolder.Reference(stripped).Sha256.ToString());
        using var again = await Put("photos", photo);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var blob in server.Node.Folder.Blobs.List())
        {
            Encoding.Latin1.GetString(server.Node.Folder.Blobs.Read(blob)!.Value.Span).ShouldNotContain(Secret);
        }
    }

    [Fact]
    public async Task A_photo_brought_as_a_blob_is_refused_unless_it_is_nothing_but_its_picture()
    {
        var photo = WithComment(60);
        using var refused = await Put("blobs", photo);
        PhotoMetadata.TryStrip(photo, ImageLimits.Default, out var stripped, out _).ShouldBeTrue();
        var problem = await ApiServer.ProblemOf(refused, HttpStatusCode.UnprocessableEntity, "photo-metadata");
        problem.ToJsonString().ShouldContain(BlobFolder.Reference(stripped).Sha256.ToString());
        server.Node.Folder.Blobs.Has(new Digest(SHA256.HashData(photo))).ShouldBeFalse();
        using var taken = await Put("blobs", stripped);
        taken.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_is_no_photo_is_not_taken_as_one()
    {
        foreach (var bytes in (byte[][])["words"u8.ToArray(), [], [0xFF, 0xD8, 0xFF, 0xE1, 0xFF]])
        {
            using var answer = await Put("photos", bytes);
            await ApiServer.ProblemOf(answer, HttpStatusCode.UnprocessableEntity, "not-a-photo");
        }

        // Cut off, it may hide what could not be found in it.
        using var cut = await Put("blobs", [0xFF, 0xD8, 0xFF, 0xE1, 0xFF]);
        await ApiServer.ProblemOf(cut, HttpStatusCode.UnprocessableEntity, "not-a-photo");

        // A picture, too, but not of a kind whose metadata could be found.
        using var other = await Put("blobs", [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0]);
        (await ApiServer.ProblemOf(other, HttpStatusCode.UnprocessableEntity, "not-a-photo")).ToJsonString().ShouldContain("unsupported");
        using var stranger = EcdsaSigner.Generate();
        using var unsigned = await Put("photos", WithComment(50), stranger);
        unsigned.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_a_quorum_has_withheld_comes_back_in_no_other_wrapping()
    {
        await using var own = new ApiServer();
        await own.InitializeAsync();
        var photo = WithComment(40);
        PhotoMetadata.TryStrip(photo, ImageLimits.Default, out var stripped, out _).ShouldBeTrue();
        own.Election.Say(
            new Withhold(BlobFolder.Reference(stripped).Sha256, WithholdGround.PersonalData, WithholdAuthority.Commission),
            own.Election.Key("root")
        );
        using var answer = await Put(own, "photos", photo, own.Election.Officer("317101"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        own.Node.Folder.Blobs.Has(BlobFolder.Reference(stripped).Sha256).ShouldBeFalse();
    }

    /// <summary>A picture with a comment, as every camera writes more than the picture.</summary>
    private static byte[] WithComment(int quality)
    {
        var jpeg = Jpeg.Encode(new GrayImage(40, 30), quality);
        var words = Encoding.ASCII.GetBytes(Secret);
        return [.. jpeg[..2], 0xFF, 0xFE, 0, (byte)(words.Length + 2), .. words, .. jpeg[2..]];
    }

    private Task<HttpResponseMessage> Put(string where, byte[] bytes, EcdsaSigner? key = null) =>
        Put(server, where, bytes, key ?? server.Election.Officer("317101"));

    private static async Task<HttpResponseMessage> Put(ApiServer server, string where, byte[] bytes, EcdsaSigner key)
    {
        var signature = key.Sign(BlobSignature.Text(ApiElection.Id, new Digest(SHA256.HashData(bytes)))).Signature;
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/{where}/{Convert.ToHexStringLower(SHA256.HashData(bytes))}")
        {
            Content = new ByteArrayContent(bytes),
        };
        request.Headers.TryAddWithoutValidation(BlobSignature.Header, $"{Addresses.NameOf(key)} {Convert.ToBase64String(signature.Span)}");
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
