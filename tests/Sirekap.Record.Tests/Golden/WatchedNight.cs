using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Record.Tests.Golden;

/// <summary>
/// A station's phones, enrolled by its kit and, when there are no more, by the regency, and a letter that was stolen; witnesses,
/// supervisors and an observer who sign, refuse and object, in two contests, and what they are answered; one of them is ended by her own.
/// </summary>
internal sealed class WatchedNight() : GoldenNight("watched", ElectionKind.Real)
{
    private const string One = "3171010001001";
    private static readonly RegionCode At = RegionCode.Parse(One);

    protected override void Say(MadeLedger ledger)
    {
        for (var phone = 1; phone <= 4; phone++)
        {
            var key = ledger.Key($"phone {phone}");
            var enrol = new Enrol(Role.Station, At, MadeLedger.Spki(key), MadeLedger.HolderOf(key));
            ledger.Said(enrol, phone < 4 ? ledger.Kit(One, phone - 1) : ledger.Officer("3171"));
        }

        ledger.Said(new Revoke(MadeLedger.NameOf(ledger.Kit(One, 2)), RevocationReason.Compromised), ledger.Officer("317101"));
        ledger.Tick();
        var first = ledger.Said(ledger.Form(One, Full([90, 60, 30], received: 200)), ledger.Key("phone 1"));
        ledger.Said(new Salinan(MadeElection.President, At, first, new Recipients(Village: true, [0])), ledger.Key("phone 2"));
        var again = ledger.Said(
            ledger.Form(One, MadeElection.Sound(90, 60, 31), 1) with
            {
                Photos = [Photo("page 1"), Photo("page 2")],
                Gallery = [1],
                Paper = new PaperSignatures([0, 1], [2]),
            },
            ledger.Key("phone 4")
        );
        ledger.Said(new Salinan(MadeElection.President, At, again, new Recipients(Village: true, [1])), ledger.Key("phone 4"));
        ledger.Tick();
        Watch(ledger, first, again);
    }

    private static void Watch(MadeLedger ledger, Digest first, Digest again)
    {
        var president = new Attest(default, MadeElection.President, At, first, AttestStance.Signed, null, null);
        ledger.Said(president, ledger.Watcher(Role.Witness, One, "contestant 1"));
        ledger.Said(president, ledger.Watcher(Role.Supervisor, "317101"));
        ledger.Said(president, ledger.Watcher(Role.Observer, "0"));
        var second = ledger.Watcher(Role.Witness, "317101", "contestant 2");
        var words = ledger.Blob("salt 4711: the second column was changed"u8.ToArray());
        ledger.Said(
            president with
            {
                On = again,
                Stance = AttestStance.Refused,
                Ground = ObjectionGround.FiguresDiffer,
                Text = words,
            },
            second
        );
        var differs = new Objection(
            default,
            MadeElection.President,
            At,
            again,
            ObjectionGround.FiguresDiffer,
            MadeElection.Bare(90, 60, 30),
            [Photo("copy of the form")],
            words
        );
        var objection = ledger.Said(differs, second);
        var senator = ledger.Watcher(Role.Witness, One, "senator 2");
        foreach (var ground in Enum.GetValues<ObjectionGround>().Skip(1))
        {
            ledger.Said(new Objection(default, MadeElection.Senator, At, null, ground, null, [], null), senator);
        }

        ledger.Tick();
        ledger.Said(new Answer(objection, AnswerOutcome.Replied, AnswerReason.Plenary, words), ledger.Officer("317101"));
        ledger.Said(MadeLedger.Review(One, first, ReviewAct.Correct, MadeElection.Sound(90, 60, 30)), ledger.Officer("317101"));
        ledger.Said(new Answer(objection, AnswerOutcome.Settled, AnswerReason.Corrected, null), ledger.Officer("3171"));
        foreach (
            var (its, reason) in ledger
                .Record.Watching.Objections.Skip(1)
                .Zip(Enum.GetValues<AnswerReason>().Except([AnswerReason.Plenary]))
        )
        {
            ledger.Said(new Answer(ledger.Record.Ids[its.Index], AnswerOutcome.Rejected, reason, null), ledger.Officer("31"));
        }

        ledger.Said(new Revoke(MadeLedger.NameOf(second), RevocationReason.Ended), ledger.Key("contestant 2"));
    }
}
