using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Record.Tests.Authority;

namespace Sirekap.Record.Tests;

/// <summary>Two people read one paper, and neither what the other read; only then is anything opened.</summary>
public class BlindReviewTests
{
    private const string Station = "3171010001001";
    private const string District = "317101";
    private const string President = MadeElection.President;
    private static readonly RegionCode At = RegionCode.Parse(Station);
    private static readonly FormFields First = MadeElection.Sound(10, 20, 30);
    private static readonly FormFields Other = MadeElection.Sound(10, 20, 31);

    [Fact]
    public void Two_who_read_what_is_in_place_confirm_it_and_it_stays_whose_it_was()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        var inPlace = ledger.Record.Count - 1;
        ledger.Read(Station, form, (ledger.Officer(District), First), (ledger.Officer("3171"), First));
        var station = ledger.Station(Station);
        ledger.President.InPlace(station).ShouldBe(inPlace);
        ledger.President.History(station)[^1].Kind.ShouldBe(EventKind.Confirm);
        ledger.Record.Blind.AreReadByTwo(President, At, inPlace).ShouldBeTrue();
        ledger.Record.Blind.AreReadByTwo(President, At, inPlace, ledger.Record.Count - 1).ShouldBeFalse();
    }

    [Fact]
    public void Two_who_read_otherwise_put_it_in_place_and_a_form_that_waited_waits_no_longer()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        ledger.Submit(Station, MadeElection.Sound(1, 2, 3), 1);
        var station = ledger.Station(Station);
        ledger.President.State(station).Class.ShouldBe(StationClass.UnderReview);

        var settled = ledger.Read(Station, form, (ledger.Officer(District), Other), (ledger.Officer("31"), Other));
        var state = ledger.President.State(station);
        state.Fields.ShouldBe(Other);
        state.Class.ShouldBe(StationClass.Accepted);
        state.Waiting.ShouldBeEmpty();
        ledger.Record.Ids[state.InPlace].ShouldBe(settled);
        ledger.President.Past.StateAt(station, ledger.Record.Count - 1).Fields.ShouldBe(First);
        ledger.President.Past.StateAt(station, ledger.Record.Count).ShouldBe(state);
    }

    /// <summary>A contradiction that two people read is one on the paper: it is added by whoever names it, as ever.</summary>
    [Fact]
    public void What_two_read_and_fails_a_check_is_under_review_until_a_committee_names_it()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        var broken = MadeElection.Broken(10, 20, 30);
        var settled = ledger.Read(Station, form, (ledger.Officer(District), broken), (ledger.Officer("3171"), broken));
        var station = ledger.Station(Station);
        ledger.President.State(station).Class.ShouldBe(StationClass.UnderReview);
        ReviewTasks.Of(ledger.Record, ledger.President, station).Select(cause => cause.Reason).ShouldBe([TaskReason.Check]);
        ledger.Said(MadeLedger.Review(Station, settled, ReviewAct.Accept, null, "TURNOUT_VOTES"), ledger.Officer(District));
        ledger.President.State(station).Class.ShouldBe(StationClass.Accepted);
        ReviewTasks.Of(ledger.Record, ledger.President, station).ShouldBeEmpty();
    }

    [Fact]
    public void A_hold_stays_for_whoever_decides()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        ledger.Said(MadeLedger.Review(Station, form, ReviewAct.Hold), ledger.Officer(District));
        ledger.Read(Station, form, (ledger.Officer(District), Other), (ledger.Officer("3171"), Other));
        ledger.President.State(ledger.Station(Station)).IsHeld.ShouldBeTrue();
        ledger.President.State(ledger.Station(Station)).Class.ShouldBe(StationClass.UnderReview);
    }

    [Fact]
    public void Where_two_differ_a_third_is_asked_and_only_what_differs_counts()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        var (one, two) = (MadeElection.Sound(10, 20, 31), MadeElection.Sound(11, 20, 31));
        ledger.Read(Station, form, (ledger.Officer(District), one), (ledger.Officer("3171"), two));
        var review = ledger.Record.Blind.Of(President, At, ledger.President.InPlace(ledger.Station(Station)));
        review.State(5).ShouldBe(BlindState.Differing);
        var open = Agreement.Open([one, two], ledger.President.PaperOf(ledger.Station(Station)).Ballot);
        open.Select(place => place.ToString()).Distinct().Count().ShouldBe(4, "the first vote, and three sums");

        // The third says nothing of the figures that two agree on.
        var third = new FormFields([11, -1, -1], [.. Only(two, Field.Voters, Field.Valid, Field.AllVotes)]);
        ledger.Read(Station, form, (ledger.Officer("31"), third));
        ledger.President.State(ledger.Station(Station)).Fields.ShouldBe(two);
    }

    [Fact]
    public void Five_who_do_not_agree_are_enough()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        for (var n = 0; n < RuleSets.First.Limits.Seals; n++)
        {
            if (n == 0)
            {
                ledger.Sealed(Station, form, (ledger.Officer(District), MadeElection.Sound(0, 1, 1)));
                continue;
            }

            ledger.Read(Station, form, (ledger.Officer(District, n), MadeElection.Sound(n, 1, 1)));
        }

        // Whoever seals and does not open keeps nobody out.
        ledger.Said(ledger.Seal(Station, form, ledger.Officer("3171"), First), ledger.Officer("3171"));
        var review = ledger.Record.Blind.Of(President, At, ledger.President.InPlace(ledger.Station(Station)));
        review.State(5).ShouldBe(BlindState.Differing, "the first has not opened");
        ledger.Said(
            MadeSeals.Unseal(Station, ledger.Record.Ids[review.Seals[0].Index], MadeElection.Sound(0, 1, 1)),
            ledger.Officer(District)
        );
        ledger.Record.Blind.Of(President, At, review.On).State(5).ShouldBe(BlindState.Spent);
        ledger.Refused(RejectionCode.TooMany, ledger.Seal(Station, form, ledger.Officer("31"), First), ledger.Officer("31"));
        ledger.Said(MadeLedger.Review(Station, form, ReviewAct.Correct, Other), ledger.Officer(District));
    }

    [Fact]
    public void Whoever_lost_the_key_opens_with_their_next()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        var (lost, next) = (ledger.Officer(District), ledger.Key("next"));
        var seals = ledger.Sealed(Station, form, (lost, First), (ledger.Officer("3171"), First));
        ledger.Said(new Revoke(MadeLedger.NameOf(lost), RevocationReason.Lost), ledger.Officer("3171"));
        var enrol = new Enrol(Role.District, RegionCode.Parse(District), MadeLedger.Spki(next), MadeLedger.HolderOf(lost));
        ledger.Said(enrol, ledger.Officer("3171"));
        ledger.Refused(RejectionCode.AlreadySealed, ledger.Seal(Station, form, next, Other), next);
        ledger.Said(MadeSeals.Unseal(Station, seals[0], First), next);
    }

    /// <summary>A copied commitment is of another key, and so of no figures that its copier can say.</summary>
    [Fact]
    public void Nobody_seals_with_anothers_commitment()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        var (one, two) = (ledger.Officer(District), ledger.Officer("3171"));
        var seal = ledger.Seal(Station, form, one, First);
        var first = ledger.Said(seal, one);
        ledger.Refused(RejectionCode.AlreadySaid, seal, two);

        // The same commitment in another text cannot be: contest, station and what it is on are the same.
        ledger.Sealed(Station, form, (two, Other));
        ledger.Said(MadeSeals.Unseal(Station, first, First), one);
        Sealing.Commit(ledger.Head, President, At, form, MadeLedger.NameOf(two), MadeSeals.Salt, First).ShouldNotBe(seal.Commitment);
    }

    [Fact]
    public void What_is_displaced_meanwhile_is_read_anew()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        var seals = ledger.Sealed(Station, form, (ledger.Officer(District), First), (ledger.Officer("3171"), First));
        ledger.Said(MadeLedger.Review(Station, form, ReviewAct.Correct, Other), ledger.Officer("31"));
        ledger.Refused(RejectionCode.Stale, MadeSeals.Unseal(Station, seals[0], First), ledger.Officer(District));
        ledger.Refused(RejectionCode.Stale, ledger.Seal(Station, form, ledger.Officer(District, 1), First), ledger.Officer(District, 1));
        ledger.Refused(RejectionCode.NoForm, ledger.Seal("3171010001002", form, ledger.Officer(District), First), ledger.Officer(District));
    }

    [Fact]
    public void Every_arrow_of_the_drawing_is_a_transition_and_every_transition_is_drawn()
    {
        var made = new HashSet<(string From, string Act, string To)>();
        var most = RuleSets.First.Limits.Seals;
        Walk(new BlindReview(2), made, most);
        var drawn = AuthorityPage.Arrows("unread --> sealed: seal");
        drawn.Except(made).ShouldBeEmpty("drawn, and not so");
        made.Where(arrow => arrow.From != arrow.To).Except(drawn).ShouldBeEmpty("so, and not drawn");
    }

    /// <summary>Whoever signed any form of the station, and whoever put in place what is read.</summary>
    internal static void OwnForm()
    {
        using var ledger = new MadeLedger();
        var (officer, station) = (ledger.Officer(District), ledger.Officer(Station));
        var captured = ledger.Key("who captured");
        var enrol = new Enrol(Role.District, RegionCode.Parse(District), MadeLedger.Spki(captured), MadeLedger.HolderOf(station));
        ledger.Said(enrol, ledger.Officer("3171"));
        var form = ledger.Said(ledger.Form(Station, First), station);
        ledger.Refused(RejectionCode.OwnForm, ledger.Seal(Station, form, captured, First), captured);
        var corrected = ledger.Said(MadeLedger.Review(Station, form, ReviewAct.Correct, Other), officer);
        ledger.Refused(RejectionCode.OwnForm, ledger.Seal(Station, corrected, officer, Other), officer);
        ledger.Refused(RejectionCode.OwnForm, ledger.Seal(Station, corrected, captured, Other), captured);
        var (one, two) = (ledger.Officer("3171"), ledger.Officer("31"));
        var settled = ledger.Read(Station, corrected, (one, First), (two, First));
        ledger.Refused(RejectionCode.OwnForm, ledger.Seal(Station, settled, one, First), one);
        ledger.Refused(RejectionCode.OwnForm, ledger.Seal(Station, settled, two, First), two);
        ledger.Said(ledger.Seal(Station, settled, officer, First), officer);
    }

    [Fact]
    public void Whoever_accepted_what_waited_has_put_it_in_place_and_does_not_read_it()
    {
        using var ledger = new MadeLedger();
        ledger.Submit(Station, First);
        var waiting = ledger.Submit(Station, Other, minute: 1);
        var (officer, other) = (ledger.Officer(District), ledger.Officer(District, 1));
        ledger.Said(MadeLedger.Review(Station, waiting, ReviewAct.Accept), officer);
        ledger.Refused(RejectionCode.OwnForm, ledger.Seal(Station, waiting, officer, Other), officer);
        ledger.Said(ledger.Seal(Station, waiting, other, Other), other);
    }

    internal static void AlreadySealed()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        ledger.Sealed(Station, form, (ledger.Officer(District), First));
        ledger.Refused(RejectionCode.AlreadySealed, ledger.Seal(Station, form, ledger.Officer(District), Other), ledger.Officer(District));
        ledger.Sealed(Station, form, (ledger.Officer(District, 1), First));
    }

    internal static void AlreadyRead()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        var third = ledger.Sealed(Station, form, (ledger.Officer(District, 1), First));
        ledger.Read(Station, form, (ledger.Officer(District), First), (ledger.Officer("3171"), First));
        ledger.Refused(RejectionCode.AlreadyRead, ledger.Seal(Station, form, ledger.Officer("31"), First), ledger.Officer("31"));
        ledger.Refused(RejectionCode.AlreadyRead, MadeSeals.Unseal(Station, third[0], First), ledger.Officer(District, 1));
    }

    internal static void NoSeal()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        var other = ledger.Submit("3171010001002", First);
        var seals = ledger.Sealed("3171010001002", other, (ledger.Officer(District), First), (ledger.Officer("3171"), First));
        ledger.Refused(RejectionCode.NoSeal, MadeSeals.Unseal(Station, form, First), ledger.Officer(District));
        ledger.Refused(RejectionCode.NoSeal, MadeSeals.Unseal(Station, seals[0], First), ledger.Officer(District));
        ledger.Said(MadeSeals.Unseal("3171010001002", seals[0], First), ledger.Officer(District));
    }

    internal static void OthersSeal()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        var seals = ledger.Sealed(Station, form, (ledger.Officer(District), First), (ledger.Officer("3171"), First));
        ledger.Refused(RejectionCode.OthersSeal, MadeSeals.Unseal(Station, seals[0], First), ledger.Officer("3171"));
        ledger.Said(MadeSeals.Unseal(Station, seals[0], First), ledger.Officer(District));
    }

    internal static void TooEarly()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        var seals = ledger.Sealed(Station, form, (ledger.Officer(District), First));
        ledger.Refused(RejectionCode.TooEarly, MadeSeals.Unseal(Station, seals[0], First), ledger.Officer(District));
        ledger.Sealed(Station, form, (ledger.Officer("3171"), Other));
        ledger.Said(MadeSeals.Unseal(Station, seals[0], First), ledger.Officer(District));
    }

    internal static void NotCommitted()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, First);
        var seals = ledger.Sealed(Station, form, (ledger.Officer(District), First), (ledger.Officer("3171"), First));
        var unseal = MadeSeals.Unseal(Station, seals[0], First);
        ledger.Refused(RejectionCode.NotCommitted, unseal with { Fields = Other }, ledger.Officer(District));
        ledger.Refused(RejectionCode.NotCommitted, unseal with { Salt = new Salt(1) }, ledger.Officer(District));
        ledger.Refused(RejectionCode.WrongChoices, unseal with { Fields = MadeElection.Sound(1, 2) }, ledger.Officer(District));
        ledger.Refused(RejectionCode.NoFigures, unseal with { Fields = MadeElection.Bare(-1, -1, -1) }, ledger.Officer(District));
        ledger.Said(unseal, ledger.Officer(District));
    }

    /// <summary>
    /// All that can happen to a review, from here on: one more seals, or one of the sealed opens what nobody or all said.
    /// </summary>
    private static void Walk(BlindReview review, HashSet<(string From, string Act, string To)> made, int most)
    {
        var state = review.State(most);
        if (state == BlindState.Agreed)
        {
            return;
        }

        var n = review.Seals.Count;
        if (n < most)
        {
            Step("seal", new BlindAct(2 + n, n, new Holder((UInt128)n), default, null));
        }

        if (n >= BlindReview.Readers && review.Seals.FirstOrDefault(seal => seal.Fields is null) is { } next)
        {
            var index = 100 + review.Opened.Count();
            Step("unseal", new BlindAct(index, next.Key, next.Holder, default, MadeElection.Sound(index, 1, 1)));
            Step("unseal", new BlindAct(index, next.Key, next.Holder, default, First));
        }

        void Step(string act, BlindAct said)
        {
            var after = review.After(said);
            made.Add((Name(state), act, Name(after.State(most))));
            Walk(after, made, most);
        }

        static string Name(BlindState state) => state.ToString().ToLowerInvariant();
    }

    private static IEnumerable<int> Only(FormFields fields, params Field[] given) =>
        Enumerable.Range(0, Fields.Count).Select(i => given.Contains((Field)i) ? fields[(Field)i] ?? -1 : -1);
}
