using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests.Golden;

/// <summary>
/// Two people, and where they differ a third, read what conflicts, what fails a check, what a program read otherwise, what is objected to
/// and what dice drew; some confirm, some settle, five agree on nothing, and one seal stays closed for ever.
/// </summary>
internal sealed class ReviewedNight() : GoldenNight("reviewed", ElectionKind.Real)
{
    private const string Conflict = "3171010001001";
    private const string Broken = "3171010001002";
    private const string Read = "3171010001003";
    private const string Objected = "3171010002001";
    private const string Spent = "3171020001001";
    private const string Council = "3201010001001";

    protected override void Say(MadeLedger ledger)
    {
        var (district, regency, province) = (ledger.Officer("317101"), ledger.Officer("3171"), ledger.Officer("31"));
        var conflict = ledger.Submit(Conflict, MadeElection.Sound(10, 20, 30));
        ledger.Submit(Conflict, MadeElection.Sound(10, 20, 31), 1);
        var broken = ledger.Submit(Broken, MadeElection.Broken(10, 20, 30));
        var read = ledger.Submit(Read, Full([90, 60, 30], received: 200));
        ledger.Said(ledger.Reading(Read, Full([90, 60, 36], received: 200)), ledger.Reader());
        ledger.Said(ledger.Reading(Broken, MadeElection.Broken(10, 20, 30), ReadingOutcome.Unclear), ledger.Reader());
        var objected = ledger.Submit(Objected, MadeElection.Sound(3, 2, 1));
        var objection = new Objection(
            default,
            MadeElection.President,
            RegionCode.Parse(Objected),
            objected,
            ObjectionGround.FiguresDiffer,
            MadeElection.Bare(3, 2, 2),
            [],
            null
        );
        var said = ledger.Said(objection, ledger.Watcher(Role.Witness, "317101", "contestant 2"));
        ledger.Tick();

        // One form with other figures waited; two read those. Where two read what stands, it stays whose it was.
        ledger.Read(Conflict, conflict, (district, MadeElection.Sound(10, 20, 31)), (regency, MadeElection.Sound(10, 20, 31)));
        var contradicts = ledger.Read(
            Broken,
            broken,
            (district, MadeElection.Broken(9, 20, 30)),
            (province, MadeElection.Broken(9, 20, 30))
        );
        ledger.Said(MadeLedger.Review(Broken, contradicts, ReviewAct.Accept, null, "TURNOUT_VOTES"), regency);
        ledger.Read(Read, read, (district, Full([90, 60, 30], received: 200)), (regency, Full([90, 61, 30], received: 200)));
        ledger.Read(Read, read, (province, Full([90, 60, 30], received: 200)));
        ledger.Read(Objected, objected, (district, MadeElection.Sound(3, 2, 1)), (regency, MadeElection.Sound(3, 2, 1)));
        ledger.Said(new Answer(said, AnswerOutcome.Rejected, AnswerReason.PaperAgrees, null), province);
        ledger.Tick();
        Disagree(ledger);
        OfCouncil(ledger);
        ledger.Tick();
        Roll(ledger);
    }

    private static void Disagree(MadeLedger ledger)
    {
        var form = ledger.Submit(Spent, MadeElection.Sound(1, 2, 3));
        ledger.Sealed(Spent, form, (ledger.Officer("317102"), MadeElection.Sound(4, 0, 0)));
        for (var n = 1; n <= 3; n++)
        {
            ledger.Read(Spent, form, (ledger.Officer("317102", n), MadeElection.Sound(n, n, n)));
        }

        // Of a key that ends meanwhile; nobody opens it any more.
        var last = ledger.Officer("317102", 4);
        ledger.Sealed(Spent, form, (last, MadeElection.Sound(0, 0, 9)));
        ledger.Said(new Revoke(MadeLedger.NameOf(last), RevocationReason.Ended), ledger.Officer("3171"));
    }

    /// <summary>A contest of parties, of which one reader leaves the parties' sums out.</summary>
    private static void OfCouncil(MadeLedger ledger)
    {
        var at = RegionCode.Parse(Council);
        FormFields Figures(int[]? parties) => new([1, 2, 3, 4, 5], FormFields.NoCounts(), parties);
        var form = ledger.Said(new Form(MadeElection.Council, at, MadeLedger.Start, Figures([6, 9]), []), ledger.Officer(Council));
        (EcdsaSigner By, FormFields Fields)[] read =
        [
            (ledger.Officer("320101"), Figures([7, 9])),
            (ledger.Officer("3201"), Figures(null)),
            (ledger.Officer("32"), Figures([FormFields.Missing, 9])),
        ];
        var seals = read.Select(its =>
                ledger.Said(
                    new Seal(
                        MadeElection.Council,
                        at,
                        form,
                        Sealing.Commit(ledger.Head, MadeElection.Council, at, form, MadeLedger.NameOf(its.By), MadeSeals.Salt, its.Fields)
                    ),
                    its.By
                )
            )
            .ToArray();
        foreach (var (seal, its) in seals.Zip(read))
        {
            ledger.Said(new Unseal(MadeElection.Council, at, seal, MadeSeals.Salt, its.Fields), its.By);
        }
    }

    private static void Roll(MadeLedger ledger)
    {
        foreach (var station in ledger.Record.Tree.StationsOf(0) is var (first, end) ? Enumerable.Range(first, end - first) : [])
        {
            if (ledger.President.InPlace(station) < 0)
            {
                ledger.Submit(ledger.Record.Tree.Station(station).ToString(), MadeElection.Sound(7, station, 7));
            }
        }

        var words = ledger.Blob("rolled in the hall before all witnesses"u8.ToArray());
        ledger.Said(
            new Dice(MadeElection.President, RegionCode.Parse("3171"), ledger.Record.Count, "6512436512", words),
            ledger.Watcher(Role.Supervisor, "3171")
        );
        ledger.Said(
            new Dice(MadeElection.President, RegionCode.Nation, ledger.Record.Count - 2, "1111111111", null),
            ledger.Key("bawaslu")
        );
        ledger.Said(new Dice(MadeElection.Council, RegionCode.Nation, ledger.Record.Count, "123456123456", null), ledger.Key("bawaslu"));
    }
}
