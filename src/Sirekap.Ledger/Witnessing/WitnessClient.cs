using System.Net.Http.Headers;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Witnessing;

/// <summary>The log's side of C2SP tlog-witness: one client for each log witness. Not for two submissions at a time.</summary>
public sealed class WitnessClient
{
    // Sixteen cosignatures of the longest kind, base64, fit.
    private const int MaximumResponseBytes = 1 << 16;

    private readonly HttpClient _http;
    private readonly Uri _addCheckpoint;
    private readonly VerifierKey _witness;
    private readonly TimeSpan _timeout;

    // What the witness cosigned last, as far as we know; a wrong guess costs one more request.
    private long _witnessSize;

    /// <param name="http">Shared, so that connections are kept.</param>
    /// <param name="submissionPrefix">The witness's URL, to which <c>/add-checkpoint</c> is added.</param>
    /// <param name="witness">The key that its cosignature must be by.</param>
    /// <param name="timeout">For each request, body included.</param>
    public WitnessClient(HttpClient http, Uri submissionPrefix, VerifierKey witness, TimeSpan timeout)
    {
        _http = http;
        _witness = witness;
        _timeout = timeout;
        _addCheckpoint = new Uri(submissionPrefix.AbsoluteUri.TrimEnd('/') + "/add-checkpoint");
    }

    /// <summary>Asks for a cosignature; where the witness is at another size than we thought, once more from there.</summary>
    /// <param name="checkpoint">Signed by the log.</param>
    /// <param name="consistency">The consistency proof from an old size, at most the checkpoint's, to the checkpoint.</param>
    /// <param name="cancellation">The caller's; the only way to an <see cref="OperationCanceledException"/>.</param>
    public async Task<WitnessAnswer> SubmitAsync(
        SignedCheckpoint checkpoint,
        Func<long, IReadOnlyList<TreeHash>> consistency,
        CancellationToken cancellation
    )
    {
        var size = checkpoint.Checkpoint.Size;
        var old = Math.Min(_witnessSize, size);
        for (var attempt = 1; ; attempt++)
        {
            var proof = old is 0 || old == size ? [] : consistency(old);
            var reply = await AskAsync(new WitnessRequest(old, proof, checkpoint), cancellation).ConfigureAwait(false);
            if (reply.Failure is not null)
            {
                return reply.Failure;
            }

            if (reply.Status != 409)
            {
                return Settled(reply, checkpoint, old);
            }

            if (ReadSize(reply) is not { } theirs)
            {
                return new WitnessAnswer.Unusable("a 409 without the size that the witness cosigned last");
            }

            _witnessSize = theirs;
            if (theirs > size)
            {
                return new WitnessAnswer.WitnessAhead(theirs);
            }

            if (theirs == old)
            {
                return theirs == size
                    ? new WitnessAnswer.WitnessContradicts(theirs)
                    : new WitnessAnswer.Unusable($"a 409 for the size {old} that it names itself");
            }

            if (attempt == 2)
            {
                return new WitnessAnswer.Contended(theirs);
            }

            old = theirs;
        }
    }

    private WitnessAnswer Settled(Reply reply, SignedCheckpoint checkpoint, long old)
    {
        switch (reply.Status)
        {
            case 200:
                var answer = Verify(reply.Body, checkpoint);
                if (answer is WitnessAnswer.Cosigned)
                {
                    _witnessSize = checkpoint.Checkpoint.Size;
                }

                return answer;
            case 422:
                // The proof was ours and the size was right, so its root is not ours.
                return new WitnessAnswer.WitnessContradicts(old);
            default:
                return new WitnessAnswer.Refused(reply.Status, ReadReason(reply.Body));
        }
    }

    private WitnessAnswer Verify(byte[] lines, SignedCheckpoint checkpoint)
    {
        var text = checkpoint.Note.Text;
        if (!Note.TryParse((byte[])[.. text.Span, (byte)'\n', .. lines], out var note, out var error))
        {
            return new WitnessAnswer.Unusable(error);
        }

        if (!note.Text.Span.SequenceEqual(text.Span))
        {
            return new WitnessAnswer.Unusable("the response holds more than signature lines");
        }

        var own = note.Signatures.Where(_witness.Matches).ToList();
        if (own.Count == 0)
        {
            return new WitnessAnswer.Unusable($"no signature by {_witness.Name}+{_witness.KeyId:x8}");
        }
        // One is enough; a witness that sends sixteen must not fill the checkpoint.
        return own.TrueForAll(signature => _witness.Verify(text.Span, signature.Signature.Span))
            ? new WitnessAnswer.Cosigned([own[0]])
            : new WitnessAnswer.Unusable($"the signature by {_witness.Name}+{_witness.KeyId:x8} does not verify");
    }

    private async Task<Reply> AskAsync(WitnessRequest request, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(_timeout);
        try
        {
            using var content = new ByteArrayContent(request.Encode());
            content.Headers.ContentType = new MediaTypeHeaderValue("text/plain", "utf-8");
            using var message = new HttpRequestMessage(HttpMethod.Post, _addCheckpoint) { Content = content };
            using var response = await _http
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limited.Token)
                .ConfigureAwait(false);
            var stream = await response.Content.ReadAsStreamAsync(limited.Token).ConfigureAwait(false);
            var body = new byte[MaximumResponseBytes + 1];
            var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, limited.Token).ConfigureAwait(false);
            if (length > MaximumResponseBytes)
            {
                return Reply.Failed(new WitnessAnswer.Unusable($"the response has more than {MaximumResponseBytes} bytes"));
            }

            return new Reply((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body[..length], Failure: null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Reply.Failed(new WitnessAnswer.Unreachable($"no answer within {_timeout.TotalSeconds} s"));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Reply.Failed(new WitnessAnswer.Unreachable(e.Message));
        }
    }

    private static long? ReadSize(Reply reply) =>
        reply.ContentType == WitnessResponse.SizeContentType
        && reply.Body is [.. var digits, (byte)'\n']
        && CanonicalDecimal.TryParse(digits, out var size)
            ? size
            : null;

    private static string ReadReason(byte[] body) =>
        new([.. System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 200))).Where(c => !char.IsControl(c))]);

    private sealed record Reply(int Status, string? ContentType, byte[] Body, WitnessAnswer? Failure)
    {
        public static Reply Failed(WitnessAnswer answer) => new(0, null, [], answer);
    }
}
