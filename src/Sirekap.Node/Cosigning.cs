using Sirekap.Elections;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Witnessing;
using Sirekap.Record.Storage;

namespace Sirekap.Node;

/// <summary>
/// The log's dealings with its log witnesses: before signing it learns how far they have come, after signing it asks them to cosign. All
/// are asked at once, and one that has not answered yet is not asked again until it has. Whatever one answers, at whatever time, the guard
/// learns: also that it holds what this ledger is behind, or contradicts. One call at a time.
/// </summary>
public sealed class Cosigning
{
    /// <summary>Once there are enough, the others have so long to be among them, too.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    private readonly Sequencer _sequencer;
    private readonly TlogPolicy? _policy;
    private readonly BoundedClock? _told;
    private readonly Asked[] _witnesses;

    /// <summary>Is told, on any thread, when a witness has told the guard something against this ledger.</summary>
    public event EventHandler? Contradicted;

    /// <param name="http">By which they are asked.</param>
    /// <param name="sequencer">The ledger.</param>
    /// <param name="policy">Its witnesses with a URL are asked.</param>
    /// <param name="patience">How long one may take; 20 s when not given.</param>
    /// <param name="told">Learns what time enough witnesses say it is.</param>
    public Cosigning(HttpClient http, Sequencer sequencer, TlogPolicy? policy, TimeSpan? patience = null, BoundedClock? told = null)
    {
        _told = told;
        _sequencer = sequencer;
        _policy = policy;
        _witnesses =
        [
            .. (policy?.Witnesses ?? [])
                .Where(w => w.Url is not null)
                .Select(w => new Asked(w.Name, new WitnessClient(http, new Uri(w.Url!), w.Key, patience ?? TimeSpan.FromSeconds(20)))),
        ];
    }

    /// <summary>
    /// Asks each witness for its size by submitting what was signed last, or the empty tree, with which nothing can contradict; so that a
    /// restored backup stops before it signs, not after.
    /// </summary>
    /// <returns>What is worth telling the operator.</returns>
    public async Task<IReadOnlyList<string>> LearnAsync(CancellationToken cancellation)
    {
        var last =
            _sequencer.Guard.Latest
            ?? SignedCheckpoint.Sign(new Checkpoint(_sequencer.Record.Head.Ledger, 0, TreeHash.Empty), _sequencer.Log);
        var notes = new List<string>();
        Ask(last, isNew: false, cancellation);
        foreach (var witness in _witnesses)
        {
            if (await witness.Answer! is WitnessAnswer.Unreachable unreachable)
            {
                notes.Add($"log witness {witness.Name} cannot be reached: {unreachable.Reason}");
            }
        }

        LearnTime(last);
        return notes;
    }

    /// <summary>
    /// The checkpoint with the cosignatures that its witnesses give; it does not wait long for more than the policy asks for.
    /// </summary>
    public async Task<(SignedCheckpoint Cosigned, IReadOnlyList<string> Notes)> CosignAsync(
        SignedCheckpoint checkpoint,
        CancellationToken cancellation
    )
    {
        Ask(checkpoint, isNew: true, cancellation);
        var enough = false;

        // Looked at once: an answer may come between two looks.
        while (
            !enough && _witnesses.Select(witness => witness.Answer!).Where(answer => !answer.IsCompleted).ToArray() is { Length: > 0 } open
        )
        {
            await Task.WhenAny(open);
            enough = _policy!.Evaluate(Signed(checkpoint)).Accepted;
        }

        await Task.WhenAny(Task.WhenAll(_witnesses.Select(witness => witness.Answer!)), Task.Delay(Grace, cancellation));
        var notes = _witnesses
            .Where(witness => witness.SignaturesOn(checkpoint) is null)
            .Select(witness => $"log witness {witness.Name} does not cosign: {witness}")
            .ToArray();
        LearnTime(checkpoint);
        return (Signed(checkpoint), notes);
    }

    /// <summary>
    /// Enough of them cosigned: it is at least as late as the earliest of them says, so that one that lies moves nothing.
    /// </summary>
    private void LearnTime(SignedCheckpoint checkpoint)
    {
        var times = _witnesses
            .SelectMany(witness => witness.SignaturesOn(checkpoint) ?? [])
            .Select(signature => CosignatureMessage.Timestamp(signature.Signature.Span))
            .OfType<long>()
            .ToArray();
        if (_told is not null && times.Length > 0 && _policy!.Evaluate(Signed(checkpoint)).Accepted)
        {
            var time = new Timestamp(times.Min());
            if (time.IsInRange)
            {
                _told.Witnessed(time.ToDateTimeOffset());
            }
        }
    }

    /// <param name="checkpoint">What to ask about.</param>
    /// <param name="isNew">Whether it has just been signed, over all that the ledger had.</param>
    /// <param name="cancellation">Ends the asking.</param>
    private void Ask(SignedCheckpoint checkpoint, bool isNew, CancellationToken cancellation)
    {
        foreach (var witness in _witnesses)
        {
            witness.Ask(
                checkpoint,
                from => _sequencer.Read((_, tree) => tree.Consistency(from, checkpoint.Checkpoint.Size)),
                answer => Learn(witness.Name, answer, isNew),
                cancellation
            );
        }
    }

    private void Learn(string witness, WitnessAnswer answer, bool isNew)
    {
        switch (answer)
        {
            case WitnessAnswer.WitnessAhead ahead when !isNew:
                // The ledger may have entries after the checkpoint that was asked about, and the witness's may be among them.
                _sequencer.Guard.Learn(ahead.Size, $"log witness {witness}");
                break;
            case WitnessAnswer.WitnessAhead ahead:
                // It held them before those that have come in since: they are others, however many there are by now.
                _sequencer.Guard.Learn(long.MaxValue, $"log witness {witness}, which holds {ahead.Size} entries, more than were signed");
                break;
            case WitnessAnswer.WitnessContradicts contradicts:
                // More than we can ever have: the guard refuses until a person has looked.
                _sequencer.Guard.Learn(long.MaxValue, $"log witness {witness}, which holds another root at {contradicts.Size}");
                break;
            default:
                return;
        }

        Contradicted?.Invoke(this, EventArgs.Empty);
    }

    private SignedCheckpoint Signed(SignedCheckpoint checkpoint) =>
        checkpoint.WithSignatures(_witnesses.SelectMany(witness => witness.SignaturesOn(checkpoint) ?? []));

    /// <summary>A witness, and what it was asked last.</summary>
    private sealed class Asked(string name, WitnessClient client)
    {
        private SignedCheckpoint? _checkpoint;

        public string Name { get; } = name;

        public Task<WitnessAnswer>? Answer { get; private set; }

        public void Ask(
            SignedCheckpoint checkpoint,
            Func<long, IReadOnlyList<TreeHash>> proof,
            Action<WitnessAnswer> learn,
            CancellationToken cancellation
        )
        {
            if (Answer is null or { IsCompleted: true })
            {
                _checkpoint = checkpoint;
                Answer = AnswerAsync(checkpoint, proof, learn, cancellation);
            }
        }

        private async Task<WitnessAnswer> AnswerAsync(
            SignedCheckpoint checkpoint,
            Func<long, IReadOnlyList<TreeHash>> proof,
            Action<WitnessAnswer> learn,
            CancellationToken cancellation
        )
        {
            var answer = await client.SubmitAsync(checkpoint, proof, cancellation);
            learn(answer);
            return answer;
        }

        /// <summary>Null while there is none on this very checkpoint.</summary>
        public IReadOnlyList<NoteSignature>? SignaturesOn(SignedCheckpoint checkpoint) =>
            _checkpoint == checkpoint && Answer is { IsCompletedSuccessfully: true, Result: WitnessAnswer.Cosigned cosigned }
                ? cosigned.Signatures
                : null;

        public override string ToString() =>
            Answer switch
            {
                { IsCompletedSuccessfully: true } => Answer.Result.ToString(),
                _ => "it has not answered yet",
            };
    }
}
