using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Demo.Tests.Tricks;

/// <summary>An election of any kind that has a definition and nothing else.</summary>
internal sealed class BareElection : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sirekap-bare-").FullName;

    public BareElection(ElectionKind kind)
    {
        using var root = EcdsaSigner.Generate();
        var head = new StatementHead(Log.Verifier.Name, "bare", RuleSets.First);
        var places = RegionTree.FromStations([RegionCode.Parse("3101012001001")]);
        Sequencer = new NewElection(
            head,
            kind,
            1,
            SimulatedElection.Structure.Encode(),
            places.Encode(),
            ElectionNames.None("bare").Encode()
        ).Begin(ElectionFolder.At(_folder, head.Election), [root], Log, TimeProvider.System);
    }

    public Ed25519Signer Log { get; } = Ed25519Signer.Generate("bare.example/kosong");

    public Sequencer Sequencer { get; }

    public void Dispose()
    {
        Sequencer.Dispose();
        Log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
