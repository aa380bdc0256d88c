using System.Text;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Hashing;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Storage;

namespace Sirekap.Ledger.Witnessing;

/// <summary>What a log witness remembers of one log: the latest checkpoint that it cosigned, in a file of its own.</summary>
internal sealed class WitnessedLog
{
    private readonly Lock _updating = new();
    private readonly IReadOnlyList<VerifierKey> _keys;
    private readonly AtomicFile _file;
    private long _size;
    private TreeHash _root = TreeHash.Empty;
    private Exception? _stopped;

    public WitnessedLog(FileSystem files, string directory, string origin, IReadOnlyList<VerifierKey> keys)
    {
        // An origin may hold any character; its hash is a file name everywhere.
        var name = Convert.ToHexStringLower(Sha256.Hash(Encoding.UTF8.GetBytes(origin)));
        _file = new AtomicFile(files, Path.Combine(directory, name + ".checkpoint"));
        _keys = keys;
        if (_file.ReadSettled() is not { } bytes)
        {
            return;
        }

        if (!SignedCheckpoint.TryParse(bytes, out var signed, out var error))
        {
            throw new StoreDamagedException(_file.Path, 0, error);
        }
        // The key that signed it may have left the policy since; one that is still there must agree.
        signed.Note.VerifySignatures(keys, out var bad);
        if (bad is not null || signed.Checkpoint.Origin != origin)
        {
            throw new StoreDamagedException(_file.Path, 0, $"no checkpoint of {origin} as it was stored");
        }

        (_size, _root) = (signed.Checkpoint.Size, signed.Checkpoint.Root);
    }

    /// <summary>Checks, persists, then cosigns; all three as one step, or a slower request could roll the record back and a cosignature
    /// could bear a later time than that of a larger tree.</summary>
    public WitnessResponse Add(WitnessRequest request, SignerKey witness)
    {
        var verified = request.Checkpoint.Note.VerifySignatures(_keys, out _);
        if (verified.Count == 0)
        {
            return WitnessResponse.Refused(403, "no signature of this log verifies");
        }

        var checkpoint = request.Checkpoint.Checkpoint;
        if (request.OldSize > checkpoint.Size)
        {
            return WitnessResponse.Refused(400, $"the old size {request.OldSize} is above the checkpoint's {checkpoint.Size}");
        }

        lock (_updating)
        {
            if (_stopped is not null)
            {
                throw new LedgerStoppedException("an earlier checkpoint could not be recorded", _stopped);
            }

            if (request.OldSize != _size || (checkpoint.Size == _size && checkpoint.Root != _root))
            {
                return WitnessResponse.Conflict(_size);
            }

            if (!MerkleProofs.VerifyConsistency(_size, _root, checkpoint.Size, checkpoint.Root, request.Proof))
            {
                return WitnessResponse.Refused(
                    422,
                    $"the proof does not show that {checkpoint.Size} entries begin with the {_size} cosigned before"
                );
            }

            if (checkpoint.Size > _size)
            {
                Record(request.Checkpoint, verified);
            }

            return WitnessResponse.Cosigned(SignatureLine(request.Checkpoint.Note.Text.Span, witness));
        }
    }

    private void Record(SignedCheckpoint signed, IReadOnlyList<VerifierKey> verified)
    {
        // Only signatures that were checked: a stranger's must not stop the next start.
        var own = signed.Note.Signatures.Where(signature => verified.Any(key => key.Matches(signature)));
        try
        {
            _file.Replace(Note.Encode(signed.Note.Text.Span, own));
        }
        catch (Exception e)
        {
            _stopped = e;
            throw new LedgerStoppedException($"the checkpoint of {signed.Checkpoint.Size} entries could not be recorded", e);
        }

        (_size, _root) = (signed.Checkpoint.Size, signed.Checkpoint.Root);
    }

    private static byte[] SignatureLine(ReadOnlySpan<byte> text, SignerKey witness) =>
        Note.Encode(text, [witness.Sign(text)])[(text.Length + 1)..];
}
