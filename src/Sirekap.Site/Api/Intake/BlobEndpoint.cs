using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Node;
using Sirekap.Reading.Images;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Site.Api.Answers;
using Sirekap.Site.Api.Problems;
using Sirekap.Site.Protection;

namespace Sirekap.Site.Api.Intake;

/// <summary>
/// Where officers bring what a statement is going to name: words of a review, a disclosed document. Who may: any enrolled key that stands,
/// by its signature over the hash; so many a minute, and so many bytes of it, its station, its district and all.
/// </summary>
internal static class BlobEndpoint
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut("/blobs/{sha256}", Put)
            .Produces<StoredBlobJson>(StatusCodes.Status201Created)
            .Produces<StoredBlobJson>()
            .Problems(400, 403, 408, 409, 413, 422, 503)
            .WithMetadata(new OwnLimits(CountsClients: false), new Takes("application/octet-stream"));
        api.MapPatch("/blobs/{sha256}", Append)
            .Produces<StoredBlobJson>(StatusCodes.Status201Created)
            .Produces<StoredBlobJson>()
            .Produces(StatusCodes.Status204NoContent)
            .Problems(400, 403, 404, 408, 409, 413, 422, 503)
            .WithMetadata(new OwnLimits(CountsClients: false), new Takes(UploadHeaders.PartType));
        api.MapGet("/blobs/{sha256}", Had).Produces(StatusCodes.Status204NoContent).Problems(400, 403, 404);
    }

    /// <summary>Stores bytes under their SHA-256, for a statement to name.</summary>
    /// <remarks>
    /// A statement that names words or a document is refused as blob-missing until they are here. The key signs <c>sirekap-blob v1</c>, the
    /// election's id and the hash, each followed by a newline. Bytes that are here already are 200, new ones 201. A picture with anything
    /// but its picture in it is refused as photo-metadata: whoever cannot take that out brings it as a photo.
    /// </remarks>
    /// <param name="context"></param>
    /// <param name="node"></param>
    /// <param name="blobs"></param>
    /// <param name="limits"></param>
    /// <param name="sha256">SHA-256 of the body, 64 lowercase hexadecimal digits.</param>
    /// <param name="signature">The key's name, a space, and its P-256 signature in base64: DER, or 64 bytes r and s.</param>
    /// <param name="complete">?0 where the body is the first part of a blob that comes in parts; its answer says how much has come.</param>
    /// <param name="length">Bytes of the whole, where it comes in parts.</param>
    internal static async Task<IResult> Put(
        HttpContext context,
        LedgerNode node,
        BlobIntake blobs,
        RateLimits limits,
        string sha256,
        [FromHeader(Name = BlobSignature.Header)] string? signature,
        [FromHeader(Name = UploadHeaders.Complete)] string? complete,
        [FromHeader(Name = UploadHeaders.Length)] string? length
    )
    {
        var bytes = 0L;
        var problem =
            UploadHeaders.ReadComplete(complete, out var isComplete)
            ?? (isComplete == false ? UploadHeaders.ReadBytes(UploadHeaders.Length, length, out bytes) : null);
        return problem is not null ? new ProblemResult(problem)
            : isComplete != false ? await TakeAsync(context, node, blobs, limits, sha256, signature, strip: false)
            : Admit(context, node, blobs, limits, sha256, signature, isPart: false, out var blob, out var key) is { } refused
                ? new ProblemResult(refused)
            : await blobs.BeginAsync(context, key, blob, bytes);
    }

    /// <summary>Adds a part to a blob that comes in parts.</summary>
    /// <remarks>
    /// As draft-ietf-httpbis-resumable-upload has it, at the blob's own address, with the signature of the whole. A part that is not at the
    /// offset where the last one ended (a repeated one, one out of turn) is refused as mismatching-upload-offset, and the answer says where
    /// to go on. Parts that together are other bytes than the address names are refused as other-bytes, and forgotten. What does not go on
    /// for a day is forgotten, too.
    /// </remarks>
    /// <param name="context"></param>
    /// <param name="node"></param>
    /// <param name="blobs"></param>
    /// <param name="limits"></param>
    /// <param name="sha256">SHA-256 of the whole, 64 lowercase hexadecimal digits.</param>
    /// <param name="signature">The key's name, a space, and its P-256 signature in base64: DER, or 64 bytes r and s.</param>
    /// <param name="offset">Bytes before this part.</param>
    /// <param name="complete">?1 where it is the last.</param>
    internal static async Task<IResult> Append(
        HttpContext context,
        LedgerNode node,
        BlobIntake blobs,
        RateLimits limits,
        string sha256,
        [FromHeader(Name = BlobSignature.Header)] string? signature,
        [FromHeader(Name = UploadHeaders.Offset)] string? offset,
        [FromHeader(Name = UploadHeaders.Complete)] string? complete
    )
    {
        var problem = Parameters.First(
            UploadHeaders.ReadBytes(UploadHeaders.Offset, offset, out var at),
            UploadHeaders.ReadComplete(complete, out var isComplete)
        );
        if (problem is null && context.Request.ContentType != UploadHeaders.PartType)
        {
            problem = new Problem(ProblemCode.UnsupportedType) { Field = "Content-Type" };
        }

        var (blob, key) = (default(Digest), default(KeyName));
        problem ??= Admit(context, node, blobs, limits, sha256, signature, isPart: true, out blob, out key);
        return problem is not null ? new ProblemResult(problem) : await blobs.AppendAsync(context, (key, blob), at, isComplete ?? false);
    }

    /// <summary>How much of a blob that comes in parts has come; asked with HEAD.</summary>
    /// <param name="context"></param>
    /// <param name="node"></param>
    /// <param name="blobs"></param>
    /// <param name="limits"></param>
    /// <param name="sha256">SHA-256 of the whole, 64 lowercase hexadecimal digits.</param>
    /// <param name="signature">The key's name, a space, and its P-256 signature in base64: DER, or 64 bytes r and s.</param>
    internal static IResult Had(
        HttpContext context,
        LedgerNode node,
        BlobIntake blobs,
        RateLimits limits,
        string sha256,
        [FromHeader(Name = BlobSignature.Header)] string? signature
    ) =>
        Admit(context, node, blobs, limits, sha256, signature, isPart: true, out var blob, out var key) is { } refused
            ? new ProblemResult(refused)
            : blobs.Tell(context, key, blob);

    internal static async Task<IResult> TakeAsync(
        HttpContext context,
        LedgerNode node,
        BlobIntake blobs,
        RateLimits limits,
        string sha256,
        string? signature,
        bool strip
    ) =>
        Admit(context, node, blobs, limits, sha256, signature, isPart: false, out var blob, out var key) is { } refused
            ? new ProblemResult(refused)
            : await blobs.StoreAsync(context, new BroughtBlob(blob, key, strip));

    /// <summary>Why a key may not bring this blob, or a part of it, or null: it is enrolled, has signed for the whole, and has not brought
    /// all that it may in this minute.</summary>
    private static Problem? Admit(
        HttpContext context,
        LedgerNode node,
        BlobIntake blobs,
        RateLimits limits,
        string sha256,
        string? signature,
        bool isPart,
        out Digest blob,
        out KeyName key
    )
    {
        var problem = Parameters.First(
            Parameters.Identity("sha256", sha256, out blob),
            BlobSignature.Read(signature, out key, out var der)
        );
        if (problem is not null)
        {
            return problem;
        }

        var client = ClientAddress.Of(context);
        if (!Guest.IsKnown(context) && limits.Owes(client))
        {
            return new Problem(ProblemCode.TooManyRequests) { RetryAfter = 1 };
        }

        var (what, who) = (blob, key);
        if (
            (
                node.Read((record, _) => BlobSignature.Verify(record, who, what, der) ?? Withheld(record, what)) ?? blobs.Count(key, isPart)
            ) is
            { } refused
        )
        {
            if (refused.Code == ProblemCode.NotSigned)
            {
                Guest.Doubt(context);
                limits.Charge(client, StatementEndpoint.PriceOfBadSignature);
            }

            return refused;
        }

        Guest.Prove(context, key);
        return null;
    }

    /// <summary>What a quorum has withheld nobody brings back.</summary>
    private static Problem? Withheld(ElectionRecord record, Digest blob) =>
        record.Withheld.TryGetValue(blob, out var withheld)
            ? Problem.Of(new Rejection(RejectionCode.AlreadyWithheld, $"entry {withheld.Index} withholds these bytes"))
            : null;
}
