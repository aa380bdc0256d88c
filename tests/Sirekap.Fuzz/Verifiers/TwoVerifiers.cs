using Sirekap.Ledger.Notes;
using Sirekap.Verification.Tests;

namespace Sirekap.Fuzz.Verifiers;

/// <summary>A case: what was changed, and what the two said of it.</summary>
internal sealed record Judged(long Number, string Changes, Verdict First, Verdict Second, string? Disagreement);

/// <summary>
/// The two verifiers over the same folders: a small ledger that holds, changed, signed again with the keys of its officers and its log, and
/// published. They must say the same of each. A case depends on seed and number alone.
/// </summary>
internal sealed class TwoVerifiers(ulong seed) : IDisposable
{
    private readonly SecondVerifier _second = new();

    // A hundred small files a case, written and removed again: in memory where there is such a place, ten times as fast as on a disk.
    private readonly string _folder = Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory($"/dev/shm/sirekap-fuzz-{Guid.NewGuid():n}").FullName
        : Directory.CreateTempSubdirectory("sirekap-fuzz-").FullName;

    /// <summary>Case 0 and on, as many as there are drafts, change nothing.</summary>
    public Judged Judge(long number)
    {
        var random = new Random(HashCode(number));
        var draft = Drafts.All[(int)(number % Drafts.All.Count)].Copy();
        var changes = new List<string> { draft.Name };
        var falsified = random.Next(4) == 0;
        if (number >= Drafts.All.Count && (!falsified || random.Next(3) == 0))
        {
            var mutator = new DraftMutator(random, draft);
            for (var left = random.Next(3) == 0 ? 3 : 1; left > 0 && draft.Entries.Count > 1; left--)
            {
                changes.Add(mutator.Change());
            }
        }

        var publication = new Republication([.. draft.Entries.Select(said => said.Entry())], draft.Find);
        SignerKey log = SampleLog.Log;
        var sound = number < Drafts.All.Count || !falsified;
        var falsification = new Falsification(random);
        var files = sound ? publication.Sign(log) : falsification.Of(publication, log);
        changes.Add(falsification.Told ?? "");
        var (first, second) = Say(files);
        return new Judged(number, string.Join(", ", changes), first, second, Verdict.Disagreement(first, second, sound));
    }

    /// <summary>Of a ledger as its operator publishes it.</summary>
    public (Verdict First, Verdict Second) Say(Draft draft) =>
        Say(new Republication([.. draft.Entries.Select(said => said.Entry())], draft.Find).Sign(SampleLog.Log));

    public void Dispose()
    {
        _second.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private (Verdict First, Verdict Second) Say(Dictionary<string, byte[]> files)
    {
        Write(files);
        return (Verdict.OfFirst(_folder), Verdict.OfSecond(_second, _folder));
    }

    private int HashCode(long number)
    {
        // The same in every process, unlike .NET's own.
        unchecked
        {
            var mixed = (seed * 0x9E3779B97F4A7C15) + ((ulong)number * 0xBF58476D1CE4E5B9);
            mixed ^= mixed >> 31;
            return (int)((mixed * 0x94D049BB133111EB) >> 33);
        }
    }

    private void Write(Dictionary<string, byte[]> files)
    {
        Directory.Delete(_folder, recursive: true);
        foreach (var (path, bytes) in files)
        {
            var full = Path.Combine(_folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllBytes(full, bytes);
        }
    }
}
