using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sirekap.Site.Downloads;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Tests.Sites;

/// <summary>How many downloads one client may have at once.</summary>
public sealed class DownloadTurnTests
{
    [Fact]
    public async Task A_slow_reader_holds_its_own_places_and_nobody_elses_and_is_told_why()
    {
        var clients = new Counts<ClientAddress>(1);
        var slow = new TaskCompletionSource();
        HttpContext Asks(string address) =>
            new DefaultHttpContext
            {
                Connection = { RemoteIpAddress = IPAddress.Parse(address) },
                RequestServices = new ServiceCollection().BuildServiceProvider(),
                Response = { Body = new MemoryStream() },
            };
        async Task<(int Status, string Body)> Answer(string address)
        {
            var context = Asks(address);
            await DownloadRoutes.CountAsync(context, clients, () => Task.CompletedTask);
            return (context.Response.StatusCode, System.Text.Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()));
        }

        var first = DownloadRoutes.CountAsync(Asks("192.0.2.1"), clients, () => slow.Task);
        var refused = await Answer("192.0.2.1");
        refused.Status.ShouldBe(429);
        refused.Body.ShouldContain("too-many-requests");
        (await Answer("192.0.2.2")).Status.ShouldBe(200);
        slow.SetResult();
        await first;
        (await Answer("192.0.2.1")).Status.ShouldBe(200);
    }
}
