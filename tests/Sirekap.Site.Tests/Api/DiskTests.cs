using System.Net;
using Sirekap.Record.Storage;

namespace Sirekap.Site.Tests.Api;

/// <summary>What is taken while the disk has little room, and none.</summary>
public sealed class DiskTests
{
    [Fact]
    public async Task Below_the_disks_reserve_photos_wait_and_words_and_statements_go_on()
    {
        await using var own = new ApiServer { Taking = options => options with { DiskReserve = long.MaxValue } };
        await own.InitializeAsync();
        var officer = own.Election.Officer("3171010001001");
        var photo = new byte[70_000];
        using var refused = await BlobTests.Send(own, photo, officer);
        await ApiServer.ProblemOf(refused, HttpStatusCode.ServiceUnavailable, "disk-full");
        own.Node.Folder.Blobs.Has(BlobFolder.Reference(photo).Sha256).ShouldBeFalse();
        (await BlobTests.Put(own, "words"u8.ToArray(), officer)).ShouldBe(HttpStatusCode.Created);
        using var form = await own.Post(
            ApiElection.Entry(ApiElection.Form("3171010001001", ApiElection.Sound(1, 2, 3), minute: 9), officer)
        );
        form.StatusCode.ShouldBe(HttpStatusCode.Created);
        await own.SignedAsync();
        (await own.Json("/health/ready"))["warnings"]!.ToJsonString().ShouldContain("disk-low");
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_taken_and_pages_go_on()
    {
        await using var own = new ApiServer { Taking = options => options with { DiskFloor = long.MaxValue } };
        await own.InitializeAsync();
        var officer = own.Election.Officer("3171010001001");
        using var form = await own.Post(
            ApiElection.Entry(ApiElection.Form("3171010001001", ApiElection.Sound(1, 2, 3), minute: 9), officer)
        );
        await ApiServer.ProblemOf(form, HttpStatusCode.ServiceUnavailable, "disk-full");
        (await BlobTests.Put(own, "words"u8.ToArray(), officer)).ShouldBe(HttpStatusCode.ServiceUnavailable);
        using var page = await own.Client.GetAsync("/ppwp", TestContext.Current.CancellationToken);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        while (!(await own.Json("/health/ready"))["warnings"]!.ToJsonString().Contains("disk-full", StringComparison.Ordinal))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
