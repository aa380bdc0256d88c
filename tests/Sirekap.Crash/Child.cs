using System.Runtime.InteropServices;
using Sirekap.Elections.Regions;
using Sirekap.Ledger.Storage;
using Sirekap.Publication;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Crash;

/// <summary>
/// The process that is killed. Four tasks submit entries, one signs checkpoints and publishes; whatever was acknowledged or released is
/// told on standard output at once, a line each, ended by a full stop so that half a line is no line.
/// </summary>
internal sealed class Child
{
    private const int Writers = 4;

    private readonly Scene _scene;
    private readonly Sequencer _sequencer;
    private readonly CancellationToken _stop;
    private readonly int _life;
    private readonly Lock _telling = new();
    private readonly Stream _out = Console.OpenStandardOutput();

    private Child(Scene scene, Sequencer sequencer, int life, CancellationToken stop) =>
        (_scene, _sequencer, _life, _stop) = (scene, sequencer, life, stop);

    public static async Task<int> Run(Scene scene, int life)
    {
        using var stopping = new CancellationTokenSource();
        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopping.Cancel();
        }

        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        try
        {
            using var sequencer = scene.Open();
            await new Child(scene, sequencer, life, stopping.Token).Write();
        }
        catch (Exception e) when (e is StoreInUseException or LedgerStoppedException or IOException)
        {
            Console.Error.WriteLine($"{e.GetType().Name}: {e.Message}");
            return 2;
        }

        return 0;
    }

    private async Task Write()
    {
        Tell($"opened {_sequencer.Tree.Size}");
        var entries = _scene.Entries().Select(bytes => (Bytes: bytes, Entry: _sequencer.Record.Read(bytes, out _)!)).ToList();
        var committees = entries.Where(e => Scene.PlaceOf(e.Entry.Statement).Level != Level.Station && !Stands(e.Entry)).ToList();
        foreach (var part in committees.Chunk(20))
        {
            if (!_stop.IsCancellationRequested)
            {
                Append(part);
            }
        }

        var stations = entries
            .Where(e => Scene.PlaceOf(e.Entry.Statement).Level == Level.Station)
            .GroupBy(e => Scene.PlaceOf(e.Entry.Statement).StationNumber % Writers)
            .Select(group => group.ToList());
        using var done = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        var publishing = Task.Run(() => Publish(done.Token));
        await Task.WhenAll(stations.Select((own, number) => Task.Run(() => Submit(own, new Random((_life * Writers) + number)))));
        await done.CancelAsync();
        await publishing;
        Tell(_stop.IsCancellationRequested ? "stopped" : "finished");
    }

    /// <summary>One at a time, or a handful at once; now and then what stands already, whose receipt must be the first one.</summary>
    private async Task Submit(List<(byte[] Bytes, Entry Entry)> own, Random random)
    {
        for (var i = 0; i < own.Count && !_stop.IsCancellationRequested; )
        {
            if (Stands(own[i].Entry) && random.Next(100) > 0)
            {
                i++;
            }
            else if (random.Next(10) == 0)
            {
                var part = own.Slice(i, Math.Min(own.Count - i, random.Next(2, 20)));
                Append(part);
                i += part.Count;
            }
            else
            {
                Acknowledge(own[i].Entry, await _sequencer.SubmitAsync(own[i].Bytes, CancellationToken.None));
                i++;
            }
        }
    }

    private void Append(IReadOnlyList<(byte[] Bytes, Entry Entry)> part)
    {
        foreach (var (outcome, (_, entry)) in _sequencer.Append([.. part.Select(e => new ReadOnlyMemory<byte>(e.Bytes))]).Zip(part))
        {
            Acknowledge(entry, outcome);
        }
    }

    private void Acknowledge(Entry entry, Outcome outcome)
    {
        if (outcome.Rejection is { Code: not RejectionCode.AlreadySaid } rejection)
        {
            throw new InvalidOperationException($"refused: {rejection}");
        }

        Tell($"ack {outcome.Index} {entry.Id}");
    }

    private async Task Publish(CancellationToken done)
    {
        var random = new Random(_life);
        while (!done.IsCancellationRequested)
        {
            // Between two batches: record and tree must be of the same entries, and stand still, while they are signed and written.
            _sequencer.ReadSettled(
                (_, _) =>
                {
                    Tell("signing");
                    var signed = _sequencer.Guard.Sign(_sequencer.Tree, _sequencer.Store);
                    var checkpoint = signed.Checkpoint ?? throw new InvalidOperationException($"not signed: {signed.Refusal}");
                    Tell($"signed {Convert.ToBase64String(checkpoint.Bytes.Span)}");
                    if (random.Next(3) == 0)
                    {
                        Tell("publishing");
                        Publisher.Publish(_sequencer, checkpoint, _scene.Publication);
                        Tell($"published {Convert.ToBase64String(checkpoint.Bytes.Span)}");
                    }

                    return 0;
                }
            );
            await Task.Delay(random.Next(40), CancellationToken.None);
        }
    }

    private bool Stands(Entry entry) => _sequencer.Read(record => record.Ids.IndexOf(entry.Id)) >= 0;

    private void Tell(string line)
    {
        // One write a line, straight into the pipe: what was told is told, whatever happens to this process next.
        var bytes = System.Text.Encoding.ASCII.GetBytes(line + " .\n");
        lock (_telling)
        {
            _out.Write(bytes);
            _out.Flush();
        }
    }
}
