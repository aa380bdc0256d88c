using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Sirekap.Node.Readers;
using Sirekap.Record;
using Sirekap.Site.Protection;

namespace Sirekap.Site;

/// <summary>A part of the site that only a demonstration has; the start page has its door.</summary>
/// <param name="Map">Puts its pages on the web, before those of the site.</param>
public sealed record DemoRoom(Action<WebApplication> Map)
{
    /// <summary>The address at which a visitor plays polling staff, by the kit of an invented station; null while there is none.</summary>
    public Func<ElectionRecord, string?> Kit { get; init; } = _ => null;

    /// <summary>The address at which a visitor plays a reviewer; null where nobody can.</summary>
    public string? Review { get; init; }
}

/// <summary>A part of the site for those who bring statements; it stands at the door where they are taken.</summary>
/// <param name="Paths">Below which all of it lies, as <c>/capture</c>.</param>
/// <param name="Map">Puts it on the web, before the pages of the site.</param>
public sealed record OfficersRoom(IReadOnlyList<string> Paths, Action<WebApplication> Map)
{
    /// <summary>
    /// Below which the reviewers' desk lies, as <c>/console</c>; where the desk has a door, it is there alone. Null for none.
    /// </summary>
    public string? Desk { get; init; }
}

/// <summary>Where and how a node is shown.</summary>
/// <param name="Urls">Addresses at which the public is shown the site, separated by semicolons.</param>
public sealed record SiteOptions(string Urls)
{
    /// <summary>
    /// Where statements, blobs and photos are taken, and nothing else is answered; then they are taken nowhere else. Without it they are
    /// taken where pages are shown.
    /// </summary>
    public string? IntakeUrls { get; init; }

    /// <summary>
    /// Where the reviewers' desk is, with what it needs, and then nowhere else. Without it the desk is where statements are taken.
    /// </summary>
    public string? ConsoleUrls { get; init; }

    /// <summary>Where measurements are told (<c>/metrics</c>), and nothing else but health; told nowhere when not given.</summary>
    public string? InnerUrls { get; init; }

    /// <summary>
    /// The policy file by which visitors verify (C2SP tlog-policy), offered for download at <c>/policy</c>; none when not given.
    /// </summary>
    public ReadOnlyMemory<byte>? Policy { get; init; }

    /// <summary>
    /// By which the site is known to the public: the origin of every absolute link, in citations, tables and other languages, whatever a
    /// request says its host is. Without it the request is believed.
    /// </summary>
    public Uri? Address { get; init; }

    /// <summary>For addresses of https.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>
    /// What is shown beside the site where a simulation is shown for it: a room where visitors may try to cheat in a copy.
    /// </summary>
    public DemoRoom? Demo { get; init; }

    /// <summary>Where officers are given what they sign with; nowhere when not given, as on a copy, which takes no statements.</summary>
    public OfficersRoom? Officers { get; init; }

    /// <summary>Who reads the photos of forms here; nobody when not given.</summary>
    public ReaderOptions? Reader { get; init; }

    /// <summary>How much clients may ask of this server.</summary>
    public ProtectionOptions Protection { get; init; } = new();

    /// <summary>Where traces and measurements are sent by OTLP over HTTP; nowhere when not given.</summary>
    public Uri? Collector { get; init; }

    public bool IsHttps => $"{Urls};{IntakeUrls};{ConsoleUrls};{InnerUrls}".Contains("https://", StringComparison.OrdinalIgnoreCase);
}
