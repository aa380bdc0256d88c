using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Storage;

/// <summary>The log's signing discipline: the only place where the log key signs a checkpoint.</summary>
/// <remarks>It signs what is durable and nothing else; no two roots for one size; nothing below or beside any checkpoint that it knows of,
/// its own from the file <c>checkpoint</c> in the ledger's directory or those it was told of, so that a restored backup cannot fork the
/// ledger. A checkpoint is durable in that file before it is released. Safe to call from several threads.</remarks>
public sealed class CheckpointGuard
{
    private readonly Lock _signing = new();
    private readonly SignerKey _log;
    private readonly AtomicFile _file;
    private readonly List<Known> _known = [];
    private Exception? _stopped;

    // The file could not be made durable when it was read: it is before anything is signed.
    private bool _isUnsettled;

    // Without a root only the size is known: that is all a log witness tells.
    private sealed record Known(string Source, long Size, TreeHash? Root);

    private CheckpointGuard(SignerKey log, AtomicFile file) => (_log, _file) = (log, file);

    /// <summary>The largest checkpoint signed so far; null when none was.</summary>
    public SignedCheckpoint? Latest { get; private set; }

    /// <summary>Reads the latest checkpoint from the ledger's directory. Call it under the store's writer lock, that is after
    /// <see cref="SegmentStore.OpenWriter"/>; <see cref="LatestSize"/> answers what that wants to know before.</summary>
    /// <exception cref="StoreDamagedException">The file is there and is no checkpoint signed by this key.</exception>
    public static CheckpointGuard Open(FileSystem files, string ledger, SignerKey log)
    {
        var guard = new CheckpointGuard(log, FileOf(files, ledger));
        if (guard.ReadFile() is { } bytes)
        {
            if (!SignedCheckpoint.TryParse(bytes, log.Verifier, out var signed, out var error))
            {
                throw new StoreDamagedException(guard._file.Path, 0, error);
            }

            guard.Remember(signed);
        }

        return guard;
    }

    /// <summary>The size of the latest checkpoint that a ledger's directory holds, 0 when there is none; no signature is checked.</summary>
    /// <exception cref="StoreDamagedException">The file is there and is no checkpoint.</exception>
    public static long LatestSize(FileSystem files, string ledger)
    {
        var own = FileOf(files, ledger);
        if (own.Read() is not { } bytes)
        {
            return 0;
        }

        return SignedCheckpoint.TryParse(bytes, out var signed, out var error)
            ? signed.Checkpoint.Size
            : throw new StoreDamagedException(own.Path, 0, error);
    }

    /// <summary>Takes note of a checkpoint that someone else holds, such as a publication's file <c>checkpoint</c>.</summary>
    /// <returns>Null, or why it is no checkpoint of this log; it is then left out of account.</returns>
    public string? Learn(ReadOnlyMemory<byte> note, string source)
    {
        if (!SignedCheckpoint.TryParse(note, _log.Verifier, out var signed, out var error))
        {
            return $"{source}: {error}";
        }

        lock (_signing)
        {
            _known.Add(new Known(source, signed.Checkpoint.Size, signed.Checkpoint.Root));
        }

        return null;
    }

    /// <summary>Takes note of the size that a log witness says it has cosigned.</summary>
    /// <remarks>It comes without proof, so a witness that lies can stop the log until it is taken out of the policy; that is the right way
    /// round, since the other is a fork.</remarks>
    public void Learn(long size, string source)
    {
        lock (_signing)
        {
            _known.Add(new Known(source, size, Root: null));
        }
    }

    /// <summary>Signs the tree as it is, or says why not. Asked again for the same tree, it returns the same checkpoint.</summary>
    /// <param name="tree">The tree of the store's first entries.</param>
    /// <param name="store">Says what is durable.</param>
    /// <exception cref="InvalidOperationException">The tree has entries that are not durable.</exception>
    /// <exception cref="LedgerStoppedException">The checkpoint could not be made durable, now or earlier; nothing was released.</exception>
    public SigningResult Sign(MerkleTree tree, SegmentStore store)
    {
        lock (_signing)
        {
            if (_stopped is not null)
            {
                throw new LedgerStoppedException("an earlier checkpoint could not be made durable", _stopped);
            }

            var size = tree.Size;
            if (size > store.Count)
            {
                throw new InvalidOperationException($"The tree has {size} entries, of which {store.Count} are durable.");
            }

            return Check(tree) is { } refusal
                ? new SigningResult(Checkpoint: null, refusal)
                : new SigningResult(
                    Latest?.Checkpoint.Size == size && !_isUnsettled ? Latest : SignAndPersist(size, tree.Root()),
                    Refusal: null
                );
        }
    }

    /// <summary>Why the tree as it is would not be signed by all that is known now; null: it would. Nothing is signed.</summary>
    public SigningRefusal? Check(MerkleTree tree)
    {
        lock (_signing)
        {
            foreach (var other in _known)
            {
                if (other.Size > tree.Size)
                {
                    return new SigningRefusal(SigningRefusalCode.StoreBehindCheckpoint, other.Source, other.Size, tree.Size);
                }

                if (other.Root is { } root && tree.Root(other.Size) != root)
                {
                    return new SigningRefusal(SigningRefusalCode.StoreContradictsCheckpoint, other.Source, other.Size, tree.Size);
                }
            }

            return null;
        }
    }

    /// <summary>
    /// The file's content, made durable where that can be: on a full disk the ledger can still be shown, and signs when there is room.
    /// </summary>
    private byte[]? ReadFile()
    {
        try
        {
            return _file.ReadSettled();
        }
        catch (IOException) when (_file.Read() is { } bytes)
        {
            _isUnsettled = true;
            return bytes;
        }
    }

    private static AtomicFile FileOf(FileSystem files, string ledger) => new(files, Path.Combine(ledger, "checkpoint"));

    private SignedCheckpoint SignAndPersist(long size, TreeHash root)
    {
        var signed = Latest?.Checkpoint.Size == size ? Latest : SignedCheckpoint.Sign(new Checkpoint(_log.Verifier.Name, size, root), _log);
        try
        {
            _file.Replace(signed.Bytes.Span);
        }
        catch (Exception e)
        {
            _stopped = e;
            throw new LedgerStoppedException($"the checkpoint of {size} entries could not be made durable", e);
        }

        _isUnsettled = false;

        // This root commits to all the smaller ones that it was just checked against.
        _known.Clear();
        Remember(signed);
        return signed;
    }

    private void Remember(SignedCheckpoint signed)
    {
        Latest = signed;
        _known.Add(new Known(_file.Path, signed.Checkpoint.Size, signed.Checkpoint.Root));
    }
}
