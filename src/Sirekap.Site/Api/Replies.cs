using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Files;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api;

/// <summary>An answer, or why there is none.</summary>
internal readonly record struct Reply<T>(T? Answer, Problem? Problem)
    where T : class
{
    public static implicit operator Reply<T>(T answer) => new(answer, null);

    public static implicit operator Reply<T>(Problem problem) => new(null, problem);
}

/// <summary>
/// Answers made of one view of the ledger. What has not changed is not sent again: an answer's tag is the entry that last changed what it
/// shows, so that its figures hold for every later size until the tag is another. It is weak, because size and time go on.
/// </summary>
internal static class Replies
{
    /// <summary>A second is as fresh as anybody can tell, and spares a server that thousands ask at once.</summary>
    public const string Live = "public, max-age=1";

    /// <summary>What stood at one size stands for ever, but names may be withheld: no copy outlives that by more than a day.</summary>
    public const string Past = "public, max-age=86400, immutable";

    /// <summary>Bytes that are named by their place in an append-only ledger, or by their hash.</summary>
    public const string Forever = "public, max-age=31536000, immutable";

    /// <summary>Answers of the ledger as it is now.</summary>
    /// <param name="context">The request.</param>
    /// <param name="site">What is asked.</param>
    /// <param name="type">How the answer is written.</param>
    /// <param name="stamp">The entry that last changed what the answer shows; N where nobody keeps that.</param>
    /// <param name="make">Makes the answer.</param>
    public static IResult Now<T>(
        HttpContext context,
        SiteViews site,
        JsonTypeInfo<T> type,
        Func<RecordAsOf, string> stamp,
        Func<RecordAsOf, Reply<T>> make
    )
        where T : class => site.View(asOf => Make(context, Tag(stamp(asOf), asOf), Live, type, make, asOf));

    /// <summary>Answers of the ledger at a size, or as it is now when none is given.</summary>
    public static IResult At<T>(
        HttpContext context,
        SiteViews site,
        long? size,
        JsonTypeInfo<T> type,
        Func<RecordAsOf, string> stamp,
        Func<RecordAsOf, Reply<T>> make
    )
        where T : class =>
        size is not { } at
            ? Now(context, site, type, stamp, make)
            : site.ViewAt(at, asOf => Make(context, Tag(Stamp(at), asOf), Kept(Past, asOf.Record.Definition.Kind), type, make, asOf))
                ?? new ProblemResult(new Problem(ProblemCode.UnknownSize) { Field = "at", Words = [site.Node.Size] });

    public static string Stamp(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The region's last change, or the place's village's; -1 before the first. For a place that there is not, anything.</summary>
    public static string StampOf(RecordAsOf asOf, string contest, RegionCode code)
    {
        var village = code.Level == Level.Station ? code.Parent : code;
        return asOf.FindRegion(village) < 0 || asOf.Contest(contest) is not { } record ? ""
            : record.LastChangeWithin(village) is var last && last < asOf.Size ? Stamp(last)
            // The record is ahead of what is durable: the answer is of this size, and has no other name.
            : $"n{Stamp(asOf.Size)}";
    }

    /// <summary>A simulation is thrown away, and the next one has the same addresses: nobody keeps anything of it.</summary>
    public static string Kept(string caching, ElectionKind kind) => kind == ElectionKind.Simulation ? Live : caching;

    /// <summary>Of this ledger, of its places, and of the names that may be shown.</summary>
    private static string Tag(string stamp, RecordAsOf asOf) =>
        $"W/\"{stamp}-{asOf.Record.Withheld.Count}-{asOf.Record.Additions.Count}-{asOf.Record.Candidacies.Count}-"
        + $"{asOf.Record.Ids[0].ToString()[..8]}\"";

    private static IResult Make<T>(
        HttpContext context,
        string tag,
        string caching,
        JsonTypeInfo<T> type,
        Func<RecordAsOf, Reply<T>> make,
        RecordAsOf asOf
    )
        where T : class
    {
        if (Conditions.IsKnown(context.Request, tag))
        {
            return new NotModified(tag, caching);
        }

        var reply = make(asOf);
        return reply.Problem is { } problem ? new ProblemResult(problem) : new Json<T>(reply.Answer!, type, tag, caching);
    }

    private sealed class Json<T>(T answer, JsonTypeInfo<T> type, string tag, string caching) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(answer, type);
            var response = httpContext.Response;
            response.Headers.Vary = HeaderNames.AcceptEncoding;
            if (body.Length >= CachedFile.WorthCompressing && Conditions.TakesGzip(httpContext.Request))
            {
                // The tag is weak: it is of what is said, however that is packed.
                body = CachedFile.Compress(body, CompressionLevel.Fastest);
                response.Headers.ContentEncoding = "gzip";
            }

            response.ContentType = "application/json";
            response.ContentLength = body.Length;
            response.Headers.ETag = tag;
            response.Headers.CacheControl = caching;
            return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }
}
