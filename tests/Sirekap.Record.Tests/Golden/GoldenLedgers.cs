using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Disclosures;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests.Golden;

/// <summary>
/// The nights from which the golden ledgers of rules version 1 were made: every kind of statement, every holding check, every change of a
/// station's state, both contests, at home and overseas. The places and figures are invented here. ECDSA signs differently each time, so
/// the files cannot be made twice.
/// </summary>
internal static class GoldenLedgers
{
    public const int MostEntries = 150;

    public static IReadOnlyList<string> Names { get; } = ["real", "simulation", "copy", "disclosed", "read"];

    public static MadeLedger Make(string name)
    {
        var kind = name is "disclosed" or "read" ? ElectionKind.Real : Words.Kinds.Single(k => k.Word == name).Value;
        var ledger = new MadeLedger(kind, head: new StatementHead($"ledger.example/golden/{name}", $"golden-{name}", 1));
        switch (name)
        {
            case "real":
                Real(ledger);
                break;
            case "copy":
                Copy(ledger);
                break;
            case "disclosed":
                Disclosed(ledger);
                break;
            case "read":
                ReadPhotos(ledger);
                break;
            default:
                Simulation(ledger);
                break;
        }

        return ledger;
    }

    private static void Real(MadeLedger ledger)
    {
        var (district, regency, province) = (ledger.Officer("317101"), ledger.Officer("3171"), ledger.Officer("31"));

        // One form a holding check, then flags alone, then missing figures.
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
        ledger.Tick();

        // Decisions: over a failing check, a misread digit, a choice that stays missing, a hold and its end.
        var words = ledger.Blob(Encoding.UTF8.GetBytes("Salt 8f2c. Dihitung ulang di depan saksi."));
        var other = ledger.Blob(Encoding.UTF8.GetBytes("Salt 11aa. Nama seseorang."));
        ledger.Said(
            MadeLedger.Review("3171010001001", first, ReviewAct.Accept, fields: null, "VALID_SUM") with
            {
                Reason = ReviewReason.PaperAgrees,
            },
            district
        );
        var corrected = ledger.Said(
            MadeLedger.Review("3171010001002", second, ReviewAct.Correct, MadeElection.Sound(100, 80, 21)) with
            {
                Reason = ReviewReason.Misread,
                Text = words,
            },
            district
        );
        ledger.Said(
            MadeLedger.Review(
                "3171010001003",
                third,
                ReviewAct.Correct,
                MadeElection.Figures([100, FormFields.Missing, 21], 200, 3, 203, 203),
                "CHOICE_MISSING"
            ),
            regency
        );
        ledger.Said(
            MadeLedger.Review("3171010002001", fourth, ReviewAct.Hold) with
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
        ledger.Said(MadeLedger.Review("3171010002001", fourth, ReviewAct.Accept, fields: null, "TURNOUT_VOTES"), district);
        ledger.Tick();

        // Conflicts: the waiting form wins, loses, and waits on; the same figures again change nothing.
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

        // Keys end for every reason; what they said and whom they enrolled stays; a new key takes the place.
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

        Certify(ledger, "317101", "3171", "31", "0");
        ledger.Said(new Totals(MadeElection.Senator, RegionCode.Parse("31"), 1, [40, 41], 81, 2), province);
        ledger.Said(new Totals(MadeElection.President, RegionCode.Parse("32"), 1, [1, 2, 3], 6, 0), ledger.Officer("32"));
        ledger.Said(new Withhold(other.Sha256, WithholdGround.PersonalData, WithholdAuthority.InformationCommission), ledger.Roots[1..]);
        ledger.Said(new Withhold(Photo("page 2"), WithholdGround.UnlawfulContent, WithholdAuthority.Supervisor), ledger.Roots);
        ledger.Tick();
    }

    private static void Simulation(MadeLedger ledger)
    {
        var random = new Random(1_402_2024);
        foreach (var code in Model.NaiveComparison.Stations(ledger.Record.Tree))
        {
            int[] votes = [random.Next(120), random.Next(120), random.Next(50)];
            var station = code.ToString();
            var fields = random.Next(3) switch
            {
                0 => MadeElection.Broken(votes),
                1 => MadeElection.Sound(votes),
                _ => Full(votes, votes.Sum() + 10),
            };
            var on = ledger.Submit(station, fields);
            var failing = Catalogue.Codes(ledger.President.Checks(ledger.Station(station)).FailingHolds);
            if (random.Next(2) == 0)
            {
                ledger.Said(MadeLedger.Review(station, on, ReviewAct.Accept, fields: null, [.. failing]), ledger.Officer(station[..6]));
            }
            else if (failing.Count > 0)
            {
                votes[0]++;
                ledger.Said(MadeLedger.Review(station, on, ReviewAct.Correct, MadeElection.Sound(votes)), ledger.Officer(station[..4]));
            }
        }

        ledger.Tick();
        Certify(ledger, "317101", "317201", "3171", "99", "0");
        ledger.Said(new Withhold(ledger.Definition.Names.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court), ledger.Roots[..2]);
    }

    private static void Copy(MadeLedger ledger)
    {
        var import = ledger.Import();
        ledger.Said(ledger.Snapshot(10, "3171010001 1-3\n3171010002 1\n99AA010001 1\n"), import);
        ledger.Said(ledger.Form("3171010001001", MadeElection.Bare(10, 20, 30), 10), import);
        ledger.Said(ledger.Form("3171010001002", MadeElection.Broken(10, 20, 30), 10), import);
        ledger.Said(ledger.Form("3171010001003", Full([10, 20, 30], 66), 10), import);
        ledger.Said(ledger.Form("99AA010001001", MadeElection.Sound(500, 200, 30), 10), import);
        ledger.Tick();

        // The feed changes: corrected, emptied, there again; one row is in no later snapshot.
        ledger.Said(ledger.Snapshot(20, "3171010001 1-2\n3171010002 1\n3201010001 1-3\n"), import);
        ledger.Said(ledger.Form("3171010001001", MadeElection.Sound(10, 20, 31), 20), import);
        ledger.Said(ledger.Withdraw("3171010001002", 20), import);
        ledger.Said(
            ledger.Form("3201010001002", MadeElection.Figures([1, FormFields.Missing, 3], FormFields.Missing, 1, 6, 6), 20),
            import
        );
        ledger.Said(ledger.Snapshot(20, "3171010001 1-3\n", MadeElection.Senator), import);
        ledger.Said(ledger.Form("3171010001003", MadeElection.Sound(7, 8), 20) with { Contest = MadeElection.Senator }, import);

        // An older snapshot may still speak of stations that no newer one has had.
        ledger.Said(ledger.Snapshot(15, "3171010001 1-3\n3172010001 1-2\n"), import);
        ledger.Said(ledger.Form("3172010001001", MadeElection.Sound(15, 15, 15), 15), import);
        ledger.Said(ledger.Form("3171010001003", MadeElection.Sound(15, 15, 16), 15), import);
        ledger.Tick();

        // Another key imports on after the first has ended.
        ledger.Said(new Revoke(MadeLedger.NameOf(import), RevocationReason.Ended), ledger.Roots[0]);
        var second = ledger.Import(1);
        ledger.Said(ledger.Snapshot(30, "3171010001 2\n99AA010001 1-2\n"), second);
        ledger.Said(ledger.Form("3171010001002", MadeElection.Broken(10, 20, 30), 30), second);
        ledger.Said(ledger.Withdraw("99AA010001001", 30), second);
        ledger.Said(ledger.Form("99AA010001001", MadeElection.Sound(500, 200, 31), 30), second);
        ledger.Said(
            new Withhold(ledger.Definition.Names.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Commission),
            ledger.Roots[..2]
        );
        ledger.Tick();
    }

    /// <summary>
    /// Every outcome; before a form, beside it, of other figures, of none; by readers of the nation and a province; one photo read for two
    /// stations, which brands neither; evidence withheld.
    /// </summary>
    private static void ReadPhotos(MadeLedger ledger)
    {
        const string One = "3171010001001",
            Two = "3171010001002",
            Three = "3171010002001";
        var fields = Full([100, 80, 20], received: 210);
        ledger.Said(ledger.Reading(One, fields, ReadingOutcome.Clear, 1, 2, 3), ledger.Reader());
        ledger.Said(ledger.Form(One, fields) with { Photos = [Named(1), Named(2), Named(3)] }, ledger.Officer(One));
        ledger.Tick();
        ledger.Said(ledger.Form(Two, MadeElection.Sound(100, 80, 20)) with { Photos = [Named(4)] }, ledger.Officer(Two));
        var misread = MadeElection.Sound(600, 80, 20);
        ledger.Said(ledger.Reading(Two, misread, ReadingOutcome.Clear, 4), ledger.Reader("31"));
        ledger.Said(
            ledger.Reading(Two, MadeElection.Broken(100, 80, 20), ReadingOutcome.Contradictory, 4) with
            {
                Model = Named(9),
                Evidence = ledger.Blob("{\"other\":1}"u8.ToArray()),
            },
            ledger.Reader("31")
        );
        ledger.Said(ledger.Reading(Three, MadeElection.Bare(5, FormFields.Missing, 7), ReadingOutcome.Unclear, 4), ledger.Reader());
        var nothing = new FormFields([FormFields.Missing, FormFields.Missing], FormFields.NoCounts());
        ledger.Said(ledger.Reading(Three, nothing, ReadingOutcome.Unclear, 5) with { Contest = MadeElection.Senator }, ledger.Reader());
        ledger.Tick();
        ledger.Said(
            MadeLedger.Review(
                Two,
                ledger.Record.Ids[ledger.President.InPlace(ledger.Station(Two))],
                ReviewAct.Correct,
                MadeElection.Sound(100, 80, 21)
            ),
            ledger.Officer("317101")
        );
        ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Reader("31")), RevocationReason.Compromised), ledger.Officer("31"));
        ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Reader()), RevocationReason.Ended), ledger.Roots[2]);
        ledger.Said(
            new Withhold(ledger.Blob("{\"other\":1}"u8.ToArray()).Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court),
            ledger.Roots[..2]
        );
        ledger.Tick();

        static Digest Named(byte photo) => BlobFolder.Reference([photo]).Sha256;
    }

    /// <summary>Every category and every ground; documents, none, replaced, withheld.</summary>
    private static void Disclosed(MadeLedger ledger)
    {
        var contract = new Disclose(
            RegionCode.Nation,
            DisclosureCategory.Contract,
            ledger.Blob("Perjanjian 1/2024."u8.ToArray()),
            About(ledger, DisclosureCategory.Contract, "exists", "party", "value", "until", "executedIn"),
            [
                .. Enum.GetValues<ExemptionGround>()
                    .Select((ground, i) => new Exemption(ground, MadeElection.At($"20{27 + i}-01-01T00:00:00Z"))),
            ],
            null
        );
        var first = ledger.Said(contract, ledger.Roots[0]);
        foreach (var category in Enum.GetValues<DisclosureCategory>().Where(category => category != DisclosureCategory.Contract))
        {
            ledger.Said(new Disclose(RegionCode.Nation, category, null, About(ledger, category), [], null), ledger.Roots[1]);
        }

        ledger.Tick();
        ledger.Said(
            contract with
            {
                Document = ledger.Blob("Perjanjian 1/2024, lengkap."u8.ToArray()),
                Withheld = [],
                Replaces = first,
            },
            ledger.Roots[2]
        );
        var hosting = new Disclose(
            RegionCode.Parse("31"),
            DisclosureCategory.Hosting,
            null,
            About(ledger, DisclosureCategory.Hosting, "place"),
            [],
            null
        );
        var province = ledger.Said(hosting, ledger.Officer("31"));
        ledger.Said(
            hosting with
            {
                Replaces = province,
                About = About(ledger, DisclosureCategory.Hosting, "operator", "place"),
            },
            ledger.Officer("31", 1)
        );
        ledger.Said(hosting with { Scope = RegionCode.Parse("3171") }, ledger.Officer("3171"));
        ledger.Said(
            new Withhold(hosting.About.Sha256, WithholdGround.PersonalData, WithholdAuthority.InformationCommission),
            ledger.Roots[..2]
        );
        ledger.Said(new Withhold(contract.Document!.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court), ledger.Roots[..2]);
        ledger.Tick();
    }

    private static BlobReference About(MadeLedger ledger, DisclosureCategory category, params string[] facts)
    {
        var about = new DisclosureAbout(
            new string("0123456789abcdef"[(int)category], 32),
            new Bilingual("Keterbukaan", "Disclosure"),
            [.. facts.Select(fact => new DisclosureFact(fact, new Bilingual($"rekaan {fact}", $"invented {fact}")))]
        );
        return ledger.Blob(about.Encode(category));
    }

    /// <summary>Certifies what the record has, and at the nation one vote more.</summary>
    private static void Certify(MadeLedger ledger, params string[] regions)
    {
        foreach (var region in regions)
        {
            var own = ledger.President.Tally.Totals(ledger.Record.Tree.FindRegion(RegionCode.Parse(region))).Accepted;
            var votes = own.Votes.ToArray();
            votes[0] += region == "0" ? 1 : 0;
            var totals = new Totals(
                MadeElection.President,
                RegionCode.Parse(region),
                own.Stations,
                votes,
                own.Counts[(int)Field.Valid],
                own.Counts[(int)Field.Invalid]
            );
            ledger.Said(totals, region == "0" ? ledger.Roots[0] : ledger.Officer(region));
        }
    }

    /// <summary>All 28 figures; some of them fail checks that only flag.</summary>
    private static FormFields Full(int[] votes, int received)
    {
        var all = votes.Sum() + 4;
        int[] counts =
        [
            150,
            151,
            301,
            all / 2,
            all - 3 - (all / 2),
            all - 3,
            1,
            1,
            2,
            1,
            0,
            1,
            (all / 2) + 2,
            all - (all / 2) - 2,
            all,
            received,
            all,
            2,
            received - all - 1,
            3,
            2,
            6,
            all - 4,
            4,
            all,
        ];
        return new FormFields(votes, [.. counts.Select(count => Math.Max(count, 0))]);
    }

    private static Digest Photo(string name) => BlobFolder.Reference(Encoding.ASCII.GetBytes(name)).Sha256;
}
