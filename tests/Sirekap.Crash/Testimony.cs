using Sirekap.Elections;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Crash;

/// <summary>All that a ledger's processes have promised in all their lives, held against what is found afterwards.</summary>
internal sealed class Testimony(Scene scene)
{
    private readonly Dictionary<long, string> _acknowledged = [];
    private readonly List<SignedCheckpoint> _signed = [];
    private SignedCheckpoint? _published;

    public int Acknowledged => _acknowledged.Count;

    public int Signed => _signed.Count;

    public int Published { get; private set; }

    /// <summary>Takes down what a process said. A receipt that differs from an earlier one is a contradiction at once.</summary>
    public void Hear(IEnumerable<string> lines, List<string> contradictions)
    {
        var log = scene.LogKey();
        foreach (var parts in lines.Select(line => line.Split(' ')))
        {
            if (parts[0] == "ack")
            {
                var index = long.Parse(parts[1]);
                if (_acknowledged.TryGetValue(index, out var id) && id != parts[2])
                {
                    contradictions.Add($"entry {index} was acknowledged as {id}, then as {parts[2]}");
                }

                _acknowledged[index] = parts[2];
            }
            else if (parts[0] is "signed" or "published")
            {
                if (!SignedCheckpoint.TryParse(Convert.FromBase64String(parts[1]), log, out var checkpoint, out var error))
                {
                    contradictions.Add($"no checkpoint of this log: {error}");
                    continue;
                }

                _signed.Add(checkpoint);
                if (parts[0] == "published")
                {
                    _published = checkpoint;
                    Published++;
                }
            }
        }
    }

    /// <summary>Holds it against the ledger as it opens now: by a reader, or by a writer that repairs it.</summary>
    public void Check(bool repair, bool signatures, List<string> contradictions)
    {
        try
        {
            if (repair)
            {
                using var sequencer = scene.Open();
                Check(sequencer.Record, sequencer.Tree, contradictions);
            }
            else
            {
                using var reader = LedgerReader.Open(scene.Folder);
                Check(reader.Record, reader.Tree, contradictions);
            }

            CheckPublication(signatures, contradictions);
        }
        catch (Exception e)
        {
            contradictions.Add($"it does not open: {e}");
        }
    }

    private void Check(ElectionRecord record, MerkleTree tree, List<string> contradictions)
    {
        if (record.Count != tree.Size)
        {
            contradictions.Add($"the record has {record.Count} entries, the tree {tree.Size}");
        }

        foreach (var (index, id) in _acknowledged)
        {
            if (index >= record.Count || record.Ids[(int)index].ToString() != id)
            {
                contradictions.Add(
                    $"entry {index} was acknowledged as {id}, now there is "
                        + $"{(index < record.Count ? record.Ids[(int)index] : default(Digest?))?.ToString() ?? "nothing"}"
                );
            }
        }

        foreach (var checkpoint in _signed.Select(signed => signed.Checkpoint))
        {
            if (checkpoint.Size > tree.Size || tree.Root(checkpoint.Size) != checkpoint.Root)
            {
                contradictions.Add(
                    $"a checkpoint of {checkpoint.Size} entries was released that this tree of {tree.Size} does not continue"
                );
            }
        }
    }

    private void CheckPublication(bool signatures, List<string> contradictions)
    {
        if (!Directory.Exists(scene.Publication))
        {
            if (_published is not null)
            {
                contradictions.Add("a publication was there and is gone");
            }

            return;
        }

        using var source = PublicationSource.Open(scene.Publication);
        var report = Verifier.Verify(source, new VerificationOptions(Seen: _published, Signatures: signatures));
        contradictions.AddRange(report.Flaws.Select(flaw => $"publication: {flaw}"));
        if (report.Checkpoint is { } found && _published is { } last && found.Size < last.Checkpoint.Size)
        {
            contradictions.Add($"the publication is of {found.Size} entries, {last.Checkpoint.Size} were published");
        }
    }
}
