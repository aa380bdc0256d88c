using System.CommandLine;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Node;
using Sirekap.Node.Readers;
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
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "the data directory, whose ledger takes statements" };
        var from = new Option<string?>("--from") { Description = "a publication's folder or URL, which is followed and never believed" };
        var election = CommonOptions.Election();
        var policy = new Option<FileInfo?>("--policy")
        {
            Description = "whom to trust (C2SP tlog-policy); with --data its log witnesses with a URL are asked to cosign",
        };
        var cache = new Option<string?>("--cache")
        {
            Description = "with --from: where the followed ledger is kept; default a folder of the user's cache",
        };
        var urls = HostedSite.Urls();
        var known = HostedSite.Address();
        var proxies = HostedSite.Proxies();
        var readers = new Option<int?>("--readers")
        {
            Description =
                "with --data and a reader's key ('sirekap keys reader'): how many forms' photos are read at once; 0 for none, "
                + "default one less than there are cores",
        };
        var collector = new Option<string?>("--collector")
        {
            Description = "an OpenTelemetry collector (OTLP over HTTP, as http://localhost:4318) that traces and measurements are sent to",
        };
        var command = new Command("serve", "Show an election: pages, API, published files.")
        {
            data,
            from,
            election,
            policy,
            cache,
            urls,
            known,
            proxies,
            readers,
            collector,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                if (parsed.GetValue(data) is null == parsed.GetValue(from) is null)
                {
                    throw new CommandFailure("one of --data and --from is needed");
                }

                if (parsed.GetValue(readers) is < 0 or > ReaderOptions.MostWorkers)
                {
                    throw new CommandFailure($"--readers must be 0 to {ReaderOptions.MostWorkers}");
                }

                var protection = new ProtectionOptions { Proxies = HostedSite.ProxiesOf(parsed.GetValue(proxies)!) };
                var site = new SiteOptions(parsed.GetValue(urls)!)
                {
                    Address = HostedSite.AddressOf(parsed.GetValue(known)),
                    Protection = protection,
                    Collector = CollectorOf(parsed.GetValue(collector)),
                };
                var policyText = parsed.GetValue(policy) is { } file ? await File.ReadAllBytesAsync(file.FullName, cancellation) : null;
                var trusted = default(TlogPolicy);
                if (policyText is not null && !TlogPolicy.TryParse(policyText, out trusted, out var error))
                {
                    throw new CommandFailure($"{parsed.GetValue(policy)}: {error}");
                }

                await using LedgerNode node = parsed.GetValue(from) is { } source
                    ? await FollowAsync(source, parsed.GetValue(cache), trusted, cancellation)
                    : Take(CommonOptions.Folder(parsed.GetValue(data)!, parsed.GetValue(election)), trusted);
                using var reader = ReaderOf(node, parsed.GetValue(readers));
                var address = parsed.GetValue(urls)!;
                using var certificate = HostedSite.CertificateFor(address, parsed.GetValue(data) ?? node.Folder.Root);
                await using var app = SiteHost.Build(
                    node,
                    site with
                    {
                        Policy = policyText,
                        Certificate = certificate,
                        Reader = Reading(reader, parsed.GetValue(readers)),
                    }
                );
                await HostedSite.StartAsync(app, address, certificate, cancellation);
                await HostedSite.UntilStoppedAsync(app, node, Task.CompletedTask, cancellation);
                return Exit.Holds;
            }
        );
        return command;
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

        var options = new ReaderOptions(key) { Log = line => Console.Error.WriteLine($"sirekap: {line}") };
        return workers is { } given ? options with { Workers = given } : options;
    }

    private static IntakeNode Take(ElectionFolder folder, TlogPolicy? policy)
    {
        using var progress = new ProgressLine();
        var sequencer = Sequencer.Open(
            folder,
            KeyFiles.ReadLog(KeyFiles.Log(folder)),
            TimeProvider.System,
            progress: done => progress.Report("reading", done, 0)
        );
        Publications.Learn(sequencer);
        return IntakeNode.Start(sequencer, new IntakeOptions { Policy = policy });
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
}
