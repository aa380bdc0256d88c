using System.Net;
using System.Text.RegularExpressions;
using Sirekap.Site.Pages;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Pages;

/// <summary>What holds on every page of an invented election: all that a reader can come to from the start, in both languages.</summary>
public sealed partial class EveryPageTests(SimulationSite site) : IClassFixture<SimulationSite>, IAsyncLifetime
{
    private const int Most = 50_000;

    /// <summary>Of a station's page, in their order.</summary>
    private static readonly string[] Parts = ["status", "suara", "mengapa", "pemeriksaan", "formulir", "riwayat"];

    private static readonly Lock Loading = new();
    private static Task<IReadOnlyList<Html>>? _pages;

    private IReadOnlyList<Html> _all = [];

    public async ValueTask InitializeAsync()
    {
        lock (Loading)
        {
            _pages ??= CrawlAsync(site.Server);
        }

        _all = await _pages;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Every_link_leads_to_a_page_in_both_languages()
    {
        _all.Count.ShouldBeGreaterThan(100);
        _all.Where(page => page.Response.StatusCode != HttpStatusCode.OK)
            .Select(page => $"{page.Path} {page.Response.StatusCode}")
            .ShouldBeEmpty();
        var indonesian = _all.Select(page => page.Path).Where(path => !IsEnglish(path)).ToHashSet(StringComparer.Ordinal);
        var english = _all.Select(page => page.Path)
            .Where(IsEnglish)
            .Select(path => path.Length == 3 ? "/" : path[3..])
            .ToHashSet(StringComparer.Ordinal);
        english.ShouldBe(indonesian, ignoreOrder: true);
        indonesian.ShouldContain("/verifikasi");
        indonesian.ShouldContain("/ppwp/3171010001003");
        indonesian.ShouldContain("/pdprdp/3171010001");
    }

    [Fact]
    public void Every_page_is_in_its_language()
    {
        foreach (var page in _all)
        {
            page.Source.ShouldStartWith("<!DOCTYPE html>");
            page.Source.Contains($"<html lang=\"{(IsEnglish(page.Path) ? "en" : "id")}\"", StringComparison.Ordinal)
                .ShouldBeTrue(page.Path);
        }
    }

    [Fact]
    public void No_chart_and_no_table_lacks_the_word_that_all_of_it_is_invented()
    {
        foreach (var page in _all)
        {
            var (word, stamp) = IsEnglish(page.Path)
                ? ("SIMULATION", "SIMULATION, not an official result")
                : ("SIMULASI", "SIMULASI, bukan hasil resmi");
            page.Elements("aside").First().ShouldStartWith(word, customMessage: page.Path);
            page.Elements("title").First().ShouldStartWith(word, customMessage: page.Path);
            foreach (var caption in page.Elements("figcaption").Concat(Captions(page)))
            {
                caption.ShouldContain(stamp, customMessage: page.Path);
            }
        }
    }

    [Fact]
    public void Nothing_that_a_stranger_wrote_runs_and_nothing_comes_from_elsewhere()
    {
        _all.Any(page => page.Text.Contains(ApiElection.Script, StringComparison.Ordinal)).ShouldBeTrue();
        foreach (var page in _all)
        {
            page.Source.ShouldNotContain("<script>", customMessage: page.Path);
            page.Source.ShouldNotContain("style=", customMessage: page.Path);
            Regex.IsMatch(page.Source, @"\son\w+=", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBeFalse(page.Path);
            foreach (
                Match address in Regex.Matches(
                    page.Source,
                    "(?:src|href|action)=\"(?<to>[^\"]*)\"",
                    RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(5)
                )
            )
            {
                (
                    address.Groups["to"].Value is ['/', not '/', ..] or "/" or ['#', ..]
                    || address.Groups["to"].Value.StartsWith(Origin, StringComparison.Ordinal)
                ).ShouldBeTrue(address.Value);
            }
        }
    }

    [Fact]
    public void A_station_with_its_style_and_scripts_is_no_more_than_50_kB_and_no_page_is_longer_by_itself()
    {
        var files = AssetFiles
            .All.Where(asset =>
                !asset.Path.EndsWith(".svg", StringComparison.Ordinal) && !asset.Path.Contains("curang", StringComparison.Ordinal)
            )
            .Sum(asset => asset.Bytes.Length);
        _all.Count(page => Station().IsMatch(page.Path)).ShouldBeGreaterThan(30);
        _all.Where(page => page.Source.Length + (Station().IsMatch(page.Path) ? files : 0) > Most)
            .Select(page => $"{page.Path} {page.Source.Length}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_stations_page_begins_with_its_sentence_and_its_votes()
    {
        foreach (var page in _all.Where(page => Station().IsMatch(page.Path)))
        {
            var order = Parts.Select(part => page.Source.IndexOf($"id=\"{part}\"", StringComparison.Ordinal)).ToArray();
            order.SequenceEqual(order.Order()).ShouldBeTrue(page.Path);
            order[0].ShouldBeGreaterThan(0, page.Path);
        }

        _all.Count(page => page.Source.Contains("id=\"bagian-II\"", StringComparison.Ordinal)).ShouldBeGreaterThan(10);
    }

    [Fact]
    public void One_of_something_is_not_said_in_the_plural()
    {
        foreach (var page in _all.Where(page => IsEnglish(page.Path)))
        {
            PluralOfOne().Matches(page.Text).Select(match => $"{page.Path}: {match.Value}").ShouldBeEmpty();
        }

        PluralOfOne().IsMatch("of 1 stations (").ShouldBeTrue();
        PluralOfOne().IsMatch("1 is added up, 21 votes").ShouldBeFalse();
    }

    [Fact]
    public void The_main_pages_are_linked_at_the_top_of_every_page()
    {
        foreach (var page in _all)
        {
            var top = page.Source[..page.Source.IndexOf("<main", StringComparison.Ordinal)];
            foreach (var path in new[] { "/ppwp", "/cari", "/koreksi", "/diperiksa", "/verifikasi" })
            {
                top.ShouldContain($"href=\"{(IsEnglish(page.Path) ? "/en" : "")}{path}\"", customMessage: page.Path);
            }
        }
    }

    [Fact]
    public void Every_record_has_a_page_that_shows_it_and_one_that_explains_its_proof()
    {
        var originals = _all.Where(page => page.Path.StartsWith("/isi/", StringComparison.Ordinal)).ToArray();
        originals.Length.ShouldBeGreaterThan(5);
        foreach (var original in originals)
        {
            var number = original.Path["/isi/".Length..];
            original.Text.ShouldContain("{\"");
            original.Links.ShouldContain($"/api/v1/entries/{number}");
            var proof = _all.Single(page => page.Path == $"/en/bukti/{number}");
            proof.Text.ShouldContain($"Proof of record {number}");
            proof.Links.ShouldContain($"/en/isi/{number}");
        }
    }

    [Fact]
    public void Every_id_is_there_once_and_every_label_and_description_has_what_it_names()
    {
        foreach (var page in _all)
        {
            var ids = Values(page, "id").ToArray();
            ids.ShouldBeUnique(page.Path);
            Values(page, "for").Concat(Values(page, "aria-labelledby")).Except(ids, StringComparer.Ordinal).ShouldBeEmpty(page.Path);
            Values(page, "data-copy").Except(ids, StringComparer.Ordinal).ShouldBeEmpty(page.Path);
        }
    }

    [Fact]
    public void Every_page_has_one_first_heading_and_cells_that_say_what_they_are_of()
    {
        foreach (var page in _all)
        {
            page.Elements("h1").ShouldHaveSingleItem(page.Path);
            Regex.IsMatch(page.Source, "<th(?=[ >])(?![^>]* scope=)", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBeFalse(page.Path);
            page.Elements("table").Count().ShouldBe(page.Elements("caption").Count(), page.Path);
        }
    }

    private string Origin => site.Server.Address.GetLeftPart(UriPartial.Authority);

    private static bool IsEnglish(string path) => path == "/en" || path.StartsWith("/en/", StringComparison.Ordinal);

    /// <summary>Those that are seen; small tables within a list are described for those who do not see.</summary>
    private static IEnumerable<string> Captions(Html page) =>
        Regex.Matches(page.Source, "<caption>.*?</caption>", RegexOptions.Singleline, TimeSpan.FromSeconds(5)).Select(match => match.Value);

    private static IEnumerable<string> Values(Html page, string attribute) =>
        Regex
            .Matches(page.Source, $" {attribute}=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(match => match.Groups["value"].Value);

    /// <summary>
    /// Follows every link to a page. What the API and the published files give is theirs to test, but a table's file must be there.
    /// </summary>
    private static async Task<IReadOnlyList<Html>> CrawlAsync(ApiServer server)
    {
        var (waiting, known, pages) = (new Queue<string>(["/"]), new HashSet<string>(["/"], StringComparer.Ordinal), new List<Html>());
        while (waiting.TryDequeue(out var path))
        {
            var page = await Html.GetAsync(server, path);
            if (page.Response.StatusCode == HttpStatusCode.OK && page.Response.Content.Headers.ContentType!.MediaType != "text/html")
            {
                continue;
            }

            pages.Add(page);
            foreach (var link in page.Links.Select(link => link.Split('#')[0]))
            {
                if (
                    link.Length > 0
                    && !link.StartsWith("/api/", StringComparison.Ordinal)
                    && !link.StartsWith("/blobs/", StringComparison.Ordinal)
                    && link is not ("/checkpoint" or "/policy")
                    && known.Add(link)
                )
                {
                    waiting.Enqueue(link);
                }
            }
        }

        return pages;
    }

    /// <summary>Words that end so and count nothing, and what stands in the line below a number.</summary>
    [GeneratedRegex(
        @"(?<![\d.,:/–-])\b1 (?!is\b|was\b|has\b|figures (are missing|contradict))[a-z]+s\b",
        RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex PluralOfOne();

    [GeneratedRegex("/[0-9A-Z]{13}$", RegexOptions.None, 60_000)]
    private static partial Regex Station();
}
