using Sirekap.Elections.Statements;
using Sirekap.Officers.Reviews;
using Sirekap.Officers.Tests.Stage;

namespace Sirekap.Officers.Tests.Browser;

/// <summary>What a link, or a second tab, makes of a reviewer's desk.</summary>
public sealed class DeskLinkTests(Phones phones, CaptureServer server) : IClassFixture<CaptureServer>
{
    private const string Desk = ReviewRoom.Path;

    /// <summary>A demonstration's link has the key behind the address, which is nowhere a moment later.</summary>
    [Fact]
    public async Task A_visitor_is_a_reviewer_by_a_link_and_its_key_stays_in_no_address()
    {
        await using var demo = new CaptureServer { Kind = ElectionKind.Simulation };
        await demo.InitializeAsync();
        var invitation = ReviewerInvitation.New();
        demo.Election.EnrolReviewer(invitation.Spki);
        await using var desk = await phones.NewAsync(demo.Address);
        await desk.OpenAsync(invitation.Address[Desk.Length..], Desk);
        await desk.Page.Locator("#mulai").WaitForAsync();
        desk.Page.Url.ShouldNotContain("key=");
        (await desk.Page.Locator(".top").InnerTextAsync()).ShouldContain("Gambir");
        await desk.Page.ReloadAsync();
        await desk.Page.Locator("#mulai").WaitForAsync();

        // Another link does not take the place of a key that is enrolled.
        await desk.KillAsync();
        await desk.OpenAsync(ReviewerInvitation.New().Address[Desk.Length..], Desk);
        await desk.Page.Locator("#mulai").WaitForAsync();
        desk.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_an_election_that_counts_a_link_gives_nobody_a_key_and_a_reading_that_is_sealed_is_typed_over_by_no_tab()
    {
        var invitation = ReviewerInvitation.New();
        server.Election.EnrolReviewer(invitation.Spki);
        await using var desk = await phones.NewAsync(server.Address);
        await desk.OpenAsync(invitation.Address[Desk.Length..], Desk);
        await desk.Page.Locator("#kode").WaitForAsync();
        desk.Page.Url.ShouldNotContain("key=");
        (await desk.Page.EvaluateAsync<string>(TwoTabs)).ShouldBe("true,true,false,true,sealed");
        (await desk.Page.EvaluateAsync<string>(OtherPaper)).ShouldBe("none,none");
        desk.Complaints.ShouldBeEmpty();
    }

    /// <summary>One page seals, another types on in what it had read before.</summary>
    private const string TwoTabs = """
        async () => {
          const { Store } = await import("/capture/phone/store.js");
          const { DeskSession } = await import("/capture/desk/session.js");
          const keep = reading => DeskSession.prototype.keep.call({ store }, reading);
          const store = await Store.open("two-tabs", ["readings"]);
          const typing = { id: "p", state: "typing", seal: "" };
          const sealing = { ...typing, state: "sealing", seal: "s" };
          const kept = [await keep(typing), await keep(sealing), await keep(typing), await keep({ ...sealing, state: "sealed" })];
          return [...kept, (await store.get("readings", "p")).state].join();
        }
        """;

    /// <summary>What a stranger's link may name in a paper's place.</summary>
    private const string OtherPaper = """
        async () => {
          const { DeskSession } = await import("/capture/desk/session.js");
          const session = await DeskSession.open();
          const paper = (station, contest) => session.paper({ station, contest });
          return [await paper("..\\..\\blobs\\" + "a".repeat(64), "ppwp"), await paper("3171010001001", "../ppwp")].join();
        }
        """;
}
