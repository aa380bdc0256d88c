using System.CommandLine;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Node;
using Sirekap.Node.Readers;
using Sirekap.Officers;
using Sirekap.Record.Storage;
using Sirekap.Site;
using Sirekap.Site.Protection;
using Sirekap.Verification;

namespace Sirekap.Cli.Commands;

/// <summary>
/// <c>sirekap serve</c>: shows an election, the one in a data directory with its intake, or somebody's publication, read-only.
/// </summary>
public static class ServeCommand
{
    /// <summary>What of a reserve is the least that must be free for anything to be written.</summary>
    private const int FloorShare = 16;

    public static Command Create()
    {
        var options = new Options();
        var command = new Command("serve", "Show an election: pages, API, published files.")
        {
            options.Data,
            options.Source,
            options.Election,
            options.Policy,
            options.Cache,
            options.Urls,
            options.Intake,
            options.Console,
            options.Inner,
            options.Known,
            options.Proxies,
            options.Readers,
            options.Collector,
            options.Reserve,
            options.ClockIsRight,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed, options, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Options options, CancellationToken cancellation)
    {
        if (parsed.GetValue(options.Data) is null == parsed.GetValue(options.Source) is null)
        {
            throw new CommandFailure("one of --data and --from is needed");
        }

        if (parsed.GetValue(options.Readers) is < 0 or > ReaderOptions.MostWorkers)
        {
            throw new CommandFailure($"--readers must be 0 to {ReaderOptions.MostWorkers}");
        }

        RequireData(parsed, options);
        var protection = new ProtectionOptions { Proxies = HostedSite.ProxiesOf(parsed.GetValue(options.Proxies)!) };
        var site = new SiteOptions(parsed.GetValue(options.Urls)!)
        {
            IntakeUrls = parsed.GetValue(options.Intake),
            ConsoleUrls = parsed.GetValue(options.Console),
            InnerUrls = parsed.GetValue(options.Inner),
            Address = HostedSite.AddressOf(parsed.GetValue(options.Known)),
            Protection = protection,
            Collector = CollectorOf(parsed.GetValue(options.Collector)),
        };
        var policyText = parsed.GetValue(options.Policy) is { } file ? RegularFile.ReadAllBytes(file.FullName) : null;
        var trusted = default(TlogPolicy);
        if (policyText is not null && !TlogPolicy.TryParse(policyText, out trusted, out var error))
        {
            throw new CommandFailure($"{parsed.GetValue(options.Policy)}: {error}");
        }

        await using LedgerNode node = parsed.GetValue(options.Source) is { } source
            ? await FollowAsync(source, parsed.GetValue(options.Cache), trusted, cancellation)
            : Take(
                CommonOptions.Folder(parsed.GetValue(options.Data)!, parsed.GetValue(options.Election)),
                TakingOf(parsed, options, trusted),
                parsed.GetValue(options.ClockIsRight)
            );
        using var reader = ReaderOf(node, parsed.GetValue(options.Readers));
        using var certificate = HostedSite.CertificateFor(site, parsed.GetValue(options.Data) ?? node.Folder.Root);
        await using var app = SiteHost.Build(
            node,
            site with
            {
                Policy = policyText,
                Certificate = certificate,
                Reader = Reading(reader, parsed.GetValue(options.Readers)),
                Officers = node.TakesStatements ? CaptureRoom.Room : null,
            }
        );
        await HostedSite.StartAsync(app, site.Urls, certificate, cancellation);
        await HostedSite.UntilStoppedAsync(app, node, Task.CompletedTask, cancellation);
        return Exit.Holds;
    }

    /// <exception cref="CommandFailure">A door is asked for behind which a copy of somebody else's ledger has nothing.</exception>
    private static void RequireData(ParseResult parsed, Options options)
    {
        if (parsed.GetValue(options.Source) is null)
        {
            return;
        }

        foreach (var door in (Option<string?>[])[options.Intake, options.Console])
        {
            if (parsed.GetValue(door) is not null)
            {
                throw new CommandFailure($"{door.Name} needs --data: a copy of somebody else's ledger takes no statements");
            }
        }
    }

    private static IntakeOptions TakingOf(ParseResult parsed, Options options, TlogPolicy? policy)
    {
        const long Megabyte = 1 << 20;
        var reserve = parsed.GetValue(options.Reserve);
        if (reserve is < 1 or > int.MaxValue)
        {
            throw new CommandFailure("--reserve must be 1 to 2147483647 megabytes");
        }

        var taking = new IntakeOptions { Policy = policy };
        return reserve is not { } megabytes
            ? taking
            : taking with
            {
                DiskReserve = megabytes * Megabyte,
                DiskFloor = Math.Min(taking.DiskFloor, megabytes * Megabyte / FloorShare),
            };
    }

    private static Uri? CollectorOf(string? url) =>
        url is null ? null
        : Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address
        : throw new CommandFailure($"--collector {url}: no address of http or https");

    /// <summary>The key that reads photos here; none on a node that only follows, or where nobody made one.</summary>
    private static EcdsaSigner? ReaderOf(LedgerNode node, int? readers)
    {
        var path = KeyFiles.Reader(node.Folder);
        if (readers is > 0 && (node is not IntakeNode || !File.Exists(path)))
        {
            throw new CommandFailure(
                node is IntakeNode
                    ? $"there is no reader's key {path}; make one with 'sirekap keys reader'"
                    : "--readers needs --data: a copy of somebody else's ledger signs nothing"
            );
        }

        return readers != 0 && node is IntakeNode && File.Exists(path) ? KeyFiles.ReadOfficer(path) : null;
    }

    private static ReaderOptions? Reading(EcdsaSigner? key, int? workers)
    {
        if (key is null)
        {
            return null;
        }

        var options = new ReaderOptions(key)
        {
            Log = line => Console.Error.WriteLine($"sirekap: {line}"),
            Child = ReadChildCommand.OfThisProgram(),
        };
        return workers is { } given ? options with { Workers = given } : options;
    }

    private static IntakeNode Take(ElectionFolder folder, IntakeOptions options, bool isClockRight)
    {
        using var progress = new ProgressLine();
        var told = new BoundedClock(TimeProvider.System);
        var sequencer = Sequencer.Open(
            folder,
            KeyFiles.ReadLog(KeyFiles.Log(folder)),
            told,
            progress: done => progress.Report("reading", done, 0)
        );
        Begin(told, sequencer, isClockRight);
        Publications.Learn(sequencer);
        return IntakeNode.Start(sequencer, options with { Told = told });
    }

    /// <summary>A time of a simulation or copy is nobody's evidence; that of an election is, and a gap before it needs a word.</summary>
    private static void Begin(BoundedClock told, Sequencer sequencer, bool isClockRight)
    {
        var (last, kind) = sequencer.Read(record => (record.Times.Now, record.Definition.Kind));
        if (new ClockFile(sequencer.Folder).Read() is { } written && last is { } time && written > time)
        {
            last = written;
        }

        told.Begin(last, isClockRight || kind != ElectionKind.Real);
        if (!told.IsKnown)
        {
            Console.Error.WriteLine(
                $"sirekap: {told.Doubt}. Statements wait for log witnesses to say what time it is, or for 'serve --clock-is-right'"
            );
        }
    }

    private static async Task<ReplicaNode> FollowAsync(string source, string? cache, TlogPolicy? policy, CancellationToken cancellation)
    {
        using var progress = new ProgressLine();
        var starting = true;
        var options = new ReplicaOptions(source)
        {
            Policy = policy,
            Cache = cache,
            Progress = (step, done, of) =>
            {
                if (Volatile.Read(ref starting))
                {
                    progress.Report(step, done, of);
                }
            },
        };
        var node = await ReplicaNode.StartAsync(options, cancellation);
        Volatile.Write(ref starting, false);
        return node;
    }

    private sealed class Options
    {
        public Option<long?> Reserve { get; } =
            new("--reserve")
            {
                Description =
                    "with --data: megabytes of the disk below which photos and documents are refused and statements go on, default 1024; "
                    + "below a sixteenth of it, 64 at most, nothing is written",
            };

        public Option<bool> ClockIsRight { get; } =
            new("--clock-is-right")
            {
                Description =
                    "with --data: you have looked at this machine's clock; needed after a pause, where no log witness says the time",
            };

        public Option<string?> Data { get; } = new("--data") { Description = "the data directory, whose ledger takes statements" };

        public Option<string?> Source { get; } =
            new("--from") { Description = "a publication's folder or URL, which is followed and never believed" };

        public Option<string?> Election { get; } = CommonOptions.Election();

        public Option<FileInfo?> Policy { get; } =
            new("--policy")
            {
                Description = "whom to trust (C2SP tlog-policy); with --data its log witnesses with a URL are asked to cosign",
            };

        public Option<string?> Cache { get; } =
            new("--cache") { Description = "with --from: where the followed ledger is kept; default a folder of the user's cache" };

        public Option<string> Urls { get; } = HostedSite.Urls();

        public Option<string?> Intake { get; } =
            new("--intake-urls")
            {
                Description =
                    "with --data: where statements, blobs and photos are taken, and nothing else answered, with connections of their own; "
                    + "default the same as --urls",
            };

        public Option<string?> Console { get; } =
            new("--console-urls")
            {
                Description =
                    "with --data: where the review desk (/console) is, with what it needs, and then at no other; "
                    + "default where statements are taken",
            };

        public Option<string?> Inner { get; } =
            new("--inner-urls")
            {
                Description =
                    "where measurements are told (/metrics), for the operator's own network, as http://127.0.0.1:9090; default nowhere",
            };

        public Option<string?> Known { get; } = HostedSite.Address();

        public Option<string[]> Proxies { get; } = HostedSite.Proxies();

        public Option<int?> Readers { get; } =
            new("--readers")
            {
                Description =
                    "with --data and a reader's key ('sirekap keys reader'): how many forms' photos are read at once; 0 for none, "
                    + "default one less than there are cores",
            };

        public Option<string?> Collector { get; } =
            new("--collector")
            {
                Description =
                    "an OpenTelemetry collector (OTLP over HTTP, as http://localhost:4318) that traces and measurements are sent to",
            };
    }
}
