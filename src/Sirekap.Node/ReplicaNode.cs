using Sirekap.Elections;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Merkle;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Storage;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Node;

/// <summary>
/// A node that follows somebody's publication, and shows nothing of it that it has not checked: see <see cref="ReplicaLedger"/>. Where the
/// origin stops, or shows something that contradicts what it showed before, the last good state goes on being shown, after a restart too.
/// </summary>
public sealed class ReplicaNode : LedgerNode
{
    /// <summary>Sixteen cosignatures of the longest kind fit.</summary>
    private const long LongestCheckpoint = 1 << 16;

    /// <summary>What was refused is looked at again, but not every second: it may be a whole ledger to read.</summary>
    private static readonly TimeSpan LongestRefusal = TimeSpan.FromMinutes(1);

    private readonly ReplicaOptions _options;
    private readonly PublicationSource _origin;

    // Another one, since it stays with the publication whose manifest it has read.
    private readonly PublicationSource _whole;
    private readonly ReplicaLedger _ledger;
    private readonly WantedBlobs _wanted;
    private readonly CancellationTokenSource _stop = new();
    private int _withheld;
    private Task _running = Task.CompletedTask;

    private ReplicaNode(ReplicaOptions options, PublicationSource origin, ReplicaLedger ledger)
        : base(options.Clock)
    {
        (_options, _origin, _ledger) = (options, origin, ledger);
        _whole = PublicationSource.Open(options.Source);
        Public = new PublicFolder(ledger.Folder, options.Clock);
        TellForks();
        _wanted = new WantedBlobs(new ReplicaBlobs(origin, ledger.Folder.Blobs), options);
        _wanted.Need(ledger.Record.Mentioned.Where(blob => !ledger.Record.Withheld.ContainsKey(blob)));
        RemoveWithheld();
        ledger.Applied = statements =>
        {
            foreach (var statement in statements)
            {
                _wanted.Take(statement);
            }

            RemoveWithheld();
            Announce();
        };
    }

    public override ElectionFolder Folder => _ledger.Folder;

    public override SegmentStore Store => _ledger.Store;

    public override SignedCheckpoint? Checkpoint => _ledger.Checkpoint;

    public override long Size => _ledger.Size;

    public override PublicFolder Public { get; }

    /// <summary>The folder or URL that it follows.</summary>
    public string Source => _options.Source;

    /// <summary>
    /// Shows the copy in the cache at once, if there is one; else makes a copy first, of all entries to the origin's checkpoint. Then
    /// follows it.
    /// </summary>
    /// <exception cref="IOException">There is no copy yet, and the origin cannot be reached or lacks files.</exception>
    /// <exception cref="InvalidDataException">What the origin or the cache holds does not hold.</exception>
    public static async Task<ReplicaNode> StartAsync(ReplicaOptions options, CancellationToken cancellation)
    {
        var origin = PublicationSource.Open(options.Source);
        try
        {
            var node = await Task.Run(() => Open(options, origin, cancellation), cancellation);
            node._running = Task.WhenAll(
                node.Loop(() => node.AgainAndAgain(node.FollowAsync, NodeWarningCode.OriginAway)),
                node.Loop(() => node.AgainAndAgain(node.BlobsAsync, NodeWarningCode.BlobsMissing)),
                node.Loop(() => node.AgainAndAgain(node.MirrorAsync, NodeWarningCode.NotPublished))
            );
            return node;
        }
        catch
        {
            origin.Dispose();
            throw;
        }
    }

    public override T Read<T>(Func<ElectionRecord, MerkleTree, T> read) => _ledger.Read(read);

    public override bool TakesStatements => false;

    public override ValueTask<Outcome> SubmitAsync(Arrival arrival, CancellationToken cancellation) =>
        throw new InvalidOperationException("a replica takes no statements");

    /// <summary>Removes what has been withheld since this was asked last; one thread.</summary>
    private void RemoveWithheld()
    {
        var withheld = _ledger.Record.Blobs.WithheldInOrder;
        for (; _withheld < withheld.Count; _withheld++)
        {
            _wanted.Withhold(withheld[_withheld]);
        }
    }

    /// <summary>Removes it and asks for it again.</summary>
    public override void Damaged(Digest blob)
    {
        Folder.Blobs.Remove(blob);
        _wanted.Need([blob]);
    }

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _origin.Dispose();
        _whole.Dispose();
        await _running;
        _ledger.Dispose();
        _stop.Dispose();
    }

    private static ReplicaNode Open(ReplicaOptions options, PublicationSource origin, CancellationToken cancellation)
    {
        var cache = options.Cache ?? ReplicaOptions.DefaultCache(options.Source);
        var known = ElectionFolder.Find(cache, id: null, out _);
        var ledger = known is null ? null : ReplicaLedger.Open(known, new ReplicaBlobs(origin, known.Blobs).Read, options);
        if (ledger is not null)
        {
            if (Unaccepted(options, ledger.Checkpoint!) is { } reason)
            {
                ledger.Dispose();
                throw new InvalidDataException($"{known!.Ledger}: the policy does not accept its checkpoint: {reason}");
            }

            return new ReplicaNode(options, origin, ledger);
        }

        return Copy(options, origin, cache, cancellation);
    }

    /// <summary>The first copy. Entry 0 tells the election and the log's key; without a policy, that is taken on trust once.</summary>
    private static ReplicaNode Copy(ReplicaOptions options, PublicationSource origin, string cache, CancellationToken cancellation)
    {
        var bytes =
            origin.Read("checkpoint", LongestCheckpoint) ?? throw new IOException($"{origin.Name} has no checkpoint: it is no publication");
        if (!SignedCheckpoint.TryParse(bytes, out var claimed, out var error) || claimed.Checkpoint.Size == 0)
        {
            throw new InvalidDataException($"{origin.Name}/checkpoint: {error ?? "the ledger is empty"}");
        }

        var tiles = new OriginTiles(origin, claimed.Checkpoint.Size);
        var definition = tiles.Bundles(0, cancellation).First().Entries[0];
        if (
            !Note.TryParse(definition, out var note, out error)
            || !StatementCodec.TryReadHead(note.Text.Span[..^1], out var head, out error)
            || !Elections.Contests.IdRules.IsId(head!.Election)
        )
        {
            throw new InvalidDataException($"{origin.Name}: entry 0 is no definition: {error ?? "the election's id"}");
        }

        var folder = ElectionFolder.At(cache, head.Election);
        var blobs = new ReplicaBlobs(origin, folder.Blobs);
        var fold =
            LedgerFold.Begin(definition, blobs.Read, new MerkleTree(), out var rejection)
            ?? throw new InvalidDataException($"{origin.Name}: entry 0 is refused: {rejection}");
        if (!SignedCheckpoint.TryParse(bytes, fold.Record.LogKey, out var signed, out error))
        {
            throw new InvalidDataException($"{origin.Name}/checkpoint: {error}");
        }

        if (Unaccepted(options, signed) is { } reason)
        {
            throw new InvalidDataException($"{origin.Name}/checkpoint: the policy does not accept it: {reason}");
        }

        var ledger = ReplicaLedger.Begin(folder, definition, fold, blobs.Read, options);
        try
        {
            if (ledger.Advance(signed, tiles, options.Progress, cancellation) is { } refusal)
            {
                throw new InvalidDataException($"{origin.Name}: {refusal}");
            }

            // Pages want them from the first moment; where they are not to be had, codes stand for names.
            _ = PlaceNames.Of(fold.Record, folder.Blobs);

            // A nation's entries have passed through memory, and nothing that follows would make the runtime give it back soon.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            return new ReplicaNode(options, origin, ledger);
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    private static string? Unaccepted(ReplicaOptions options, SignedCheckpoint checkpoint) =>
        options.Policy?.Evaluate(checkpoint) is { Accepted: false } verdict ? verdict.Reason : null;

    /// <summary>Whatever an origin does, it is asked again: what nobody has thought of is a warning, and no end.</summary>
    private async Task AgainAndAgain(Func<Task> loop, NodeWarningCode code)
    {
        for (var wait = TimeSpan.FromSeconds(1); ; wait = 2 * wait < LongestRefusal ? 2 * wait : LongestRefusal)
        {
            try
            {
                await loop();
                return;
            }
            catch (Exception e) when (!_stop.IsCancellationRequested && e is not LedgerStoppedException)
            {
                Warn(code, $"{e.GetType().Name}: {e.Message}");
            }

            await Task.Delay(wait, _options.Clock, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private void TellForks()
    {
        if (_ledger.Forks.Says is { } forks)
        {
            Warn(NodeWarningCode.Forked, forks);
        }
    }

    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(_options.PollEvery, _options.Clock);
        var refused = (Bytes: Array.Empty<byte>(), Until: DateTimeOffset.MinValue, Wait: _options.PollEvery);
        while (await TickAsync(timer, _stop.Token))
        {
            var bytes = Reached(() =>
                _origin.Read("checkpoint", LongestCheckpoint) ?? throw new IOException($"{_origin.Name} has no checkpoint")
            );
            if (bytes is null || (bytes.AsSpan().SequenceEqual(refused.Bytes) && _options.Clock.GetUtcNow() < refused.Until))
            {
                continue;
            }

            if (Advance(bytes))
            {
                refused = ([], DateTimeOffset.MinValue, _options.PollEvery);
            }
            else
            {
                var wait = bytes.AsSpan().SequenceEqual(refused.Bytes) ? 2 * refused.Wait : _options.PollEvery;
                wait = wait < LongestRefusal ? wait : LongestRefusal;
                refused = (bytes, _options.Clock.GetUtcNow() + wait, wait);
            }
        }
    }

    /// <summary>Goes on to what the origin shows now, if it holds.</summary>
    private bool Advance(byte[] bytes)
    {
        if (bytes.AsSpan().SequenceEqual(Checkpoint!.Bytes.Span))
        {
            AllIsWell();
            return true;
        }

        if (!SignedCheckpoint.TryParse(bytes, _ledger.Record.LogKey, out var next, out var error))
        {
            Refuse(NodeWarningCode.OriginRefused, error);
            return false;
        }

        if (Unaccepted(_options, next) is { } reason)
        {
            Refuse(NodeWarningCode.NotCosigned, reason);
            return false;
        }

        switch (Reached(() => _ledger.Advance(next, new OriginTiles(_origin, next.Checkpoint.Size), progress: null, _stop.Token) ?? ""))
        {
            case null:
                return false;
            case { Length: > 0 } refusal:
                TellForks();
                Refuse(NodeWarningCode.OriginRefused, refusal);
                return false;
            case "" when Checkpoint is { Checkpoint.Size: var known } && next.Checkpoint.Size < known:
                Refuse(
                    NodeWarningCode.OriginRolledBack,
                    $"its checkpoint is of {next.Checkpoint.Size} entries, it has shown {known} before"
                );
                return true;
            default:
                AllIsWell();
                return true;
        }
    }

    private void Refuse(NodeWarningCode code, string why)
    {
        AllIsWell(but: code);
        Warn(code, why);
    }

    private void AllIsWell(NodeWarningCode? but = null)
    {
        foreach (
            var code in (NodeWarningCode[])
                [NodeWarningCode.OriginAway, NodeWarningCode.OriginRefused, NodeWarningCode.OriginRolledBack, NodeWarningCode.NotCosigned]
        )
        {
            if (code != but)
            {
                Unwarn(code);
            }
        }
    }

    private async Task BlobsAsync()
    {
        using var timer = new PeriodicTimer(_options.PollEvery, _options.Clock);
        do
        {
            if (_wanted.Fetch(_stop.Token) is { } missing)
            {
                Warn(NodeWarningCode.BlobsMissing, missing);
            }
            else
            {
                Unwarn(NodeWarningCode.BlobsMissing);
            }
        } while (await TickAsync(timer, _stop.Token));
    }

    private async Task MirrorAsync()
    {
        if (_options.MirrorEvery <= TimeSpan.Zero)
        {
            return;
        }

        var mirror = new Mirror(this, _whole, _ledger.Record);
        using var timer = new PeriodicTimer(_options.MirrorEvery, _options.Clock);
        do
        {
            try
            {
                if (mirror.Next(_stop.Token) is { } flaw)
                {
                    Warn(NodeWarningCode.NotPublished, flaw);
                }
                else
                {
                    Unwarn(NodeWarningCode.NotPublished);
                }
            }
            catch (Exception e)
                when (e
                        is IOException
                            or InvalidDataException
                            or UnauthorizedAccessException
                            or OperationCanceledException
                            or ObjectDisposedException
                )
            {
                Warn(NodeWarningCode.NotPublished, e.Message);
            }
        } while (await TickAsync(timer, _stop.Token));
    }

    /// <summary>Null, with a warning, where the origin or this disk fails.</summary>
    private T? Reached<T>(Func<T> act)
        where T : class
    {
        try
        {
            return act();
        }
        catch (LedgerStoppedException e)
        {
            Warn(NodeWarningCode.Stopped, e.Message);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or OperationCanceledException or ObjectDisposedException)
        {
            Warn(NodeWarningCode.OriginAway, e.Message);
        }

        return null;
    }
}
