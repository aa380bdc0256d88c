using System.Text;
using System.Text.Json;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages;

/// <summary>What programs read that look for pages and data: robots.txt (RFC 9309), sitemaps, schema.org's Dataset.</summary>
public static class ForCrawlers
{
    /// <summary>The most that a sitemap may have, by its protocol; no province has 9,000 villages, in five contests.</summary>
    private const int MostAddresses = 50_000;

    private const string Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private const string Xml = "text/xml; charset=utf-8";

    /// <summary>Pages of places are for everybody; searches, lists without end and the past of every page are not worth a visit.</summary>
    public static Answer Robots(PageContext page) =>
        new Answer.File(
            "text/plain; charset=utf-8",
            Encoding.UTF8.GetBytes(
                "User-agent: *\n"
                    + string.Concat(
                        Language.All.SelectMany(language =>
                            new[]
                            {
                                "pada/",
                                "cari?",
                                "koreksi?",
                                "keberatan?",
                                "tinjauan?",
                                "diperiksa?",
                                "bukti/",
                                "isi/",
                                "curang",
                            }.Select(path => $"Disallow: {language.Prefix}/{path}\n")
                        )
                    )
                    + $"Disallow: /api/\nSitemap: {page.Origin}/sitemap.xml\n"
            )
        );

    /// <summary>The sitemaps, one for the pages of the nation and one for each province.</summary>
    public static Answer Sitemaps(PageContext page, RecordAsOf asOf) =>
        List(
            "sitemapindex",
            "sitemap",
            Provinces(asOf).Select(province => $"{page.Origin}/sitemap-{province}.xml").Prepend($"{page.Origin}/sitemap-0.xml")
        );

    /// <summary>The regions of a province in each of their contests; of code 0 the pages of the nation. They link to stations.</summary>
    public static Answer SitemapOf(PageContext page, RecordAsOf asOf, string text)
    {
        if (
            !RegionCode.TryParse(text, out var code)
            || asOf.Tree.FindRegion(code) is not (>= 0 and var region)
            || code.Level > Level.Province
        )
        {
            return new Answer.None(PageProblem.NotFound);
        }

        var own = new[] { "", "/cari", "/koreksi", "/diperiksa", "/verifikasi", "/transparansi", "/api" };
        var places =
            code.Level == Level.Nation
                ? own.Concat(page.Contests.Select(contest => PageContext.PathOf(contest.Code, code)))
                : Enumerable
                    .Range(region, asOf.Tree.EndOf(region) - region)
                    .Select(asOf.Tree.Region)
                    .SelectMany(place =>
                        page.Contests.Where(contest => contest.IsVotedOn(place)).Select(contest => PageContext.PathOf(contest.Code, place))
                    );
        return List("urlset", "url", places.Take(MostAddresses).Select(path => page.Origin + path));
    }

    /// <summary>The election's data as schema.org's Dataset, which searches for data read.</summary>
    public static string Dataset(PageContext page, string contest) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["@context"] = "https://schema.org",
                ["@type"] = "Dataset",
                ["name"] = $"{page.Language.Pick(page.Moment.Title)} ({page.Texts["kind.stamp." + page.Moment.Kind]})",
                ["description"] = $"{page.Texts["site.dataset"]} {page.Texts["kind.says." + page.Moment.Kind]}",
                ["identifier"] = page.Moment.Election,
                ["url"] = page.Origin + page.To("/"),
                ["inLanguage"] = page.Language.Code,
                ["isAccessibleForFree"] = true,
                ["spatialCoverage"] = page.Texts["nation"],
                ["version"] = page.Moment.Size.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["dateModified"] = page.Moment.Time?.ToString(),
                ["temporalCoverage"] = page.Moment.SourceTime?.ToString(),
                ["distribution"] = new[]
                {
                    Download("text/csv", $"{page.Origin}/unduh/{contest}/0/tps.csv.gz"),
                    Download("application/json", $"{page.Origin}/api/v1/results/{contest}/0"),
                },
            }
        );

    private static Dictionary<string, string> Download(string format, string address) =>
        new(StringComparer.Ordinal)
        {
            ["@type"] = "DataDownload",
            ["encodingFormat"] = format,
            ["contentUrl"] = address,
        };

    private static IEnumerable<RegionCode> Provinces(RecordAsOf asOf) => asOf.Tree.Children(0).Select(asOf.Tree.Region);

    private static Answer.File List(string all, string one, IEnumerable<string> addresses)
    {
        var xml = new StringBuilder($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{all} xmlns=\"{Sitemap}\">\n");
        foreach (var address in addresses)
        {
            xml.Append($"<{one}><loc>{System.Security.SecurityElement.Escape(address)}</loc></{one}>\n");
        }

        return new Answer.File(Xml, Encoding.UTF8.GetBytes(xml.Append($"</{all}>\n").ToString()));
    }
}
