using System.Security.Cryptography;
using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;

namespace Sirekap.Fuzz;

/// <summary>
/// Reads bytes as a sequence of entries, most of them well made, so that mutations of bytes become mutations of histories.
/// </summary>
internal sealed class RecordProgram(byte[] program, SampleElection election)
{
    private readonly List<byte[]> _said = [];
    private int _at = 1;
    private long _time = 1_707_900_000;

    public bool Ended => _at >= program.Length;

    /// <summary>Enrols a key for every place, as an election begins.</summary>
    public IEnumerable<byte[]> Enrolments(bool copy)
    {
        yield return Say(new Time(new Timestamp(_time)), SampleLog.Log);
        (Role Role, string Scope, int Key, int By)[] officers = copy
            ? [(Role.Import, "0", 2, 0)]
            :
            [
                (Role.Province, "31", 2, 0),
                (Role.Province, "99", 3, 1),
                (Role.Regency, "3171", 4, 2),
                (Role.Regency, "99AA", 5, 3),
                (Role.District, "317101", 6, 4),
                (Role.District, "99AA01", 7, 5),
                (Role.Station, "3171010001001", 8, 6),
                (Role.Station, "3171010001002", 9, 6),
                (Role.Station, "99AA010001001", 10, 7),
                (Role.Reader, "0", 11, 0),
                (Role.Kit, "3171010001001", 12, 6),
                (Role.Supervisor, "3171", 17, 14),
                (Role.Witness, "317101", 18, 15),
                (Role.Witness, "0", 19, 16),
                (Role.Observer, "31", 20, 14),
            ];
        foreach (var (role, scope, key, by) in officers)
        {
            yield return Say(
                new Enrol(role, RegionCode.Parse(scope), SampleElection.Spki(key), new Holder((UInt128)key)),
                SampleElection.Keys[by]
            );
        }
    }

    /// <summary>The next entry.</summary>
    public byte[] Next(ElectionRecord record)
    {
        var station = new Func<RegionCode>(() => SampleElection.Stations[Byte(SampleElection.Stations.Count)]);
        var contest =
            Byte(8) == 0 ? "pdpr"
            : Byte(32) == 0 ? "none"
            : "ppwp";
        return Byte(22) switch
        {
            0 => Say(new Time(new Timestamp(_time += Byte(5) - 1)), Byte(16) == 0 ? Key() : SampleLog.Log),
            1 => Say(
                new Enrol(
                    (Role)Byte(Enum.GetValues<Role>().Length),
                    Place(),
                    SampleElection.Spki(Byte(SampleElection.Keys.Count)),
                    new Holder((UInt128)Byte(SampleElection.Keys.Count))
                ),
                Key()
            ),
            2 or 3 or 4 => Say(
                new Form(
                    contest,
                    station(),
                    new Timestamp(_time - Byte(3)),
                    Figures(contest),
                    Byte(4) == 0 ? [new Digest(SHA256.HashData([(byte)Byte(3)]))] : []
                )
                {
                    Paper = Byte(4) == 0 ? new PaperSignatures([Byte(3)], [3 + Byte(2)]) : null,
                },
                Key()
            ),
            5 or 6 or 7 => Review(record, contest, station()),
            8 => Say(
                new Revoke(Record.Keys.NameOf(SampleElection.Spki(Byte(SampleElection.Keys.Count))), (RevocationReason)Byte(4)),
                Key()
            ),
            9 => Say(new Totals(contest, Place(), Byte(10), TotalFigures.OfVotes([Byte(256), 2, 3], Byte(256), 1)), Key()),
            10 => record.Proposals.Count > 0 && Byte(2) == 0 ? Agree(record) : Withhold(),
            11 => Byte(2) == 0
                ? Say(new Withdraw(contest, station(), new Timestamp(_time - Byte(3))), Key())
                : Say(
                    new Snapshot(
                        contest,
                        new Timestamp(_time - Byte(3)),
                        election.Text,
                        Byte(4) == 0 ? election.Text : election.StationList
                    ),
                    Key()
                ),
            12 => Byte(2) == 0 ? Again() : election.Entry,
            13 => Say(Disclosure(record), Key()),
            14 => Say(Reading(contest, station()), Key()),
            15 => Watch(record, contest, station()),
            16 or 17 => Sealed(record, contest, station()),
            18 => Roll(record, contest),
            19 or 20 => Plenary(record, contest, station()),
            _ => Damaged(),
        };
    }

    /// <summary>Mostly a district's word on its paper, over what is in place or was read last; now and then over anything.</summary>
    private byte[] Plenary(ElectionRecord record, string contest, RegionCode station)
    {
        var index = record.Tree.FindStation(station);
        var state = index >= 0 && record.Contest(contest) is { } of ? of.State(index) : StationState.Empty;
        var shown = Byte(4) switch
        {
            0 => record.Ids[Byte(256) % record.Count],
            1 => (Digest?)null,
            _ => state.IsRead ? record.Ids[state.ReadBy]
            : state.InPlace >= 0 ? record.Ids[state.InPlace]
            : null,
        };
        var fields = Byte(2) == 0 && state.Fields is { } same ? same : Figures(contest);
        var checks =
            index >= 0 && record.Contest(contest) is { } its && fields.Votes.Length == its.Contest.BallotOf(station).Columns.Count
                ? Catalogue.First.Codes(Catalogue.First.FailingHolds(Evaluation.Evaluate(fields, its.PaperOf(index))))
                : [];
        var source = (PaperSource)Byte(3);
        return Say(
            new Transcription(
                contest,
                station,
                shown,
                source,
                source == PaperSource.Copy ? new Recipients(Byte(2) == 0, [Byte(4)]) : null,
                source == PaperSource.Form && !fields.Equals(state.Fields) && shown is not null ? (DifferenceReason)Byte(2) : null,
                Byte(8) == 0 ? ["VALID_SUM"] : checks,
                fields,
                Byte(4) == 0 ? [new Digest(SHA256.HashData([(byte)Byte(3)]))] : [],
                Byte(4) == 0 ? election.Text : null
            ),
            SampleElection.Keys[2 + Byte(4)]
        );
    }

    /// <summary>Dice of mostly the size that the ledger has now, or had a while ago; now and then of more.</summary>
    private byte[] Roll(ElectionRecord record, string contest)
    {
        var (size, rolls) = (Math.Max(record.Count + 1 - Byte(8), 0), Byte(2) == 0 ? "1234561234" : "6543211111");
        return Say(new Dice(contest, Place(), size, rolls, Byte(4) == 0 ? election.Text : null), Key());
    }

    private byte[] Review(ElectionRecord record, string contest, RegionCode station)
    {
        var act = (ReviewAct)Byte(3);
        var fields = act == ReviewAct.Correct ? Figures(contest) : null;
        var on = record.Count == 0 ? default : record.Ids[Byte(256) % record.Count];
        IReadOnlyList<string> checks = Byte(4) == 0 ? ["VALID_SUM"] : [];
        var index = record.Tree.FindStation(station);
        if (Byte(4) > 0 && record.Contest(contest) is { } of && of.InPlace(index) is >= 0 and var inPlace)
        {
            on = record.Ids[inPlace];
            checks =
                act == ReviewAct.Hold
                    ? []
                    : Catalogue.First.Codes(
                        Catalogue.First.FailingHolds(Evaluation.Evaluate(fields ?? of.Tally.Fields(index)!, of.PaperOf(index)))
                    );
        }

        return Say(
            new Review(contest, station, on, act, (ReviewReason)Byte(6), checks, fields, Byte(4) == 0 ? election.Text : null),
            Key()
        );
    }

    /// <summary>Mostly somebody who watches, in their own name, of what was said of the station; or a committee's answer.</summary>
    private byte[] Watch(ElectionRecord record, string contest, RegionCode station)
    {
        if (record.Watching.Objections.Count > 0 && Byte(3) == 0)
        {
            var to = record.Watching.Objections[Byte(256) % record.Watching.Objections.Count];
            return Say(
                new Answer(record.Ids[to.Index], (AnswerOutcome)Byte(3), (AnswerReason)Byte(7), Byte(4) == 0 ? election.Text : null),
                SampleElection.Keys[4 + Byte(4)]
            );
        }

        var key = Byte(4) == 0 ? Byte(SampleElection.Keys.Count) : 14 + Byte(7);
        var by = Byte(8) == 0 ? default : Record.Keys.NameOf(SampleElection.Spki(key));
        var on = record.Ids[Byte(256) % record.Count];
        if (Byte(4) > 0 && record.Contest(contest) is { } of && of.InPlace(record.Tree.FindStation(station)) is >= 0 and var inPlace)
        {
            on = record.Ids[inPlace];
        }

        var text = Byte(4) == 0 ? election.Text : null;
        var ground = (ObjectionGround)Byte(6);
        if (Byte(4) == 0)
        {
            var given = new Recipients(Byte(2) == 0, [Byte(4)]);
            return Say(new Salinan(contest, station, on, given), SampleElection.Keys[8 + Byte(3)]);
        }

        Statement said =
            Byte(2) == 0
                ? new Objection(by, contest, station, Byte(3) == 0 ? null : on, ground, Byte(2) == 0 ? Figures(contest) : null, [], text)
            : Byte(2) == 0 ? new Attest(by, contest, station, on, AttestStance.Signed, null, null)
            : new Attest(by, contest, station, on, AttestStance.Refused, ground, text);
        return Say(said, SampleElection.Keys[key]);
    }

    /// <summary>A committee seals what it read of what is in place, or opens a seal of the station's; figures and salts are few.</summary>
    private byte[] Sealed(ElectionRecord record, string contest, RegionCode station)
    {
        var key = Byte(8) == 0 ? Byte(SampleElection.Keys.Count) : 2 + Byte(5);
        var seals = record.Blind.Of(contest, station).SelectMany(review => review.Seals.Select(seal => (review.On, Seal: seal))).ToList();
        var inPlace = record.Contest(contest) is { } of ? of.InPlace(record.Tree.FindStation(station)) : -1;
        var fields = Byte(2) == 0 || inPlace < 0 ? Alike() : record.Contest(contest)!.Tally.Fields(record.Tree.FindStation(station))!;
        if (seals.Count > 0 && Byte(2) == 0)
        {
            var (_, seal) = seals[Byte(256) % seals.Count];
            var holder = Enumerable.Range(0, SampleElection.Keys.Count).FirstOrDefault(i => new Holder((UInt128)i) == seal.Holder);
            var opener = Byte(8) == 0 ? key : holder;
            return Say(new Unseal(contest, station, record.Ids[seal.Index], new Salt(1), fields), SampleElection.Keys[opener]);
        }

        var on = inPlace >= 0 && Byte(8) > 0 ? record.Ids[inPlace] : record.Ids[Byte(256) % record.Count];
        var name = Record.Keys.NameOf(SampleElection.Spki(key));
        var commitment = Sealing.Commit(SampleElection.Head, contest, station, on, name, new Salt(1), fields);
        return Say(new Seal(contest, station, on, commitment), SampleElection.Keys[key]);
    }

    /// <summary>Figures that two are likely to say.</summary>
    private FormFields Alike() => new(Byte(2) == 0 ? [1, 2, 3] : [1, 2, 4], FormFields.NoCounts());

    /// <summary>Mostly the other root, in its own name, to something proposed.</summary>
    private byte[] Agree(ElectionRecord record)
    {
        var to = Byte(8) == 0 ? default : record.Ids[record.Proposals[Byte(256) % record.Proposals.Count].Index];
        var key = Byte(4) == 0 ? Byte(SampleElection.Keys.Count) : Byte(2);
        var by = Byte(8) == 0 ? default : Record.Keys.NameOf(SampleElection.Spki(key));
        return Say(new Agree(to, by), SampleElection.Keys[key]);
    }

    private byte[] Withhold()
    {
        var blob = new[] { election.Text.Sha256, election.StationList.Sha256, new Digest(SHA256.HashData([1])), default }[Byte(4)];
        var statement = new Withhold(blob, (WithholdGround)Byte(3), (WithholdAuthority)Byte(4));
        return Byte(2) == 0 ? Say(statement, Key()) : Say(statement, SampleElection.Keys[Byte(2)]);
    }

    private Disclose Disclosure(ElectionRecord record)
    {
        Digest? replaces = (Byte(4), record.Disclosures.Count) switch
        {
            (0, _) => record.Ids[Byte(256) % record.Count],
            (1, > 0 and var count) => record.Ids[record.Disclosures[Byte(256) % count].Index],
            _ => null,
        };
        var exemption = new Exemption((ExemptionGround)Byte(11), new Timestamp(_time));
        return new Disclose(
            Byte(2) == 0 ? RegionCode.Nation : Place(),
            (DisclosureCategory)Byte(10),
            Byte(2) == 0 ? election.Text : null,
            election.Text,
            [.. Enumerable.Repeat(exemption, Byte(3))],
            replaces
        );
    }

    private PhotoReading Reading(string contest, RegionCode station)
    {
        var fields = Figures(contest);
        var photo = new Digest(SHA256.HashData([(byte)Byte(3)]));
        return new PhotoReading(contest, station, [photo], "made", photo, (ReadingOutcome)Byte(3), fields, fields, election.Text);
    }

    /// <summary>An earlier entry, to the byte.</summary>
    private byte[] Again() => _said.Count == 0 ? election.Entry : _said[Byte(256) % _said.Count];

    /// <summary>An earlier entry with changed bytes: under its old signatures, or with a changed text under new ones.</summary>
    private byte[] Damaged()
    {
        var entry = (byte[])Again().Clone();
        for (var changes = 1 + Byte(3); changes > 0; changes--)
        {
            entry[((Byte(256) * 256) + Byte(256)) % entry.Length] = (byte)Byte(256);
        }

        var end = entry.AsSpan().IndexOf("\n\n"u8);
        if (Byte(2) == 0 || end < 0)
        {
            return entry;
        }

        try
        {
            var text = entry[..(end + 1)];
            return Note.Encode(text, [Key().Sign(text)]);
        }
        catch (ArgumentException)
        {
            // The text can stand in no note.
            return entry;
        }
    }

    private FormFields Figures(string contest)
    {
        var votes = new int[contest == "pdpr" ? 3 : 3 + (Byte(32) == 0 ? 1 : 0)];
        var counts = FormFields.NoCounts();
        for (var i = 0; i < votes.Length; i++)
        {
            votes[i] = Byte(16) == 0 ? FormFields.Missing : Byte(200);
        }

        var sum = votes.Sum(vote => Math.Max(vote, 0));
        var kind = Byte(8);
        if (kind > 0)
        {
            counts[(int)Field.Valid] = kind == 1 ? Byte(256) : sum;
            counts[(int)Field.Invalid] = 2;
            counts[(int)Field.AllVotes] = counts[(int)Field.Valid] + 2;
            counts[(int)Field.Voters] =
                kind == 2 ? FormFields.Missing
                : kind == 3 ? Byte(256)
                : counts[(int)Field.AllVotes];
            counts[(int)Field.BallotsReceived] = kind == 4 ? Byte(256) : FormFields.Missing;
        }

        return new FormFields(votes, counts);
    }

    private RegionCode Place() => SampleElection.Places[Byte(SampleElection.Places.Count)];

    private EcdsaSigner Key() => SampleElection.Keys[Byte(SampleElection.Keys.Count)];

    private byte[] Say(Statement statement, params SignerKey[] signers)
    {
        var entry = Signing.Entry(SampleElection.Head, statement, signers);
        _said.Add(entry);
        return entry;
    }

    private int Byte(int below) => Ended ? 0 : program[_at++] % below;
}
