using Microsoft.AspNetCore.Builder;
using Sirekap.Demo.Pages;
using Sirekap.Demo.Tests.Pages;
using Sirekap.Demo.Tests.Tricks;
using Sirekap.Demo.Tricks;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Witnessing;
using Sirekap.Node;
using Sirekap.Node.Tests;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;
using Sirekap.Site;

[assembly: AssemblyFixture(typeof(CurangSite))]

namespace Sirekap.Demo.Tests.Pages;

/// <summary>A small invented night, shown for cheating on, beside a log witness that listens on this machine.</summary>
public sealed class CurangSite : IAsyncLifetime
{
    private const int Stations = 60;
    private const string Origin = "curang.example/malam";
    private const string Election = "malam";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sirekap-curang-");
    private readonly CancellationTokenSource _stop = new();
    private readonly EcdsaSigner _root = EcdsaSigner.FromScalar(Seed(2));
    private readonly Ed25519Signer _log = Ed25519Signer.ImportSeed(Origin, Seed(1));
    private readonly CosignatureSigner _witnessKey = CosignatureSigner.ImportSeed("saksi-log.example/w1", Seed(3), TimeProvider.System);
    private readonly HttpClient _http = new();
    private Witness? _witness;
    private Task _witnessing = Task.CompletedTask;
    private Cheating _cheating = null!;
    private WebApplication _app = null!;

    public LedgerNode Node { get; private set; } = null!;

    /// <summary>A visitor; follows nothing by itself.</summary>
    public Visitor Visitor { get; private set; } = null!;

    internal TlogPolicy Policy { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var folder = ElectionFolder.At(Path.Combine(_folder.FullName, "data"), Election);
        var sequencer = Begin(folder);
        _witness = Witness.Open(
            DiskFileSystem.Instance,
            Path.Combine(_folder.FullName, "witness"),
            TrickScene.ReadPolicy($"log {_log.Verifier}\nquorum none\n"),
            _witnessKey
        );
        var started = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _witnessing = WitnessHost.RunAsync(_witness, "http://127.0.0.1:0", started.SetResult, _stop.Token);
        var text = $"log {_log.Verifier}\nwitness w1 {_witnessKey.Verifier} {await started.Task}/\nquorum w1\n";
        Policy = TrickScene.ReadPolicy(text);
        Node = IntakeNode.Start(
            sequencer,
            new IntakeOptions
            {
                Policy = Policy,
                CheckpointEvery = TimeSpan.FromMilliseconds(20),
                PublishEvery = TimeSpan.Zero,
            }
        );
        await NodeScene.Until(() => Node.Checkpoint?.Checkpoint.Size == Node.Size, "a cosigned checkpoint of everything");
        _cheating = CheatingOf(WitnessesOverHttp.With(_http, TimeSpan.FromSeconds(10)));
        (_app, Visitor) = await ShowAsync(
            new SiteOptions("http://127.0.0.1:0") { Policy = System.Text.Encoding.ASCII.GetBytes(text), Demo = CheatRoutes.Room(_cheating) }
        );
    }

    internal Cheating CheatingOf(AskWitness ask, CheatingLimits? limits = null) =>
        new(Node.Store, Node.Folder.Blobs.Read, _log, Policy, ask, limits);

    /// <summary>The same node, shown otherwise.</summary>
    internal async Task<(WebApplication App, Visitor Visitor)> ShowAsync(SiteOptions options)
    {
        var app = SiteHost.Build(Node, options);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return (app, new Visitor(new Uri(app.Urls.Single())));
    }

    public async ValueTask DisposeAsync()
    {
        Visitor?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _cheating?.Dispose();
        if (Node is not null)
        {
            await Node.DisposeAsync();
        }

        await _stop.CancelAsync();
        await _witnessing;
        _witness?.Dispose();
        _http.Dispose();
        _witnessKey.Dispose();
        _log.Dispose();
        _root.Dispose();
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    private Sequencer Begin(ElectionFolder folder)
    {
        var head = new StatementHead(Origin, Election, RuleSets.First);
        var places = SimulatedRegions.Generate(Stations, 7);
        var names = SimulatedElection.Define(Election, Origin, places.Names, places.StationNames).Names.Encode();
        var clock = new NightClock { Now = new DateTimeOffset(2024, 2, 10, 0, 0, 0, TimeSpan.Zero) };
        var sequencer = new NewElection(
            head,
            ElectionKind.Simulation,
            1,
            SimulatedElection.Structure.Encode(),
            places.Tree.Encode(),
            names
        ).Begin(folder, [_root], _log, clock);
        using var night = new NightSimulation(
            new SimulationOptions(Stations, 7) { ReviewShare = 0.3, SilentShare = 0.1 },
            head,
            places.Tree,
            _root,
            Seed(4)
        );

        // Few and large batches: each has a time, whose Ed25519 signature costs a verifier as much as ten forms.
        foreach (var batch in night.Entries().GroupBy(entry => entry.At.UnixSeconds / (6 * 3600)))
        {
            clock.Now = batch.Last().At.ToDateTimeOffset();
            sequencer.Append([.. batch.Select(entry => new ReadOnlyMemory<byte>(entry.Entry))]);
        }

        return sequencer;
    }

    private static byte[] Seed(byte purpose) => [.. Enumerable.Repeat((byte)(16 * purpose), 32)];

    private sealed class NightClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
