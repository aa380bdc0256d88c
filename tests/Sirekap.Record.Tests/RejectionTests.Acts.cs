using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record.Storage;
using static Sirekap.Record.Tests.RefusedEntry;

namespace Sirekap.Record.Tests;

/// <remarks>Reasons that lie in what is said: roles, keys, places, figures, states.</remarks>
public partial class RejectionTests
{
    private static void RoleNotAllowed()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.RoleNotAllowed, ledger.Form(Station, Sound), ledger.Officer(District));
        ledger.Refused(RejectionCode.RoleNotAllowed, ledger.Form(Station, Sound), ledger.Log);
        var withhold = new Withhold(ledger.Definition.Names.Sha256, WithholdGround.PersonalData, WithholdAuthority.Commission);
        ledger.Refused(RejectionCode.RoleNotAllowed, withhold, ledger.Officer("31"));
        ledger.Refused(RejectionCode.RoleNotAllowed, withhold, ledger.Log);
        Begin(ledger.Head, ledger, ledger.Definition, [ledger.Roots[0], ledger.Roots[1], ledger.Log])
            .ShouldBe(RejectionCode.RoleNotAllowed);
        ledger.Said(ledger.Form(Station, Sound), ledger.Officer(Station));
        ledger.Agreed(withhold, ledger.Roots[..2]);
    }

    private static void OutOfScope()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.OutOfScope, ledger.Form("3171010001002", Sound), ledger.Officer(Station));

        // A scope is at the role's own level, neither above nor below it.
        foreach (var scope in new[] { "31", "317101", "3171010001", "0" })
        {
            ledger.Refused(
                RejectionCode.OutOfScope,
                new Enrol(Role.Regency, RegionCode.Parse(scope), MadeLedger.Spki(ledger.Key("k")), Holders.New()),
                ledger.Officer("31")
            );
        }

        ledger.Said(
            new Enrol(Role.Regency, RegionCode.Parse("3171"), MadeLedger.Spki(ledger.Key("k")), Holders.New()),
            ledger.Officer("31")
        );
    }

    private static void KindNotAllowed()
    {
        using var real = new MadeLedger();
        real.Refused(RejectionCode.KindNotAllowed, real.Snapshot(1), real.Officer("31"));
        real.Refused(
            RejectionCode.KindNotAllowed,
            new Enrol(Role.Import, RegionCode.Nation, MadeLedger.Spki(real.Key("k")), Holders.New()),
            real.Roots[0]
        );
        using var copy = new MadeLedger(ElectionKind.Copy);
        copy.Refused(
            RejectionCode.KindNotAllowed,
            new Enrol(Role.Province, RegionCode.Parse("31"), MadeLedger.Spki(real.Key("k")), Holders.New()),
            copy.Roots[0]
        );
        copy.Refused(
            RejectionCode.KindNotAllowed,
            new Totals(MadeElection.President, RegionCode.Nation, 0, TotalFigures.OfVotes([0, 0, 0], 0, 0)),
            copy.Roots[0]
        );
        copy.Said(copy.Snapshot(1), copy.Import());
    }

    private static void BadKey()
    {
        using var ledger = new MadeLedger();
        var good = MadeLedger.Spki(ledger.Key("k"));
        var compressed = (byte[])good.Clone();
        compressed[26] = 3;
        foreach (var bad in new[] { OffCurve(good), good[..90], [.. good, 0], compressed })
        {
            ledger.Refused(RejectionCode.BadKey, new Enrol(Role.Province, RegionCode.Parse("31"), bad, Holders.New()), ledger.Roots[0]);
        }

        ledger.Said(new Enrol(Role.Province, RegionCode.Parse("31"), good, Holders.New()), ledger.Roots[0]);
    }

    private static void KeyAlreadyEnrolled()
    {
        using var ledger = new MadeLedger();
        var key = MadeLedger.Spki(ledger.Officer(Station));
        var enrol = new Enrol(Role.Station, RegionCode.Parse("3171010001002"), key, Holders.New());
        ledger.Refused(RejectionCode.KeyAlreadyEnrolled, enrol, ledger.Officer(District));
        ledger.Refused(
            RejectionCode.KeyAlreadyEnrolled,
            new Enrol(Role.Province, RegionCode.Parse("31"), MadeLedger.Spki(ledger.Roots[1]), Holders.New()),
            ledger.Roots[0]
        );
        ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Officer(Station)), RevocationReason.Mistaken), ledger.Officer(District));
        ledger.Refused(RejectionCode.KeyAlreadyEnrolled, enrol, ledger.Officer(District));
        ledger.Said(enrol with { Key = MadeLedger.Spki(ledger.Key("another")) }, ledger.Officer(District));
    }

    private static void AlreadyRevoked()
    {
        using var ledger = new MadeLedger();
        var name = MadeLedger.NameOf(ledger.Officer(Station));
        ledger.Said(new Revoke(name, RevocationReason.Lost), ledger.Officer(District));
        ledger.Refused(RejectionCode.AlreadyRevoked, new Revoke(name, RevocationReason.Compromised), ledger.Officer(District));
    }

    private static void RootStays()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.RootStays, new Revoke(MadeLedger.NameOf(ledger.Roots[1]), RevocationReason.Lost), ledger.Roots[0]);
        ledger.Refused(RejectionCode.RootStays, new Revoke(MadeLedger.NameOf(ledger.Roots[0]), RevocationReason.Lost), ledger.Roots[0]);
        ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Officer("31")), RevocationReason.Lost), ledger.Roots[0]);
    }

    private static void TimeGoesBack()
    {
        using var ledger = new MadeLedger();
        var now = ledger.Record.Times.Now!.Value;
        ledger.Refused(RejectionCode.TimeGoesBack, new Time(new Timestamp(now.UnixSeconds - 1)), ledger.Log);
        ledger.Refused(RejectionCode.AlreadySaid, new Time(now), ledger.Log);
        ledger.Said(new Time(new Timestamp(now.UnixSeconds + 1)), ledger.Log);
    }

    private static void UnknownContest()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        ledger.Said(ledger.Snapshot(1), ledger.Import());
        ledger.Refused(RejectionCode.UnknownContest, ledger.Form(Station, Sound, 1) with { Contest = "pdpr" }, ledger.Import());
        ledger.Refused(RejectionCode.UnknownContest, ledger.Snapshot(2) with { Contest = "pdpr" }, ledger.Import());
        ledger.Refused(RejectionCode.UnknownContest, ledger.Withdraw(Station, 1) with { Contest = "pdpr" }, ledger.Import());
        ledger.Said(ledger.Form(Station, Sound, 1), ledger.Import());
        using var real = new MadeLedger();
        real.Refused(
            RejectionCode.UnknownContest,
            new Totals("pdpr", RegionCode.Nation, 0, TotalFigures.OfVotes([0, 0, 0], 0, 0)),
            real.Roots[0]
        );
    }

    private static void UnknownRegion()
    {
        using var ledger = new MadeLedger();
        var review = MadeLedger.Review("3171010001004", ledger.Record.Ids[0], ReviewAct.Hold);
        ledger.Refused(RejectionCode.UnknownRegion, review, ledger.Officer(District));
        ledger.Refused(
            RejectionCode.UnknownRegion,
            ledger.Form("3201010001001", MadeElection.Sound(1, 2)) with
            {
                Contest = MadeElection.Senator,
            },
            ledger.Officer("3201010001001")
        );
        ledger.Refused(
            RejectionCode.UnknownRegion,
            new Enrol(Role.Province, RegionCode.Parse("33"), MadeLedger.Spki(ledger.Key("k")), Holders.New()),
            ledger.Roots[0]
        );
        ledger.Refused(
            RejectionCode.UnknownRegion,
            new Enrol(Role.Station, RegionCode.Parse("3171010001004"), MadeLedger.Spki(ledger.Key("k")), Holders.New()),
            ledger.Officer(District)
        );
        ledger.Said(ledger.Form(Station, MadeElection.Sound(1, 2)) with { Contest = MadeElection.Senator }, ledger.Officer(Station));
        using var copy = new MadeLedger(ElectionKind.Copy);
        copy.Refused(RejectionCode.UnknownRegion, copy.Snapshot(1, "3171010001 1-4\n"), copy.Import());
    }

    private static void WrongChoices()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.WrongChoices, ledger.Form(Station, MadeElection.Sound(1, 2)), ledger.Officer(Station));
        var on = ledger.Submit(Station, Sound);
        ledger.Refused(
            RejectionCode.WrongChoices,
            MadeLedger.Review(Station, on, ReviewAct.Correct, MadeElection.Sound(1, 2, 3, 4)),
            ledger.Officer(District)
        );
        ledger.Refused(
            RejectionCode.WrongChoices,
            new Totals(MadeElection.President, RegionCode.Nation, 1, TotalFigures.OfVotes([10, 20], 60, 2)),
            ledger.Roots[0]
        );
        ledger.Said(new Totals(MadeElection.President, RegionCode.Nation, 1, TotalFigures.OfVotes([10, 20, 30], 60, 2)), ledger.Roots[0]);
    }

    private static void NoFigures()
    {
        using var ledger = new MadeLedger();
        var none = MadeElection.Bare(-1, -1, -1);
        ledger.Refused(RejectionCode.NoFigures, ledger.Form(Station, none), ledger.Officer(Station));
        var on = ledger.Submit(Station, MadeElection.Bare(0, -1, -1));
        ledger.Refused(RejectionCode.NoFigures, MadeLedger.Review(Station, on, ReviewAct.Correct, none), ledger.Officer(District));
    }

    private static void NoForm()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.NoForm, MadeLedger.Review(Station, ledger.Record.Ids[0], ReviewAct.Accept), ledger.Officer(District));
        using var copy = new MadeLedger(ElectionKind.Copy);
        copy.Said(copy.Snapshot(1), copy.Import());
        copy.Refused(RejectionCode.NoForm, copy.Withdraw(Station, 1), copy.Import());
        copy.Said(copy.Form(Station, Sound, 1), copy.Import());
        copy.Said(copy.Withdraw(Station, 1), copy.Import());
    }

    private static void Stale()
    {
        // Two officers at once: both have read the same form.
        using var ledger = new MadeLedger();
        var on = ledger.Submit(Station, Sound);
        var first = ledger.Said(MadeLedger.Review(Station, on, ReviewAct.Correct, MadeElection.Sound(1, 2, 3)), ledger.Officer(District));
        ledger.Refused(
            RejectionCode.Stale,
            MadeLedger.Review(Station, on, ReviewAct.Correct, MadeElection.Sound(3, 2, 1)),
            ledger.Officer("3171")
        );
        ledger.Refused(RejectionCode.Stale, MadeLedger.Review(Station, ledger.Record.Ids[0], ReviewAct.Hold), ledger.Officer("3171"));

        // What another station has in place is nothing here.
        var other = ledger.Submit("3171010001002", Sound);
        ledger.Refused(RejectionCode.Stale, MadeLedger.Review(Station, other, ReviewAct.Accept), ledger.Officer("3171"));
        ledger.Said(MadeLedger.Review(Station, first, ReviewAct.Correct, MadeElection.Sound(3, 2, 1)), ledger.Officer("3171"));
    }

    private static void ChecksNotNamed()
    {
        using var ledger = new MadeLedger();
        var committee = ledger.Officer(District);
        var on = ledger.Submit(Station, MadeElection.Figures([10, 20, 30], 61, 2, 63, 64));
        foreach (
            var checks in new string[][]
            {
                [],
                ["VALID_SUM"],
                ["TURNOUT_VOTES", "VALID_SUM"],
                ["VALID_SUM", "VOTES_SUM", "TURNOUT_VOTES"],
                ["VALID_SUM", "VALID_SUM", "TURNOUT_VOTES"],
                ["VALID_SUM", "NO_SUCH_CHECK"],
                ["valid_sum", "TURNOUT_VOTES"],
            }
        )
        {
            ledger.Refused(RejectionCode.ChecksNotNamed, MadeLedger.Review(Station, on, ReviewAct.Accept, fields: null, checks), committee);
        }

        ledger.Refused(RejectionCode.ChecksNotNamed, MadeLedger.Review(Station, on, ReviewAct.Hold, fields: null, "VALID_SUM"), committee);
        ledger.Refused(RejectionCode.ChecksNotNamed, MadeLedger.Review(Station, on, ReviewAct.Correct, Sound, "VALID_SUM"), committee);
        ledger.Said(MadeLedger.Review(Station, on, ReviewAct.Accept, fields: null, "VALID_SUM", "TURNOUT_VOTES"), committee);
    }

    private static void FiguresMissing()
    {
        using var ledger = new MadeLedger();
        var on = ledger.Submit(Station, MadeElection.Bare(10, 20, 30));
        ledger.Refused(RejectionCode.FiguresMissing, MadeLedger.Review(Station, on, ReviewAct.Accept), ledger.Officer(District));
        var half = ledger.Submit("3171010001002", MadeElection.Figures([10, -1, 30], 60, 2, 62, 62));
        ledger.Refused(
            RejectionCode.FiguresMissing,
            MadeLedger.Review("3171010001002", half, ReviewAct.Accept, fields: null, "CHOICE_MISSING"),
            ledger.Officer(District)
        );
        ledger.Said(MadeLedger.Review(Station, on, ReviewAct.Correct, Sound), ledger.Officer(District));
    }

    private static void TooMany()
    {
        // One key floods one station: the hundredth form stands, the next does not, and officers still decide.
        using var ledger = new MadeLedger();
        var on = ledger.Submit(Station, Sound);
        for (var i = 1; i < RuleSets.First.Limits.Forms; i++)
        {
            ledger.Submit(Station, i % 2 == 0 ? Sound : MadeElection.Sound(i, 2, 3), i);
        }

        ledger.Refused(RejectionCode.TooMany, ledger.Form(Station, Sound, 1000), ledger.Officer(Station));
        ledger.Submit("3171010001002", Sound);
        for (var i = 0; i < RuleSets.First.Limits.Decisions; i++)
        {
            on = ledger.Said(
                MadeLedger.Review(Station, on, ReviewAct.Correct, MadeElection.Sound(1 + (i % 50), i / 50, 3)),
                ledger.Officer(District)
            );
        }

        ledger.Refused(RejectionCode.TooMany, MadeLedger.Review(Station, on, ReviewAct.Accept), ledger.Officer(District));

        var totals = new Totals(MadeElection.President, RegionCode.Parse(District), 1, TotalFigures.OfVotes([1, 2, 3], 6, 0));
        for (var i = 0; i < RuleSets.First.Limits.Decisions; i++)
        {
            ledger.Said(totals with { Stations = i }, ledger.Officer(District));
        }

        ledger.Refused(RejectionCode.TooMany, totals with { Stations = 5000 }, ledger.Officer(District));
    }

    private static void AlreadyWithheld()
    {
        using var ledger = new MadeLedger();
        var withhold = new Withhold(ledger.Definition.Names.Sha256, WithholdGround.PersonalData, WithholdAuthority.Commission);
        ledger.Agreed(withhold, ledger.Roots[..2]);
        ledger.Refused(RejectionCode.AlreadyWithheld, withhold with { By = WithholdAuthority.Court }, ledger.Roots[1]);
        ledger.Record.Withheld[withhold.Blob].Statement.ShouldBe(withhold);
    }

    private static void NoDisclosure()
    {
        using var ledger = new MadeLedger();
        var disclose = new Disclose(RegionCode.Nation, DisclosureCategory.Other, null, ledger.Blob([1]), [], null);

        // Neither what nobody said nor what is no disclosure is there to be replaced.
        ledger.Refused(RejectionCode.NoDisclosure, disclose with { Replaces = ledger.Definition.Names.Sha256 }, ledger.Roots[0]);
        ledger.Refused(RejectionCode.NoDisclosure, disclose with { Replaces = ledger.Record.Ids[0] }, ledger.Roots[0]);
        ledger.Said(disclose with { Replaces = ledger.Said(disclose, ledger.Roots[0]) }, ledger.Roots[1]);
    }

    private static void OtherLength()
    {
        using var ledger = new MadeLedger();
        var plan = ledger.Blob("a plan"u8.ToArray());
        var longer = plan with { Bytes = plan.Bytes + 1 };
        var words = new Disclose(RegionCode.Nation, DisclosureCategory.Other, null, plan, [], null);

        // Within one statement, and against an earlier one; of the same length it may be named as often as anybody likes.
        ledger.Refused(RejectionCode.OtherLength, words with { Document = longer }, ledger.Roots[0]);
        ledger.Said(words, ledger.Roots[0]);
        ledger.Refused(RejectionCode.OtherLength, words with { About = longer }, ledger.Roots[0]);
        ledger.Said(words with { Document = plan }, ledger.Roots[0]);
        ledger.Record.Blobs.LengthOf(plan.Sha256).ShouldBe(plan.Bytes);
    }

    private static void NeededForReplay()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        var snapshot = ledger.Snapshot(1, "3171010001 1\n");
        ledger.Said(snapshot, ledger.Import());
        foreach (var needed in new[] { ledger.Definition.Contests, ledger.Definition.Regions, snapshot.Stations })
        {
            ledger.Refused(
                RejectionCode.NeededForReplay,
                new Withhold(needed.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court),
                ledger.Roots[0]
            );
        }

        // Replay does without the names once they are withheld and gone.
        ledger.Agreed(new Withhold(ledger.Definition.Names.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court), ledger.Roots[..2]);
        ledger.Forget(ledger.Definition.Names);
        ledger.Replay().Flaws.ShouldBeEmpty();
    }

    private static void NotOnForm()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Form(Station, MadeElection.Sound(1, 2)) with { Contest = MadeElection.Senator };
        var counts = form.Fields.Counts.ToArray();
        counts[(int)Field.Disabled] = 0;
        var more = new FormFields([1, 2], counts);
        ledger.Refused(RejectionCode.NotOnForm, form with { Fields = more }, ledger.Officer(Station));
        var on = ledger.Said(form, ledger.Officer(Station));
        var review = MadeLedger.Review(Station, on, ReviewAct.Correct, more) with { Contest = MadeElection.Senator };
        ledger.Refused(RejectionCode.NotOnForm, review, ledger.Officer(District));
        var reading = ledger.Reading(Station, more) with { Contest = MadeElection.Senator };
        ledger.Refused(RejectionCode.NotOnForm, reading, ledger.Reader());
        var totals = new TotalFigures([1, 2], [.. counts.Select(count => (long)count)]);
        var said = new Totals(MadeElection.Senator, RegionCode.Parse(District), 1, totals);
        ledger.Refused(RejectionCode.NotOnForm, said, ledger.Officer(District));
    }
}
