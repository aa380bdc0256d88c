using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Paper.Drawing;
using Sirekap.Paper.Layouts;

namespace Sirekap.Officers.Kits;

/// <summary>What every letter of an election has.</summary>
/// <param name="Names">Of places and the election.</param>
/// <param name="Kind">A simulation's letters say so.</param>
/// <param name="Log">The log's key, which the phone is to find.</param>
/// <param name="Site">Where the site is: <c>https://pemilu.example</c>, without a slash at the end.</param>
/// <param name="IsEnglish">In which language; Indonesian else.</param>
public sealed record LetterHead(ElectionNames Names, ElectionKind Kind, ReadOnlyMemory<byte> Log, string Site, bool IsEnglish = false);

/// <summary>
/// Letters with kits, and posters with stations' public addresses, a page a station (A4), as one file of HTML that needs nothing else to be
/// printed.
/// </summary>
public static class KitLetters
{
    private static readonly IReadOnlyDictionary<string, string> Indonesian = Read("letter.id.json");
    private static readonly IReadOnlyDictionary<string, string> English = Read("letter.en.json");

    /// <summary>The letters. Whoever reads the file can enrol phones for these stations.</summary>
    public static string Letters(LetterHead head, IReadOnlyList<StationKit> kits) =>
        Document(head, "letter.title", kits.Select(kit => Letter(head, kit)));

    /// <summary>The posters, for the station's wall: nothing in them is secret.</summary>
    public static string Posters(LetterHead head, IReadOnlyList<RegionCode> stations) =>
        Document(head, "poster.title", stations.Select(station => Poster(head, station)));

    private static string Letter(LetterHead head, StationKit kit)
    {
        var t = Words(head);
        var steps = new[] { "letter.step.1", "letter.step.2", "letter.step.3", "letter.step.4" };
        return Page(
            head,
            kit.Station,
            t["letter.title"],
            $"""
            <p class="secret"><strong>{t["letter.secret"]}</strong> {t["letter.secret.says"]}</p>
            {Qr(head.Site + CaptureRoom.Path + kit.Fragment(head.Log.Span), t["letter.qr"])}
            <ol>{string.Concat(steps.Select(step => $"<li>{t[step]}</li>"))}</ol>
            <p class="small">{t["letter.lost"]} <code>{kit.Name}</code></p>
            """
        );
    }

    private static string Poster(LetterHead head, RegionCode station)
    {
        var t = Words(head);
        var address = $"{head.Site}/{station}";
        return Page(
            head,
            station,
            t["poster.title"],
            $"""
            <p class="lead">{t["poster.says"]}</p>
            {Qr(address, address)}
            <p class="address">{Text(address)}</p>
            <p>{t["poster.check"]}</p>
            """
        );
    }

    private static string Page(LetterHead head, RegionCode station, string title, string body)
    {
        var around = new[] { Level.Village, Level.District, Level.Regency, Level.Province }.Select(level =>
            Site.Pages.Wording.PlaceNames.Shown(head.Names.RegionName(station.At(level)))
        );
        var stamp = head.Kind == ElectionKind.Simulation ? $"""<p class="stamp">{Words(head)["letter.simulation"]}</p>""" : "";
        var election = head.IsEnglish ? head.Names.Title.English : head.Names.Title.Indonesian;
        return $"""
            <section>
            {stamp}<p class="election">{Text(election)}</p>
            <h1>{Text(head.Names.StationName(station))}</h1>
            <p class="where">{Text(string.Join(", ", around))}</p>
            <p class="code">{Words(head)["letter.code"]} <b>{station}</b></p>
            <h2>{title}</h2>
            {body}
            </section>

            """;
    }

    private static string Document(LetterHead head, string title, IEnumerable<string> pages) =>
        $"""
            <!DOCTYPE html>
            <html lang="{(head.IsEnglish ? "en" : "id")}">
            <head>
            <meta charset="utf-8">
            <meta name="robots" content="noindex">
            <title>{Words(head)[title]}</title>
            <style>{Style}</style>
            </head>
            <body>
            {string.Concat(pages)}</body>
            </html>

            """;

    private const string Style = """
        @page { size: A4; margin: 18mm; }
        body { margin: 0; font: 12pt/1.45 "Liberation Sans", Arial, sans-serif; color: #000; background: #fff; }
        section { break-after: page; max-width: 174mm; margin: 0 auto; padding: 4mm 0; }
        h1 { font-size: 30pt; line-height: 1.1; margin: 2mm 0; }
        h2 { font-size: 16pt; margin: 6mm 0 2mm; border-top: 0.5mm solid #000; padding-top: 4mm; }
        p, ol { margin: 0 0 3mm; }
        .election, .where, .code { font-size: 13pt; }
        .stamp, .secret { border: 0.8mm solid #000; padding: 3mm; }
        .stamp { text-align: center; font-weight: 700; }
        svg { display: block; width: 78mm; height: 78mm; margin: 6mm auto; }
        li { margin-bottom: 1.5mm; }
        .small { font-size: 10pt; }
        .lead { font-size: 16pt; }
        .address { font-size: 20pt; font-weight: 700; text-align: center; overflow-wrap: anywhere; }
        """;

    /// <summary>As squares on a field of 1,000 units, whose white rim is a code's quiet zone of four modules and more.</summary>
    private static string Qr(string text, string label)
    {
        // The largest code of a letter has 69 modules: a rim of 70 units is at least four of them.
        var squares = QrModules.Of(text, new Area(70, 70, 860, 860)).Select(square => square.Area);
        var path = new StringBuilder();
        foreach (var area in squares)
        {
            path.Append(
                CultureInfo.InvariantCulture,
                $"M{area.X:0.##} {area.Y:0.##}h{area.Width:0.##}v{area.Height:0.##}h-{area.Width:0.##}z"
            );
        }

        return $"""<svg viewBox="0 0 1000 1000" role="img" aria-label="{Text(label)}"><path d="{path}"/></svg>""";
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static IReadOnlyDictionary<string, string> Words(LetterHead head) => head.IsEnglish ? English : Indonesian;

    private static IReadOnlyDictionary<string, string> Read(string name)
    {
        using var stream = typeof(KitLetters).Assembly.GetManifestResourceStream($"Texts/{name}")!;
        return JsonSerializer
            .Deserialize<Dictionary<string, string>>(stream)!
            .ToDictionary(text => text.Key, text => Text(text.Value), StringComparer.Ordinal);
    }
}
