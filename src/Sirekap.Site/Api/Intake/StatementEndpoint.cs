using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Sirekap.Record;
using Sirekap.Site.Api.Answers;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Api.Intake;

/// <summary>Where capture devices and imports bring statements.</summary>
internal static class StatementEndpoint
{
    /// <summary>
    /// A signature that does not hold costs what so many requests cost: it makes the server calculate, and honest devices make none.
    /// </summary>
    internal const int PriceOfBadSignature = 20;

    /// <summary>So many in one bundle, and the rest of it is not looked at.</summary>
    private const int MostBadSignatures = 3;

    /// <summary>Notes of a bundle that are given at once at first; twice as many each time while all signatures hold.</summary>
    private const int FirstPiece = 16;

    private const string Note = "text/plain";
    private const string Lines = "application/x-ndjson";

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/statements", Post)
            .Produces<ReceiptJson>(StatusCodes.Status201Created)
            .Produces<ReceiptJson>()
            .Problems(400, 408, 413, 415, 422, 503)
            .WithMetadata(
                new OwnLimits(CountsClients: false),
                new Takes(Note, Bundle.ContentType),
                new AlsoLines(Lines, typeof(BundleOutcomeJson))
            );

    /// <summary>
    /// Takes a signed statement into the ledger, or says why not. Sending the same text again is harmless: it gives the first receipt.
    /// </summary>
    /// <remarks>
    /// The body is one signed note, at most 65,535 bytes of <c>text/plain</c>: 201 with a receipt once it is durable, 200 with the first
    /// receipt when the same text stands already, 422 with the record's named refusal. Or up to 256 notes in a C2SP entry bundle,
    /// <c>application/vnd.sirekap.bundle</c>: 200 with one line of JSON a note (BundleOutcome), in their order. After three bad signatures
    /// the rest of a bundle is not looked at, and answered 429. A bundle counts as its notes in what a client may, until a signature of an
    /// enrolled key has held on the connection; from then on only what the key may say counts. 429 and 503 say when to come again.
    /// </remarks>
    /// <param name="context"></param>
    /// <param name="intake"></param>
    /// <param name="bodies"></param>
    /// <param name="limits"></param>
    internal static async Task<IResult> Post(HttpContext context, StatementIntake intake, Bodies bodies, RateLimits limits)
    {
        if (TypeOf(context.Request) is not { } type)
        {
            return new ProblemResult(
                new Problem(ProblemCode.UnsupportedType) { Field = "Content-Type", Words = [$"{Note}, {Bundle.ContentType}"] }
            );
        }

        if (Owes(context, limits))
        {
            return new ProblemResult(new Problem(ProblemCode.TooManyRequests) { RetryAfter = 1 });
        }

        var (body, problem) = await bodies.ReadAsync(context, type == Note ? Entry.Largest : Bundle.MostBytes);
        if (body is null)
        {
            return new ProblemResult(problem!);
        }

        using (body)
        {
            // While the body came others of the same client may have been looked at.
            return Owes(context, limits) ? new ProblemResult(new Problem(ProblemCode.TooManyRequests) { RetryAfter = 1 })
                : type == Note ? await OneAsync(body.Bytes, context, intake, limits)
                : await ManyAsync(body.Bytes, context, intake, limits);
        }
    }

    private static async Task<IResult> OneAsync(ReadOnlyMemory<byte> note, HttpContext context, StatementIntake intake, RateLimits limits)
    {
        var taken = await intake.TakeAsync(note, context.RequestAborted);
        Charge(context, limits, taken);
        return taken.Problem is { } refused
            ? new ProblemResult(refused)
            : new Stored<ReceiptJson>(
                taken.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK,
                new ReceiptJson(taken.Index, taken.Id!.Value.ToString(), LedgerEndpoints.ProofOf(taken.Index)),
                ApiJson.Default.ReceiptJson,
                $"{ApiHost.Root}/entries/{taken.Index}"
            );
    }

    private static async Task<IResult> ManyAsync(
        ReadOnlyMemory<byte> bundle,
        HttpContext context,
        StatementIntake intake,
        RateLimits limits
    )
    {
        if (Bundle.Read(bundle, out var notes) is { } flaw)
        {
            return new ProblemResult(flaw);
        }

        if (!limits.TryCountBundle(context, notes.Length))
        {
            return new ProblemResult(new Problem(ProblemCode.TooManyRequests) { RetryAfter = 1 });
        }

        using var lines = new MemoryStream();
        var (done, bad, piece) = (0, 0, FirstPiece);
        while (done < notes.Length && bad < MostBadSignatures && (bad == 0 || !Owes(context, limits)))
        {
            // Many at once and in their order, so that they become durable together and may build on one another.
            var width = Math.Min(bad == 0 ? piece : MostBadSignatures - bad, notes.Length - done);
            var taking = notes
                .AsSpan(done, width)
                .ToArray()
                .Select(note => intake.TakeAsync(note, context.RequestAborted).AsTask())
                .ToArray();
            foreach (var taken in await Task.WhenAll(taking))
            {
                bad += Charge(context, limits, taken) ? 1 : 0;
                await WriteAsync(lines, taken);
            }

            (done, piece) = (done + width, 2 * piece);
        }

        for (; done < notes.Length; done++)
        {
            await WriteAsync(lines, Taken.Not(null, new Problem(ProblemCode.TooManyRequests)));
        }

        return Results.Bytes(lines.ToArray(), Lines);
    }

    private static async Task WriteAsync(MemoryStream lines, Taken taken)
    {
        await JsonSerializer.SerializeAsync(lines, Line(taken), ApiJson.Default.BundleOutcomeJson);
        lines.WriteByte((byte)'\n');
    }

    private static BundleOutcomeJson Line(Taken taken) =>
        new(
            taken.Problem?.Code.Status() ?? (taken.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK),
            taken.Index < 0 ? null : taken.Index,
            taken.Id?.ToString(),
            taken.Problem?.Rejection?.Name,
            taken.Problem is null ? null : taken.Problem.Rejection?.Detail ?? taken.Problem.Code.Name()
        );

    /// <summary>Whether the signature does not hold, which is charged; one that holds proves the connection.</summary>
    private static bool Charge(HttpContext context, RateLimits limits, Taken taken)
    {
        if (taken.ProvenBy is { } key)
        {
            Guest.Prove(context, key);
        }

        if (taken.Problem?.Rejection?.Code != RejectionCode.BadSignature)
        {
            return false;
        }

        Guest.Doubt(context);
        limits.Charge(ClientAddress.Of(context), PriceOfBadSignature);
        return true;
    }

    /// <summary>Whether a client that is no known key owes more than it can pay now.</summary>
    private static bool Owes(HttpContext context, RateLimits limits) => !Guest.IsKnown(context) && limits.Owes(ClientAddress.Of(context));

    private static string? TypeOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return null;
        }

        var isUtf8 = !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        return type.MediaType.Equals(Note, StringComparison.OrdinalIgnoreCase) && isUtf8 ? Note
            : type.MediaType.Equals(Bundle.ContentType, StringComparison.OrdinalIgnoreCase) ? Bundle.ContentType
            : null;
    }
}
