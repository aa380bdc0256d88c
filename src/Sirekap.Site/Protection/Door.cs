using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Sirekap.Site.Api;
using Sirekap.Site.Api.Problems;

namespace Sirekap.Site.Protection;

/// <summary>
/// Through which listener a request came: each has connections of its own, so that a crowd at one closes none of the others.
/// </summary>
public enum Door : byte
{
    /// <summary>Pages, API, published files; statements too where there is no door for them.</summary>
    Public,

    /// <summary>Statements, blobs and photos, what officers bring them with, their receipts, and nothing else.</summary>
    Intake,

    /// <summary>The reviewers' desk, its modules, photos, and the statements that it brings.</summary>
    Console,

    /// <summary>For the operator's own network: measurements and health.</summary>
    Inner,
}

/// <summary>The doors of a site: where each listens, and what is answered there.</summary>
internal sealed class Doors
{
    /// <summary>An inner door is for a handful of machines that measure.</summary>
    private const int InnerConnections = 64;

    /// <summary>
    /// A desk's door is for those who review one election: some thousands of browsers with a connection or two each. They come beyond what
    /// the public and the intake share, so that neither crowd shuts a desk.
    /// </summary>
    private const int ConsoleConnections = 4_096;

    /// <summary>Each with its door, in the order in which the server lists its addresses.</summary>
    private readonly List<(Door Door, string Url)> _urls = [];

    private readonly ProtectionOptions _protection;
    private readonly bool _hasIntake;
    private readonly bool _hasConsole;
    private readonly string? _desk;
    private readonly IReadOnlyList<string> _officers;
    private readonly X509Certificate2? _certificate;

    public Doors(SiteOptions options)
    {
        _protection = options.Protection;
        _certificate = options.Certificate;
        _officers = options.Officers?.Paths ?? [];
        _desk = options.Officers?.Desk;
        Add(Door.Public, options.Urls);
        Add(Door.Intake, options.IntakeUrls);
        Add(Door.Console, options.ConsoleUrls);
        Add(Door.Inner, options.InnerUrls);
        _hasIntake = _urls.Exists(url => url.Door == Door.Intake);
        _hasConsole = _urls.Exists(url => url.Door == Door.Console);
    }

    /// <summary>Opens them.</summary>
    /// <exception cref="FormatException">An address is none.</exception>
    public void Listen(KestrelServerOptions kestrel)
    {
        // Half of what there is is the intake's own, where it has a door: the whole public at the other leaves it that.
        var all = ConnectionLimits.Connections(_protection);
        var each = _hasIntake ? all / 2 : all;
        var gates = new Dictionary<Door, Gate>
        {
            [Door.Public] = new(Door.Public, each, _protection),
            [Door.Intake] = new(Door.Intake, each, _protection),
            [Door.Console] = new(Door.Console, ConsoleConnections, _protection),
            [Door.Inner] = new(Door.Inner, InnerConnections, _protection),
        };
        foreach (var (door, url) in _urls)
        {
            Listen(
                kestrel,
                BindingAddress.Parse(url),
                listen =>
                {
                    listen.Use(gates[door].Pass);
                    if (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
                    {
                        _ = _certificate is null ? listen.UseHttps() : listen.UseHttps(_certificate);
                    }
                }
            );
        }
    }

    /// <summary>Where a door listens, once it does.</summary>
    public IReadOnlyList<string> UrlsOf(Door door, IEnumerable<string> listening) =>
        [.. listening.Zip(_urls).Where(pair => pair.Second.Door == door).Select(pair => pair.First)];

    /// <summary>Answers at each door only what belongs to it, before anything else is looked at.</summary>
    public Task ApplyAsync(HttpContext context, RequestDelegate next) =>
        Belongs(Guest.Of(context)?.Door ?? Door.Public, context.Request.Path)
            ? next(context)
            : SecurityHeaders.AddAsync(context, refused => ProblemResult.WriteAsync(refused, new Problem(ProblemCode.NotFound)));

    private bool Belongs(Door door, PathString path) =>
        path.StartsWithSegments("/health", StringComparison.Ordinal)
        || door switch
        {
            Door.Public => path != "/metrics" && !IsDeskElsewhere(path) && !(_hasIntake && (IsIntake(path) || IsOfficers(path))),
            Door.Intake => !IsDeskElsewhere(path) && IsBrought(path),
            Door.Console => IsBrought(path),
            _ => path == "/metrics",
        };

    /// <summary>Whether it belongs to those who bring statements: what they sign with, what they bring, and their receipts.</summary>
    private bool IsBrought(PathString path) =>
        IsIntake(path)
        || IsOfficers(path)
        || (_officers.Count > 0 && path.StartsWithSegments("/blobs", StringComparison.Ordinal))
        || path.StartsWithSegments($"{ApiHost.Root}/proofs", StringComparison.Ordinal)
        || path.StartsWithSegments($"{ApiHost.Root}/entries", StringComparison.Ordinal)
        || path.StartsWithSegments($"{ApiHost.Root}/problems", StringComparison.Ordinal);

    /// <summary>Whether it is the desk's, which has a door of its own.</summary>
    private bool IsDeskElsewhere(PathString path) =>
        _hasConsole && _desk is { } desk && path.StartsWithSegments(desk, StringComparison.Ordinal);

    /// <summary>Whether officers are given here what they sign with: a browser sends only to where its page is from.</summary>
    private bool IsOfficers(PathString path) => _officers.Any(its => path.StartsWithSegments(its, StringComparison.Ordinal));

    /// <summary>Whether statements, blobs or photos are brought here.</summary>
    public static bool IsIntake(PathString path) =>
        path.StartsWithSegments(ApiHost.Root, StringComparison.Ordinal, out var rest)
        && (
            rest.StartsWithSegments("/statements", StringComparison.Ordinal)
            || rest.StartsWithSegments("/blobs", StringComparison.Ordinal)
            || rest.StartsWithSegments("/photos", StringComparison.Ordinal)
        );

    private void Add(Door door, string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            _urls.Add((door, url));
        }
    }

    /// <summary>As the server reads addresses by itself: a number, this machine, or every address that it has.</summary>
    private static void Listen(KestrelServerOptions kestrel, BindingAddress at, Action<ListenOptions> configure)
    {
        if (at.IsUnixPipe)
        {
            kestrel.ListenUnixSocket(at.UnixPipePath, configure);
        }
        else if (string.Equals(at.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            kestrel.ListenLocalhost(at.Port, configure);
        }
        else if (System.Net.IPAddress.TryParse(at.Host, out var address))
        {
            kestrel.Listen(address, at.Port, configure);
        }
        else
        {
            kestrel.ListenAnyIP(at.Port, configure);
        }
    }
}
