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

/// <summary>
/// Each reason to refuse, beside the same thing done right.
/// <see cref="MadeLedger.Refused(RejectionCode, Statement, IReadOnlyList{SignerKey})"/> asserts that a refusal changes nothing.
/// </summary>
public partial class RejectionTests
{
    private const string Station = "3171010001001";
    private const string District = "317101";

    /// <summary>Rules that nobody knows.</summary>
    private static readonly RuleSet Second = RuleSets.First with { Version = 2 };

    private static readonly FormFields Sound = MadeElection.Sound(10, 20, 30);

    private static readonly Dictionary<RejectionCode, Action> Cases = new()
    {
        [RejectionCode.NotANote] = NotANote,
        [RejectionCode.NotAStatement] = NotAStatement,
        [RejectionCode.OtherElection] = OtherElection,
        [RejectionCode.AlreadySaid] = AlreadySaid,
        [RejectionCode.OutOfPlace] = OutOfPlace,
        [RejectionCode.BadDefinition] = BadDefinition,
        [RejectionCode.BlobMissing] = BlobMissing,
        [RejectionCode.BadBlob] = BadBlob,
        [RejectionCode.UnknownKey] = UnknownKey,
        [RejectionCode.RevokedKey] = RevokedKey,
        [RejectionCode.BadSignature] = BadSignature,
        [RejectionCode.WrongSigners] = WrongSigners,
        [RejectionCode.RoleNotAllowed] = RoleNotAllowed,
        [RejectionCode.OutOfScope] = OutOfScope,
        [RejectionCode.KindNotAllowed] = KindNotAllowed,
        [RejectionCode.BadKey] = BadKey,
        [RejectionCode.KeyAlreadyEnrolled] = KeyAlreadyEnrolled,
        [RejectionCode.AlreadyRevoked] = AlreadyRevoked,
        [RejectionCode.RootStays] = RootStays,
        [RejectionCode.TimeGoesBack] = TimeGoesBack,
        [RejectionCode.UnknownContest] = UnknownContest,
        [RejectionCode.UnknownRegion] = UnknownRegion,
        [RejectionCode.UnknownChoice] = CandidateTests.UnknownChoice,
        [RejectionCode.WrongChoices] = WrongChoices,
        [RejectionCode.NotOnForm] = NotOnForm,
        [RejectionCode.NoFigures] = NoFigures,
        [RejectionCode.NoForm] = NoForm,
        [RejectionCode.Stale] = Stale,
        [RejectionCode.ChecksNotNamed] = ChecksNotNamed,
        [RejectionCode.FiguresMissing] = FiguresMissing,
        [RejectionCode.OlderSnapshot] = SnapshotRules.OlderSnapshot,
        [RejectionCode.NotInSnapshot] = SnapshotRules.NotInSnapshot,
        [RejectionCode.NothingNew] = SnapshotRules.NothingNew,
        [RejectionCode.TooMany] = TooMany,
        [RejectionCode.OtherLength] = OtherLength,
        [RejectionCode.AlreadyWithheld] = AlreadyWithheld,
        [RejectionCode.NoDisclosure] = NoDisclosure,
        [RejectionCode.NeededForReplay] = NeededForReplay,
        [RejectionCode.AlreadyThere] = GrowthTests.AlreadyThere,
        [RejectionCode.Certified] = GrowthTests.Certified,
        [RejectionCode.AboveTier] = PlenaryTests.AboveTier,
        [RejectionCode.TooLarge] = GrowthTests.TooLarge,
        [RejectionCode.NoProposal] = SeveralTests.NoProposal,
        [RejectionCode.AlreadyInEffect] = SeveralTests.AlreadyInEffect,
        [RejectionCode.AlreadyAgreed] = SeveralTests.AlreadyAgreed,
        [RejectionCode.SameHolder] = SeveralTests.SameHolder,
        [RejectionCode.OthersHolder] = HolderTests.OthersHolder,
        [RejectionCode.PhonesSpent] = StationKeyTests.PhonesSpent,
        [RejectionCode.NotOnBallot] = WatchingTests.NotOnBallot,
        [RejectionCode.UnknownWatcher] = HandoverTests.UnknownWatcher,
        [RejectionCode.AlreadyAttested] = WatchingTests.AlreadyAttested,
        [RejectionCode.NoObjection] = WatchingTests.NoObjection,
        [RejectionCode.Closed] = WatchingTests.Closed,
        [RejectionCode.OwnForm] = BlindReviewTests.OwnForm,
        [RejectionCode.AlreadySealed] = BlindReviewTests.AlreadySealed,
        [RejectionCode.AlreadyRead] = BlindReviewTests.AlreadyRead,
        [RejectionCode.NoSeal] = BlindReviewTests.NoSeal,
        [RejectionCode.OthersSeal] = BlindReviewTests.OthersSeal,
        [RejectionCode.TooEarly] = BlindReviewTests.TooEarly,
        [RejectionCode.NotCommitted] = BlindReviewTests.NotCommitted,
        [RejectionCode.PlenaryRead] = TranscribeTests.PlenaryRead,
        [RejectionCode.WrongReason] = TranscribeTests.WrongReason,
    };

    public static TheoryData<RejectionCode> Codes => [.. Enum.GetValues<RejectionCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_reason_refuses_by_its_name_and_changes_nothing(RejectionCode code) => Cases[code]();

    [Fact]
    public void Names_are_written_with_hyphens() => Rejection.NameOf(RejectionCode.NotANote).ShouldBe("not-a-note");

    private static void NotANote()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.NotANote, "{}\n"u8.ToArray());
        byte[] entry = Signing.Entry(ledger.Head, ledger.Form(Station, Sound), ledger.Officer(Station));
        ledger.Refused(RejectionCode.NotANote, [.. entry, (byte)'\n']);
        ledger.Refused(RejectionCode.NotANote, entry[..^1]);
        ledger.Say(entry).ShouldBeNull();

        // Nothing above 65,535 bytes could be published in a bundle.
        var tooLong = Encoding.UTF8.GetBytes(new string('x', Entry.Largest) + "\n");
        ledger.Refused(RejectionCode.NotANote, Note.Encode(tooLong, [ledger.Log.Sign(tooLong)]));
    }

    private static void NotAStatement()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        var line = Encoding.ASCII.GetString(StatementCodec.Write(ledger.Head, new Time(MadeElection.At("2024-02-14T12:00:00Z"))));
        foreach (
            var other in new[]
            {
                line.Replace(":1,", ": 1,"),
                line.Replace("\"kind\":\"time\"", "\"kind\":\"word\""),
                line[..^1] + ",\"x\":1}",
                line.Replace(",\"time\":", ",\"time\":0,\"time\":"),
            }
        )
        {
            ledger.Refused(RejectionCode.NotAStatement, Raw(other, ledger.Log));
        }

        // Times that a history could not hold.
        ledger.Said(ledger.Snapshot(1), ledger.Import());
        foreach (
            var taken in new[]
            {
                MadeElection.At("1970-01-01T00:00:00Z"),
                MadeElection.At("2106-02-07T06:28:16Z"),
                MadeElection.At("9999-12-31T23:59:59Z"),
            }
        )
        {
            ledger.Refused(RejectionCode.NotAStatement, ledger.Form(Station, Sound, 1) with { Taken = taken }, ledger.Import());
            ledger.Refused(RejectionCode.NotAStatement, ledger.Snapshot(1) with { Taken = taken }, ledger.Import());
        }

        foreach (var taken in new[] { MadeElection.At("1970-01-01T00:00:01Z"), MadeElection.At("2106-02-07T06:28:15Z") })
        {
            ledger.Said(ledger.Snapshot(1) with { Taken = taken }, ledger.Import());
        }

        ledger.Said(ledger.Form(Station, Sound) with { Taken = MadeElection.At("2106-02-07T06:28:15Z") }, ledger.Import());
        ledger.Said(ledger.Withdraw(Station, 1) with { Taken = MadeElection.At("2106-02-07T06:28:15Z") }, ledger.Import());
        ledger.Say(Raw(line, ledger.Log)).ShouldBeNull();
    }

    private static void OtherElection()
    {
        using var ledger = new MadeLedger();
        var officer = ledger.Officer(Station);
        var form = ledger.Form(Station, Sound);
        foreach (
            var head in new[]
            {
                ledger.Head with
                {
                    Ledger = "ledger.example/other",
                },
                ledger.Head with
                {
                    Election = "made-2",
                },
                ledger.Head with
                {
                    Rules = Second,
                },
            }
        )
        {
            ledger.Refused(RejectionCode.OtherElection, Signing.Entry(head, form, officer));
        }

        ledger.Said(form, officer);
        Begin(ledger.Head with { Rules = Second }, ledger, ledger.Definition, ledger.Roots).ShouldBe(RejectionCode.OtherElection);
    }

    private static void AlreadySaid()
    {
        using var ledger = new MadeLedger();
        var officer = ledger.Officer(Station);
        var form = ledger.Form(Station, Sound);
        var first = Signing.Entry(ledger.Head, form, officer);
        ledger.Say(first).ShouldBeNull();
        var index = ledger.Record.Count - 1;
        var again = Signing.Entry(ledger.Head, form, officer);
        again.ShouldNotBe(first, "ECDSA signs differently each time");
        ledger.Refused(RejectionCode.AlreadySaid, again);
        ledger.Refused(RejectionCode.AlreadySaid, Signing.Entry(ledger.Head, form, ledger.Officer("3171010001002")));
        ledger.Say(again)!.Detail.ShouldContain($"index {index}");
        ledger.Said(ledger.Form(Station, Sound, minute: 1), officer);
        ledger.Refused(RejectionCode.AlreadySaid, ledger.Entries[0].ToArray());
    }

    private static void OutOfPlace()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.OutOfPlace, ledger.Definition with { Quorum = 1 }, ledger.Roots[0]);
        ledger.Refused(RejectionCode.OutOfPlace, ledger.Definition with { Quorum = 1 }, ledger.Roots);

        ElectionRecord.Begin(ledger.Entries[1], ledger.Find, out var rejection).ShouldBeNull();
        rejection!.Code.ShouldBe(RejectionCode.OutOfPlace);

        var record = ElectionRecord.Begin(ledger.Entries[0], ledger.Find, out _)!;
        var enrol = Signing.Entry(
            ledger.Head,
            new Enrol(Role.Province, RegionCode.Parse("31"), MadeLedger.Spki(ledger.Key("p")), Holders.New()),
            ledger.Roots[0]
        );
        record.Accept(enrol)!.Code.ShouldBe(RejectionCode.OutOfPlace);
        record.Count.ShouldBe(1);
        record.Accept(ledger.Entries[1]).ShouldBeNull();
        record.Accept(enrol).ShouldBeNull();
    }

    private static byte[] Villages(int count) =>
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, count).Select(i => $"31{10000000 + i} 1-999\n")));

    private static void BadDefinition()
    {
        using var ledger = new MadeLedger();
        var definition = ledger.Definition;
        RejectionCode? Try(Definition changed) => Begin(ledger.Head, ledger, changed, ledger.Roots);
        Try(definition).ShouldBeNull();
        Try(definition with { Roots = [.. definition.Roots, definition.Roots[0]] }).ShouldBe(RejectionCode.BadDefinition);
        Try(definition with { Roots = [.. definition.Roots, OffCurve(definition.Roots[0])] }).ShouldBe(RejectionCode.BadDefinition);
        Try(definition with { Roots = [.. definition.Roots, definition.Roots[0][..90]] }).ShouldBe(RejectionCode.BadDefinition);
        Try(definition with { Quorum = 0 }).ShouldBe(RejectionCode.BadDefinition);
        Try(definition with { Quorum = 4 }).ShouldBe(RejectionCode.NotAStatement);
        Try(definition with { Contests = ledger.Blob("{}"u8.ToArray()) }).ShouldBe(RejectionCode.BadDefinition);
        Try(definition with { Regions = ledger.Blob("3171010001 3-1\n"u8.ToArray()) }).ShouldBe(RejectionCode.BadDefinition);

        // A few hundred kilobytes that would want gigabytes: too many stations, and too many columns for as many.
        Try(definition with { Regions = ledger.Blob(Villages(10_011)) }).ShouldBe(RejectionCode.BadDefinition);
        var ballot = Enumerable.Range(1, 999).Select(number => new Choice(number, 0)).ToList();
        var wide = new ElectionStructure(
            Limits.Of2024,
            [new Contest("pdpd", ContestKind.Individuals, [new ElectoralDistrict("0", [RegionCode.Nation], 4, ballot)])]
        );
        Try(definition with { Contests = ledger.Blob(wide.Encode()), Regions = ledger.Blob(Villages(1400)) })
            .ShouldBe(RejectionCode.BadDefinition);
        foreach (
            var head in new[]
            {
                ledger.Head with
                {
                    Election = "../made",
                },
                ledger.Head with
                {
                    Election = "",
                },
                ledger.Head with
                {
                    Ledger = "a b",
                },
                ledger.Head with
                {
                    Ledger = "a+b",
                },
            }
        )
        {
            Begin(head, ledger, definition, ledger.Roots).ShouldBe(RejectionCode.BadDefinition);
        }
    }

    private static void BlobMissing()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        foreach (
            var (blob, with) in new (BlobReference, Func<BlobReference, Definition>)[]
            {
                (ledger.Definition.Contests, b => ledger.Definition with { Contests = b }),
                (ledger.Definition.Regions, b => ledger.Definition with { Regions = b }),
            }
        )
        {
            Begin(ledger.Head, ledger, with(blob with { Bytes = blob.Bytes + 1 }), ledger.Roots).ShouldBe(RejectionCode.BlobMissing);
            Begin(ledger.Head, ledger, with(BlobFolder.Reference("nobody has it"u8)), ledger.Roots).ShouldBe(RejectionCode.BlobMissing);
        }

        // The names are needed by no rule.
        Begin(ledger.Head, ledger, ledger.Definition with { Names = BlobFolder.Reference("nobody has it"u8) }, ledger.Roots)
            .ShouldBeNull();

        var snapshot = ledger.Snapshot(1, "3171010001 1-3\n");
        ledger.Refused(RejectionCode.BlobMissing, snapshot with { Stations = BlobFolder.Reference("nobody has it"u8) }, ledger.Import());
        ledger.Refused(RejectionCode.BlobMissing, snapshot with { Stations = snapshot.Stations with { Bytes = 3 } }, ledger.Import());
        ledger.Said(snapshot, ledger.Import());

        // A blob of another content under the name is refused as well.
        using var liar = new MadeLedger(ElectionKind.Copy);
        var other = ElectionRecord.Begin(
            liar.Entries[0],
            blob => blob == liar.Definition.Regions ? "3171010001 1-4\n"u8.ToArray() : liar.Find(blob),
            out var rejection
        );
        other.ShouldBeNull();
        rejection!.Code.ShouldBe(RejectionCode.BlobMissing);

        // What is withheld is gone for every later replay, even where the bytes are still to be had.
        var list = ledger.Snapshot(2, "3171010001 1-2\n");
        ledger.Agreed(new Withhold(list.Stations.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court), ledger.Roots[..2]);
        ledger.Refused(RejectionCode.BlobMissing, list, ledger.Import());
    }

    private static void BadBlob()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        ledger.Refused(RejectionCode.BadBlob, ledger.Snapshot(1, "3171010001 3-1\n"), ledger.Import());
        ledger.Refused(RejectionCode.BadBlob, ledger.Snapshot(1, "no station\n"), ledger.Import());
        ledger.Said(ledger.Snapshot(1, "3171010001 1-3\n"), ledger.Import());
    }

    private static void UnknownKey()
    {
        using var ledger = new MadeLedger();
        var form = ledger.Form(Station, Sound);
        ledger.Refused(RejectionCode.UnknownKey, form, ledger.Key("a stranger"));
        var officer = ledger.Officer(Station);

        // Key name and id must both be the key's, and every line counts.
        byte[] text = [.. StatementCodec.Write(ledger.Head, form), (byte)'\n'];
        var signature = officer.Sign(text);
        ledger.Refused(
            RejectionCode.UnknownKey,
            Note.Encode(text, [new NoteSignature(signature.KeyName, signature.KeyId ^ 1, signature.Signature)])
        );
        ledger.Refused(
            RejectionCode.UnknownKey,
            Note.Encode(text, [new NoteSignature(signature.KeyName.ToUpperInvariant() + "A", signature.KeyId, signature.Signature)])
        );
        ledger.Refused(RejectionCode.UnknownKey, form, officer, ledger.Key("a stranger"));
        ledger.Refused(
            RejectionCode.UnknownKey,
            new Revoke(MadeLedger.NameOf(ledger.Key("a stranger")), RevocationReason.Lost),
            ledger.Roots[0]
        );
        ledger.Said(form, officer);
    }

    private static void RevokedKey()
    {
        using var ledger = new MadeLedger();
        var officer = ledger.Officer(Station);
        ledger.Submit(Station, Sound);
        ledger.Said(new Revoke(MadeLedger.NameOf(officer), RevocationReason.Compromised), ledger.Officer(District));

        // Whatever date it bears.
        ledger.Refused(RejectionCode.RevokedKey, ledger.Form(Station, MadeElection.Sound(1, 2, 3), minute: -600), officer);
        ledger.Said(ledger.Form(Station, MadeElection.Sound(1, 2, 3), minute: -600), ledger.Officer(Station, 1));
    }

    private static void BadSignature()
    {
        using var ledger = new MadeLedger();
        var officer = ledger.Officer(Station);
        var form = ledger.Form(Station, Sound);
        byte[] text = [.. StatementCodec.Write(ledger.Head, form), (byte)'\n'];
        byte[] otherText = [.. StatementCodec.Write(ledger.Head, ledger.Form(Station, MadeElection.Sound(10, 20, 31))), (byte)'\n'];
        ledger.Refused(RejectionCode.BadSignature, Note.Encode(text, [officer.Sign(otherText)]));
        var other = ledger.Officer("3171010001002").Sign(text);
        ledger.Refused(
            RejectionCode.BadSignature,
            Note.Encode(text, [new NoteSignature(officer.Verifier.Name, officer.Verifier.KeyId, other.Signature)])
        );
        ledger.Say(Note.Encode(text, [officer.Sign(text)])).ShouldBeNull();
    }

    private static void WrongSigners()
    {
        using var ledger = new MadeLedger();
        var officer = ledger.Officer(Station);
        ledger.Refused(RejectionCode.WrongSigners, ledger.Form(Station, Sound), officer, ledger.Officer(Station, 1));
        ledger.Refused(RejectionCode.WrongSigners, ledger.Form(Station, Sound), officer, officer);
        ledger.Refused(RejectionCode.WrongSigners, new Time(MadeElection.At("2024-02-15T00:00:00Z")), ledger.Log, ledger.Log);
        var withhold = new Withhold(ledger.Definition.Names.Sha256, WithholdGround.PersonalData, WithholdAuthority.InformationCommission);
        ledger.Refused(RejectionCode.WrongSigners, withhold, ledger.Roots[0], ledger.Roots[0]);
        ledger.Refused(RejectionCode.WrongSigners, withhold, ledger.Roots[0], ledger.Roots[1]);
        ledger.Agreed(withhold, ledger.Roots[..2]);
        Begin(ledger.Head, ledger, ledger.Definition, ledger.Roots[..1]).ShouldBe(RejectionCode.WrongSigners);
        Begin(ledger.Head, ledger, ledger.Definition, [ledger.Roots[0], ledger.Roots[0]]).ShouldBe(RejectionCode.WrongSigners);
        Begin(ledger.Head, ledger, ledger.Definition, [ledger.Roots[2], ledger.Roots[1]]).ShouldBeNull();
    }
}
