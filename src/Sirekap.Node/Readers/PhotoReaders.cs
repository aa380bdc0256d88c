using System.Threading.Channels;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Storage;
using Sirekap.Reading;
using Sirekap.Reading.Digits;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Node.Readers;

/// <summary>
/// Reads the photos that forms name, behind the intake and never in its way: a form is acknowledged whether or not anybody ever reads its
/// photos. What was read is submitted as a statement under the reader's own key, like any other; the record decides what becomes of it.
/// Whatever a photo holds, a worker goes on.
/// </summary>
public sealed class PhotoReaders
{
    /// <summary>A disk has room again because a person made some.</summary>
    private static readonly TimeSpan DiskPatience = TimeSpan.FromSeconds(10);

    private readonly LedgerNode _node;
    private readonly ReaderOptions _options;
    private readonly Action<string> _done;
    private readonly UnreadForms _unread;
    private readonly Channel<PhotographedForm> _queue;
    private readonly Channel<bool> _came = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <param name="node">Whose forms.</param>
    /// <param name="options">Who reads, and how much at once.</param>
    /// <param name="done">
    /// Told of every form whose photos were dealt with: clear, unclear, contradictory; refused by the record, not-here, or failed.
    /// </param>
    public PhotoReaders(LedgerNode node, ReaderOptions options, Action<string> done)
    {
        (_node, _options, _done) = (node, options, done);
        _unread = new UnreadForms(node, Keys.NameOf(options.Key.Verifier.PublicKey.Span), DigitReader.Default.Model);
        _queue = Channel.CreateBounded<PhotographedForm>(options.Queue);
        node.BlobStored += (_, stored) =>
        {
            if (_unread.Came(stored.Blob))
            {
                _came.Writer.TryWrite(true);
            }
        };
    }

    /// <summary>How many forms wait to be read.</summary>
    public long Waiting => _unread.Ready + _queue.Reader.Count;

    /// <summary>Reads until it is stopped or the ledger stops.</summary>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            var workers = Enumerable.Range(0, _options.Workers).Select(_ => Task.Run(() => WorkAsync(stoppingToken), stoppingToken));
            await Task.WhenAll([Task.Run(() => FindAsync(stoppingToken), stoppingToken), .. workers]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not read is found again.
        }
        catch (LedgerStoppedException)
        {
            // The node says so itself.
        }
    }

    private async Task FindAsync(CancellationToken stop)
    {
        var size = 0L;
        var grown = _node.ChangedAsync(size, stop);
        var came = _came.Reader.WaitToReadAsync(stop).AsTask();
        while (true)
        {
            var next = await Task.WhenAny(grown, came);
            await next;
            if (next == grown)
            {
                size = await grown;
                grown = _node.ChangedAsync(size, stop);
                _unread.Find();
            }
            else
            {
                _came.Reader.TryRead(out _);
                came = _came.Reader.WaitToReadAsync(stop).AsTask();
            }

            while (_unread.TryTake(out var form))
            {
                await _queue.Writer.WriteAsync(form, stop);
            }
        }
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        using var child = _options.Child is { } command ? new ReadingProcess(command) : null;
        await foreach (var form in _queue.Reader.ReadAllAsync(stop))
        {
            while (_node.Disk != DiskRoom.Ample || !_node.KnowsTime)
            {
                // Evidence is no statement that anybody waits for, and none is taken while the time is not known.
                await Task.Delay(DiskPatience, stop);
            }

            string outcome;
            try
            {
                outcome = await ReadAsync(form, child, stop);
            }
            catch (Exception e) when (e is not (OperationCanceledException or LedgerStoppedException))
            {
                // A flaw of the reader's, not of the photo's, which has its own answers; the next form has its turn.
                outcome = "failed";
                _options.Log($"photos of {form.Contest} {form.Station} could not be read: {e.GetType().Name}: {e.Message}");
            }

            _done(outcome);
        }
    }

    private async Task<string> ReadAsync(PhotographedForm form, ReadingProcess? child, CancellationToken stop)
    {
        if (Load(form) is not { } photos)
        {
            _options.Log($"photos of {form.Contest} {form.Station} are withheld, damaged, or more than {_options.BytesOfForm} bytes");
            return "not-here";
        }

        var (election, roots) = _node.Read((record, _) => (record.Head.Election, record.Definition.Roots));
        var request = new ReadingRequest(form.Contest, election, roots, photos);
        var reading = child?.Read(request) ?? request.Read();
        foreach (var problem in reading.Problems)
        {
            _options.Log(
                $"photos of {form.Contest} {form.Station}: {problem.Code}{(problem.Page is { } page ? $", page {page}" : "")}"
                    + $"{(problem.Photo is { } photo ? $", {photo}" : "")}"
            );
        }

        var evidence = _node.Folder.Blobs.Add(reading.ToJson());
        var statement = _node.Read((record, _) => StatementOfReading.Of(form, record.Contest(form.Contest)!.Contest, reading, evidence));
        var entry = Signing.Entry(_node.Read((record, _) => record.Head), statement, _options.Key);
        var outcome = await _node.SubmitAsync(entry, stop);
        if (outcome.Rejection is { Code: not RejectionCode.AlreadySaid } rejection)
        {
            _options.Log($"the reading of {form.Contest} {form.Station} is refused: {rejection}");
            return "refused";
        }

        return Words.ReadingOutcomes.Of(statement.Outcome);
    }

    private List<ReadOnlyMemory<byte>>? Load(PhotographedForm form)
    {
        var photos = new List<ReadOnlyMemory<byte>>();
        var left = _options.BytesOfForm;
        foreach (var photo in form.Photos.Distinct())
        {
            if (
                _node.Folder.Blobs.Length(photo) is not { } length
                || (left -= length) < 0
                || _node.Read((record, _) => record.Withheld.ContainsKey(photo))
                || _node.Folder.Blobs.Read(photo) is not { } bytes
            )
            {
                return null;
            }

            if (BlobFolder.Reference(bytes.Span).Sha256 != photo)
            {
                _node.Damaged(photo);
                return null;
            }

            photos.Add(bytes);
        }

        return photos;
    }
}
