using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Node.Tests;

/// <summary>A small invented night on disk, and the entries of which it will consist, for nodes to take in.</summary>
internal sealed class NodeScene : IDisposable
{
    public const string Election = "malam";
    public const string Contest = SimulatedElection.Contest;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sirekap-nodes-");
    private readonly Queue<ReadOnlyMemory<byte>> _entries = new();

    public NodeScene(byte seed = 1)
    {
        Log = Ed25519Signer.ImportSeed(Head.Ledger, [.. Enumerable.Repeat(seed, 32)]);
        Root = EcdsaSigner.FromScalar([.. Enumerable.Repeat(seed, 32)]);
        using var night = new NightSimulation(
            new SimulationOptions(Places.StationCount, seed) { ReviewShare = 0.3, Plenaries = true },
            Head,
            Places,
            Root,
            Enumerable.Repeat(seed, 32).ToArray()
        );
        foreach (var entry in night.Entries().Where(entry => entry.Intent == Intent.Stands))
        {
            _entries.Enqueue(entry.Entry);
        }
    }

    /// <summary>Two provinces, six villages, 120 stations: more entries than a tile has.</summary>
    public static RegionTree Places { get; } =
        RegionTree.FromStations(
            from village in (string[])["3101012001", "3101012002", "3101022001", "3171012001", "7301012001", "7371012001"]
            from number in Enumerable.Range(1, 20)
            select RegionCode.Parse(village).Station(number)
        );

    public static StatementHead Head { get; } = new("nodes.example/malam", Election, RuleSets.First);

    public Ed25519Signer Log { get; }

    public EcdsaSigner Root { get; }

    public string Data => In("data");

    /// <summary>Entries that have not been taken yet.</summary>
    public int Left => _entries.Count;

    public static IntakeOptions Quick { get; } =
        new() { CheckpointEvery = TimeSpan.FromMilliseconds(20), PublishEvery = TimeSpan.FromMilliseconds(50) };

    public static TlogPolicy PolicyOf(string text) =>
        TlogPolicy.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var policy, out var error)
            ? policy
            : throw new InvalidOperationException(error);

    public string In(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Begins the election, or opens it again.</summary>
    public Sequencer Open()
    {
        var folder = ElectionFolder.At(Data, Election);
        return folder.Exists
            ? Sequencer.Open(folder, Log, TimeProvider.System)
            : new NewElection(
                Head,
                ElectionKind.Simulation,
                1,
                SimulatedElection.Structure.Encode(),
                Places.Encode(),
                ElectionNames.None(Election).Encode()
            ).Begin(folder, [Root], Log, TimeProvider.System);
    }

    public IntakeNode Start(IntakeOptions? options = null) => IntakeNode.Start(Open(), options ?? Quick);

    /// <summary>The next entries, in the order in which they stand.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Take(int count)
    {
        for (; count > 0 && _entries.TryDequeue(out var entry); count--)
        {
            yield return entry;
        }
    }

    /// <summary>Has a node take in the next entries.</summary>
    public async Task Submit(LedgerNode node, int count = int.MaxValue)
    {
        foreach (var entry in Take(count))
        {
            (await node.SubmitAsync(entry, TestContext.Current.CancellationToken)).Rejection.ShouldBeNull();
        }
    }

    /// <summary>Waits until something holds that a node does by itself; a minute, then the test has failed.</summary>
    public static async Task Until(Func<bool> holds, string what)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (!holds())
        {
            await Task.Delay(5, patience.Token)
                .ContinueWith(task => task.IsCanceled.ShouldBeFalse($"not within a minute: {what}"), TaskScheduler.Default);
        }
    }

    public void Dispose()
    {
        Log.Dispose();
        Root.Dispose();
        _folder.Delete(recursive: true);
    }
}
