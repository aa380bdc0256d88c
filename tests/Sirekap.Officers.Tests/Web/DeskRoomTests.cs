using System.Net;
using System.Text.Json.Nodes;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Officers.Reviews;
using Sirekap.Officers.Tests.Stage;
using Sirekap.Record;
using Sirekap.Site.Views;

namespace Sirekap.Officers.Tests.Web;

/// <summary>What a desk is told: who a key is, what it may read, and of no figures at all.</summary>
public sealed class DeskRoomTests(CaptureServer server) : IClassFixture<CaptureServer>
{
    private const string Station = "3171010001008";

    [Fact]
    public async Task A_key_sees_what_it_may_read_until_it_has_sealed_it_and_nobody_sees_a_figure()
    {
        var election = server.Election;
        var form = election.Submit(Station, Broken());
        var (one, two) = (election.Reviewer("one"), election.Reviewer("two"));
        (await TasksAsync(one)).ShouldContain(Station);
        (await TasksAsync(election.Key($"phone of {Station}"))).ShouldBeEmpty("a station's key reviews nothing");

        // Whoever decided on the form has said what would be read.
        var correction = new Review(
            CaptureElection.President,
            RegionCode.Parse(Station),
            form,
            ReviewAct.Correct,
            ReviewReason.Misread,
            ["TURNOUT_VOTES"],
            Broken(313),
            null
        );
        election.Say(correction, one);
        var place = election.Sequencer.Record.Ids[election.Sequencer.Record.Count - 1];
        var paper = await PaperAsync();
        paper["on"]!.GetValue<string>().ShouldBe(place.ToString());
        paper["places"].ShouldBeNull();
        paper.ToJsonString().ShouldNotContain("\"votes\":");
        (await TasksAsync(two)).ShouldBeEmpty("the contradiction was named");
    }

    [Fact]
    public async Task Who_a_key_is_is_told_and_that_nobody_knows_it_is_no_error()
    {
        var key = server.Election.Reviewer("three");
        var known = JsonNode.Parse(
            await server.Client.GetStringAsync($"/console/keys/{NameOf(key)}", TestContext.Current.CancellationToken)
        )!;
        known["role"]!.GetValue<string>().ShouldBe("district");
        known["ledger"]!.GetValue<string>().ShouldBe(CaptureElection.Head.Ledger);
        known["place"]!.GetValue<string>().ShouldBe("Gambir");
        var unknown = await server.Client.GetStringAsync($"/console/keys/{new string('0', 32)}", TestContext.Current.CancellationToken);
        unknown.ShouldBe("{\"known\":false,\"kind\":\"real\"}");
    }

    /// <summary>What is asked for every few seconds is sent only where it changed, and only as much as is shown.</summary>
    [Fact]
    public async Task A_queue_is_short_and_nothing_is_sent_twice()
    {
        await using var own = new CaptureServer();
        await own.InitializeAsync();
        var election = own.Election;
        var reviewer = election.Reviewer("many");
        foreach (var village in (string[])["3171010001", "3171010002"])
        {
            foreach (var number in Enumerable.Range(1, 9))
            {
                election.Submit($"{village}{number:000}", Broken());
            }
        }

        using var first = await AskAsync(null);
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        var queue = JsonNode.Parse(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        queue["waiting"]!.GetValue<int>().ShouldBe(18);
        queue["tasks"]!.AsArray().Count.ShouldBe(18);
        using var again = await AskAsync(first.Headers.ETag);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        first.Headers.CacheControl!.NoCache.ShouldBeTrue();

        async Task<HttpResponseMessage> AskAsync(System.Net.Http.Headers.EntityTagHeaderValue? known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/console/tasks/{NameOf(reviewer)}");
            if (known is not null)
            {
                request.Headers.IfNoneMatch.Add(known);
            }

            return await own.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A desk that has sealed forty papers asks after all of them in some bytes, and hears what changed alone.</summary>
    [Fact]
    public async Task Sealed_papers_are_asked_after_together_and_in_a_few_bytes()
    {
        await using var own = new CaptureServer();
        await own.InitializeAsync();
        var (election, station) = (own.Election, RegionCode.Parse("3171010001002"));
        var forms = Enumerable
            .Range(1, 9)
            .Select(number => $"3171010001{number:000}")
            .ToDictionary(at => at, at => election.Submit(at, Broken()));
        string[] asked = [.. Enumerable.Range(0, SealedPapers.Most).Select(i => $"3171010001{(i % 9) + 1:000}").Select(Asked)];
        using var first = await AskAsync(asked, null);
        (await TextAsync(first)).ShouldBe($"[{string.Join(',', Enumerable.Repeat("0", SealedPapers.Most))}]");
        using var same = await AskAsync(asked, first.Headers.ETag);
        same.StatusCode.ShouldBe(HttpStatusCode.NotModified);

        var seal = new Seal(CaptureElection.President, station, forms[$"{station}"], forms[$"{station}"]);
        election.Say(seal, election.Reviewer("one"));
        using var sealedOnce = await AskAsync(asked[..3], null);
        (await TextAsync(sealedOnce)).ShouldBe("[0,1,0]");
        var correction = new Review(
            CaptureElection.President,
            station,
            forms[$"{station}"],
            ReviewAct.Correct,
            ReviewReason.Misread,
            ["TURNOUT_VOTES"],
            Broken(313),
            null
        );
        election.Say(correction, election.Reviewer("two"));
        using var decided = await AskAsync(asked[..3], null);
        (await TextAsync(decided)).ShouldBe("[0,null,0]", "another thing is in place");
        using var more = await AskAsync([.. asked, asked[0]], null);
        more.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        string Asked(string at) => $"of=ppwp/{at}/{forms[at].ToString()[..12]}";

        Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        async Task<HttpResponseMessage> AskAsync(string[] papers, System.Net.Http.Headers.EntityTagHeaderValue? known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/console/standing?{string.Join('&', papers)}");
            if (known is not null)
            {
                request.Headers.IfNoneMatch.Add(known);
            }

            return await own.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A queue that takes long to make is shown for a while; none that was settled meanwhile is in it.</summary>
    [Fact]
    public async Task A_queue_that_takes_a_second_is_made_once_in_twenty()
    {
        await using var own = new CaptureServer();
        await own.InitializeAsync();
        var (election, site) = (own.Election, new SiteViews(own.Node));
        var clock = new SlowClock();
        var queues = new TaskQueues(clock);
        var key = election.Reviewer("slow");
        election.Submit(Station, Broken());
        Tasks().ShouldBe([Station]);
        election.Submit("3171010001007", Broken());
        Tasks().ShouldBe([Station], "of a moment ago");
        clock.Ticks += 60 * clock.TimestampFrequency;
        Tasks().ShouldBe([Station, "3171010001007"]);

        string[] Tasks() =>
            [
                .. JsonNode.Parse(site.View(asOf => ReviewDesk.Tasks(asOf, queues, NameOf(key)))!)!["tasks"]!
                    .AsArray()
                    .Select(task => task!["station"]!.GetValue<string>()),
            ];
    }

    [Theory]
    [InlineData("/console/keys/nobody", HttpStatusCode.BadRequest)]
    [InlineData("/console/tasks/00000000000000000000000000000000", HttpStatusCode.NotFound)]
    [InlineData("/console/papers/3171010001009?contest=ppwp", HttpStatusCode.NotFound)]
    [InlineData("/console/papers/317101?contest=ppwp", HttpStatusCode.BadRequest)]
    [InlineData("/console/standing", HttpStatusCode.BadRequest)]
    [InlineData("/console/standing?of=ppwp/3171010001009/abc", HttpStatusCode.BadRequest)]
    [InlineData("/console/nothing", HttpStatusCode.NotFound)]
    public async Task What_there_is_not_is_said(string path, HttpStatusCode status)
    {
        using var answer = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Nothing_runs_that_does_not_come_from_here_and_nothing_is_framed()
    {
        using var answer = await server.Client.GetAsync("/console", TestContext.Current.CancellationToken);
        var policy = string.Join(", ", answer.Headers.GetValues("Content-Security-Policy"));
        policy.ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
    }

    private async Task<JsonNode> PaperAsync() =>
        JsonNode.Parse(
            await server.Client.GetStringAsync($"/console/papers/{Station}?contest=ppwp", TestContext.Current.CancellationToken)
        )!;

    private async Task<string[]> TasksAsync(EcdsaSigner key)
    {
        var answer = await server.Client.GetStringAsync($"/console/tasks/{NameOf(key)}", TestContext.Current.CancellationToken);
        return [.. JsonNode.Parse(answer)!["tasks"]!.AsArray().Select(task => task!["station"]!.GetValue<string>())];
    }

    private static KeyName NameOf(EcdsaSigner key) => Keys.NameOf(key.Verifier.PublicKey.Span);

    /// <summary>One voter more than votes.</summary>
    private static FormFields Broken(int first = 10)
    {
        var counts = FormFields.NoCounts();
        (counts[(int)Field.Valid], counts[(int)Field.Invalid], counts[(int)Field.AllVotes]) = (first + 5, 1, first + 6);
        counts[(int)Field.Voters] = first + 7;
        return new FormFields([first, 2, 3], counts);
    }

    /// <summary>A second goes by whenever somebody looks.</summary>
    private sealed class SlowClock : TimeProvider
    {
        public long Ticks { get; set; }

        public override long GetTimestamp() => Ticks += TimestampFrequency;
    }
}
