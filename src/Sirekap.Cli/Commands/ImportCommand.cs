using System.CommandLine;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.OpenData.Imports;
using Sirekap.Record;
using Sirekap.Record.Storage;
using Sirekap.Verification;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap import</c>: copies somebody else's feed into an election of kind copy, under a key that may do nothing else.
/// </summary>
public static class ImportCommand
{
    public static Command Create() =>
        new("import", "Copy somebody else's feed into an election of kind copy.")
        {
            Verb(
                "kpu-csv",
                "tables of station results (.csv or .csv.gz), a snapshot each",
                new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore },
                ReadCsv
            ),
            Verb(
                "kpu-json",
                "KPU's station answers, a folder or .zip",
                new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore },
                ReadJson
            ),
            ImportCandidatesCommand.Create(),
        };

    internal delegate Feed? Reader(string path, FeedScope scope, out InputError? error);

    private static Command Verb(string name, string what, Argument<string[]> paths, Func<KpuChoiceIds, Reader> reader)
    {
        var options = new Options();
        var command = new Command(name, $"Import {what}.")
        {
            options.Data,
            options.Election,
            options.Contest,
            options.TakenAt,
            options.Regions,
            paths,
        };
        if (name == "kpu-json")
        {
            command.Options.Add(options.Ballots);
        }

        command.SetAction(parsed =>
        {
            var folder = Locate(parsed.GetValue(options.Data)!, parsed.GetValue(options.Election));
            var batch = new ImportBatch(
                parsed.GetValue(options.Contest),
                parsed.GetValue(paths)!,
                Time(parsed.GetValue(options.TakenAt)),
                reader(name == "kpu-json" ? Ids(parsed.GetValue(options.Ballots)) : KpuChoiceIds.Known)
            );
            using var progress = new ProgressLine();
            if (!folder.Exists)
            {
                return ImportBeginning.Run(folder, parsed.GetValue(options.Regions) ?? [], batch, progress);
            }

            using var sequencer = Sequencer.Open(
                folder,
                KeyFiles.ReadLog(KeyFiles.Log(folder)),
                TimeProvider.System,
                progress: done => progress.Report("reading", done, 0)
            );
            ImportBeginning.CompareRegions(sequencer.Record, parsed.GetValue(options.Regions) ?? []);
            return Run(sequencer, batch, progress);
        });
        return command;
    }

    private static KpuChoiceIds Ids(string? path)
    {
        if (path is null)
        {
            return KpuChoiceIds.Known;
        }

        var file = FeedFile.Load(path, out var error) ?? throw new CommandFailure(error!.ToString());
        return KpuChoiceIds.Read(file, out error) ?? throw new CommandFailure(error!.ToString());
    }

    private static ElectionFolder Locate(string data, string? election)
    {
        // An import that was killed before its first entry leaves a folder and no election: it begins again.
        if (election is null && !ElectionFolder.In(data).Any(id => ElectionFolder.At(data, id).Exists))
        {
            return ElectionFolder.At(data, CopyElection.DefaultId);
        }

        return election is not null ? CommonOptions.NewFolder(data, election) : CommonOptions.Folder(data, null);
    }

    /// <summary>Imports a batch into an election that exists.</summary>
    internal static int Run(Sequencer sequencer, ImportBatch batch, ProgressLine progress)
    {
        if (sequencer.Record.Definition.Kind != ElectionKind.Copy)
        {
            throw new CommandFailure(
                $"election {sequencer.Record.Head.Election} is of kind {Words.Kinds.Of(sequencer.Record.Definition.Kind)};"
                    + $" a feed is imported only into a copy"
            );
        }

        // A restored old copy must be found out before it goes on as another history.
        Publications.Learn(sequencer);
        if (!Signs(sequencer))
        {
            return Exit.DoesNotHold;
        }

        using var key = ImportKey(sequencer);
        var contest = CommonOptions.InContest(sequencer.Record, batch.Contest);
        var (refused, unreadable) = Import(sequencer, contest, key, batch, progress);
        if (!Signs(sequencer))
        {
            return Exit.DoesNotHold;
        }

        Console.Out.WriteLine($"ledger of {sequencer.Tree.Size:N0} entries, root {sequencer.Tree.Root()}");
        return ImportBatch.ExitOf(refused, unreadable);
    }

    private static (int Refused, int Unreadable) Import(
        Sequencer sequencer,
        ContestRecord contest,
        EcdsaSigner key,
        ImportBatch batch,
        ProgressLine progress
    )
    {
        var choices = contest.Contest.Districts[0].Choices.Select(choice => choice.Number).ToArray();
        var scope = new FeedScope(sequencer.Record.Tree, choices, contest.Contest.Code, contest.Contest);
        var is2024 = CopyElection.Is2024(NamesOf(sequencer), contest.Contest.Code);
        var (refused, unreadable) = (0, 0);
        foreach (var file in batch.Files)
        {
            if (batch.Read(file, scope, is2024, out var error) is not { } dated)
            {
                // One file that cannot be read does not stop the others; nothing of it is taken.
                Console.Error.WriteLine($"sirekap: {error}");
                unreadable++;
            }
            else
            {
                var plan = FeedImport.Plan(sequencer.Record, contest, dated);
                ImportBatch.Complain(dated.Feed, plan);
                Append(sequencer, key, plan, file, progress);
                refused += plan.Flaws.Count + plan.Dropped.Count;
                ImportBatch.Tell(dated, plan);
            }
        }

        return (refused, unreadable);
    }

    private static ElectionNames NamesOf(Sequencer sequencer) =>
        sequencer.Folder.Blobs.Read(sequencer.Record.Definition.Names) is { } bytes && ElectionNames.TryParse(bytes, out var names, out _)
            ? names
            : ElectionNames.None(sequencer.Record.Head.Election);

    /// <summary>Signs a checkpoint, unless this ledger is an old copy of one that others have seen go further.</summary>
    public static bool Signs(Sequencer sequencer)
    {
        if (sequencer.Guard.Sign(sequencer.Tree, sequencer.Store) is { Refusal: { } refusal })
        {
            Console.Error.WriteLine($"sirekap: no checkpoint is signed: {refusal}");
            return false;
        }

        return true;
    }

    private static void Append(Sequencer sequencer, EcdsaSigner key, FeedPlan plan, string file, ProgressLine progress)
    {
        if (plan.Stations is { } stations)
        {
            sequencer.Folder.Blobs.Add(stations.Span);
        }

        var done = 0;
        foreach (var chunk in plan.Statements.Chunk(4096))
        {
            var entries = chunk
                .Select(statement => new ReadOnlyMemory<byte>(Signing.Entry(sequencer.Record.Head, statement, key)))
                .ToArray();
            foreach (var (outcome, statement) in sequencer.Append(entries).Zip(chunk))
            {
                if (outcome.Rejection is { } rejection)
                {
                    throw new InvalidOperationException($"{file}: the record refuses what the plan says ({statement}): {rejection}");
                }
            }

            progress.Report(file, done += chunk.Length, plan.Statements.Count);
        }
    }

    /// <summary>The import key of this election; the first import makes it and has the root enrol it.</summary>
    private static EcdsaSigner ImportKey(Sequencer sequencer)
    {
        var path = KeyFiles.Import(sequencer.Folder);
        if (File.Exists(path))
        {
            return KeyFiles.ReadOfficer(path);
        }

        using var root = KeyFiles.ReadOfficer(KeyFiles.Root(sequencer.Folder));
        var key = EcdsaSigner.Generate();
        KeyFiles.Write(path, key.ExportPem());
        var enrol = Signing.Entry(
            sequencer.Record.Head,
            new Enrol(Role.Import, RegionCode.Nation, key.Verifier.PublicKey.ToArray(), Holders.New()),
            root
        );
        if (sequencer.Append([enrol])[0].Rejection is { } rejection)
        {
            throw new InvalidOperationException($"the import key is refused: {rejection}");
        }

        return key;
    }

    private static Reader ReadCsv(KpuChoiceIds _) =>
        (string path, FeedScope scope, out InputError? error) =>
            FeedFile.Load(path, out error) is { } file ? KpuCsvReader.Read(file, scope, out error) : null;

    private static Reader ReadJson(KpuChoiceIds ids) =>
        (string path, FeedScope scope, out InputError? error) => KpuJsonReader.Read(path, scope, ids, out error);

    internal static Timestamp? Time(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!SourceTime.TryParse(text.Trim(), out var time, out var hasZone))
        {
            throw new CommandFailure($"--taken-at {text} is no time; write {SourceTime.Rule}");
        }

        if (!hasZone)
        {
            Console.Out.WriteLine($"--taken-at {text} names no zone and is read as Jakarta's time (WIB): {time}");
        }

        return time;
    }

    /// <summary>What both ways of importing a station's figures are told.</summary>
    private sealed class Options
    {
        public Option<string> Data { get; } = CommonOptions.Data();

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<string?> Contest { get; } = CommonOptions.Contest();

        public Option<string?> TakenAt { get; } =
            new("--taken-at")
            {
                Description =
                    "when the snapshot was taken, e.g. 2024-02-20T00:00:00+07:00, without a zone Jakarta's time (WIB); needed where the "
                    + "file does not say",
            };

        public Option<string[]> Regions { get; } = CommonOptions.Regions(required: false);

        public Option<string?> Ballots { get; } =
            new("--paslon") { Description = "KPU's paslon file, which says which id has which number on the ballot" };
    }
}
