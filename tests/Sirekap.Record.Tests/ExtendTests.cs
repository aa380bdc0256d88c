using System.Text;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record.Tests.Authority;
using Sirekap.Record.Tests.Golden;

namespace Sirekap.Record.Tests;

/// <summary>A running election grows by the word of a quorum. What growing does is <see cref="GrowthTests"/>'s.</summary>
public class ExtendTests
{
    private const string Revote = "99BF010001001";
    private const string List = "3171010001 4\n99BF010001 1\n";

    [Fact]
    public void Places_are_there_once_a_quorum_has_agreed_and_not_before()
    {
        using var ledger = new MadeLedger();
        ledger.Submit("99AA010001001", MadeElection.Sound(1, 2, 3));
        var id = ledger.Said(Extend(ledger, List), ledger.Roots[1]);
        ledger.Record.Additions.ShouldBeEmpty();
        ledger.Station(Revote).ShouldBe(-1);
        var early = new Enrol(
            Role.Province,
            RegionCode.Parse("99"),
            MadeLedger.Spki(ledger.Key("x")),
            MadeLedger.HolderOf(ledger.Key("x"))
        );
        ledger.Said(early, ledger.Roots[0]);
        var regency = new Enrol(
            Role.Regency,
            RegionCode.Parse("99BF"),
            MadeLedger.Spki(ledger.Key("y")),
            MadeLedger.HolderOf(ledger.Key("y"))
        );
        ledger.Refused(RejectionCode.UnknownRegion, regency, ledger.Key("x"));
        ledger.Said(new Agree(id, MadeLedger.NameOf(ledger.Roots[2])), ledger.Roots[2]);
        ledger.Said(regency, ledger.Key("x"));
        ledger.Submit(Revote, MadeElection.Sound(4, 5, 6));
        var addition = ledger.Record.Additions.ShouldHaveSingleItem();
        (addition.Ground, addition.Proposal.Agreed.Count).ShouldBe((AdditionGround.Revote, 2));
        ledger.President.Tally.Totals(0).Accepted.Votes.ShouldBe([5, 7, 9]);
        ledger.President.Past.AddedAt(0, 0, ledger.Record.Count)!.Accepted.Votes.ShouldBe([4, 5, 6]);
        var replay = ledger.Replay();
        replay.Flaws.ShouldBeEmpty();
        StateText.Of(replay.Record!).ShouldBe(StateText.Of(ledger.Record));
    }

    [Fact]
    public void One_root_alone_adds_nothing_whoever_it_asks_twice()
    {
        using var ledger = new MadeLedger();
        var id = ledger.Said(Extend(ledger, List), ledger.Roots[0]);
        ledger.Refused(RejectionCode.AlreadyAgreed, new Agree(id, MadeLedger.NameOf(ledger.Roots[0])), ledger.Roots[0]);
        ledger.Refused(RejectionCode.WrongSigners, new Agree(id, MadeLedger.NameOf(ledger.Roots[1])), ledger.Roots[0]);
        ledger.Refused(RejectionCode.RoleNotAllowed, new Agree(id, MadeLedger.NameOf(ledger.Officer("31"))), ledger.Officer("31"));
        ledger.Record.Additions.ShouldBeEmpty();
        ledger.Station(Revote).ShouldBe(-1);
    }

    [Fact]
    public void What_was_certified_or_added_since_it_was_proposed_refuses_the_last_agreement()
    {
        using var ledger = new MadeLedger();
        var id = ledger.Said(Extend(ledger, "3171010001 4\n"), ledger.Roots[0]);
        var again = ledger.Said(Extend(ledger, List), ledger.Roots[1]);
        ledger.Said(
            new Totals(MadeElection.President, RegionCode.Parse("3171"), 0, TotalFigures.OfVotes([0, 0, 0], 0, 0)),
            ledger.Officer("3171")
        );
        ledger.Refused(RejectionCode.Certified, new Agree(id, MadeLedger.NameOf(ledger.Roots[1])), ledger.Roots[1]);
        ledger.Refused(RejectionCode.Certified, new Agree(again, MadeLedger.NameOf(ledger.Roots[0])), ledger.Roots[0]);
        ledger.Refused(RejectionCode.Certified, Extend(ledger, "3171010002 7\n"), ledger.Roots[0]);

        // The same list for another reason is another proposal; the first of them to take effect leaves nothing to add.
        var late = ledger.Said(Extend(ledger, "3201010001 9\n"), ledger.Roots[0]);
        ledger.Agreed(Extend(ledger, "3201010001 9\n", AdditionGround.CourtOrder), ledger.Roots[1..]);
        ledger.Refused(RejectionCode.AlreadyThere, new Agree(late, MadeLedger.NameOf(ledger.Roots[1])), ledger.Roots[1]);
    }

    [Fact]
    public void Its_list_is_needed_for_ever_and_its_names_are_not()
    {
        using var ledger = new MadeLedger();
        var extend = Extend(ledger, List) with
        {
            Names = ledger.Blob("{\"title\":\"x\",\"regions\":{\"99BF\":\"Kuala Lumpur\"}}"u8.ToArray()),
        };
        var missing = extend with { Stations = Storage.Missing };
        ledger.Refused(RejectionCode.BlobMissing, missing, ledger.Roots[0]);
        ledger.Refused(RejectionCode.BadBlob, Extend(ledger, "3171010001 4-3\n"), ledger.Roots[0]);
        ledger.Agreed(extend, ledger.Roots[..2]);
        var withhold = new Withhold(extend.Stations.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court);
        ledger.Refused(RejectionCode.NeededForReplay, withhold, ledger.Roots[0]);
        ledger.Agreed(withhold with { Blob = extend.Names!.Sha256 }, ledger.Roots[..2]);
        ledger.Forget(extend.Names);
        ledger.Replay().Flaws.ShouldBeEmpty();
        ledger.Forget(extend.Stations);
        ledger.Replay().Flaws.ShouldHaveSingleItem().Rejection.Code.ShouldBe(RejectionCode.BlobMissing);
    }

    internal static Extend Extend(MadeLedger ledger, string stations, AdditionGround ground = AdditionGround.Revote) =>
        new(ground, ledger.Blob(Encoding.ASCII.GetBytes(stations)), Names: null);

    private static class Storage
    {
        public static BlobReference Missing => Sirekap.Record.Storage.BlobFolder.Reference("nowhere"u8);
    }
}

/// <summary>Every ground; places before, between and behind others, with forms before and after; names; a proposal that waits.</summary>
internal sealed class ExtendedNight() : GoldenNight("extended", ElectionKind.Simulation)
{
    protected override void Say(MadeLedger ledger)
    {
        ledger.Submit("3171010001001", MadeElection.Sound(10, 20, 30));
        ledger.Submit("3201020001001", Full([100, 80, 20], received: 210));
        ledger.Submit("99AA010001002", MadeElection.Broken(70_000, 5, 6));
        ledger.Tick();
        ledger.Agreed(ExtendTests.Extend(ledger, "99BF010001 1-2\n"), ledger.Roots[1..]);
        var forgotten = ExtendTests.Extend(ledger, "1101010001 1\n3171010001 4,9\n", AdditionGround.Omitted);
        ledger.Agreed(
            forgotten with
            {
                Names = ledger.Blob(
                    Encoding.ASCII.GetBytes(
                        "{\"title\":{\"id\":\"Tambahan\",\"en\":\"Added\"},\"regions\":{\"11\":\"Rekaan\"},"
                            + "\"stations\":{\"3171010001009\":\"TPS khusus\"}}"
                    )
                ),
            },
            ledger.Roots[0],
            ledger.Roots[2]
        );
        ledger.Tick();
        ledger.Submit("99BF010001002", MadeElection.Sound(300, 200, 100));
        ledger.Submit("3171010001004", MadeElection.Broken(1, 2, 3));
        ledger.Submit("1101010001001", MadeElection.Bare(7, 8, 9));
        ledger.Submit("3171010001001", MadeElection.Sound(10, 20, 31), minute: 1);
        ledger.Said(ledger.Reading("99BF010001002", MadeElection.Bare(300, 200, 100)), ledger.Reader());
        Certify(ledger, "317101", "3171");
        ledger.Tick();
        ledger.Agreed(ExtendTests.Extend(ledger, "3172010001 3\n", AdditionGround.FollowUp), ledger.Roots[..2]);
        ledger.Agreed(ExtendTests.Extend(ledger, "3201010001 11\n", AdditionGround.CourtOrder), ledger.Roots[..2]);
        ledger.Said(ExtendTests.Extend(ledger, "3201010001 12\n", AdditionGround.CourtOrder), ledger.Roots[0]);
        ledger.Submit("3201010001011", MadeElection.Sound(4, 5, 6));
        Certify(ledger, "0");
        ledger.Tick();
    }
}
