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
    public static void Map(RouteGroupBuilder api) =>
        api.MapPut("/blobs/{sha256}", Put)
            .Produces<StoredBlobJson>(StatusCodes.Status201Created)
            .Produces<StoredBlobJson>()
            .Problems(400, 403, 408, 413, 422, 503)
            .WithMetadata(new OwnLimits(CountsClients: false), new Takes("application/octet-stream"));

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
    internal static Task<IResult> Put(
        HttpContext context,
        LedgerNode node,
        BlobIntake blobs,
        RateLimits limits,
        string sha256,
        [FromHeader(Name = BlobSignature.Header)] string? signature
    ) => TakeAsync(context, node, blobs, limits, sha256, signature, strip: false);

    internal static async Task<IResult> TakeAsync(
        HttpContext context,
        LedgerNode node,
        BlobIntake blobs,
        RateLimits limits,
        string sha256,
        string? signature,
        bool strip
    )
    {
        var problem = Parameters.First(
            Parameters.Identity("sha256", sha256, out var blob),
            BlobSignature.Read(signature, out var key, out var der)
        );
        if (problem is not null)
        {
            return new ProblemResult(problem);
        }

        var client = ClientAddress.Of(context);
        if (!Guest.IsKnown(context) && limits.Owes(client))
        {
            return new ProblemResult(new Problem(ProblemCode.TooManyRequests) { RetryAfter = 1 });
        }

        if (
            (node.Read((record, _) => BlobSignature.Verify(record, key, blob, der) ?? Withheld(record, blob)) ?? blobs.Count(key)) is
            { } refused
        )
        {
            if (refused.Code == ProblemCode.NotSigned)
            {
                Guest.Doubt(context);
                limits.Charge(client, StatementEndpoint.PriceOfBadSignature);
            }

            return new ProblemResult(refused);
        }

        Guest.Prove(context, key);
        return await blobs.StoreAsync(context, new BroughtBlob(blob, key, strip));
    }

    /// <summary>What a quorum has withheld nobody brings back.</summary>
    private static Problem? Withheld(ElectionRecord record, Digest blob) =>
        record.Withheld.TryGetValue(blob, out var withheld)
            ? Problem.Of(new Rejection(RejectionCode.AlreadyWithheld, $"entry {withheld.Index} withholds these bytes"))
            : null;
}

/// <summary>A blob as it is brought.</summary>
/// <param name="Sha256">SHA-256 of what is sent.</param>
/// <param name="Key">The enrolled key that signed for it.</param>
/// <param name="IsStripped">
/// Whether to take out of a photo what is not the picture; what is left is stored under its own hash.
/// </param>
internal sealed record BroughtBlob(Digest Sha256, KeyName Key, bool IsStripped);

/// <summary>Takes blobs in, within its bounds.</summary>
internal sealed class BlobIntake(LedgerNode node, Bodies bodies, ProtectionOptions options, ServerMetrics metrics)
{
    private readonly KeyMeter _meter = new(options.BlobsOfKeyPerMinute, TimeProvider.System);

    /// <summary>Found before the first blob is taken: what an earlier process left counts, too.</summary>
    private readonly Lazy<BlobBudget> _budget = new(() => BlobBudget.Find(node, options.Blobs));

    /// <summary>Counts a blob of a key, unless it has brought all that it may in this minute.</summary>
    public Problem? Count(KeyName key) =>
        _meter.TryCount(key) is null
            ? new Problem(ProblemCode.TooManyStatements) { Words = [options.BlobsOfKeyPerMinute], RetryAfter = _meter.Wait }
            : null;

    /// <summary>Deletes what has waited too long for a statement.</summary>
    public void Expire() => _budget.Value.Expire(node, TimeProvider.System.GetUtcNow().UtcDateTime);

    public async Task<IResult> StoreAsync(HttpContext context, BroughtBlob brought)
    {
        if (!node.TakesStatements)
        {
            return new ProblemResult(new Problem(ProblemCode.ReadOnly));
        }

        var (body, problem) = await bodies.ReadAsync(context, options.BlobBytes);
        if (body is null)
        {
            return new ProblemResult(problem!);
        }

        using (body)
        {
            if (NoRoom(body.Bytes.Length) is { } full)
            {
                return full;
            }

            var reference = BlobFolder.Reference(body.Bytes.Span);
            if (reference.Sha256 != brought.Sha256)
            {
                return new ProblemResult(new Problem(ProblemCode.OtherBytes) { Field = "sha256", Words = [reference.Sha256] });
            }

            return Picture(body.Bytes, brought.IsStripped, out var bytes) is { } refused
                ? new ProblemResult(refused)
                : Store(bytes, brought.Key);
        }
    }

    /// <summary>
    /// The bytes as they may be stored. A photo is published for ever; where and when it was taken, and with whose telephone, is nobody's
    /// business, so it is never stored: not even until a statement names it.
    /// </summary>
    private static Problem? Picture(ReadOnlyMemory<byte> body, bool strip, out ReadOnlyMemory<byte> bytes)
    {
        bytes = body;
        var isPicture = PhotoMetadata.TryStrip(body.Span, ImageLimits.Default, out var stripped, out var problem);
        if (!isPicture)
        {
            return strip || problem != ImageProblem.NotAnImage
                ? new Problem(ProblemCode.NotAPhoto) { Words = [PrometheusText.Kebab(problem.ToString())] }
                : null;
        }

        if (!strip && !body.Span.SequenceEqual(stripped))
        {
            return new Problem(ProblemCode.PhotoMetadata) { Words = [BlobFolder.Reference(stripped).Sha256] };
        }

        bytes = stripped;
        return null;
    }

    /// <summary>What the disk has no room for now.</summary>
    private ProblemResult? NoRoom(long bytes) =>
        node.Disk == DiskRoom.Full || (node.Disk == DiskRoom.Reserve && bytes > options.Blobs.Words)
            ? new ProblemResult(new Problem(ProblemCode.DiskFull) { RetryAfter = 60 })
            : null;

    private IResult Store(ReadOnlyMemory<byte> bytes, KeyName key)
    {
        var reference = BlobFolder.Reference(bytes.Span);
        var blob = reference.Sha256;
        var stored = new StoredBlobJson(blob.ToString(), reference.Bytes);

        // Found before the record is held: what an earlier process left may be much.
        var budget = _budget.Value;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        budget.Renew(blob, now);
        if (node.Folder.Blobs.Read(reference) is { } standing && standing.Span.SequenceEqual(bytes.Span))
        {
            return new Stored<StoredBlobJson>(StatusCodes.Status200OK, stored, ApiJson.Default.StoredBlobJson);
        }

        if (node.Read((record, _) => record.Withheld.TryGetValue(blob, out var withheld) ? withheld.Index : -1) is >= 0 and var by)
        {
            return new ProblemResult(Problem.Of(new Rejection(RejectionCode.AlreadyWithheld, $"entry {by} withholds these bytes")));
        }

        if (node.Read((record, _) => budget.TryAdd(record, blob, reference.Bytes, key, now)) is { } bound)
        {
            return new ProblemResult(
                new Problem(ProblemCode.TooManyBlobs) { Words = [bound.Most, new TextKey(bound.Of)], RetryAfter = bound.Passes ? 60 : null }
            );
        }

        try
        {
            node.Folder.Blobs.Add(bytes.Span);
        }
        catch
        {
            budget.Remove(blob);
            throw;
        }

        metrics.TookBlob(reference.Bytes);
        node.Stored(blob);
        return new Stored<StoredBlobJson>(StatusCodes.Status201Created, stored, ApiJson.Default.StoredBlobJson, $"/blobs/{blob}");
    }
}
