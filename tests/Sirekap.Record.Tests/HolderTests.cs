using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests;

/// <summary>
/// A holder is a public pseudonym, by which one person is told from two. Nobody borrows another's: whoever did would be taken for them,
/// and they for whoever has done already what only they may do once.
/// </summary>
public class HolderTests
{
    private const string Station = "3171010001001";
    private static readonly RegionCode At = RegionCode.Parse(Station);

    internal static void OthersHolder()
    {
        using var ledger = new MadeLedger();
        var (district, regency, province) = (ledger.Officer("317101"), ledger.Officer("3171"), ledger.Officer("31"));

        // A station's phones as the people who would read its form, and a district's key as the province's.
        foreach (var reviewer in new[] { district, regency, province })
        {
            ledger.Refused(RejectionCode.OthersHolder, Enrol(ledger, Role.Station, Station, reviewer), ledger.Kit(Station));
            ledger.Refused(RejectionCode.OthersHolder, Enrol(ledger, Role.Station, Station, reviewer), ledger.Officer("317101", 1));
        }

        ledger.Refused(RejectionCode.OthersHolder, Enrol(ledger, Role.District, "317101", province), regency);
        ledger.Refused(RejectionCode.OthersHolder, Enrol(ledger, Role.District, "317101", ledger.Officer("317201")), regency);
        ledger.Refused(RejectionCode.OthersHolder, Root(ledger, Role.Province, "31"), ledger.Roots[1]);

        // Whoever answers for all their keys gives a person another; so does a letter to whoever lost a telephone.
        ledger.Said(Enrol(ledger, Role.District, "317101", district), regency);
        ledger.Said(Enrol(ledger, Role.Station, Station, ledger.Officer(Station)), ledger.Kit(Station));
        ledger.Said(Enrol(ledger, Role.District, "317101", ledger.Officer(Station)), regency);
    }

    [Fact]
    public void No_contestant_signs_as_anothers_witness_or_as_a_supervisor()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, MadeElection.Sound(10, 20, 30));
        var theirs = ledger.Watcher(Role.Witness, "317101", "contestant 1");
        var supervisor = ledger.Watcher(Role.Supervisor, "317101");
        var root = ledger.Key("contestant 2");
        ledger.Refused(RejectionCode.OthersHolder, Enrol(ledger, Role.Witness, "3171", theirs), root);
        ledger.Refused(RejectionCode.OthersHolder, Enrol(ledger, Role.Witness, "3171", supervisor), root);

        // Whom nobody has named yet, two may name; then each of them speaks for themselves.
        var (one, other) = (ledger.Key("one"), ledger.Key("other"));
        var holder = new Holder(4711);
        ledger.Said(new Enrol(Role.Observer, RegionCode.Parse("3171"), MadeLedger.Spki(one), holder), ledger.Key("bawaslu"));
        ledger.Refused(RejectionCode.OthersHolder, new Enrol(Role.Witness, RegionCode.Parse("3171"), MadeLedger.Spki(other), holder), root);
        ledger.Said(Attest(form, theirs), theirs);
    }

    [Fact]
    public void One_contestants_people_leave_room_for_all_others_signatures()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Submit(Station, MadeElection.Sound(10, 20, 30));
        for (var n = 0; n < RuleSets.First.Limits.Attestations; n++)
        {
            var witness = ledger.Watcher(Role.Witness, "3171", "contestant 2", n);
            ledger.Said(Attest(form, witness), witness);
        }

        var last = ledger.Watcher(Role.Witness, "317101", "contestant 2");
        ledger.Refused(RejectionCode.TooMany, Attest(form, last), last);
        var supervisor = ledger.Watcher(Role.Supervisor, "317101");
        ledger.Said(Attest(form, supervisor), supervisor);
    }

    [Fact]
    public void A_person_has_so_many_keys_at_most()
    {
        using var ledger = new MadeLedger();
        var holder = new Holder(4711);
        for (var n = 0; n <= RuleSets.First.Limits.Held; n++)
        {
            var enrol = new Enrol(Role.District, RegionCode.Parse("317101"), MadeLedger.Spki(ledger.Key($"key {n}")), holder);
            if (n < RuleSets.First.Limits.Held)
            {
                ledger.Said(enrol, ledger.Officer("3171"));
            }
            else
            {
                ledger.Refused(RejectionCode.TooMany, enrol, ledger.Officer("3171"));
            }
        }
    }

    private static Attest Attest(Digest form, SignerKey by) =>
        new(MadeLedger.NameOf(by), MadeElection.President, At, form, AttestStance.Signed, null, null);

    private static Enrol Enrol(MadeLedger ledger, Role role, string scope, SignerKey person) =>
        new(role, RegionCode.Parse(scope), MadeLedger.Spki(Fresh(ledger)), MadeLedger.HolderOf(person));

    /// <summary>A root is its own holder, by its name.</summary>
    private static Enrol Root(MadeLedger ledger, Role role, string scope) =>
        new(role, RegionCode.Parse(scope), MadeLedger.Spki(Fresh(ledger)), new Holder(MadeLedger.NameOf(ledger.Roots[0]).Value));

    private static SignerKey Fresh(MadeLedger ledger) => ledger.Key($"borrower {ledger.Record.Count}");
}
