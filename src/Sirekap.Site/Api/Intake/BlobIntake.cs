using Microsoft.AspNetCore.Http;
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
    private readonly KeyMeter _parts = new(options.PartsOfKeyPerMinute, TimeProvider.System);
    private readonly HalfUploads _halves = new(Path.Combine(node.Folder.Root, "uploads"));

    /// <summary>Found before the first blob is taken: what an earlier process left counts, too.</summary>
    private readonly Lazy<BlobBudget> _budget = new(() => Find(node, options));

    /// <summary>Counts a blob of a key, or a part of one, unless it has brought all that it may in this minute.</summary>
    public Problem? Count(KeyName key, bool isPart)
    {
        var (meter, most) = isPart ? (_parts, options.PartsOfKeyPerMinute) : (_meter, options.BlobsOfKeyPerMinute);
        return meter.TryCount(key) is null ? new Problem(ProblemCode.TooManyStatements) { Words = [most], RetryAfter = meter.Wait } : null;
    }

    /// <summary>Deletes what has waited too long for a statement, or for its other parts.</summary>
    public void Expire()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var half in _halves.All().Where(half => now - half.Written > options.Blobs.Patience))
        {
            Forget(half);
        }

        _budget.Value.Expire(node, now);
    }

    /// <summary>Takes the first part of a blob, and counts the whole against the same bounds as one that comes at once.</summary>
    public async Task<IResult> BeginAsync(HttpContext context, KeyName key, Digest blob, long length)
    {
        if (!node.TakesStatements)
        {
            return new ProblemResult(new Problem(ProblemCode.ReadOnly));
        }

        if (length > options.BlobBytes)
        {
            return new ProblemResult(new Problem(ProblemCode.TooLarge) { Words = [options.BlobBytes] });
        }

        if (NoRoom(length) is { } full)
        {
            return full;
        }

        if (_halves.Of(key, blob) is not { } half || half.Length != length)
        {
            if (_halves.Of(key, blob) is { } other)
            {
                Forget(other);
            }

            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            var budget = _budget.Value;
            if (node.Read((record, _) => budget.TryBegin(record, blob, length, key, now)) is { } bound)
            {
                return new ProblemResult(TooMany(bound));
            }

            half = _halves.Begin(key, blob, length);
        }

        return await TakePartAsync(context, half, at: 0, isComplete: false);
    }

    /// <summary>Takes a further part; the last makes the blob what it would be had it come at once.</summary>
    public async Task<IResult> AppendAsync(HttpContext context, (KeyName Key, Digest Blob) of, long at, bool isComplete) =>
        _halves.Of(of.Key, of.Blob) is { } half
            ? await TakePartAsync(context, half, at, isComplete)
            : new ProblemResult(new Problem(ProblemCode.NoUpload));

    /// <summary>Says how much of a blob has come.</summary>
    public IResult Tell(HttpContext context, KeyName key, Digest blob)
    {
        if (node.Folder.Blobs.Length(blob) is { } whole)
        {
            UploadHeaders.Tell(context, whole, isComplete: true, whole);
        }
        else if (_halves.Of(key, blob) is { } half)
        {
            UploadHeaders.Tell(context, half.Offset, isComplete: false, half.Length);
        }
        else
        {
            return new ProblemResult(new Problem(ProblemCode.NoUpload));
        }

        return Results.NoContent();
    }

    private async Task<IResult> TakePartAsync(HttpContext context, HalfUpload half, long at, bool isComplete)
    {
        // Of the whole: the last part is followed by a copy of it.
        if (NoRoom(half.Length) is { } full)
        {
            return full;
        }

        var (body, problem) = await bodies.ReadAsync(context, (int)Math.Min(half.Length, options.BlobBytes));
        if (body is null)
        {
            return new ProblemResult(problem!);
        }

        using (body)
        {
            if (at + body.Bytes.Length > half.Length || (isComplete && at + body.Bytes.Length != half.Length))
            {
                return new ProblemResult(Problem.Parameter(UploadHeaders.Complete, "expected.length"));
            }

            if (at != half.Offset || _halves.Append(half, body.Bytes.Span) is not { } more)
            {
                var had = _halves.Of(half.Key, half.Blob)?.Offset ?? 0;
                UploadHeaders.Tell(context, had, isComplete: false, half.Length);
                return new ProblemResult(
                    new Problem(ProblemCode.MismatchingUploadOffset) { Field = UploadHeaders.Offset, Words = [had, at] }
                );
            }

            UploadHeaders.Tell(context, more.Offset, isComplete, half.Length);
            if (isComplete)
            {
                return Finish(more);
            }

            context.Response.Headers.Location = $"{ApiHost.Root}/blobs/{half.Blob}";
            return at == 0 ? Results.StatusCode(StatusCodes.Status201Created) : Results.NoContent();
        }
    }

    /// <summary>All parts are here: what they are together is looked at as if it had come at once.</summary>
    private IResult Finish(HalfUpload half)
    {
        var bytes = _halves.Read(half);
        var reference = BlobFolder.Reference(bytes);
        if (reference.Sha256 != half.Blob)
        {
            Forget(half);
            return new ProblemResult(new Problem(ProblemCode.OtherBytes) { Field = "sha256", Words = [reference.Sha256] });
        }

        if (Picture(bytes, strip: false, out _) is { } refused)
        {
            Forget(half);
            return new ProblemResult(refused);
        }

        var stored = Store(bytes, half.Key);
        Forget(half);
        return stored;
    }

    /// <summary>Gives back the room of parts that are no blob, or not in time.</summary>
    private void Forget(HalfUpload half)
    {
        _halves.Remove(half);
        _budget.Value.Forget(half.Key, half.Blob);
    }

    private static BlobBudget Find(LedgerNode node, ProtectionOptions options)
    {
        var found = BlobBudget.Find(node, options.Blobs);
        foreach (var half in new HalfUploads(Path.Combine(node.Folder.Root, "uploads")).All())
        {
            node.Read((record, _) => found.TryBegin(record, half.Blob, half.Length, half.Key, half.Written));
        }

        return found;
    }

    private static Problem TooMany(BlobBound bound) =>
        new(ProblemCode.TooManyBlobs) { Words = [bound.Most, new TextKey(bound.Of)], RetryAfter = bound.Passes ? 60 : null };

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
            return new ProblemResult(TooMany(bound));
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
