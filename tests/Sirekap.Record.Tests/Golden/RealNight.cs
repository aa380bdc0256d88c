using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests.Golden;

/// <summary>Forms of every kind, and every decision on them.</summary>
internal sealed class RealNight() : GoldenNight("real", ElectionKind.Real)
{
    protected override void Say(MadeLedger ledger)
    {
        var (district, regency, province) = (ledger.Officer("317101"), ledger.Officer("3171"), ledger.Officer("31"));
        var other = Decided(ledger, Sent(ledger), district, regency, province);
        Conflicts(ledger);
        KeysEnd(ledger, province);
        Certify(ledger, "317101", "3171", "31", "0");
        ledger.Said(new Totals(MadeElection.Senator, RegionCode.Parse("31"), 1, TotalFigures.OfVotes([40, 41], 81, 2)), province);
        ledger.Said(
            new Totals(MadeElection.President, RegionCode.Parse("32"), 1, TotalFigures.OfVotes([1, 2, 3], 6, 0)),
            ledger.Officer("32")
        );
        ledger.Agreed(new Withhold(other.Sha256, WithholdGround.PersonalData, WithholdAuthority.InformationCommission), ledger.Roots[1..]);
        ledger.Agreed(new Withhold(Photo("page 2"), WithholdGround.UnlawfulContent, WithholdAuthority.Supervisor), ledger.Roots[..2]);
        ledger.Tick();
    }

    /// <summary>One form a holding check, then flags alone, then missing figures. Returns the first four.</summary>
    private static Digest[] Sent(MadeLedger ledger)
    {
        var first = ledger.Submit("3171010001001", MadeElection.Figures([100, 80, 20], 201, 3, 204, 204));
        var second = ledger.Submit("3171010001002", MadeElection.Figures([100, 80, 20], 200, 3, 204, 204));
        var third = ledger.Submit("3171010001003", MadeElection.Figures([100, FormFields.Missing, 20], 200, 3, 203, 203));
        var fourth = ledger.Submit("3171010002001", MadeElection.Broken(44, 33, 22));
        ledger.Submit("3171010002901", Full([60, 40, 30], received: 100));
        ledger.Submit("3171020001001", MadeElection.Sound(300, 150, 51));
        ledger.Tick();
        ledger.Submit("3171020001002", Full([60, 40, 30], received: 200));
        ledger.Submit("3172010001001", MadeElection.Bare(70, 60, 50));
        ledger.Submit("99AA010001001", MadeElection.Sound(600, 300, 100));
        ledger.Said(
            ledger.Form("99AA010001002", MadeElection.Sound(5, 6, 7)) with
            {
                Photos = [Photo("page 1"), Photo("page 2")],
            },
            ledger.Officer("99AA010001002")
        );
        ledger.Said(
            ledger.Form("3171010001001", MadeElection.Sound(40, 41)) with
            {
                Contest = MadeElection.Senator,
            },
            ledger.Officer("3171010001001")
        );
        ledger.Said(
            ledger.Form("3172010001002", MadeElection.Broken(40, 41)) with
            {
                Contest = MadeElection.Senator,
            },
            ledger.Officer("3172010001002")
        );
        foreach (var (station, party) in new[] { ("3201010001001", 5), ("3201010001002", 4) })
        {
            // The second party's sum is its four and its candidate's one, or not.
            var council = MadeElection.Sound(5, 3, 1, 4, 1);
            ledger.Said(
                ledger.Form(station, new FormFields(council.Votes.ToArray(), council.Counts.ToArray(), [9, party])) with
                {
                    Contest = MadeElection.Council,
                },
                ledger.Officer(station)
            );
        }

        ledger.Tick();
        return [first, second, third, fourth];
    }

    /// <summary>
    /// Over a failing check, a misread digit, a choice that stays missing, a hold and its end. Returns words that are withheld later.
    /// </summary>
    private static BlobReference Decided(MadeLedger ledger, Digest[] sent, SignerKey district, SignerKey regency, SignerKey province)
    {
        var words = ledger.Blob(Encoding.UTF8.GetBytes("Salt 8f2c. Dihitung ulang di depan saksi."));
        var other = ledger.Blob(Encoding.UTF8.GetBytes("Salt 11aa. Nama seseorang."));
        ledger.Said(
            MadeLedger.Review("3171010001001", sent[0], ReviewAct.Accept, fields: null, "VALID_SUM") with
            {
                Reason = ReviewReason.PaperAgrees,
            },
            district
        );
        var corrected = ledger.Said(
            MadeLedger.Review("3171010001002", sent[1], ReviewAct.Correct, MadeElection.Sound(100, 80, 21)) with
            {
                Reason = ReviewReason.Misread,
                Text = words,
            },
            district
        );
        ledger.Said(
            MadeLedger.Review(
                "3171010001003",
                sent[2],
                ReviewAct.Correct,
                MadeElection.Figures([100, FormFields.Missing, 21], 200, 3, 203, 203),
                "CHOICE_MISSING"
            ),
            regency
        );
        ledger.Said(
            MadeLedger.Review("3171010002001", sent[3], ReviewAct.Hold) with
            {
                Reason = ReviewReason.Objection,
                Text = other,
            },
            province
        );
        ledger.Said(MadeLedger.Review("3171010001002", corrected, ReviewAct.Hold) with { Reason = ReviewReason.Revote }, regency);
        ledger.Said(
            MadeLedger.Review("3171010001002", corrected, ReviewAct.Correct, MadeElection.Broken(100, 80, 22), "TURNOUT_VOTES") with
            {
                Reason = ReviewReason.Recounted,
            },
            province
        );
        ledger.Said(MadeLedger.Review("3171010002001", sent[3], ReviewAct.Accept, fields: null, "TURNOUT_VOTES"), district);
        ledger.Tick();
        return other;
    }

    /// <summary>The waiting form wins, loses, and waits on; the same figures again change nothing.</summary>
    private static void Conflicts(MadeLedger ledger)
    {
        ledger.Submit("3201010001001", MadeElection.Sound(10, 20, 30));
        var waiting = ledger.Said(ledger.Form("3201010001001", MadeElection.Sound(30, 20, 10), 5), ledger.Officer("3201010001001", 1));
        ledger.Said(MadeLedger.Review("3201010001001", waiting, ReviewAct.Accept), ledger.Officer("320101"));
        var kept = ledger.Submit("3201010001002", MadeElection.Sound(11, 20, 30));
        ledger.Submit("3201010001002", MadeElection.Broken(11, 20, 31), 1);
        ledger.Submit("3201010001002", MadeElection.Bare(11, 20, 32), 2);
        ledger.Said(MadeLedger.Review("3201010001002", kept, ReviewAct.Accept), ledger.Officer("3201"));
        ledger.Submit("3201010001003", MadeElection.Sound(1, 1, 1));
        ledger.Submit("3201010001003", MadeElection.Sound(2, 2, 2), 1);
        ledger.Submit("3201020001001", MadeElection.Sound(3, 3, 3));
        ledger.Submit("3201020001001", MadeElection.Sound(3, 3, 3), 9);
    }

    /// <summary>Keys end for every reason; what they said and whom they enrolled stays; a new key takes the place.</summary>
    private static void KeysEnd(MadeLedger ledger, SignerKey province)
    {
        var lost = ledger.Officer("3172010001001");
        ledger.Said(new Revoke(MadeLedger.NameOf(lost), RevocationReason.Lost), ledger.Officer("317201"));
        ledger.Said(ledger.Form("3172010001001", MadeElection.Sound(70, 60, 50), 3), ledger.Officer("3172010001001", 1));
        ledger.Said(
            new Revoke(MadeLedger.NameOf(ledger.Officer("3201020001001")), RevocationReason.Ended),
            ledger.Officer("3201020001001")
        );
        ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Officer("3172")), RevocationReason.Compromised), province);
        ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Officer("317102")), RevocationReason.Mistaken), ledger.Roots[1]);
        ledger.Submit("3171020001002", Full([60, 40, 31], received: 200), 4);
        ledger.Tick();
    }
}
