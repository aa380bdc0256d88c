using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Storage;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Node;

/// <summary>
/// The node that writes the ledger. Entries are taken as soon as the record is folded; behind them checkpoints are signed, cosigned and
/// published, and now and then everything. A log witness that is away holds up neither entries nor signing: what it holds up is only
/// <see cref="Checkpoint"/>, where the policy needs it. But where somebody holds a checkpoint that this ledger is behind, or contradicts,
/// no entry is taken: its receipt would be worth nothing.
/// </summary>
public sealed class IntakeNode : LedgerNode
{
    private readonly Sequencer _sequencer;
    private readonly IntakeOptions _options;
    private readonly HttpClient _http = new();
    private readonly Cosigning _cosigning;
    private readonly DiskWatch _disk;
    private readonly SemaphoreSlim _signing = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _asked;
    private readonly Task _running;
    private long _clockWritten;
    private SignedCheckpoint? _checkpoint;
    private InvalidDataException? _barred;

    private IntakeNode(Sequencer sequencer, IntakeOptions options)
        : base(options.Clock)
    {
        _sequencer = sequencer;
        _options = options;
        _clockWritten = options.Clock.GetTimestamp();
        _disk = new DiskWatch(sequencer.Folder.Root, options);
        _cosigning = new Cosigning(_http, sequencer, options.Policy, options.WitnessPatience, options.Told);
        Public = new PublicFolder(sequencer.Folder, options.Clock);
        Resume();
        sequencer.Grown += (_, _) => Announce();
        _cosigning.Contradicted += (_, _) => Look();
        var learned = Guarded(NodeWarningCode.NotCosigned, async () => await _cosigning.LearnAsync(_stop.Token));
        _asked = Task.WhenAny(learned, Task.Delay(options.WitnessPatience, options.Clock, _stop.Token));
        _running = Task.WhenAll(Loop(() => CheckpointsAsync(learned)), Loop(() => PublicationsAsync(learned)));
    }

    public override ElectionFolder Folder => _sequencer.Folder;

    public override SegmentStore Store => _sequencer.Store;

    public override SignedCheckpoint? Checkpoint => Volatile.Read(ref _checkpoint);

    public override long Size => _sequencer.Size;

    public override PublicFolder Public { get; }

    /// <summary>Begins to show and to serve a ledger that is open for writing; disposing of the node closes it.</summary>
    public static IntakeNode Start(Sequencer sequencer, IntakeOptions options) => new(sequencer, options);

    public override T Read<T>(Func<ElectionRecord, MerkleTree, T> read) => _sequencer.Read(read);

    public override bool TakesStatements => true;

    public override DiskRoom Disk => _disk.Room;

    public override bool KnowsTime => _options.Told is not { IsKnown: false };

    public override async ValueTask<Outcome> SubmitAsync(Arrival arrival, CancellationToken cancellation)
    {
        // A restored backup must not take statements onto a fork; a witness that is away does not hold up for longer than this.
        await _asked.WaitAsync(cancellation);
        if (Volatile.Read(ref _barred) is { } barred)
        {
            throw new LedgerStoppedException("no entry is taken that no checkpoint may cover", barred);
        }

        if (!KnowsTime)
        {
            throw new ClockOffException(_options.Told!.Doubt ?? "the time is not known");
        }

        if (Disk == DiskRoom.Full)
        {
            throw new DiskFullException(_disk.Free);
        }

        try
        {
            return await _sequencer.SubmitAsync(arrival, cancellation);
        }
        catch (LedgerStoppedException e)
        {
            Warn(NodeWarningCode.Stopped, e.Message);
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _sequencer.Dispose();
        _http.Dispose();
        _signing.Dispose();
        _stop.Dispose();
    }

    /// <summary>
    /// What was published before stays published, as long as the policy accepts it; and the log signs nothing below or beside it.
    /// </summary>
    private void Resume()
    {
        foreach (
            var file in (string[])
                [Public.CheckpointFile, .. Public.Latest is { } size ? [Path.Combine(Public.At(size), "checkpoint")] : (string[])[]]
        )
        {
            if (File.Exists(file) && _sequencer.Guard.Learn(RegularFile.ReadAllBytes(file), file) is { } foreign)
            {
                throw new InvalidDataException(foreign);
            }
        }

        Look();
        if (_barred is null && Public.ReadCheckpoint(_sequencer.Log.Verifier) is { } published && IsAccepted(published))
        {
            _checkpoint = published;
        }
    }

    /// <summary>Takes no more entries once somebody holds what this ledger is behind, or contradicts.</summary>
    private void Look()
    {
        try
        {
            if (_sequencer.ReadSettled((_, tree) => _sequencer.Guard.Check(tree)) is { } refusal)
            {
                Refuse(refusal);
            }
        }
        catch (LedgerStoppedException e)
        {
            Warn(NodeWarningCode.Stopped, e.Message);
        }
    }

    /// <summary>Says how the disk is.</summary>
    private DiskRoom LookAtDisk()
    {
        var room = Disk;
        foreach (
            var (code, bad) in (ReadOnlySpan<(NodeWarningCode, DiskRoom)>)
                [(NodeWarningCode.DiskLow, DiskRoom.Reserve), (NodeWarningCode.DiskFull, DiskRoom.Full)]
        )
        {
            if (room == bad)
            {
                Warn(code, $"{_disk.Free} bytes are left on the disk of {Folder.Root}; {_options.DiskReserve} are to be kept");
            }
            else
            {
                Unwarn(code);
            }
        }

        return room;
    }

    /// <summary>Says how the clock is, and writes down what it knows.</summary>
    private void LookAtClock()
    {
        if (_options.Told is not { } told)
        {
            return;
        }

        if (told.Doubt is { } doubt)
        {
            Warn(NodeWarningCode.ClockOff, doubt);
        }
        else
        {
            Unwarn(NodeWarningCode.ClockOff);
        }

        if (told.IsKnown && Disk != DiskRoom.Full && _options.Clock.GetElapsedTime(_clockWritten) >= ClockFile.Every)
        {
            _clockWritten = _options.Clock.GetTimestamp();
            try
            {
                new ClockFile(Folder).Write(told.GetUtcNow());
            }
            catch (IOException)
            {
                // The next start asks a person; the disk's own warning says why.
            }
        }
    }

    private async Task CheckpointsAsync(Task learned)
    {
        await learned;
        using var timer = new PeriodicTimer(_options.CheckpointEvery, _options.Clock);
        do
        {
            LookAtClock();
            if (_sequencer.Stopped is { } stopped)
            {
                Warn(NodeWarningCode.Stopped, stopped.Message);
            }
            else if (LookAtDisk() != DiskRoom.Full && (Checkpoint is not { } last || last.Checkpoint.Size < Size))
            {
                await Guarded(NodeWarningCode.NotSigned, () => CheckpointAsync(_sequencer.Sign));
            }
        } while (await TickAsync(timer, _stop.Token));
    }

    private async Task PublicationsAsync(Task learned)
    {
        await learned;
        if (_options.PublishEvery <= TimeSpan.Zero)
        {
            return;
        }

        var publisher = new LivePublisher(_sequencer, Public.Latest is { } latest ? Public.At(latest) : null);
        using var timer = new PeriodicTimer(_options.PublishEvery, _options.Clock);
        do
        {
            // Without cosignatures there is nothing to publish; the checkpoints' own loop goes on asking for them.
            if (
                Size != Public.Latest
                && Disk == DiskRoom.Ample
                && !IsWarned(NodeWarningCode.NotCosigned)
                && !IsWarned(NodeWarningCode.NotSigned)
                && !IsWarned(NodeWarningCode.Contradicted)
                && !await Guarded(NodeWarningCode.NotPublished, () => PublishAsync(publisher))
            )
            {
                // What went wrong may lie in the publication before: the next is made of the ledger alone.
                publisher = new LivePublisher(_sequencer, before: null);
            }
        } while (await TickAsync(timer, _stop.Token));
    }

    /// <summary>
    /// Signs, has it cosigned, and publishes the checkpoint if the policy accepts it; else null, and the one before stays.
    /// </summary>
    private async Task<SignedCheckpoint?> CheckpointAsync(Func<SigningResult> sign)
    {
        await _signing.WaitAsync(_stop.Token);
        try
        {
            if (Sign(sign) is not { } signed)
            {
                return null;
            }

            Unwarn(NodeWarningCode.NotSigned);
            var (cosigned, notes) = await _cosigning.CosignAsync(signed, _stop.Token);
            if (!IsAccepted(cosigned))
            {
                Warn(NodeWarningCode.NotCosigned, string.Join("; ", [_options.Policy!.Evaluate(cosigned).Reason!, .. notes]));
                return null;
            }

            Public.WriteCheckpoint(cosigned);
            Volatile.Write(ref _checkpoint, cosigned);
            Unwarn(NodeWarningCode.NotCosigned);
            return cosigned;
        }
        finally
        {
            _signing.Release();
        }
    }

    private SignedCheckpoint? Sign(Func<SigningResult> sign)
    {
        var result = sign();
        if (result.Refusal is { } refusal)
        {
            Refuse(refusal);
        }

        return result.Checkpoint;
    }

    private void Refuse(SigningRefusal refusal)
    {
        Warn(NodeWarningCode.Contradicted, refusal.ToString());
        Volatile.Write(ref _barred, new InvalidDataException(refusal.ToString()));
    }

    private async Task PublishAsync(LivePublisher publisher)
    {
        var draft = publisher.Begin(Path.Combine(Public.Path, "next"), RequireRoom);
        try
        {
            draft.Render(_stop.Token);
            if (await CheckpointAsync(draft.Close) is { Checkpoint.Size: var size } checkpoint)
            {
                draft.Finish(checkpoint, Public.At(size));
                Public.Add(size);
                Unwarn(NodeWarningCode.NotPublished);
            }
        }
        finally
        {
            draft.Discard();
        }
    }

    /// <summary>What the disk keeps for statements is not for publications.</summary>
    private void RequireRoom()
    {
        if (Disk != DiskRoom.Ample)
        {
            throw new IOException($"the disk is down to its reserve: {_disk.Free} bytes are left");
        }
    }

    private bool IsAccepted(SignedCheckpoint checkpoint) => _options.Policy?.Evaluate(checkpoint).Accepted != false;

    /// <summary>What goes wrong is told and tried again; only a ledger that has stopped has stopped.</summary>
    private async Task<bool> Guarded(NodeWarningCode code, Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return false;
        }
        catch (LedgerStoppedException e)
        {
            Warn(NodeWarningCode.Stopped, e.Message);
            return false;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Warn(code, e.Message);
            return false;
        }
        catch (AggregateException e) when (e.InnerException is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // From files that are written in parallel.
            Warn(code, e.InnerException.Message);
            return false;
        }
    }
}
