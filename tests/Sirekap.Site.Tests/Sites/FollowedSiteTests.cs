using Sirekap.Node;
using Sirekap.Node.Tests;

namespace Sirekap.Site.Tests.Sites;

/// <summary>The same pages from two servers, one of which has only the other's publication.</summary>
public sealed class FollowedSiteTests : IDisposable
{
    private static readonly string[] Pages =
    [
        "",
        "en",
        "ppwp",
        "ppwp/31",
        "ppwp/3101",
        "ppwp/310101",
        "ppwp/3101012001",
        "ppwp/3101012001001",
        "en/ppwp/3101012001001",
        "koreksi",
        "diperiksa",
        "diperiksa?class=unchecked",
        "cari?q=zzz",
        "verifikasi",
        "transparansi",
        "pada/200/ppwp/31",
        "ppwp/31/wilayah.csv",
        "unduh/ppwp/31/tps.csv",
        "api/v1/election",
        "api/v1/results/ppwp/0",
        "api/v1/corrections",
        "results/ppwp/31.json",
    ];

    private readonly NodeScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public async Task A_server_that_follows_another_shows_the_same_to_the_byte_but_for_the_address_and_goes_on_when_the_other_has_stopped()
    {
        var intake = _scene.Start();
        await _scene.Submit(intake);
        await NodeScene.Until(() => intake.Public.Latest == intake.Size && intake.Checkpoint?.Checkpoint.Size == intake.Size, "published");
        var origin = await Shown.StartAsync(intake);
        var options = new ReplicaOptions(origin.Url.ToString())
        {
            Cache = _scene.In("cache"),
            PollEvery = TimeSpan.FromMilliseconds(20),
            MirrorEvery = TimeSpan.FromMilliseconds(40),
        };
        await using var replica = await ReplicaNode.StartAsync(options, TestContext.Current.CancellationToken);
        await NodeScene.Until(() => replica.Public.Latest == intake.Size, "mirrored");
        await using var follower = await Shown.StartAsync(replica);

        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Pages)
        {
            shown[path] = await origin.Page(path);
            (await follower.Page(path)).ShouldBe(shown[path], path);
        }

        shown["ppwp"].ShouldContain("SIMULASI");
        await origin.DisposeAsync();
        await intake.DisposeAsync();
        await NodeScene.Until(() => replica.Warnings.Count > 0, "the origin is missed");
        foreach (var path in Pages)
        {
            (await follower.Page(path)).ShouldBe(shown[path], path);
        }
    }
}
