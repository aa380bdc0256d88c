using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Sirekap.Ledger.Notes;
using Sirekap.Record.Storage;
using Sirekap.Site.Api.Intake;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Tests.Api;

/// <summary>A blob that comes in parts over a link that is cut (draft-ietf-httpbis-resumable-upload).</summary>
public sealed class UploadTests(ApiServer server) : IClassFixture<ApiServer>
{
    private EcdsaSigner Officer => server.Election.Officer("317101");

    [Fact]
    public async Task A_blob_in_parts_is_the_blob_and_the_server_says_how_much_it_has()
    {
        var bytes = Made(100_000);
        (await HeadAsync(bytes)).ShouldBe((HttpStatusCode.NotFound, null, null));
        using var first = await PutAsync(bytes, ..40_000);
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        first.Headers.Location!.ToString().ShouldBe($"/api/v1/blobs/{Hash(bytes)}");
        (await HeadAsync(bytes)).ShouldBe((HttpStatusCode.NoContent, "40000", "?0"));

        // Another key's parts are none of these.
        (await HeadAsync(bytes, server.Election.Officer("3171"))).ShouldBe((HttpStatusCode.NotFound, null, null));
        (await PatchAsync(bytes, 40_000..90_000)).ShouldBe((HttpStatusCode.NoContent, "90000", "?0"));
        server.Node.Folder.Blobs.Has(BlobFolder.Reference(bytes).Sha256).ShouldBeFalse("not before it is whole");
        (await PatchAsync(bytes, 90_000..100_000)).ShouldBe((HttpStatusCode.Created, "100000", "?1"));
        (await HeadAsync(bytes)).ShouldBe((HttpStatusCode.NoContent, "100000", "?1"));
        server.Node.Folder.Blobs.Read(BlobFolder.Reference(bytes))!.Value.ToArray().ShouldBe(bytes);
        Directory.GetFiles(Path.Combine(server.Node.Folder.Root, "uploads")).ShouldNotContain(file => file.Contains(Hash(bytes)));
    }

    [Fact]
    public async Task Parts_that_are_repeated_or_out_of_turn_are_refused_by_name_and_told_where_to_go_on()
    {
        var bytes = Made(50_000);
        using var first = await PutAsync(bytes, ..20_000);
        foreach (var part in (Range[])[0..20_000, 30_000..50_000, 10_000..20_000])
        {
            using var refused = await SendAsync(bytes, part);
            refused.Headers.GetValues(UploadHeaders.Offset).Single().ShouldBe("20000");
            await ApiServer.ProblemOf(refused, HttpStatusCode.Conflict, "mismatching-upload-offset");
        }

        // Begun again, it goes on from where it is.
        using var again = await PutAsync(bytes, ..20_000);
        await ApiServer.ProblemOf(again, HttpStatusCode.Conflict, "mismatching-upload-offset");
        (await PatchAsync(bytes, 20_000..50_000)).ShouldBe((HttpStatusCode.Created, "50000", "?1"));
    }

    [Fact]
    public async Task Changed_parts_are_other_bytes_and_forgotten()
    {
        var bytes = Made(50_000);
        using var first = await PutAsync(bytes, ..20_000);
        var changed = bytes.ToArray();
        changed[30_000] ^= 1;
        using var last = await SendAsync(bytes, 20_000..50_000, changed);
        await ApiServer.ProblemOf(last, HttpStatusCode.UnprocessableEntity, "other-bytes");
        (await HeadAsync(bytes)).Status.ShouldBe(HttpStatusCode.NotFound);
        using var late = await SendAsync(bytes, 20_000..50_000);
        await ApiServer.ProblemOf(late, HttpStatusCode.NotFound, "no-upload");
        server.Node.Folder.Blobs.Has(BlobFolder.Reference(bytes).Sha256).ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_may_not_bring_a_blob_may_bring_no_part_and_ask_for_none()
    {
        var bytes = Made(50_000);
        using var stranger = EcdsaSigner.Generate();
        (await HeadAsync(bytes, stranger)).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var first = await PutAsync(bytes, ..20_000, by: stranger);
        await ApiServer.ProblemOf(first, HttpStatusCode.Forbidden, "not-signed");
        using var part = await SendAsync(bytes, 20_000..50_000, by: stranger);
        await ApiServer.ProblemOf(part, HttpStatusCode.Forbidden, "not-signed");
    }

    [Theory]
    [InlineData(null, "?0", "bad-parameter")]
    [InlineData("50000", "?2", "bad-parameter")]
    [InlineData("10000", "?0", "too-large")]
    [InlineData("99999999", "?0", "too-large")]
    public async Task What_is_said_of_the_whole_is_held_to(string? length, string complete, string problem)
    {
        var bytes = Made(50_000);
        using var request = Request(HttpMethod.Put, bytes, ..20_000, Officer);
        request.Headers.Add(UploadHeaders.Complete, complete);
        if (length is not null)
        {
            request.Headers.Add(UploadHeaders.Length, length);
        }

        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeFalse();
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain($"problems/{problem}");
    }

    /// <summary>A whole that is said to be larger than a key may have waiting has no first part.</summary>
    [Fact]
    public async Task The_whole_counts_from_its_first_part_on_and_gives_its_room_back_when_it_is_forgotten()
    {
        var quotas = new BlobQuotas { OfKey = 150_000, Words = 0 };
        await using var small = new ApiServer(new ProtectionOptions { Blobs = quotas with { Patience = TimeSpan.FromHours(1) } });
        await small.InitializeAsync();
        var officer = small.Election.Officer("317101");
        var (one, two) = (Made(100_000), Made(90_000));
        using var first = await small.Client.SendAsync(Begun(one, officer), TestContext.Current.CancellationToken);
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var second = await small.Client.SendAsync(Begun(two, officer), TestContext.Current.CancellationToken);
        await ApiServer.ProblemOf(second, HttpStatusCode.ServiceUnavailable, "too-many-blobs");

        // The last part of the first is not what was signed for: it is forgotten.
        using var wrong = Request(HttpMethod.Patch, one, 10..100_000, officer, new byte[100_000]);
        wrong.Headers.Add(UploadHeaders.Offset, "10");
        wrong.Headers.Add(UploadHeaders.Complete, "?1");
        using var last = await small.Client.SendAsync(wrong, TestContext.Current.CancellationToken);
        await ApiServer.ProblemOf(last, HttpStatusCode.UnprocessableEntity, "other-bytes");
        using var third = await small.Client.SendAsync(Begun(two, officer), TestContext.Current.CancellationToken);
        third.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public void Parts_that_do_not_go_on_in_time_are_forgotten()
    {
        var folder = Directory.CreateTempSubdirectory("sirekap-halves-");
        try
        {
            var halves = new HalfUploads(folder.FullName);
            var half = halves.Begin(Record.Keys.NameOf(Officer.Verifier.PublicKey.Span), BlobFolder.Reference(Made(9)).Sha256, 9);
            var more = halves.Append(half, Made(4)).ShouldNotBeNull();
            halves.Append(half, Made(4)).ShouldBeNull("the offset has moved on");

            // Another process finds them as they are.
            var found = new HalfUploads(folder.FullName).All().ShouldHaveSingleItem();
            (found.Key, found.Blob, found.Length, found.Offset).ShouldBe((half.Key, half.Blob, 9, 4));
            halves.Remove(more);
            halves.All().ShouldBeEmpty();
            halves.Append(more, Made(1)).ShouldBeNull();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static HttpRequestMessage Begun(byte[] bytes, EcdsaSigner by)
    {
        var request = Request(HttpMethod.Put, bytes, ..10, by);
        request.Headers.Add(UploadHeaders.Complete, "?0");
        request.Headers.Add(UploadHeaders.Length, bytes.Length.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    private async Task<HttpResponseMessage> PutAsync(byte[] bytes, Range part, EcdsaSigner? by = null)
    {
        using var request = Request(HttpMethod.Put, bytes, part, by ?? Officer);
        request.Headers.Add(UploadHeaders.Complete, "?0");
        request.Headers.Add(UploadHeaders.Length, bytes.Length.ToString(CultureInfo.InvariantCulture));
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(byte[] bytes, Range part, byte[]? others = null, EcdsaSigner? by = null)
    {
        using var request = Request(HttpMethod.Patch, bytes, part, by ?? Officer, others);
        var (offset, length) = part.GetOffsetAndLength(bytes.Length);
        request.Headers.Add(UploadHeaders.Offset, offset.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(UploadHeaders.Complete, offset + length == bytes.Length ? "?1" : "?0");
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<(HttpStatusCode Status, string? Offset, string? Complete)> PatchAsync(byte[] bytes, Range part)
    {
        using var answer = await SendAsync(bytes, part);
        return Said(answer);
    }

    private async Task<(HttpStatusCode Status, string? Offset, string? Complete)> HeadAsync(byte[] bytes, EcdsaSigner? by = null)
    {
        using var request = Request(HttpMethod.Head, bytes, ..0, by ?? Officer);
        request.Content = null;
        using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return Said(answer);
    }

    private static (HttpStatusCode Status, string? Offset, string? Complete) Said(HttpResponseMessage answer)
    {
        string? One(string name) => answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;
        return (answer.StatusCode, One(UploadHeaders.Offset), One(UploadHeaders.Complete));
    }

    private static HttpRequestMessage Request(HttpMethod method, byte[] bytes, Range part, EcdsaSigner by, byte[]? others = null)
    {
        var blob = BlobFolder.Reference(bytes).Sha256;
        var request = new HttpRequestMessage(method, $"/api/v1/blobs/{blob}") { Content = new ByteArrayContent((others ?? bytes)[part]) };
        request.Content.Headers.ContentType = new(method == HttpMethod.Patch ? UploadHeaders.PartType : "application/octet-stream");
        var signed = by.Sign(BlobSignature.Text(ApiElection.Id, blob)).Signature;
        request.Headers.Add(
            BlobSignature.Header,
            $"{Record.Keys.NameOf(by.Verifier.PublicKey.Span)} {Convert.ToBase64String(signed.Span)}"
        );
        return request;
    }

    private static string Hash(byte[] bytes) => BlobFolder.Reference(bytes).Sha256.ToString();

    private static byte[] Made(int length)
    {
        var bytes = new byte[length];
        RandomNumberGenerator.Fill(bytes);
        return bytes;
    }
}
