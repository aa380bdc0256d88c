using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Witnessing;
using static Sirekap.Fuzz.BrokenInvariantException;

namespace Sirekap.Fuzz.Targets;

/// <summary>A whole log witness that holds 100 entries: whatever it is sent, it cosigns nothing but this log's own larger trees.</summary>
internal static class WitnessTarget
{
    public static Target Create() =>
        new("witness", [.. LedgerTargets.Requests().Select(request => request.Encode())], Answer) { Words = ["old ", "0", "100", "255", "\n", "\n\n", "\u2014 "], Longest = 1 << 17 };

    private static string Answer(byte[] body)
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
        byte[] cosigned = [.. request.Checkpoint.Bytes.Span, .. response.Body];
        Unless(request.Checkpoint.Note.Signatures.Count == 16 || (SignedCheckpoint.TryParse(cosigned, out var whole, out _) && SampleLog.Policy.Evaluate(whole).Accepted), "its cosignature does not verify");
        return Target.Accepted;
    }
}
