using System.CommandLine;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.OpenData.Imports;
using Sirekap.Record;
using Sirekap.Record.Storage;

namespace Sirekap.Cli.Commands;

/// <summary><c>sirekap init</c>: begins an election from a definition file and its places.</summary>
public static class InitCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var election = CommonOptions.Election();
        var definition = new Option<string>("--definition") { Description = "the election as JSON (docs/operate.md)", Required = true };
        var regions = CommonOptions.Regions(required: true);
        var root = new Option<string[]>("--root-key")
        {
            Description = "private root keys, made with 'sirekap keys root'; default: one is made",
        };
        var log = new Option<string?>("--log-key")
        {
            Description = "the log's private key, made with 'sirekap keys log'; default: one is made",
        };
        var quorum = new Option<int>("--quorum")
        {
            Description = "how many roots must agree to withhold bytes or to add places; with 1 any one of them does both alone",
            DefaultValueFactory = _ => 1,
        };
        var clock = LedgerByHand.ClockIsRight();
        var command = new Command("init", "Begin an election.") { data, election, definition, regions, root, log, quorum, clock };
        command.SetAction(parsed =>
        {
            var file = parsed.GetValue(definition)!;
            if (!ElectionDefinition.TryParse(ReadText(file), out var defined, out var error))
            {
                throw new CommandFailure($"{file}: {error}");
            }

            if (
                defined.Kind == ElectionKind.Real
                && !parsed.GetValue(clock)
                && LedgerByHand.Doubt(last: null, LedgerByHand.Now()) is { } doubt
            )
            {
                throw new CommandFailure(doubt);
            }

            var places = ReadRegions(parsed.GetValue(regions)!);
            var id = parsed.GetValue(election) ?? defined.Id;
            if (id != defined.Id)
            {
                throw new CommandFailure($"--election {id}, but {file} defines {defined.Id}");
            }

            var folder = ElectionFolder.At(parsed.GetValue(data)!, id);
            using var sequencer = Begin(
                folder,
                defined,
                places,
                parsed.GetValue(root) ?? [],
                parsed.GetValue(log),
                parsed.GetValue(quorum),
                TimeProvider.System
            );
            Tell(folder, defined, places.Tree.StationCount, sequencer.Record);
            return Exit.Holds;
        });
        return command;
    }

    private static void Tell(ElectionFolder folder, ElectionDefinition defined, int stations, ElectionRecord record)
    {
        Console.Out.WriteLine(
            $"election {folder.Id} begins: {stations:N0} stations, {defined.Structure.Contests.Count} contests, "
                + $"kind {Words.Kinds.Of(defined.Kind)}"
        );
        if (defined.Kind == ElectionKind.Real)
        {
            Console.Out.WriteLine(
                $"clock     {LedgerByHand.Now()}: with the first statement the ledger's time begins by it, and never goes back"
            );
        }

        Console.Out.WriteLine($"log key   {record.LogKey}");
        foreach (var spki in record.Definition.Roots)
        {
            Console.Out.WriteLine($"root key  {KeyFingerprint.Of(spki)}");
        }

        if (File.Exists(KeyFiles.Root(folder)))
        {
            Console.Out.WriteLine($"keep {KeyFiles.Root(folder)} offline: move it to another machine and delete it here");
        }
    }

    /// <summary>Makes the keys that are not given and begins the ledger.</summary>
    public static Sequencer Begin(
        ElectionFolder folder,
        ElectionDefinition defined,
        RegionsFile places,
        IReadOnlyList<string> rootFiles,
        string? logFile,
        int quorum,
        TimeProvider clock
    )
    {
        if (folder.Exists)
        {
            throw new CommandFailure($"{folder.Root} holds election {folder.Id} already; nothing was changed");
        }

        // What can be wrong is looked at before anything is written, so that the next try finds nothing in its way.
        Check(defined, rootFiles, logFile, quorum);
        var names = NamesOf(folder, defined, places);
        folder.Create();
        if (logFile is not null)
        {
            KeyFiles.CopyLog(logFile, folder);
        }
        else if (!File.Exists(KeyFiles.Log(folder)))
        {
            using var log = Ed25519Signer.Generate(defined.Ledger);
            KeyFiles.Write(KeyFiles.Log(folder), log.Export());
        }

        if (rootFiles.Count == 0 && !File.Exists(KeyFiles.Root(folder)))
        {
            using var root = EcdsaSigner.Generate();
            KeyFiles.Write(KeyFiles.Root(folder), root.ExportPem());
        }

        SignerKey[] roots = [.. (rootFiles.Count == 0 ? [KeyFiles.Root(folder)] : rootFiles).Select(KeyFiles.ReadOfficer)];
        var begin = new NewElection(
            new StatementHead(defined.Ledger, defined.Id, defined.Rules),
            defined.Kind,
            quorum,
            defined.Structure.Encode(),
            places.Tree.Encode(),
            names
        );
        return begin.Begin(folder, roots, KeyFiles.ReadLog(KeyFiles.Log(folder)), clock);
    }

    /// <summary>The names of the definition and of the table of places, as they are going to be read.</summary>
    private static byte[] NamesOf(ElectionFolder folder, ElectionDefinition defined, RegionsFile places)
    {
        var names = (
            defined.Names with
            {
                Regions = places.Names.Concat(defined.Names.Regions).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Last().Value),
                Stations = places
                    .StationNames.Concat(defined.Names.Stations)
                    .GroupBy(p => p.Key)
                    .ToDictionary(g => g.Key, g => g.Last().Value),
            }
        ).Encode();
        return ElectionNames.TryParse(names, out _, out var flaw)
            ? names
            : throw new CommandFailure($"the names of election {folder.Id}: {flaw}; nothing was written");
    }

    private static void Check(ElectionDefinition defined, IReadOnlyList<string> rootFiles, string? logFile, int quorum)
    {
        var roots = Math.Max(1, rootFiles.Count);
        if (quorum < 1 || quorum > roots)
        {
            throw new CommandFailure($"--quorum {quorum} with {roots} root {(roots == 1 ? "key" : "keys")}");
        }

        var seen = new Dictionary<VerifierKey, string>();
        foreach (var file in rootFiles)
        {
            using var root = KeyFiles.ReadOfficer(file);
            if (!seen.TryAdd(root.Verifier, file))
            {
                throw new CommandFailure($"{file} is the same root key as {seen[root.Verifier]}");
            }
        }

        if (logFile is not null)
        {
            using var log = KeyFiles.ReadLog(logFile);
            if (log.Verifier.Name != defined.Ledger)
            {
                throw new CommandFailure($"{logFile} is the key of {log.Verifier.Name}; the definition's ledger is {defined.Ledger}");
            }
        }
    }

    /// <summary>Reads places; a row that cannot be understood stops here, since an election begins once.</summary>
    public static RegionsFile ReadRegions(IReadOnlyList<string> paths)
    {
        var files = paths
            .Select(path => FeedFile.Load(path, out var unreadable) ?? throw new CommandFailure(unreadable!.ToString()))
            .ToArray();
        var places = RegionsFile.Read(files, out var error) ?? throw new CommandFailure(error!.ToString());
        if (places.Flaws.Count > 0)
        {
            throw new CommandFailure($"{places.Flaws[0]} ({places.Flaws.Count} such rows)");
        }

        return places;
    }

    private static ReadOnlyMemory<byte> ReadText(string path)
    {
        var file = FeedFile.Load(path, out var error) ?? throw new CommandFailure(error!.ToString());
        return InputText.Open(file, out error) ?? throw new CommandFailure(error!.ToString());
    }
}
