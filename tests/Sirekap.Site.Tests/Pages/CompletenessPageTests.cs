using System.Globalization;
using System.Net;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Pages;

/// <summary>Which stations can send, and which forms are in: by region from the nation down, by station in a district.</summary>
public sealed class CompletenessPageTests : IAsyncLifetime
{
    private const string Station = "3171010001001";
    private readonly ApiServer _server = new(new ProtectionOptions(), ElectionKind.Simulation);

    /// <summary>Enrolments of station keys there, counted one by one in the ledger.</summary>
    private int Phones(string station) =>
        _server.Node.Read(
            (record, _) =>
                Enumerable
                    .Range(1, record.Count - 1)
                    .Select(index => record.Read(_server.Node.Store.Read(index), out var _)?.Statement)
                    .OfType<Enrol>()
                    .Count(enrol => enrol.Role == Role.Station && enrol.Scope.ToString() == station)
        );

    private RegionTree Tree => _server.Node.Read((record, _) => record.Tree);

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        _server.Election.Say(ApiElection.Form(Station, ApiElection.Sound(100, 60, 40), minute: 1), _server.Election.Officer(Station));
        await _server.SignedAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_district_sees_every_station_with_its_phones_and_the_form_of_each_contest()
    {
        var page = await Html.GetAsync(_server, "/en/kelengkapan/317101");
        page.Links.ShouldContain($"/en/ppwp/{Station}");
        var table = (await Html.GetAsync(_server, "/en/kelengkapan/317101/kelengkapan.csv")).Source;
        var rows = table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(',')).ToList();
        var (first, end) = Tree.StationsOf(Tree.FindRegion(RegionCode.Parse("317101")));
        rows.Count(row => row[1].StartsWith("317101", StringComparison.Ordinal)).ShouldBe(end - first);
        var its = rows.Single(row => row[1] == Station);
        its.ShouldContain("Added up");
        rows.Skip(1)
            .Where(row => row[1].Length == 13)
            .ShouldAllBe(row => int.Parse(row[3], CultureInfo.InvariantCulture) == Phones(row[1]));
    }

    [Fact]
    public async Task Above_districts_stations_are_counted_by_region_and_one_goes_down_to_them()
    {
        var page = await Html.GetAsync(_server, "/en/kelengkapan");
        page.Links.ShouldContain("/en/kelengkapan/31");
        var all = Tree.StationCount;
        var none = Enumerable.Range(0, all).Count(station => Phones(Tree.Station(station).ToString()) == 0);
        none.ShouldBeInRange(1, all - 1);
        page.Text.ShouldContain($"Polling stations without an enrolled phone of an officer: {none} of {all}.");
        (await Html.GetAsync(_server, "/en/ppwp/3171")).Links.ShouldContain("/en/kelengkapan/3171");
    }

    [Theory]
    [InlineData("/kelengkapan/9999")]
    [InlineData("/kelengkapan/x")]
    [InlineData("/kelengkapan/3171/lain.csv")]
    [InlineData("/kelengkapan/3171010001001")]
    public async Task Of_what_is_no_region_there_is_no_page(string path) =>
        (await Html.GetAsync(_server, path)).Response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
}
