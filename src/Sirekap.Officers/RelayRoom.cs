using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sirekap.Officers.Reviews;
using Sirekap.Site.Api;
using Sirekap.Site.Api.Intake;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Protection;

namespace Sirekap.Officers;

/// <summary>
/// The relay between a desk and its reviewer's phone on the web, below <c>/console/relay/ID</c>, where ID is 32 hexadecimal digits that
/// follow from the secret of the code: whoever has not seen the code finds no session.
/// </summary>
internal static class RelayRoom
{
    /// <summary>Maps it below the desk.</summary>
    public static void Map(IEndpointRouteBuilder room, IServiceProvider services)
    {
        var relay = new Relay(TimeProvider.System);
        var bodies = services.GetRequiredService<Bodies>();
        var session = room.MapGroup("/relay/{id}");
        session.MapPost("", (HttpContext context, string id) => AnswerAsync(context, id, () => relay.Open(id, ClientAddress.Of(context))));
        session.MapPost("/join", (HttpContext context, string id) => AnswerAsync(context, id, () => relay.Join(id)));
        session.MapPost(
            "/end",
            (HttpContext context, string id) =>
                AnswerAsync(
                    context,
                    id,
                    () =>
                    {
                        relay.End(id);
                        return RelayAnswer.Done;
                    }
                )
        );
        foreach (var (word, side) in new[] { ("desk", RelaySide.Desk), ("phone", RelaySide.Phone) })
        {
            session.MapPost($"/{word}", (HttpContext context, string id) => PutAsync(context, bodies, relay, id, side));
            session.MapGet($"/{word}", (HttpContext context, string id) => LookAsync(context, relay, id, side));
        }
    }

    private static async Task PutAsync(HttpContext context, Bodies bodies, Relay relay, string id, RelaySide to)
    {
        var (body, problem) = await bodies.ReadAsync(context, Relay.MostBytes);
        using (body)
        {
            await (
                body is null
                    ? ProblemResult.WriteAsync(context, problem!)
                    : AnswerAsync(context, id, () => relay.Put(id, to, body.Bytes.ToArray()))
            );
        }
    }

    private static async Task LookAsync(HttpContext context, Relay relay, string id, RelaySide side)
    {
        if (relay.Look(id, side) is not { } message)
        {
            await ProblemResult.WriteAsync(context, new Problem(ProblemCode.NotFound));
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = message.Length;
        await context.Response.Body.WriteAsync(message, context.RequestAborted);
    }

    private static Task AnswerAsync(HttpContext context, string id, Func<RelayAnswer> act) =>
        Parameters.Key("id", id, out _) is { } bad
            ? ProblemResult.WriteAsync(context, bad)
            : act() switch
            {
                RelayAnswer.Done => Results.NoContent().ExecuteAsync(context),
                RelayAnswer.Full => ProblemResult.WriteAsync(context, new Problem(ProblemCode.Busy) { RetryAfter = 60 }),
                _ => ProblemResult.WriteAsync(context, new Problem(ProblemCode.NotFound)),
            };
}
