using System.Security.Cryptography;
using System.Text;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record.Storage;
using Sirekap.Simulation.Nights;

namespace Sirekap.Cli.Rehearsing;

/// <summary>
/// The election of a rehearsal. All its keys follow from the seed, so that anybody can make the same ledger again, and sign in it whatever
/// they like: what stands in it is worth nothing, which its kind says (simulation).
/// </summary>
internal sealed class RehearsedElection : IDisposable
{
    private readonly byte[] _secret;

    private RehearsedElection(ElectionFolder folder, SimulationOptions options)
    {
        (Folder, Options) = (folder, options);
        _secret = Chance("rahasia");
        Root = new DeterministicSigner(RootScalar);
        var places = SimulatedRegions.Generate(options.Stations, options.Seed);
        var contests = SimulatedContests.Of(options, places.Tree, places.Names);
        Tree = places.Tree;
        Definition = SimulatedElection.Define(
            folder.Id,
            $"localhost/{folder.Id}",
            places.Names,
            places.StationNames,
            contests,
            SimulatedWatchers.Of(options, contests, _secret)
        );
        Log = Ed25519Signer.ImportSeed(Definition.Ledger, Chance("log"));
    }

    public ElectionFolder Folder { get; }

    public SimulationOptions Options { get; }

    public RegionTree Tree { get; }

    public ElectionDefinition Definition { get; }

    public Ed25519Signer Log { get; }

    public DeterministicSigner Root { get; }

    /// <summary>From which the officers' keys follow.</summary>
    public ReadOnlyMemory<byte> Secret => _secret;

    public StatementHead Head => new(Definition.Ledger, Definition.Id, Definition.Rules);

    private byte[] RootScalar
    {
        get
        {
            var scalar = Chance("akar");
            // The group's order begins with ffffffff 00000000: below it surely.
            scalar[0] &= 0x7F;
            return scalar;
        }
    }

    /// <summary>Writes keys and the ledger's first entry.</summary>
    /// <exception cref="CommandFailure">There is an election already.</exception>
    public static RehearsedElection Begin(ElectionFolder folder, SimulationOptions options)
    {
        if (folder.Exists)
        {
            throw new CommandFailure($"{folder.Root} holds election {folder.Id} already: a rehearsal begins with nothing");
        }

        var election = new RehearsedElection(folder, options);
        folder.Create();
        using var root = EcdsaSigner.FromScalar(election.RootScalar);
        KeyFiles.Put(KeyFiles.Root(folder), root.ExportPem());
        KeyFiles.Put(KeyFiles.Log(folder), election.Log.Export());
        var definition = election.Definition;
        var begin = new NewElection(
            election.Head,
            definition.Kind,
            1,
            definition.Structure.Encode(),
            election.Tree.Encode(),
            definition.Names.Encode()
        );
        using var _ = begin.Begin(folder, [election.Root], election.Log, new StoppedTime());
        return election;
    }

    public void Dispose()
    {
        Root.Dispose();
        Log.Dispose();
    }

    private byte[] Chance(string what) => SHA256.HashData(Encoding.ASCII.GetBytes($"sirekap rehearse {Options.Seed} {what}"));
}
