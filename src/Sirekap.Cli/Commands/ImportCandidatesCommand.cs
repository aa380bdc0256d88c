using System.CommandLine;
using System.Globalization;
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
    private const int LongestTitle = 200;

    public static Command Create()
    {
        var data = CommonOptions.Data();
        var election = new Option<string>("--election") { Description = "the election's id; the first import begins it", Required = true };
        var contest = new Option<string>("--contest") { Description = "the contest's code, such as pdpr", Required = true };
        var takenAt = new Option<string>("--taken-at")
        {
            Description = "the state that the table has, e.g. 2024-03-20T22:19:00+07:00",
            Required = true,
        };
        var title = new Option<string?>("--title") { Description = "what the election is called; the first import needs it" };
        var english = new Option<string?>("--title-en") { Description = "the same in English; default the same words" };
        var district = new Option<string?>("--district")
        {
            Description = "of a table of stations: the electoral district that they lie in",
        };
        var districtName = new Option<string?>("--district-name") { Description = "its name" };
        var parties = new Option<string?>("--parties") { Description = "names of parties: a table nomor,nama" };
        var regions = CommonOptions.Regions(required: false);
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore };
        var command = new Command(
            "candidates",
            "Import tables of votes by candidate (dapil_kode or tps, partai, nomor_urut, suara), a snapshot each."
        )
        {
            data,
            election,
            contest,
            takenAt,
            title,
            english,
            district,
            districtName,
            parties,
            regions,
            files,
        };
        command.SetAction(parsed =>
        {
            var folder = CommonOptions.NewFolder(parsed.GetValue(data)!, parsed.GetValue(election)!);
            var paths = parsed.GetValue(files)!;
            var code = parsed.GetValue(contest)!;
            var taken = ImportCommand.Time(parsed.GetValue(takenAt));
            using var progress = new ProgressLine();
            if (folder.Exists)
            {
                using var going = Sequencer.Open(folder, KeyFiles.ReadLog(KeyFiles.Log(folder)), TimeProvider.System);
                return ImportCommand.Run(going, code, paths, taken, Read, progress);
            }

            var told = parsed.GetValue(title);
            if (string.IsNullOrWhiteSpace(told) || told.Length > LongestTitle)
            {
                throw new CommandFailure($"election {folder.Id} does not exist yet: --title says what it is");
            }

            var terms = new CandidateTerms(
                folder.Id,
                code,
                new Bilingual(told, parsed.GetValue(english) ?? told),
                parsed.GetValue(district),
                parsed.GetValue(districtName),
                Parties(parsed.GetValue(parties)),
                Names(parsed.GetValue(regions) ?? [])
            );
            using var begun = Begin(folder, paths[0], terms);
            return ImportCommand.Run(begun, code, paths, taken, Read, progress);
        });
        return command;
    }

    private static Sequencer Begin(ElectionFolder folder, string first, CandidateTerms terms)
    {
        var file = FeedFile.Load(first, out var error) ?? throw new CommandFailure(error!.ToString());
        var table = CandidateTable.Read(file, out error) ?? throw new CommandFailure(error!.ToString());
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
        var names = new Dictionary<int, string>();
        if (path is null)
        {
            return names;
        }

        var file = FeedFile.Load(path, out var error) ?? throw new CommandFailure(error!.ToString());
        foreach (
            var (line, index) in System.Text.Encoding.UTF8.GetString(file.Bytes.Span).Split('\n').Skip(1).Select((l, i) => (l.Trim(), i))
        )
        {
            var comma = line.IndexOf(',');
            if (line.Length == 0)
            {
                continue;
            }

            if (
                comma < 0
                || !int.TryParse(line.AsSpan(0, comma), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !names.TryAdd(number, line[(comma + 1)..].Trim('"'))
            )
            {
                throw new CommandFailure($"{path}:{index + 2}: expected a party's number, a comma and its name");
            }
        }

        return names;
    }
}
