using System.Numerics;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;

namespace Sirekap.Record.Tests;

/// <summary>One signature has one form, or somebody could make a second valid entry of the same statement.</summary>
public class SignatureTests
{
    private const string Station = "3171010001001";
    private static readonly BigInteger Order = BigInteger.Parse(
        "0ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
        System.Globalization.NumberStyles.AllowHexSpecifier
    );

    [Fact]
    public void A_signature_in_any_other_form_than_the_strict_one_is_refused()
    {
        using var ledger = new MadeLedger();
        var officer = ledger.Officer(Station);
        var form = ledger.Form(Station, MadeElection.Sound(10, 20, 30));
        byte[] text = [.. StatementCodec.Write(ledger.Head, form), (byte)'\n'];
        var der = officer.Sign(text).Signature.ToArray();
        var (r, s) = Read(der);
        Write(r, s).ShouldBe(der);

        byte[] Entry(byte[] signature) => Note.Encode(text, [new NoteSignature(officer.Verifier.Name, officer.Verifier.KeyId, signature)]);
        ledger.Refused(RejectionCode.BadSignature, Entry(Write(r, Order - s)));
        ledger.Refused(RejectionCode.BadSignature, Entry(Write(r, s + Order)));
        ledger.Refused(RejectionCode.BadSignature, Entry([0x30, (byte)(der[1] + 1), 0x02, (byte)(der[3] + 1), 0, .. der[4..]]));
        ledger.Refused(RejectionCode.BadSignature, Entry([0x30, 0x81, .. der[1..]]));
        ledger.Refused(RejectionCode.BadSignature, Entry([.. der, 0]));
        ledger.Refused(
            RejectionCode.BadSignature,
            Entry([.. r.ToByteArray(isUnsigned: true, isBigEndian: true), .. s.ToByteArray(isUnsigned: true, isBigEndian: true)])
        );
        ledger.Say(Entry(der)).ShouldBeNull();
    }

    [Fact]
    public void Every_signature_line_is_verified()
    {
        using var ledger = new MadeLedger();
        var withhold = new Withhold(ledger.Definition.Names.Sha256, WithholdGround.PersonalData, WithholdAuthority.Commission);
        byte[] text = [.. StatementCodec.Write(ledger.Head, withhold), (byte)'\n'];
        var forged = new NoteSignature(ledger.Roots[2].Verifier.Name, ledger.Roots[2].Verifier.KeyId, ledger.Roots[1].Sign(text).Signature);

        // One would do, but a line that does not hold is a lie, and told before their number is.
        ledger.Refused(RejectionCode.BadSignature, Note.Encode(text, [ledger.Roots[0].Sign(text), ledger.Roots[1].Sign(text), forged]));
        ledger.Refused(RejectionCode.BadSignature, Note.Encode(text, [forged, ledger.Roots[0].Sign(text), ledger.Roots[1].Sign(text)]));
        ledger.Refused(RejectionCode.WrongSigners, Note.Encode(text, [ledger.Roots[2].Sign(text), ledger.Roots[0].Sign(text)]));
    }

    [Fact]
    public void The_definition_stands_only_with_signatures_that_hold()
    {
        using var ledger = new MadeLedger();
        byte[] text = [.. StatementCodec.Write(ledger.Head, ledger.Definition), (byte)'\n'];
        var forged = new NoteSignature(ledger.Roots[1].Verifier.Name, ledger.Roots[1].Verifier.KeyId, ledger.Roots[0].Sign(text).Signature);
        ElectionRecord.Begin(Note.Encode(text, [ledger.Roots[0].Sign(text), forged]), ledger.Find, out var rejection).ShouldBeNull();
        rejection!.Code.ShouldBe(RejectionCode.BadSignature);
        ElectionRecord
            .Begin(Note.Encode(text, [ledger.Key("a stranger").Sign(text), ledger.Roots[0].Sign(text)]), ledger.Find, out rejection)
            .ShouldBeNull();
        rejection!.Code.ShouldBe(RejectionCode.UnknownKey);
    }

    [Fact]
    public void A_log_of_another_name_or_key_says_no_time()
    {
        using var ledger = new MadeLedger();
        using var stranger = Ed25519Signer.ImportSeed(ledger.Head.Ledger, new byte[32]);
        using var renamed = MadeElection.Log("ledger.example/other");
        var time = new Time(MadeElection.At("2024-02-15T00:00:00Z"));
        ledger.Refused(RejectionCode.UnknownKey, time, stranger);
        ledger.Refused(RejectionCode.UnknownKey, time, renamed);
        ledger.Said(time, ledger.Log);
    }

    private static (BigInteger R, BigInteger S) Read(byte[] der)
    {
        var first = der.AsSpan(4, der[3]);
        var second = der.AsSpan(4 + der[3] + 2);
        return (new BigInteger(first, isBigEndian: true), new BigInteger(second, isBigEndian: true));
    }

    private static byte[] Write(BigInteger r, BigInteger s)
    {
        var (a, b) = (r.ToByteArray(isBigEndian: true), s.ToByteArray(isBigEndian: true));
        return [0x30, (byte)(4 + a.Length + b.Length), 0x02, (byte)a.Length, .. a, 0x02, (byte)b.Length, .. b];
    }
}
