using System.Text;
using Sirekap.Elections;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Record.Storage;

namespace Sirekap.Record.Tests;

/// <summary>Each reason to refuse, beside the same thing done right. <see cref="MadeLedger.Refused(RejectionCode, Statement, IReadOnlyList{SignerKey})"/> asserts that a refusal changes nothing.</summary>
public class RejectionTests
{
    private const string Station = "3171010001001";
    private const string District = "317101";

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
        [RejectionCode.WrongChoices] = WrongChoices,
        [RejectionCode.NoFigures] = NoFigures,
        [RejectionCode.NoForm] = NoForm,
        [RejectionCode.Stale] = Stale,
        [RejectionCode.ChecksNotNamed] = ChecksNotNamed,
        [RejectionCode.FiguresMissing] = FiguresMissing,
        [RejectionCode.OlderSnapshot] = OlderSnapshot,
        [RejectionCode.NotInSnapshot] = NotInSnapshot,
        [RejectionCode.NothingNew] = NothingNew,
        [RejectionCode.AlreadyWithheld] = AlreadyWithheld,
        [RejectionCode.NeededForReplay] = NeededForReplay,
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
        foreach (var other in new[] { line.Replace(":1,", ": 1,"), line.Replace("\"kind\":\"time\"", "\"kind\":\"word\""), line[..^1] + ",\"x\":1}", line.Replace(",\"time\":", ",\"time\":0,\"time\":") })
        {
            ledger.Refused(RejectionCode.NotAStatement, Raw(other, ledger.Log));
        }

        // Times that a history could not hold.
        ledger.Said(ledger.Snapshot(1), ledger.Import());
        foreach (var taken in new[] { MadeElection.At("1970-01-01T00:00:00Z"), MadeElection.At("2106-02-07T06:28:16Z"), MadeElection.At("9999-12-31T23:59:59Z") })
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
        foreach (var head in new[] { ledger.Head with { Ledger = "ledger.example/other" }, ledger.Head with { Election = "made-2" }, ledger.Head with { Rules = 2 } })
        {
            ledger.Refused(RejectionCode.OtherElection, Signing.Entry(head, form, officer));
        }

        ledger.Said(form, officer);
        Begin(ledger.Head with { Rules = 2 }, ledger, ledger.Definition, ledger.Roots).ShouldBe(RejectionCode.OtherElection);
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
        var enrol = Signing.Entry(ledger.Head, new Enrol(Role.Province, RegionCode.Parse("31"), MadeLedger.Spki(ledger.Key("p"))), ledger.Roots[0]);
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
        var wide = new ElectionStructure(Limits.Of2024, [new Contest("pdpd", ContestKind.Individuals, [new ElectoralDistrict("0", [RegionCode.Nation], 4, ballot)])]);
        Try(definition with { Contests = ledger.Blob(wide.Encode()), Regions = ledger.Blob(Villages(1400)) }).ShouldBe(RejectionCode.BadDefinition);
        foreach (var head in new[] { ledger.Head with { Election = "../made" }, ledger.Head with { Election = "" }, ledger.Head with { Ledger = "a b" }, ledger.Head with { Ledger = "a+b" } })
        {
            Begin(head, ledger, definition, ledger.Roots).ShouldBe(RejectionCode.BadDefinition);
        }
    }

    private static void BlobMissing()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        foreach (var (blob, with) in new (BlobReference, Func<BlobReference, Definition>)[]
        {
            (ledger.Definition.Contests, b => ledger.Definition with { Contests = b }),
            (ledger.Definition.Regions, b => ledger.Definition with { Regions = b }),
        })
        {
            Begin(ledger.Head, ledger, with(blob with { Bytes = blob.Bytes + 1 }), ledger.Roots).ShouldBe(RejectionCode.BlobMissing);
            Begin(ledger.Head, ledger, with(BlobFolder.Reference("nobody has it"u8)), ledger.Roots).ShouldBe(RejectionCode.BlobMissing);
        }

        // The names are needed by no rule.
        Begin(ledger.Head, ledger, ledger.Definition with { Names = BlobFolder.Reference("nobody has it"u8) }, ledger.Roots).ShouldBeNull();

        var snapshot = ledger.Snapshot(1, "3171010001 1-3\n");
        ledger.Refused(RejectionCode.BlobMissing, snapshot with { Stations = BlobFolder.Reference("nobody has it"u8) }, ledger.Import());
        ledger.Refused(RejectionCode.BlobMissing, snapshot with { Stations = snapshot.Stations with { Bytes = 3 } }, ledger.Import());
        ledger.Refused(RejectionCode.BlobMissing, ledger.Snapshot(1, "3171010001 3-1\n"), ledger.Import());
        ledger.Said(snapshot, ledger.Import());

        // A blob of another content under the name is refused as well.
        using var liar = new MadeLedger(ElectionKind.Copy);
        var other = ElectionRecord.Begin(liar.Entries[0], blob => blob == liar.Definition.Regions ? "3171010001 1-4\n"u8.ToArray() : liar.Find(blob), out var rejection);
        other.ShouldBeNull();
        rejection!.Code.ShouldBe(RejectionCode.BlobMissing);

        // What is withheld is gone for every later replay, even where the bytes are still to be had.
        var list = ledger.Snapshot(2, "3171010001 1-2\n");
        ledger.Said(new Withhold(list.Stations.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court), ledger.Roots[..2]);
        ledger.Refused(RejectionCode.BlobMissing, list, ledger.Import());
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
        ledger.Refused(RejectionCode.UnknownKey, Note.Encode(text, [new NoteSignature(signature.KeyName, signature.KeyId ^ 1, signature.Signature)]));
        ledger.Refused(RejectionCode.UnknownKey, Note.Encode(text, [new NoteSignature(signature.KeyName.ToUpperInvariant() + "A", signature.KeyId, signature.Signature)]));
        ledger.Refused(RejectionCode.UnknownKey, form, officer, ledger.Key("a stranger"));
        ledger.Refused(RejectionCode.UnknownKey, new Revoke(MadeLedger.NameOf(ledger.Key("a stranger")), RevocationReason.Lost), ledger.Roots[0]);
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
        ledger.Refused(RejectionCode.BadSignature, Note.Encode(text, [new NoteSignature(officer.Verifier.Name, officer.Verifier.KeyId, other.Signature)]));
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
        ledger.Refused(RejectionCode.WrongSigners, withhold, ledger.Roots[0]);
        ledger.Refused(RejectionCode.WrongSigners, withhold, ledger.Roots[0], ledger.Roots[0]);
        ledger.Refused(RejectionCode.WrongSigners, withhold, ledger.Roots[0], ledger.Roots[1], ledger.Roots[1]);
        ledger.Said(withhold, ledger.Roots);
        Begin(ledger.Head, ledger, ledger.Definition, ledger.Roots[..1]).ShouldBe(RejectionCode.WrongSigners);
        Begin(ledger.Head, ledger, ledger.Definition, [ledger.Roots[0], ledger.Roots[0]]).ShouldBe(RejectionCode.WrongSigners);
        Begin(ledger.Head, ledger, ledger.Definition, [ledger.Roots[2], ledger.Roots[1]]).ShouldBeNull();
    }

    private static void RoleNotAllowed()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.RoleNotAllowed, ledger.Form(Station, Sound), ledger.Officer(District));
        ledger.Refused(RejectionCode.RoleNotAllowed, ledger.Form(Station, Sound), ledger.Log);
        var withhold = new Withhold(ledger.Definition.Names.Sha256, WithholdGround.PersonalData, WithholdAuthority.Commission);
        ledger.Refused(RejectionCode.RoleNotAllowed, withhold, ledger.Roots[0], ledger.Roots[1], ledger.Officer("31"));
        ledger.Refused(RejectionCode.RoleNotAllowed, withhold, ledger.Roots[0], ledger.Roots[1], ledger.Log);
        Begin(ledger.Head, ledger, ledger.Definition, [ledger.Roots[0], ledger.Roots[1], ledger.Log]).ShouldBe(RejectionCode.RoleNotAllowed);
        ledger.Said(ledger.Form(Station, Sound), ledger.Officer(Station));
        ledger.Said(withhold, ledger.Roots[..2]);
    }

    private static void OutOfScope()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.OutOfScope, ledger.Form("3171010001002", Sound), ledger.Officer(Station));

        // A scope is at the role's own level, neither above nor below it.
        foreach (var scope in new[] { "31", "317101", "3171010001", "0" })
        {
            ledger.Refused(RejectionCode.OutOfScope, new Enrol(Role.Regency, RegionCode.Parse(scope), MadeLedger.Spki(ledger.Key("k"))), ledger.Officer("31"));
        }

        ledger.Said(new Enrol(Role.Regency, RegionCode.Parse("3171"), MadeLedger.Spki(ledger.Key("k"))), ledger.Officer("31"));
    }

    private static void KindNotAllowed()
    {
        using var real = new MadeLedger();
        real.Refused(RejectionCode.KindNotAllowed, real.Snapshot(1), real.Officer("31"));
        real.Refused(RejectionCode.KindNotAllowed, new Enrol(Role.Import, RegionCode.Nation, MadeLedger.Spki(real.Key("k"))), real.Roots[0]);
        using var copy = new MadeLedger(ElectionKind.Copy);
        copy.Refused(RejectionCode.KindNotAllowed, new Enrol(Role.Province, RegionCode.Parse("31"), MadeLedger.Spki(real.Key("k"))), copy.Roots[0]);
        copy.Refused(RejectionCode.KindNotAllowed, new Totals(MadeElection.President, RegionCode.Nation, 0, [0, 0, 0], 0, 0), copy.Roots[0]);
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
            ledger.Refused(RejectionCode.BadKey, new Enrol(Role.Province, RegionCode.Parse("31"), bad), ledger.Roots[0]);
        }

        ledger.Said(new Enrol(Role.Province, RegionCode.Parse("31"), good), ledger.Roots[0]);
    }

    private static void KeyAlreadyEnrolled()
    {
        using var ledger = new MadeLedger();
        var key = MadeLedger.Spki(ledger.Officer(Station));
        var enrol = new Enrol(Role.Station, RegionCode.Parse("3171010001002"), key);
        ledger.Refused(RejectionCode.KeyAlreadyEnrolled, enrol, ledger.Officer(District));
        ledger.Refused(RejectionCode.KeyAlreadyEnrolled, new Enrol(Role.Province, RegionCode.Parse("31"), MadeLedger.Spki(ledger.Roots[1])), ledger.Roots[0]);
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
        real.Refused(RejectionCode.UnknownContest, new Totals("pdpr", RegionCode.Nation, 0, [0, 0, 0], 0, 0), real.Roots[0]);
    }

    private static void UnknownRegion()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.UnknownRegion, ledger.Form("3171010001004", Sound), ledger.Officer(Station));
        ledger.Refused(RejectionCode.UnknownRegion, ledger.Form("3201010001001", MadeElection.Sound(1, 2)) with { Contest = MadeElection.Senator }, ledger.Officer("3201010001001"));
        ledger.Refused(RejectionCode.UnknownRegion, new Enrol(Role.Province, RegionCode.Parse("33"), MadeLedger.Spki(ledger.Key("k"))), ledger.Roots[0]);
        ledger.Refused(RejectionCode.UnknownRegion, new Enrol(Role.Station, RegionCode.Parse("3171010001004"), MadeLedger.Spki(ledger.Key("k"))), ledger.Officer(District));
        ledger.Refused(RejectionCode.UnknownRegion, new Totals(MadeElection.President, RegionCode.Parse("3171010001"), 0, [0, 0, 0], 0, 0), ledger.Officer(District));
        ledger.Said(ledger.Form(Station, MadeElection.Sound(1, 2)) with { Contest = MadeElection.Senator }, ledger.Officer(Station));
        using var copy = new MadeLedger(ElectionKind.Copy);
        copy.Refused(RejectionCode.UnknownRegion, copy.Snapshot(1, "3171010001 1-4\n"), copy.Import());
    }

    private static void WrongChoices()
    {
        using var ledger = new MadeLedger();
        ledger.Refused(RejectionCode.WrongChoices, ledger.Form(Station, MadeElection.Sound(1, 2)), ledger.Officer(Station));
        var on = ledger.Submit(Station, Sound);
        ledger.Refused(RejectionCode.WrongChoices, MadeLedger.Review(Station, on, ReviewAct.Correct, MadeElection.Sound(1, 2, 3, 4)), ledger.Officer(District));
        ledger.Refused(RejectionCode.WrongChoices, new Totals(MadeElection.President, RegionCode.Nation, 1, [10, 20], 60, 2), ledger.Roots[0]);
        ledger.Said(new Totals(MadeElection.President, RegionCode.Nation, 1, [10, 20, 30], 60, 2), ledger.Roots[0]);
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
        ledger.Refused(RejectionCode.Stale, MadeLedger.Review(Station, on, ReviewAct.Correct, MadeElection.Sound(3, 2, 1)), ledger.Officer("3171"));
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
        foreach (var checks in new string[][]
        {
            [], ["VALID_SUM"], ["TURNOUT_VOTES", "VALID_SUM"], ["VALID_SUM", "VOTES_SUM", "TURNOUT_VOTES"], ["VALID_SUM", "VALID_SUM", "TURNOUT_VOTES"],
            ["VALID_SUM", "NO_SUCH_CHECK"], ["valid_sum", "TURNOUT_VOTES"],
        })
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
        ledger.Refused(RejectionCode.FiguresMissing, MadeLedger.Review("3171010001002", half, ReviewAct.Accept, fields: null, "CHOICE_MISSING"), ledger.Officer(District));
        ledger.Said(MadeLedger.Review(Station, on, ReviewAct.Correct, Sound), ledger.Officer(District));
    }

    private static void OlderSnapshot()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        ledger.Said(ledger.Snapshot(2, "3171010001 1\n"), ledger.Import());
        ledger.Said(ledger.Snapshot(1, "3171010001 1-2\n"), ledger.Import());
        ledger.Refused(RejectionCode.OlderSnapshot, ledger.Form(Station, Sound, minute: 1), ledger.Import());
        ledger.Said(ledger.Form("3171010001002", Sound, minute: 1), ledger.Import());
        ledger.Said(ledger.Snapshot(3, "3171010001 2\n"), ledger.Import());
        ledger.Refused(RejectionCode.OlderSnapshot, ledger.Withdraw("3171010001002", 1), ledger.Import());
        ledger.Said(ledger.Withdraw("3171010001002", 3), ledger.Import());
    }

    private static void NotInSnapshot()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        ledger.Refused(RejectionCode.NotInSnapshot, ledger.Form(Station, Sound, minute: 1), ledger.Import());
        ledger.Said(ledger.Snapshot(1, "3171010001 1\n"), ledger.Import());
        ledger.Refused(RejectionCode.NotInSnapshot, ledger.Form("3171010001002", Sound, minute: 1), ledger.Import());
        ledger.Refused(RejectionCode.NotInSnapshot, ledger.Form(Station, Sound, minute: 2), ledger.Import());
        ledger.Refused(RejectionCode.NotInSnapshot, ledger.Form(Station, MadeElection.Sound(1, 2), minute: 1) with { Contest = MadeElection.Senator }, ledger.Import());
        ledger.Said(ledger.Form(Station, Sound, minute: 1), ledger.Import());
    }

    private static void NothingNew()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        ledger.Said(ledger.Snapshot(1), ledger.Import());
        ledger.Said(ledger.Form(Station, Sound, minute: 1), ledger.Import());
        ledger.Said(ledger.Snapshot(2), ledger.Import());
        ledger.Refused(RejectionCode.NothingNew, ledger.Form(Station, Sound, minute: 2), ledger.Import());
        ledger.Said(ledger.Form(Station, MadeElection.Sound(10, 20, 31), minute: 2), ledger.Import());
    }

    private static void AlreadyWithheld()
    {
        using var ledger = new MadeLedger();
        var withhold = new Withhold(ledger.Definition.Names.Sha256, WithholdGround.PersonalData, WithholdAuthority.Commission);
        ledger.Said(withhold, ledger.Roots[..2]);
        ledger.Refused(RejectionCode.AlreadyWithheld, withhold with { By = WithholdAuthority.Court }, ledger.Roots[1..]);
        ledger.Record.Withheld[withhold.Blob].Statement.ShouldBe(withhold);
    }

    private static void NeededForReplay()
    {
        using var ledger = new MadeLedger(ElectionKind.Copy);
        var snapshot = ledger.Snapshot(1, "3171010001 1\n");
        ledger.Said(snapshot, ledger.Import());
        foreach (var needed in new[] { ledger.Definition.Contests, ledger.Definition.Regions, snapshot.Stations })
        {
            ledger.Refused(RejectionCode.NeededForReplay, new Withhold(needed.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court), ledger.Roots[..2]);
        }

        // Replay does without the names once they are withheld and gone.
        ledger.Said(new Withhold(ledger.Definition.Names.Sha256, WithholdGround.CourtOrder, WithholdAuthority.Court), ledger.Roots[..2]);
        ledger.Forget(ledger.Definition.Names);
        ledger.Replay().Flaws.ShouldBeEmpty();
    }

    private static RejectionCode? Begin(StatementHead head, MadeLedger ledger, Definition definition, IReadOnlyList<SignerKey> signers)
    {
        var record = ElectionRecord.Begin(Signing.Entry(head, definition, signers), ledger.Find, out var rejection);
        (record is null).ShouldBe(rejection is not null);
        return rejection?.Code;
    }

    private static byte[] Raw(string line, SignerKey signer)
    {
        var text = Encoding.ASCII.GetBytes(line + "\n");
        return Note.Encode(text, [signer.Sign(text)]);
    }

    private static byte[] OffCurve(byte[] spki)
    {
        var off = (byte[])spki.Clone();
        off[^1] ^= 1;
        return off;
    }
}
