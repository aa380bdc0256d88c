using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Witnessing;
using static Sirekap.Fuzz.BrokenInvariantException;

namespace Sirekap.Fuzz.Targets;

/// <summary>Both sides of tlog-witness: a log witness that is sent anything, and a log whose witness answers anything.</summary>
internal static class WitnessTargets
{
    private static readonly SignedCheckpoint Submitted = SampleLog.Checkpoint(255);

    public static IEnumerable<Target> Create()
    {
        yield return new Target("witness", [.. LedgerTargets.Requests().Select(request => request.Encode())], Ask)
        {
            Words = ["old ", "0", "100", "255", "\n", "\n\n", "\u2014 "],
            Longest = 1 << 17,
        };
        yield return new Target("witness-answers", [.. Answers()], Hear)
        {
            Words = ["200 ", "409 ", "422 ", "404 ", "\n", "\n\n", "\u2014 ", "0", "100", "255", "256"],
            Longest = 1 << 17,
        };
    }

    /// <summary>A witness that holds 100 entries cosigns nothing but this log's own larger trees.</summary>
    private static string Ask(byte[] body)
    {
        using var witness = Witness.Open(new MemoryFileSystem(), "/witness", SampleLog.Policy, SampleLog.Witness);
        var first = witness.AddCheckpoint(LedgerTargets.Requests().First().Encode());
        Unless(first.Status == 200, "the first request is refused");
        var response = witness.AddCheckpoint(body);
        if (response.Status != 200)
        {
            Unless(response.Status is 400 or 403 or 404 or 409 or 422, $"status {response.Status}");
            return $"{response.ContentType} {Encoding.UTF8.GetString(response.Body)}";
        }

        Unless(WitnessRequest.TryParse(body, out var request, out _), "it cosigned what cannot be read");
        var checkpoint = request!.Checkpoint.Checkpoint;
        Unless(checkpoint.Size >= 100 && checkpoint.Root == SampleLog.Tree.Root(checkpoint.Size), "it cosigned a fork");
        byte[] alone = [.. checkpoint.Text, (byte)'\n', .. response.Body];
        Unless(
            Note.TryParse(alone, out var note, out _) && note.VerifySignatures(SampleLog.Witness.Verifier).Count == 1,
            "its cosignature does not verify"
        );
        return Target.Accepted;
    }

    /// <summary>Whatever a witness answers, its cosignature is one that holds, and can be added to the checkpoint.</summary>
    private static string Hear(byte[] input)
    {
        using var http = new HttpClient(new Answering(input));
        var client = new WitnessClient(http, new Uri("https://witness.example/"), SampleLog.Witness.Verifier, TimeSpan.FromSeconds(10));
        var answer = client
            .SubmitAsync(Submitted, old => SampleLog.Tree.Consistency(old, Submitted.Checkpoint.Size), CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        if (answer is not WitnessAnswer.Cosigned cosigned)
        {
            return answer.ToString();
        }

        Unless(
            SampleLog.Policy.Evaluate(Submitted.WithSignatures(cosigned.Signatures)).Accepted,
            "a cosignature is believed that does not hold"
        );
        return Target.Accepted;
    }

    private static IEnumerable<byte[]> Answers()
    {
        var line = Encoding.UTF8.GetString(SampleLog.Checkpoint(255, SampleLog.Witness).Bytes.Span).Split('\n')[^2];
        string[] answers =
        [
            $"200 {line}\n",
            $"200 {string.Concat(Enumerable.Repeat(line + "\n", 16))}",
            "409 100\n",
            "409 255\n",
            "409 256\n",
            "422 no\n",
            "404 this log is not known here\n",
        ];
        return answers.Select(Encoding.UTF8.GetBytes);
    }

    /// <summary>Gives the status and the body that the input begins with and goes on with, to every request.</summary>
    private sealed class Answering(byte[] input) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var known =
                input.Length >= 4
                && int.TryParse(Encoding.ASCII.GetString(input.AsSpan(0, 3)), out var status)
                && status is >= 100 and <= 599
                    ? status
                    : 500;
            var content = new ByteArrayContent(input[Math.Min(4, input.Length)..]);
            content.Headers.ContentType = new MediaTypeHeaderValue(known == 409 ? WitnessResponse.SizeContentType : "text/plain");
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)known) { Content = content });
        }
    }
}
