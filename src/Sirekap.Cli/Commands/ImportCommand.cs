using System.CommandLine;
using Sirekap.Elections;
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

    private static Command Verb(string name, string what, Argument<string[]> paths, Reader read)
    {
        var data = CommonOptions.Data();
        var election = CommonOptions.Election();
        var takenAt = new Option<string?>("--taken-at")
        {
            Description = "when the snapshot was taken, e.g. 2024-02-20T00:00:00+07:00; needed where the file does not say",
        };
        var regions = CommonOptions.Regions(required: false);
        var command = new Command(name, $"Import {what}.") { data, election, takenAt, regions, paths };
        command.SetAction(parsed =>
        {
            var folder = Locate(parsed.GetValue(data)!, parsed.GetValue(election));
            var files = parsed.GetValue(paths)!;
            using var progress = new ProgressLine();
            using var sequencer = folder.Exists
                ? Sequencer.Open(
                    folder,
                    KeyFiles.ReadLog(KeyFiles.Log(folder)),
                    TimeProvider.System,
                    progress: done => progress.Report("reading", done, 0)
                )
                : Begin(folder, parsed.GetValue(regions) ?? [], files[0], read);
            return Run(sequencer, FeedScope.President, files, Time(parsed.GetValue(takenAt)), read, progress);
        });
        return command;
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

    /// <summary>The first import begins the election: the places given, the ballot as the first file has it.</summary>
    private static Sequencer Begin(ElectionFolder folder, IReadOnlyList<string> regions, string first, Reader read)
    {
        if (regions.Count == 0)
        {
            throw new CommandFailure($"election {folder.Id} does not exist yet: --regions FILE says which stations there are");
        }

        var places = InitCommand.ReadRegions(regions);
        var feed = read(first, new FeedScope(places.Tree), out var error) ?? throw new CommandFailure(error!.ToString());
        var defined = CopyElection.Define(places, feed.Choices, folder.Id);
        return InitCommand.Begin(folder, defined, places, [], null, 1, TimeProvider.System);
    }

    internal static int Run(
        Sequencer sequencer,
        string code,
        IReadOnlyList<string> files,
        Timestamp? takenAt,
        Reader read,
        ProgressLine progress
    )
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
        var contest = sequencer.Record.Contest(code) ?? throw new CommandFailure($"the election has no contest {code}");
        var choices = contest.Contest.Districts[0].Choices.Select(choice => choice.Number).ToArray();
        var scope = new FeedScope(sequencer.Record.Tree, choices, code, contest.Contest);
        var (refused, unreadable) = Import(sequencer, contest, key, files, takenAt, read, scope, progress);
        if (!Signs(sequencer))
        {
            return Exit.DoesNotHold;
        }

        Console.Out.WriteLine($"ledger of {sequencer.Tree.Size:N0} entries, root {sequencer.Tree.Root()}");
        return unreadable > 0 ? Exit.Unusable
            : refused > 0 ? Exit.DoesNotHold
            : Exit.Holds;
    }

    private static (int Refused, int Unreadable) Import(
        Sequencer sequencer,
        ContestRecord contest,
        EcdsaSigner key,
        IReadOnlyList<string> files,
        Timestamp? takenAt,
        Reader read,
        FeedScope scope,
        ProgressLine progress
    )
    {
        var (refused, unreadable) = (0, 0);
        foreach (var file in files)
        {
            if (read(file, scope, out var error) is not { } feed || feed.TakenAt(takenAt, out error) is not { } taken)
            {
                // One file that cannot be read does not stop the others; nothing of it is taken.
                Console.Error.WriteLine($"sirekap: {error}");
                unreadable++;
            }
            else if (taken > Timestamp.From(TimeProvider.System.GetUtcNow()))
            {
                // It would have spoken of its stations for good: nothing newer could ever come.
                Console.Error.WriteLine($"sirekap: {file}: taken {taken}, which is in the future");
                unreadable++;
            }
            else
            {
                var plan = FeedImport.Plan(sequencer.Record, contest, feed, taken);
                Complain(file, feed, plan);
                Append(sequencer, key, plan, file, progress);
                refused += plan.Flaws.Count;
                Tell(file, taken, plan);
            }
        }

        return (refused, unreadable);
    }

    private static void Complain(string file, Feed feed, FeedPlan plan)
    {
        if (feed.Unknown.Count > 0)
        {
            Console.Error.WriteLine($"{file}: ignored: {string.Join(", ", feed.Unknown)}");
        }

        foreach (var flaw in plan.Flaws)
        {
            Console.Error.WriteLine(flaw);
        }
    }

    private static void Tell(string file, Timestamp taken, FeedPlan plan)
    {
        var c = plan.Counts;
        Console.Out.WriteLine(
            $"{file}: taken {taken}; {c.Rows:N0} rows: {c.New:N0} new, {c.Corrections:N0} corrected, {c.Withdrawals:N0} "
                + $"withdrawn, {c.Unchanged + c.Repeated:N0} unchanged, {c.Empty:N0} empty, {c.Older:N0} older than what is in "
                + $"place, {plan.Flaws.Count:N0} refused"
        );
    }

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

    private static Feed? ReadCsv(string path, FeedScope scope, out InputError? error) =>
        FeedFile.Load(path, out error) is { } file ? KpuCsvReader.Read(file, scope, out error) : null;

    private static Feed? ReadJson(string path, FeedScope scope, out InputError? error) => KpuJsonReader.Read(path, scope, null, out error);

    internal static Timestamp? Time(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return DateTimeOffset.TryParse(
            text,
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? Timestamp.From(time)
            : throw new CommandFailure($"--taken-at {text} is no time; write e.g. 2024-02-20T00:00:00+07:00");
    }
}
