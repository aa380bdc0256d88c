using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Sirekap.Site.Tests.Pages;

/// <summary>What programs read that look for pages and data.</summary>
public sealed class ForCrawlersTests(SimulationSite site) : IClassFixture<SimulationSite>
{
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [Fact]
    public async Task Robots_are_led_to_the_sitemaps_and_from_them_to_every_region()
    {
        var robots = await site.Server.Client.GetStringAsync("/robots.txt", TestContext.Current.CancellationToken);
        robots.ShouldStartWith("User-agent: *\n");
        robots.ShouldContain("Disallow: /en/pada/\n");
        var index = Regex.Match(robots, "Sitemap: (?<to>.*)\n", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["to"].Value;
        var pages = new List<string>();
        foreach (var map in await AddressesAsync(index))
        {
            pages.AddRange(await AddressesAsync(map));
        }

        var origin = site.Server.Address.GetLeftPart(UriPartial.Authority);
        pages.ShouldBeUnique();
        pages.ShouldContain(origin);
        pages.ShouldContain(origin + "/ppwp/3171010001");
        pages.ShouldContain(origin + "/pdpd/31");
        pages.ShouldNotContain(origin + "/pdpd/32");
        foreach (var page in pages)
        {
            using var answer = await site.Server.Client.GetAsync(page, TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        }
    }

    [Theory]
    [InlineData("/sitemap-77.xml")]
    [InlineData("/sitemap-3171.xml")]
    [InlineData("/sitemap-.xml")]
    public async Task A_sitemap_of_no_province_is_not_there(string path)
    {
        using var answer = await site.Server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/", "id", "SIMULASI, bukan hasil resmi")]
    [InlineData("/en", "en", "SIMULATION, not an official result")]
    public async Task The_first_page_describes_the_data_and_that_it_is_invented(string path, string language, string stamp)
    {
        var page = await Html.GetAsync(site.Server, path);
        var json = Regex.Match(
            page.Source,
            "<script type=\"application/ld(\\+|&#x2B;)json\">(?<json>.*?)</script>",
            RegexOptions.ExplicitCapture | RegexOptions.Singleline,
            TimeSpan.FromSeconds(1)
        );
        var dataset = JsonDocument.Parse(json.Groups["json"].Value).RootElement;
        dataset.GetProperty("@type").GetString().ShouldBe("Dataset");
        dataset.GetProperty("inLanguage").GetString().ShouldBe(language);
        dataset.GetProperty("name").GetString().ShouldNotBeNull().ShouldContain(stamp);
        foreach (var file in dataset.GetProperty("distribution").EnumerateArray())
        {
            using var answer = await site.Server.Client.GetAsync(
                file.GetProperty("contentUrl").GetString(),
                TestContext.Current.CancellationToken
            );
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Who_asks_for_an_icon_where_it_used_to_be_is_led_to_it()
    {
        using var answer = await site.Server.Client.GetAsync("/favicon.ico", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        using var icon = await site.Server.Client.GetAsync(answer.Headers.Location, TestContext.Current.CancellationToken);
        icon.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
    }

    private async Task<string[]> AddressesAsync(string map)
    {
        var xml = await site.Server.Client.GetStringAsync(map, TestContext.Current.CancellationToken);
        return [.. XDocument.Parse(xml).Descendants(Sitemap + "loc").Select(one => one.Value)];
    }
}
