using System.Collections.Concurrent;
using System.Text;
using Sirekap.Demo.Tricks;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Checkpoints;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Witnessing;
using Sirekap.Node;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Demo.Tests.Tricks;

/// <summary>
/// A small election night on disk with reviews, corrections, conflicts and plenaries, cosigned by a real log witness, and the cheating on
/// it. Nothing is cheated on that stands: the witness cosigns the honest ledger before and after.
/// </summary>
public sealed class TrickScene : IDisposable
{
    public const int Stations = 60;
    private const string Origin = "cheat.example/malam";

    private readonly string _folder = Directory.CreateTempSubdirectory("sirekap-tricks-").FullName;
    private readonly NightTime _clock = new();
    private readonly EcdsaSigner _root = EcdsaSigner.FromScalar(Seed(2));
    private readonly Ed25519Signer _log = Ed25519Signer.ImportSeed(Origin, Seed(1));
    private readonly CosignatureSigner _witnessKey;
    private readonly Witness _witness;
    private readonly Sequencer _sequencer;

    public TrickScene()
    {
        _clock.Now = new DateTimeOffset(2024, 2, 13, 0, 0, 0, TimeSpan.Zero);
        _witnessKey = CosignatureSigner.ImportSeed("saksi-log.example/w1", Seed(3), _clock);
        Policy = ReadPolicy($"log {_log.Verifier}\nwitness w1 {_witnessKey.Verifier} http://w1.example/\nquorum w1\n");
        _witness = Witness.Open(DiskFileSystem.Instance, Path.Combine(_folder, "witness"), Policy, _witnessKey);
        var head = new StatementHead(Origin, "malam", RuleSets.First);
        var places = SimulatedRegions.Generate(Stations, 7).Tree;
        var options = new SimulationOptions(Stations, 7)
        {
            ReviewShare = 0.4,
            Plenaries = true,
            SilentShare = 0.05,
            Watching = 0.5,
        };
        using var night = new NightSimulation(options, head, places, _root, Seed(4));
        var begin = new NewElection(
            head,
            ElectionKind.Simulation,
            1,
            night.Structure.Encode(),
            places.Encode(),
            ElectionNames.None("rekaan").Encode()
        );
        _sequencer = begin.Begin(ElectionFolder.At(Path.Combine(_folder, "data"), head.Election), [_root], _log, _clock);
        // Few and large batches: each has a time, whose Ed25519 signature costs a verifier as much as ten forms.
        foreach (var batch in night.Entries().GroupBy(entry => entry.At.UnixSeconds / (6 * 3600)))
        {
            _clock.Now = batch.Last().At.ToDateTimeOffset();
            foreach (var words in batch.Select(entry => entry.Words).OfType<byte[]>())
            {
                _sequencer.Folder.Blobs.Add(words);
            }

            _sequencer.Append([.. batch.Select(entry => new ReadOnlyMemory<byte>(entry.Entry))]);
        }

        Checkpoint = Cosign();
        Entries = [.. Enumerable.Range(0, (int)_sequencer.Store.Count).Select(i => _sequencer.Store.Read(i))];
    }

    public TlogPolicy Policy { get; }

    /// <summary>The published checkpoint, cosigned.</summary>
    public SignedCheckpoint Checkpoint { get; }

    public IReadOnlyList<byte[]> Entries { get; }

    /// <summary>To be read only: nobody submits any more.</summary>
    public ElectionRecord Record => _sequencer.Record;

    public ContestRecord Contest => Record.Contest(SimulatedElection.Contest)!;

    public SignerKey Log => _log;

    public SegmentStore Store => _sequencer.Store;

    public BlobSource Blobs => _sequencer.Folder.Blobs.Read;

    /// <summary>Stations with a form, as ordinals.</summary>
    public IReadOnlyList<int> WithForm => [.. Enumerable.Range(0, Stations).Where(station => Contest.InPlace(station) >= 0)];

    public RegionCode Code(int station) => Record.Tree.Station(station);

    public Statement Statement(long index) => Record.Read(Entries[(int)index], out _)!.Statement;

    /// <summary>Requests that the witness was asked, with its status.</summary>
    public ConcurrentQueue<(WitnessRequest Request, int Status)> Asked { get; } = [];

    public Cheating Cheating(TlogPolicy? policy = null, AskWitness? ask = null, CheatingLimits? limits = null) =>
        new(Store, Blobs, _log, policy ?? Policy, ask ?? AskAsync, limits);

    public async Task<CheatReport> PlayAsync(Trick trick)
    {
        using var cheating = Cheating();
        var result = await cheating.TryAsync(trick, Checkpoint, TestContext.Current.CancellationToken);
        result.Refusal.ShouldBeNull();
        return result.Report!;
    }

    public Task<WitnessResponse?> AskAsync(PolicyWitness witness, WitnessRequest request, CancellationToken cancellation)
    {
        var response = _witness.AddCheckpoint(request.Encode());
        Asked.Enqueue((request, response.Status));
        return Task.FromResult<WitnessResponse?>(response);
    }

    /// <summary>What the witness says to the honest ledger; it must go on cosigning it.</summary>
    public SignedCheckpoint Cosign()
    {
        var signed = _sequencer.Guard.Sign(_sequencer.Tree, _sequencer.Store).Checkpoint!;
        var old = Checkpoint?.Checkpoint.Size ?? 0;
        var response = _witness.AddCheckpoint(
            new WitnessRequest(old, _sequencer.Tree.Consistency(old, _sequencer.Tree.Size), signed).Encode()
        );
        response.Status.ShouldBe(200);
        Note.TryParse((byte[])[.. signed.Note.Text.Span, (byte)'\n', .. response.Body], out var note, out _).ShouldBeTrue();
        return signed.WithSignatures(note!.Signatures);
    }

    public static TlogPolicy ReadPolicy(string text) =>
        TlogPolicy.TryParse(Encoding.ASCII.GetBytes(text), out var policy, out var error)
            ? policy
            : throw new InvalidOperationException(error);

    public void Dispose()
    {
        _sequencer.Dispose();
        _witness.Dispose();
        _witnessKey.Dispose();
        _log.Dispose();
        _root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static byte[] Seed(byte purpose) => [.. Enumerable.Repeat((byte)(16 * purpose), 32)];

    private sealed class NightTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
