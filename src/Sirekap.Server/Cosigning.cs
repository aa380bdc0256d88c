using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Witnessing;
using Sirekap.Record.Storage;

namespace Sirekap.Server;

/// <summary>The log's dealings with its log witnesses: before signing it learns how far they have come, after signing it asks them to cosign.</summary>
public sealed class Cosigning
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Sequencer _sequencer;
    private readonly (PolicyWitness Witness, WitnessClient Client)[] _clients;

    public Cosigning(HttpClient http, Sequencer sequencer, TlogPolicy? policy)
    {
        _sequencer = sequencer;
        _clients = [.. (policy?.Witnesses ?? []).Where(w => w.Url is not null).Select(w => (w, new WitnessClient(http, new Uri(w.Url!), w.Key, Patience)))];
    }

    /// <summary>
    /// Asks each witness for its size by submitting what was signed last, or the empty tree, with which nothing can contradict; so that a restored
    /// backup stops before it signs, not after.
    /// </summary>
    /// <returns>What is worth telling the operator.</returns>
    public async Task<IReadOnlyList<string>> LearnAsync(CancellationToken cancellation)
    {
        var last = _sequencer.Guard.Latest
            ?? SignedCheckpoint.Sign(new Checkpoint(_sequencer.Record.Head.Ledger, 0, TreeHash.Empty), _sequencer.Log);
        var notes = new List<string>();
        foreach (var (witness, client) in _clients)
        {
            switch (await client.SubmitAsync(last, Proof(last), cancellation))
            {
                case WitnessAnswer.WitnessAhead ahead:
                    _sequencer.Guard.Learn(ahead.Size, $"log witness {witness.Name}");
                    break;
                case WitnessAnswer.WitnessContradicts contradicts:
                    // More than we can ever have: the guard refuses until a person has looked.
                    _sequencer.Guard.Learn(long.MaxValue, $"log witness {witness.Name}, which holds another root at {contradicts.Size}");
                    break;
                case WitnessAnswer.Unreachable unreachable:
                    notes.Add($"log witness {witness.Name} cannot be reached: {unreachable.Reason}");
                    break;
            }
        }

        return notes;
    }

    /// <summary>The checkpoint with the cosignatures that its witnesses give.</summary>
    public async Task<(SignedCheckpoint Cosigned, IReadOnlyList<string> Notes)> CosignAsync(SignedCheckpoint checkpoint, CancellationToken cancellation)
    {
        var signatures = new List<NoteSignature>();
        var notes = new List<string>();
        foreach (var (witness, client) in _clients)
        {
            var answer = await client.SubmitAsync(checkpoint, Proof(checkpoint), cancellation);
            if (answer is WitnessAnswer.Cosigned cosigned)
            {
                signatures.AddRange(cosigned.Signatures);
            }
            else
            {
                notes.Add($"log witness {witness.Name} does not cosign: {answer}");
            }
        }

        return (checkpoint.WithSignatures(signatures), notes);
    }

    private Func<long, IReadOnlyList<TreeHash>> Proof(SignedCheckpoint to) => from => _sequencer.Tree.Consistency(from, to.Checkpoint.Size);
}
