using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Sirekap.Node;
using Sirekap.Site;
using Sirekap.Site.Pages;
using Sirekap.Site.Protection;

namespace Sirekap.Cli;

/// <summary>What the commands that show a node share: addresses, certificate, beginning and end.</summary>
public static class HostedSite
{
    public static Option<string> Urls() =>
        new("--urls") { Description = "where to listen, separated by semicolons", DefaultValueFactory = _ => "http://localhost:8080" };

    public static Option<string?> Address() =>
        new("--address")
        {
            Description =
                "by which the public knows this site, as https://sirekap.example: the origin of every link; default what each request says",
        };

    public static Option<string?> Watch() =>
        new("--watch")
        {
            Description = "the folder src of a source tree: texts and styles of pages are read there, and again when they change",
        };

    /// <summary>Begins to follow --watch, if it is given.</summary>
    /// <exception cref="CommandFailure">It is no such folder.</exception>
    public static void Follow(string? sources, CancellationToken cancellation)
    {
        if (sources is null)
        {
            return;
        }

        var projects = SourceTree.Below(sources);
        if (projects.Count == 0)
        {
            throw new CommandFailure($"--watch {sources}: no folder in it has the folders Texts and Assets");
        }

        _ = SourceTree.FollowAsync(projects, line => Console.Error.WriteLine($"sirekap: {line}"), cancellation);
    }

    public static Option<string[]> Proxies() =>
        new("--proxy")
        {
            Description = "address or network of a proxy whose X-Forwarded-For is believed; may be given again",
            DefaultValueFactory = _ => [],
        };

    /// <summary>Reads --address.</summary>
    /// <exception cref="CommandFailure">It is no origin.</exception>
    public static Uri? AddressOf(string? text) =>
        text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https"
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? address
        : throw new CommandFailure($"--address {text}: a scheme and a host are needed, as https://sirekap.example");

    /// <summary>Reads every --proxy.</summary>
    /// <exception cref="CommandFailure">One is neither an address nor a network.</exception>
    public static IReadOnlyList<IPNetwork> ProxiesOf(IReadOnlyList<string> texts) => [.. texts.Select(ProxyOf)];

    private static IPNetwork ProxyOf(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, 8 * address.GetAddressBytes().Length)
        : IPNetwork.TryParse(text, out var network) ? network
        : throw new CommandFailure($"--proxy {text}: neither an address nor a network, as 10.0.0.1 or 10.0.0.0/8");

    /// <summary>This computer's own certificate where an address is https, else null.</summary>
    public static X509Certificate2? CertificateFor(SiteOptions site, string data) =>
        site.IsHttps ? OwnCertificate.In(Path.Combine(data, "tls"), TimeProvider.System) : null;

    /// <exception cref="CommandFailure">It cannot listen there.</exception>
    public static async Task StartAsync(WebApplication app, string urls, X509Certificate2? certificate, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or FormatException
                        or InvalidOperationException
                        or ArgumentException
                        or System.Net.Sockets.SocketException
            )
        {
            throw new CommandFailure($"--urls {urls}: {e.Message}");
        }

        Console.Out.WriteLine($"Open {string.Join(" or ", SiteHost.UrlsOf(app, Door.Public))}");
        Say("Statements are taken at", SiteHost.UrlsOf(app, Door.Intake));
        Say("Papers are reviewed at", [.. SiteHost.UrlsOf(app, Door.Console).Select(url => $"{url}/console")]);
        Say("Measurements are told at", [.. SiteHost.UrlsOf(app, Door.Inner).Select(url => $"{url}/metrics")]);
        if (certificate is not null)
        {
            foreach (
                var url in app
                    .Urls.Where(url => url.StartsWith("https://", StringComparison.Ordinal))
                    .Select(url => new Uri(url.Replace("[::]", "0.0.0.0", StringComparison.Ordinal)))
            )
            {
                Console.Out.WriteLine(
                    $"On a phone in the same network: "
                        + $"{string.Join(" or ", OwnCertificate.Addresses().Select(address => $"https://{address}:{url.Port}"))}"
                );
            }

            Console.Out.WriteLine(
                $"The phone will warn that it does not know this computer. Its certificate has the SHA-256 "
                    + $"{Convert.ToHexString(SHA256.HashData(certificate.RawData))}"
            );
        }
    }

    private static void Say(string what, IReadOnlyList<string> urls)
    {
        if (urls.Count > 0)
        {
            Console.Out.WriteLine($"{what} {string.Join(" or ", urls)}");
        }
    }

    /// <summary>Waits until the program is to end, or the work beside it fails, or the ledger stops.</summary>
    /// <exception cref="CommandFailure">The ledger has stopped: whoever supervises the process starts it again.</exception>
    public static async Task UntilStoppedAsync(WebApplication app, LedgerNode node, Task beside, CancellationToken cancellation)
    {
        try
        {
            if (await Task.WhenAny(beside, node.Stopped) == beside)
            {
                await beside;
            }

            await node.Stopped.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // As asked.
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        await app.StopAsync(patience.Token);
        if (node.Stopped.IsCompletedSuccessfully)
        {
            throw new CommandFailure($"the ledger has stopped: {await node.Stopped} Start again; what was acknowledged is on the disk.");
        }
    }
}
