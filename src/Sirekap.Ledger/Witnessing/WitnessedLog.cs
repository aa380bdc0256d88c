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
    private readonly Lock updating = new();
    private readonly IReadOnlyList<VerifierKey> keys;
    private readonly AtomicFile file;
    private long size;
    private TreeHash root = TreeHash.Empty;
    private Exception? stopped;

    public WitnessedLog(FileSystem files, string directory, string origin, IReadOnlyList<VerifierKey> keys)
    {
        // An origin may hold any character; its hash is a file name everywhere.
        var name = Convert.ToHexStringLower(Sha256.Hash(Encoding.UTF8.GetBytes(origin)));
        file = new AtomicFile(files, Path.Combine(directory, name + ".checkpoint"));
        this.keys = keys;
        if (file.ReadSettled() is not { } bytes)
        {
            return;
        }

        if (!SignedCheckpoint.TryParse(bytes, out var signed, out var error))
        {
            throw new StoreDamagedException(file.Path, 0, error);
        }
        // The key that signed it may have left the policy since; one that is still there must agree.
        signed.Note.VerifySignatures(keys, out var bad);
        if (bad is not null || signed.Checkpoint.Origin != origin)
        {
            throw new StoreDamagedException(file.Path, 0, $"no checkpoint of {origin} as it was stored");
        }

        (size, root) = (signed.Checkpoint.Size, signed.Checkpoint.Root);
    }

    /// <summary>Checks, persists, then cosigns; all three as one step, or a slower request could roll the record back and a cosignature
    /// could bear a later time than that of a larger tree.</summary>
    public WitnessResponse Add(WitnessRequest request, SignerKey witness)
    {
        var verified = request.Checkpoint.Note.VerifySignatures(keys, out _);
        if (verified.Count == 0)
        {
            return WitnessResponse.Refused(403, "no signature of this log verifies");
        }

        var checkpoint = request.Checkpoint.Checkpoint;
        if (request.OldSize > checkpoint.Size)
        {
            return WitnessResponse.Refused(400, $"the old size {request.OldSize} is above the checkpoint's {checkpoint.Size}");
        }

        lock (updating)
        {
            if (stopped is not null)
            {
                throw new LedgerStoppedException("an earlier checkpoint could not be recorded", stopped);
            }

            if (request.OldSize != size || (checkpoint.Size == size && checkpoint.Root != root))
            {
                return WitnessResponse.Conflict(size);
            }

            if (!MerkleProofs.VerifyConsistency(size, root, checkpoint.Size, checkpoint.Root, request.Proof))
            {
                return WitnessResponse.Refused(
                    422,
                    $"the proof does not show that {checkpoint.Size} entries begin with the {size} cosigned before"
                );
            }

            if (checkpoint.Size > size)
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
            file.Replace(Note.Encode(signed.Note.Text.Span, own));
        }
        catch (Exception e)
        {
            stopped = e;
            throw new LedgerStoppedException($"the checkpoint of {signed.Checkpoint.Size} entries could not be recorded", e);
        }

        (size, root) = (signed.Checkpoint.Size, signed.Checkpoint.Root);
    }

    private static byte[] SignatureLine(ReadOnlySpan<byte> text, SignerKey witness) =>
        Note.Encode(text, [witness.Sign(text)])[(text.Length + 1)..];
}
