using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Witnessing;
using Sirekap.Record;

namespace Sirekap.Verification.Tests;

/// <summary>An operator that holds the log's key and rewrites its ledger, and what is found of it.</summary>
internal sealed class Forging(ElectionNight night)
{
    private static int _tries;

    /// <summary>Flaws as a stranger finds them who has nothing but the files.</summary>
    public IReadOnlyList<Flaw> Found { get; private set; } = [];

    /// <summary>
    /// Publishes these entries as the ledger, with everything else consistent. Whatever the files show: whoever kept a checkpoint sees it,
    /// and the log witness that cosigned the honest ledger does not cosign this one, by any request.
    /// </summary>
    /// <param name="entries">The rewritten ledger; not a continuation of the honest one.</param>
    /// <param name="what">For the failure's message.</param>
    /// <param name="falsify">Changes files before they are signed.</param>
    /// <param name="blobs">Where the operator has its blobs from.</param>
    public Forging Rewrites(
        IReadOnlyList<byte[]> entries,
        string what,
        Action<IDictionary<string, byte[]>>? falsify = null,
        BlobSource? blobs = null
    )
    {
        var forged = new Republication(entries, blobs ?? night.Blobs);
        falsify?.Invoke(forged.Files);
        var files = forged.Sign(night.Log);
        Find(files, new VerificationOptions(Seen: night.Checkpoint), what);
        var bySeen = Found.Where(flaw => flaw.Where == "seen").ToList();
        bySeen
            .ShouldHaveSingleItem(what)
            .What.ShouldContain(entries.Count < night.Checkpoint.Checkpoint.Size ? "the ledger was cut back" : "the ledger was changed");
        Found = [.. Found.Except(bySeen)];
        WitnessRefuses(forged, files, what);
        return this;
    }

    /// <summary>Publishes the honest ledger, whose signatures need no second look, with other files.</summary>
    public Forging Falsifies(Action<IDictionary<string, byte[]>> falsify, string what)
    {
        var forged = new Republication(night.Entries, night.Blobs);
        falsify(forged.Files);
        Find(forged.Sign(night.Log), new VerificationOptions(Signatures: false), what);
        return this;
    }

    /// <summary>The record refuses an entry, with this name.</summary>
    public void ShouldBeRefused(long index, RejectionCode code, string what) =>
        Found.ShouldContain(
            flaw => flaw.Where == $"entry {index}" && flaw.What.StartsWith(Rejection.NameOf(code) + ":"),
            $"{what}\n{string.Join('\n', Found)}"
        );

    /// <summary>The first refusal's name.</summary>
    public string? Refusal => Found.FirstOrDefault(flaw => flaw.Where.StartsWith("entry ", StringComparison.Ordinal))?.What.Split(':')[0];

    /// <summary>The manifest is the operator's own: it must not matter whether it is checked.</summary>
    private void Find(Dictionary<string, byte[]> files, VerificationOptions options, string what)
    {
        var report = Verifier.Verify(new MemorySource(files), options with { CheckManifest = false });
        Found = report.Flaws;
        Found.ShouldNotContain(
            flaw => flaw.What.Contains("manifest") && flaw.Where != "manifest" && !flaw.What.Contains("missing from the manifest"),
            what
        );
        if (Interlocked.Increment(ref _tries) % 8 == 0)
        {
            Verifier.Verify(new MemorySource(files), options).Holds.ShouldBe(report.Holds, what);
        }
    }

    private void WitnessRefuses(Republication forged, Dictionary<string, byte[]> files, string what)
    {
        SignedCheckpoint.TryParse(files["checkpoint"], out var checkpoint, out _).ShouldBeTrue();
        var (cosigned, size) = (night.Checkpoint.Checkpoint.Size, forged.Tree.Size);
        WitnessRequest[] requests =
        [
            new(0, [], checkpoint!),
            new(Math.Min(cosigned, size), forged.Tree.Consistency(Math.Min(cosigned, size), size), checkpoint!),
            new(cosigned, [], checkpoint!),
        ];
        foreach (var request in requests)
        {
            night.AskWitness(request).Status.ShouldBeOneOf([400, 409, 422], what);
        }

        // Neither without a cosignature nor with the honest checkpoint's does a policy accept it.
        night.Policy.Evaluate(checkpoint!).Accepted.ShouldBeFalse(what);
        night.Policy.Evaluate(checkpoint!.WithSignatures(night.Checkpoint.Note.Signatures.Skip(1))).Accepted.ShouldBeFalse(what);
    }
}
