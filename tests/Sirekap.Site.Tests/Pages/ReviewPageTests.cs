using System.Text.Json.Nodes;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Site.Protection;
using Sirekap.Site.Tests.Api;

namespace Sirekap.Site.Tests.Pages;

/// <summary>What is to be read again is public: why, since when, who has read, and what, once it was opened.</summary>
public sealed class ReviewPageTests : IAsyncLifetime
{
    private const string Station = "3171010001001";
    private const string Broken = "3171010001002";
    private readonly ApiServer _server = new(new ProtectionOptions(), ElectionKind.Simulation);
    private Digest _form;
    private string _rolls = "";

    private ApiElection Election => _server.Election;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        var supervisor = Election.Watcher(Role.Supervisor, "317101", "bawaslu");
        (_form, _rolls) = _server.Node.Read((record, _) => Draw(record));
        Election.Say(new Dice("ppwp", RegionCode.Parse("3171010001"), (int)_server.Node.Size, _rolls, null), supervisor);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(
        "",
        "Terpilih dengan dadu oleh pengawas.",
        "Satu orang sudah membaca; hasilnya disegel.",
        "Dua orang membaca angka yang sama."
    )]
    [InlineData(
        "/en",
        "Drawn with dice by supervisors.",
        "One person has read it; what they read is sealed.",
        "Two people read the same figures."
    )]
    public async Task A_station_says_why_it_is_read_and_shows_nothing_of_a_seal(string prefix, string why, string one, string same)
    {
        var (first, second) = (Election.Officer("317101"), Election.Officer("3171"));
        var other = ApiElection.Sound(100, 61, 40);
        (await Html.GetAsync(_server, $"{prefix}/ppwp/{Station}")).Text.ShouldContain(why);
        var seal = Election.Say(Seal(first, other), first);
        var page = await Html.GetAsync(_server, $"{prefix}/ppwp/{Station}");
        page.Text.ShouldContain(one);
        page.Text.ShouldNotContain("60 → 61", Case.Sensitive, "it is sealed");
        (await Html.GetAsync(_server, $"{prefix}/tinjauan?region=3171")).Text.ShouldContain(one);

        var also = Election.Say(Seal(second, other), second);
        Election.Say(Unseal(seal, other), first);
        (await Html.GetAsync(_server, $"{prefix}/ppwp/{Station}")).Text.ShouldContain("IV.2 60 → 61");
        Election.Say(Unseal(also, other), second);
        page = await Html.GetAsync(_server, $"{prefix}/ppwp/{Station}");
        page.Text.ShouldContain(same);
        page.Text.ShouldNotContain(why);
        (await Html.GetAsync(_server, $"{prefix}/koreksi")).Text.ShouldContain("IV.2 60 → 61");
    }

    [Fact]
    public async Task The_list_has_what_waits_longest_first_and_is_narrowed_by_reason()
    {
        Election.Say(ApiElection.Form(Broken, Contradictory(), minute: 1), Election.Officer(Broken));
        var list = (await JsonAsync("/api/v1/tasks?region=317101"))!;
        var tasks = list["tasks"]!.AsArray();
        tasks.Select(task => task!["causes"]![0]!["since"]!.GetValue<int>()).ShouldBeInOrder();
        tasks.Count.ShouldBe(list["total"]!.GetValue<int>());
        var drawn = (await JsonAsync("/api/v1/tasks?region=3171&why=drawn"))!;
        var task = drawn["tasks"]!.AsArray().ShouldHaveSingleItem()!;
        task["place"]!["code"]!.GetValue<string>().ShouldBe(Station);
        task["statement"]!.GetValue<string>().ShouldBe(_form.ToString());
        task["state"]!.GetValue<string>().ShouldBe("unread");
        drawn["dice"]![0]!["rolls"]!.GetValue<string>().ShouldBe(_rolls);
        (await JsonAsync("/api/v1/tasks?why=mood"))!["type"]!.GetValue<string>().ShouldContain("problem");

        var page = await Html.GetAsync(_server, "/en/tinjauan?region=3171&sebab=dadu");
        page.Text.ShouldContain("Forms that wait to be read again: 1.");
        page.Text.ShouldContain(_rolls);
        page.Links.ShouldContain($"/en/ppwp/{Station}#tinjauan");
        (await Html.GetAsync(_server, "/en/tinjauan?region=99")).Text.ShouldContain("No form waits to be read again here.");
    }

    /// <summary>What stands at the station, and rolls by which it alone is drawn of its village.</summary>
    private static (Digest Form, string Rolls) Draw(ElectionRecord record)
    {
        var contest = record.Contest("ppwp")!;
        var own = contest.InPlace(record.Tree.FindStation(RegionCode.Parse(Station)));
        var (first, end) = record.Tree.StationsOf(record.Tree.FindRegion(RegionCode.Parse("3171010001")));
        int[] stand = [.. Enumerable.Range(first, end - first).Select(contest.InPlace).Where(entry => entry >= 0)];
        var rolls = Enumerable
            .Range(0, 6 * 6 * 6)
            .Select(n => $"1111111{(n / 36) + 1}{(n / 6 % 6) + 1}{(n % 6) + 1}")
            .First(rolls => stand.Order(Comparer<int>.Create((one, other) => Of(rolls, one).CompareTo(Of(rolls, other)))).First() == own);
        return (record.Ids[own], rolls);

        Digest Of(string rolls, int entry) => DiceRolls.Chance(rolls, record.Ids[entry]);
    }

    private Seal Seal(EcdsaSigner by, FormFields fields)
    {
        var at = RegionCode.Parse(Station);
        var name = Keys.NameOf(by.Verifier.PublicKey.Span);
        return new Seal("ppwp", at, _form, Sealing.Commit(ApiElection.Head, "ppwp", at, _form, name, new Salt(7), fields));
    }

    private static Unseal Unseal(Digest seal, FormFields fields) => new("ppwp", RegionCode.Parse(Station), seal, new Salt(7), fields);

    private static FormFields Contradictory()
    {
        var counts = ApiElection.Sound(1, 2, 3).Counts.ToArray();
        counts[(int)Field.Valid] = 7;
        return new FormFields([1, 2, 3], counts);
    }

    private async Task<JsonNode?> JsonAsync(string path)
    {
        using var answer = await _server.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
