using System.CommandLine;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.OpenData.Imports;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap import candidates</c>: copies a table of votes by party and candidate, of stations or of whole electoral districts. What
/// the figures are of stands in its header; of which election and contest they are, and of when, a person says.
/// </summary>
public static class ImportCandidatesCommand
{
    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Option<string> Election = new("--election")
    {
        Description = "the election's id; the first import begins it",
        Required = true,
    };
    private static readonly Option<string> Contest = new("--contest") { Description = "the contest's code, such as pdpr", Required = true };
    private static readonly Option<string> TakenAt = new("--taken-at")
    {
        Description = "the state that the table has, e.g. 2024-03-20T22:19:00+07:00",
        Required = true,
    };
    private static readonly Option<string?> Title = new("--title")
    {
        Description = "what the election is called; the first import needs it",
    };
    private static readonly Option<string?> English = new("--title-en") { Description = "the same in English; default the same words" };
    private static readonly Option<string?> District = new("--district")
    {
        Description = "of a table of stations: the electoral district that they lie in",
    };
    private static readonly Option<string?> DistrictName = new("--district-name") { Description = "its name" };
    private static readonly Option<string?> PartyNames = new("--parties") { Description = "names of parties: a table nomor,nama" };
    private static readonly Option<string[]> Regions = CommonOptions.Regions(required: false);
    private static readonly Argument<string[]> Files = new("FILE") { Arity = ArgumentArity.OneOrMore };

    public static Command Create()
    {
        var command = new Command(
            "candidates",
            "Import tables of votes by candidate (dapil_kode or tps, partai, nomor_urut, suara), a snapshot each."
        )
        {
            Data,
            Election,
            Contest,
            TakenAt,
            Title,
            English,
            District,
            DistrictName,
            PartyNames,
            Regions,
            Files,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var folder = CommonOptions.NewFolder(parsed.GetValue(Data)!, parsed.GetValue(Election)!);
        var paths = parsed.GetValue(Files)!;
        var batch = new ImportBatch(parsed.GetValue(Contest), paths, ImportCommand.Time(parsed.GetValue(TakenAt)), Read);
        using var progress = new ProgressLine();
        using var sequencer = folder.Exists
            ? Sequencer.Open(folder, KeyFiles.ReadLog(KeyFiles.Log(folder)), TimeProvider.System)
            : Begin(folder, paths[0], Terms(parsed, folder.Id));
        return ImportCommand.Run(sequencer, batch, progress);
    }

    private static CandidateTerms Terms(ParseResult parsed, string id)
    {
        var title = parsed.GetValue(Title);
        foreach (var option in new[] { Title, English, DistrictName })
        {
            if (parsed.GetValue(option) is { } text && NameRules.FlawOf(text) is { } flaw)
            {
                throw new CommandFailure($"{option.Name}: {flaw}");
            }
        }

        return title is null
            ? throw new CommandFailure(
                $"election {id} does not exist yet: --title says what it is, in at most {NameRules.Longest} characters"
            )
            : new CandidateTerms(
                id,
                parsed.GetValue(Contest)!,
                new Bilingual(title, parsed.GetValue(English) ?? title),
                parsed.GetValue(District),
                parsed.GetValue(DistrictName),
                Parties(parsed.GetValue(PartyNames)),
                Names(parsed.GetValue(Regions) ?? [])
            );
    }

    private static Sequencer Begin(ElectionFolder folder, string first, CandidateTerms terms)
    {
        var file = FeedFile.Load(first, out var error) ?? throw new CommandFailure(error!.ToString());
        var table = CandidateTable.Read(file, out error) ?? throw new CommandFailure(error!.ToString());
        if (table.Rows.Count == 0)
        {
            throw new CommandFailure($"{first}: no row can be taken{(table.Flaws.Count > 0 ? $"; the first: {table.Flaws[0]}" : "")}");
        }

        var defined = CandidateElection.Define(table, terms, out var tree, out var flaw) ?? throw new CommandFailure($"{first}: {flaw}");
        var places = new RegionsFile(tree, defined.Names.Regions, defined.Names.Stations, [], []);
        return InitCommand.Begin(folder, defined, places, [], null, 1, TimeProvider.System);
    }

    private static Feed? Read(string path, FeedScope scope, out InputError? error) =>
        FeedFile.Load(path, out error) is { } file ? CandidateFeed.Read(file, scope, out error) : null;

    private static IReadOnlyDictionary<RegionCode, string> Names(IReadOnlyList<string> files) =>
        files.Count == 0 ? new Dictionary<RegionCode, string>() : InitCommand.ReadRegions(files).Names;

    private static Dictionary<int, string> Parties(string? path)
    {
        if (path is null)
        {
            return [];
        }

        var file = FeedFile.Load(path, out var error) ?? throw new CommandFailure(error!.ToString());
        return PartyTable.Read(file, out error) ?? throw new CommandFailure(error!.ToString());
    }
}
