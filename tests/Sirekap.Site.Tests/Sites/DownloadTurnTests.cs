using System.Net;
using Microsoft.AspNetCore.Http;
using Sirekap.Site.Downloads;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Tests.Sites;

/// <summary>Who may take the table of all stations, which lasts.</summary>
public sealed class DownloadTurnTests
{
    [Fact]
    public async Task A_slow_reader_holds_one_place_and_no_other_of_its_own()
    {
        using var turns = new SemaphoreSlim(2);
        var clients = new Counts<ClientAddress>(1);
        var slow = new TaskCompletionSource();
        HttpContext Asks(string address) => new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        async Task<int> Status(string address)
        {
            var context = Asks(address);
            await DownloadRoutes.InTurnAsync(context, turns, clients, () => Task.CompletedTask);
            return context.Response.StatusCode;
        }

        var first = DownloadRoutes.InTurnAsync(Asks("192.0.2.1"), turns, clients, () => slow.Task);
        (await Status("192.0.2.1")).ShouldBe(429);
        (await Status("192.0.2.2")).ShouldBe(200);
        var second = DownloadRoutes.InTurnAsync(Asks("192.0.2.3"), turns, clients, () => slow.Task);
        (await Status("192.0.2.2")).ShouldBe(503, "all places are taken");
        slow.SetResult();
        await first;
        await second;
        (await Status("192.0.2.1")).ShouldBe(200);
        turns.CurrentCount.ShouldBe(2);
    }
}
