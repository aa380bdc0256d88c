using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Verification.Tests;

/// <summary>
/// The operator adds or alters what officers say, with the log's key, a key of its own, an officer's name over a signature that is not the
/// officer's, or with an officer in league whose role or scope does not reach so far.
/// </summary>
public class OperatorInventsTests(NightFixture fixture)
{
    private readonly ElectionNight _night = fixture.Night;

    public static TheoryData<string, RejectionCode> Inventions() =>
        new()
        {
            { "form by the log", RejectionCode.RoleNotAllowed },
            { "form by a stranger", RejectionCode.UnknownKey },
            { "form by a stranger in an officer's name", RejectionCode.BadSignature },
            { "form by the log in an officer's name", RejectionCode.BadSignature },
            { "form with the signature of another", RejectionCode.BadSignature },
            { "form by another station", RejectionCode.OutOfScope },
            { "form by its district", RejectionCode.RoleNotAllowed },
            { "form by a root", RejectionCode.RoleNotAllowed },
            { "form by a lost key", RejectionCode.RevokedKey },
            { "form by its station and the log", RejectionCode.WrongSigners },
            { "form of a station that is not", RejectionCode.OutOfScope },
            { "form of another election", RejectionCode.OtherElection },
            { "form of another ledger", RejectionCode.OtherElection },
            { "review by the log", RejectionCode.RoleNotAllowed },
            { "review by a stranger", RejectionCode.UnknownKey },
            { "review by a stranger in an officer's name", RejectionCode.BadSignature },
            { "review by its station", RejectionCode.RoleNotAllowed },
            { "review by a district elsewhere", RejectionCode.OutOfScope },
            { "review by a root", RejectionCode.RoleNotAllowed },
            { "enrolment by the log", RejectionCode.RoleNotAllowed },
            { "enrolment by a stranger", RejectionCode.UnknownKey },
            { "enrolment by a stranger in an officer's name", RejectionCode.BadSignature },
            { "enrolment by a station", RejectionCode.RoleNotAllowed },
            { "enrolment by a district elsewhere", RejectionCode.OutOfScope },
            { "enrolment by a province of a station", RejectionCode.RoleNotAllowed },
            { "enrolment of a key that stands", RejectionCode.KeyAlreadyEnrolled },
            { "revocation by the log", RejectionCode.RoleNotAllowed },
            { "revocation by another station", RejectionCode.RoleNotAllowed },
            { "revocation of a root", RejectionCode.RootStays },
            { "totals by the log", RejectionCode.RoleNotAllowed },
            { "totals by the district for its regency", RejectionCode.OutOfScope },
            { "totals by a stranger in a root's name", RejectionCode.BadSignature },
            { "withholding by the log", RejectionCode.RoleNotAllowed },
            { "withholding by a district", RejectionCode.RoleNotAllowed },
            { "withholding by two roots in one note", RejectionCode.WrongSigners },
            { "withholding by a stranger in a root's name", RejectionCode.BadSignature },
            { "agreement to nothing", RejectionCode.NoProposal },
            { "agreement to what is withheld", RejectionCode.AlreadyInEffect },
            { "withholding of what replay needs", RejectionCode.NeededForReplay },
            { "time by a stranger", RejectionCode.UnknownKey },
            { "time by a stranger in the log's name", RejectionCode.BadSignature },
            { "time by a root", RejectionCode.RoleNotAllowed },
            { "a second definition", RejectionCode.OutOfPlace },
            { "no statement", RejectionCode.NotAStatement },
            { "no note", RejectionCode.NotANote },
        };

    [Theory]
    [MemberData(nameof(Inventions))]
    public void An_invented_entry(string what, RejectionCode code)
    {
        var random = new Random(21 + what.Length);
        for (var t = 0; t < 2; t++)
        {
            // Among the last entries, where the officers in league are enrolled; before the end, so that it is history that changes.
            var entries = _night.Entries.ToList();
            var index = random.Next(entries.Count - 2, entries.Count);
            entries.Insert(index, Invent(what, random));

            new Forging(_night).Rewrites(entries, $"{what}, try {t}").ShouldBeRefused(index, code, what);
        }
    }

    [Fact]
    public void An_invented_entry_at_the_end_is_refused_as_well_though_it_continues_what_was_seen()
    {
        foreach (var row in Inventions())
        {
            var (what, code) = row.Data;
            byte[][] entries = [.. _night.Entries, Invent(what, new Random(3))];
            var forged = new Republication(entries, _night.Blobs).Sign(_night.Log);

            var flaws = Verifier
                .Verify(new MemorySource(forged), new VerificationOptions(Seen: _night.Checkpoint) { CheckManifest = false })
                .Flaws;

            flaws.ShouldHaveSingleItem(what).ToString().ShouldStartWith($"entry {entries.Length - 1}: {Rejection.NameOf(code)}:");
        }
    }

    [Fact]
    public void A_vote_moved_from_one_choice_to_another_within_a_statement()
    {
        var random = new Random(22);
        var moved = 0;
        var indexes = Enumerable.Range(0, _night.Entries.Count).ToArray();
        random.Shuffle(indexes);
        foreach (var index in indexes)
        {
            if (Moved(_night.Entries[index], random) is not { } altered || moved == 40)
            {
                continue;
            }

            var entries = _night.Entries.ToList();
            entries[index] = altered;
            new Forging(_night)
                .Rewrites(entries, $"a vote of entry {index}")
                .ShouldBeRefused(index, RejectionCode.BadSignature, $"a vote of entry {index}");
            moved++;
        }

        moved.ShouldBe(40);
    }

    [Fact]
    public void A_statement_altered_and_signed_again_by_the_log_or_a_stranger()
    {
        var random = new Random(23);
        foreach (
            var (index, t) in Enumerable
                .Range(0, _night.Entries.Count)
                .Where(i => _night.Statement(_night.Entries[i]) is Form)
                .OrderBy(_ => random.Next())
                .Take(12)
                .Select((i, t) => (i, t))
        )
        {
            Note.TryParse(Moved(_night.Entries[index], random)!, out var note, out _).ShouldBeTrue();
            var entries = _night.Entries.ToList();
            entries[index] = Note.Encode(
                note!.Text.Span,
                [(t % 2 == 0 ? (SignerKey)_night.Log : _night.Officers.Stranger).Sign(note.Text.Span)]
            );

            new Forging(_night)
                .Rewrites(entries, $"entry {index}")
                .ShouldBeRefused(index, t % 2 == 0 ? RejectionCode.RoleNotAllowed : RejectionCode.UnknownKey, $"entry {index}");
        }
    }

    [Fact]
    public void Without_signatures_an_alteration_passes_and_the_verdict_says_what_was_left_out()
    {
        var index = Enumerable.Range(0, _night.Entries.Count).Last(i => _night.Statement(_night.Entries[i]) is Totals);
        var entries = _night.Entries.ToList();
        entries[index] = Moved(entries[index], new Random(1))!;

        var report = Verifier.Verify(
            new MemorySource(new Republication(entries, _night.Blobs).Sign(_night.Log)),
            new VerificationOptions(Signatures: false)
        );

        report.Holds.ShouldBeTrue();
        VerifyCommand.Verdict(report).ShouldEndWith("statements' signatures left out");
    }

    /// <summary>The same entry with one vote of one choice given to the next, its signature kept; null when it has no votes.</summary>
    private static byte[]? Moved(byte[] entry, Random random)
    {
        Note.TryParse(entry, out var note, out _).ShouldBeTrue();
        var text = Encoding.ASCII.GetString(note!.Text.Span);
        var votes = text.IndexOf("\"votes\":[", StringComparison.Ordinal) + 9;
        if (votes < 9)
        {
            return null;
        }

        var end = text.IndexOf(']', votes);
        var figures = text[votes..end].Split(',');
        var from = random.Next(figures.Length);
        var to = (from + 1) % figures.Length;
        if (figures[from] is "null" or "0" || figures[to] is "null" or "999999")
        {
            return null;
        }

        figures[from] = $"{long.Parse(figures[from]) - 1}";
        figures[to] = $"{long.Parse(figures[to]) + 1}";
        return Note.Encode(Encoding.ASCII.GetBytes(text[..votes] + string.Join(',', figures) + text[end..]), note.Signatures);
    }

    private byte[] Invent(string what, Random random) =>
        InventForm(what, random)
        ?? InventReview(what)
        ?? InventOfficers(what, random)
        ?? InventTotals(what, random)
        ?? InventWithholding(what)
        ?? InventOther(what, random)
        ?? throw new ArgumentOutOfRangeException(nameof(what), what, null);

    private byte[]? InventForm(string what, Random random)
    {
        var o = _night.Officers;
        var form = Form(o.StationCode, random);
        return what switch
        {
            "form by the log" => Sign(form, _night.Log),
            "form by a stranger" => Sign(form, o.Stranger),
            "form by a stranger in an officer's name" => InNameOf(o.Station, form, o.Stranger),
            "form by the log in an officer's name" => InNameOf(o.Station, form, _night.Log),
            "form with the signature of another" => Note.Encode(Line(form), Parse(Sign(Form(o.StationCode, random), o.Station)).Signatures),
            "form by another station" => Sign(form, o.OtherStation),
            "form by its district" => Sign(form, o.District),
            "form by a root" => Sign(form, _night.Roots[0]),
            "form by a lost key" => Sign(form, o.Lost),
            "form by its station and the log" => Sign(form, o.Station, _night.Log),
            "form of a station that is not" => Sign(Form(RegionCode.Parse("3101012001999"), random), o.Station),
            "form of another election" => Signing.Entry(_night.Head with { Election = "lain" }, form, o.Station),
            "form of another ledger" => Signing.Entry(_night.Head with { Ledger = "verify.example/lain" }, form, o.Station),
            _ => null,
        };
    }

    private byte[]? InventReview(string what)
    {
        var o = _night.Officers;
        var review = new Review(
            SimulatedElection.Contest,
            o.StationCode,
            InPlace(o.StationCode),
            ReviewAct.Hold,
            ReviewReason.Objection,
            [],
            null,
            null
        );
        return what switch
        {
            "review by the log" => Sign(review, _night.Log),
            "review by a stranger" => Sign(review, o.Stranger),
            "review by a stranger in an officer's name" => InNameOf(o.District, review, o.Stranger),
            "review by its station" => Sign(review, o.Station),
            "review by a district elsewhere" => Sign(review with { Station = Elsewhere, On = InPlace(Elsewhere) }, o.District),
            "review by a root" => Sign(review, _night.Roots[1]),
            _ => null,
        };
    }

    private byte[]? InventOfficers(string what, Random random)
    {
        var o = _night.Officers;
        var enrol = new Enrol(Role.Station, o.StationCode, Spki(EcdsaSigner.FromScalar(Scalar(random))), Holders.New());
        return what switch
        {
            "enrolment by the log" => Sign(enrol, _night.Log),
            "enrolment by a stranger" => Sign(enrol, o.Stranger),
            "enrolment by a stranger in an officer's name" => InNameOf(o.District, enrol, o.Stranger),
            "enrolment by a station" => Sign(enrol, o.Station),
            "enrolment by a district elsewhere" => Sign(enrol with { Scope = Elsewhere }, o.District),
            "enrolment by a province of a station" => Sign(enrol, o.Province),
            "enrolment of a key that stands" => Sign(enrol with { Key = Spki(o.OtherStation) }, o.District),
            "revocation by the log" => Sign(Revoke(o.OtherStation, random), _night.Log),
            "revocation by another station" => Sign(Revoke(o.OtherStation, random), o.Station),
            "revocation of a root" => Sign(Revoke(_night.Roots[1], random), _night.Roots[0]),
            _ => null,
        };
    }

    private byte[]? InventTotals(string what, Random random)
    {
        var o = _night.Officers;
        var totals = new Totals(SimulatedElection.Contest, RegionCode.Nation, 1, TotalFigures.OfVotes([3, 2, 1], 6, random.Next(1000)));
        return what switch
        {
            "totals by the log" => Sign(totals, _night.Log),
            "totals by the district for its regency" => Sign(totals with { Region = o.RegencyCode }, o.District),
            "totals by a stranger in a root's name" => InNameOf(_night.Roots[0], totals, o.Stranger),
            _ => null,
        };
    }

    private byte[]? InventWithholding(string what)
    {
        var o = _night.Officers;
        var withhold = new Withhold(
            new Digest(System.Security.Cryptography.SHA256.HashData(_night.Files["blobs/" + Names])),
            WithholdGround.CourtOrder,
            WithholdAuthority.Court
        );
        return what switch
        {
            "withholding by the log" => Sign(withhold, _night.Log),
            "withholding by a district" => Sign(withhold, o.District),
            "withholding by two roots in one note" => Sign(withhold, _night.Roots),
            "agreement to nothing" => Sign(new Agree(default, Keys.NameOf(Spki(_night.Roots[0]))), _night.Roots[0]),
            "agreement to what is withheld" => Sign(
                new Agree(_night.Sequencer.Record.Ids[_night.Sequencer.Record.Proposals[0].Index], Keys.NameOf(Spki(_night.Roots[0]))),
                _night.Roots[0]
            ),
            "withholding by a stranger in a root's name" => Note.Encode(
                Line(withhold),
                [Renamed(_night.Roots[1], o.Stranger.Sign(Line(withhold)))]
            ),
            "withholding of what replay needs" => Sign(withhold with { Blob = Definition.Regions.Sha256 }, _night.Roots[0]),
            _ => null,
        };
    }

    private byte[]? InventOther(string what, Random random)
    {
        var o = _night.Officers;
        var time = new Time(new Timestamp(_night.Entries.Select(_night.Statement).OfType<Time>().Last().At.UnixSeconds + 1));
        return what switch
        {
            "time by a stranger" => Sign(time, o.Stranger),
            "time by a stranger in the log's name" => InNameOf(
                _night.Log,
                time,
                Ed25519Signer.ImportSeed(ElectionNight.Origin, Scalar(random))
            ),
            "time by a root" => Sign(time, _night.Roots[0]),
            "a second definition" => Sign(Definition with { Quorum = 1 }, _night.Roots[0]),
            "no statement" => Note.Encode("free text\n"u8, [o.Station.Sign("free text\n"u8)]),
            "no note" => "no note"u8.ToArray(),
            _ => null,
        };
    }

    private static RegionCode Elsewhere { get; } = RegionCode.Parse("7301012001001");

    private Definition Definition => (Definition)_night.Statement(_night.Entries[0]);

    private string Names => Definition.Names.Sha256.ToString();

    private static Form Form(RegionCode station, Random random) =>
        new(
            SimulatedElection.Contest,
            station,
            new Timestamp(1_707_900_000),
            new FormFields([random.Next(100), random.Next(100), 7], FormFields.NoCounts()),
            []
        );

    private static Revoke Revoke(SignerKey key, Random random) =>
        new(Keys.NameOf(key.Verifier.PublicKey.Span), random.Next(2) == 0 ? RevocationReason.Lost : RevocationReason.Ended);

    private Digest InPlace(RegionCode station)
    {
        var record = _night.Sequencer.Record;
        return record.Ids[record.Contest(SimulatedElection.Contest)!.InPlace(record.Tree.FindStation(station))];
    }

    private byte[] Sign(Statement statement, params SignerKey[] signers) => Signing.Entry(_night.Head, statement, signers);

    private byte[] Line(Statement statement) => [.. StatementCodec.Write(_night.Head, statement), (byte)'\n'];

    private byte[] InNameOf(SignerKey officer, Statement statement, SignerKey forger) =>
        Note.Encode(Line(statement), [Renamed(officer, forger.Sign(Line(statement)))]);

    private static NoteSignature Renamed(SignerKey officer, NoteSignature signature) =>
        new(officer.Verifier.Name, officer.Verifier.KeyId, signature.Signature);

    private static Note Parse(byte[] bytes) =>
        Note.TryParse(bytes, out var note, out var error) ? note : throw new InvalidOperationException(error);

    private static byte[] Spki(SignerKey key) => key.Verifier.PublicKey.ToArray();

    private static byte[] Scalar(Random random)
    {
        var scalar = new byte[32];
        random.NextBytes(scalar.AsSpan(1));
        return scalar;
    }
}
