using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Tests.Notes;

public class NoteTests
{
    private const string Good = "text\n\n— a AAAAAQI=\n";

    // The key and note of golang.org/x/mod/sumdb/note, note_test.go.
    private const string GoText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string GoSignature =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private const string GoVerifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string GoSigner = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    [Fact]
    public void A_note_has_text_and_signatures()
    {
        var note = Parse("one\n\ntwo\n\n— a.example/x AAAAAQI=\n— b /////wMEBQ==\n");
        Encoding.UTF8.GetString(note.Text.Span).ShouldBe("one\n\ntwo\n");
        note.Signatures.Select(s => (s.KeyName, s.KeyId, Convert.ToHexStringLower(s.Signature.Span)))
            .ShouldBe([("a.example/x", 1u, "02"), ("b", uint.MaxValue, "030405")]);
    }

    [Theory]
    [InlineData("", "no empty line")]
    [InlineData("text\n", "no empty line")]
    [InlineData("text\n— a AAAAAQI=\n", "no empty line")]
    [InlineData("text\n\n", "no signature")]
    [InlineData("text\n\n\n", "no signature")]
    [InlineData("text\n\n— a AAAAAQI=", "does not end with a newline")]
    [InlineData("text\n\n— a AAAAAQI=\n\n", "no signature")]
    [InlineData("text\r\n\n— a AAAAAQI=\n", "control character 0x0d at byte 4")]
    [InlineData("te\txt\n\n— a AAAAAQI=\n", "control character 0x09 at byte 2")]
    [InlineData("\ttext\n\n— a AAAAAQI=\n", "control character 0x09 at byte 0")]
    [InlineData("te\0xt\n\n— a AAAAAQI=\n", "control character 0x00 at byte 2")]
    [InlineData("text\n\n- a AAAAAQI=\n", "line 1: does not begin with an em dash")]
    [InlineData("text\n\n—  a AAAAAQI=\n", "line 1: \"\" is not a key name")]
    [InlineData("text\n\n— a\n", "line 1: has no space")]
    [InlineData("text\n\n—  AAAAAQI=\n", "line 1: \"\" is not a key name")]
    [InlineData("text\n\n— a+b AAAAAQI=\n", "line 1: \"a+b\" is not a key name")]
    [InlineData("text\n\n— a\u00a0b AAAAAQI=\n", "is not a key name")]
    [InlineData("text\n\n— a\u2003b AAAAAQI=\n", "is not a key name")]
    [InlineData("text\n\n— a\u0085b AAAAAQI=\n", "is not a key name")]
    [InlineData("text\n\n— a\u007fb AAAAAQI=\n", "is not a key name")]
    [InlineData("text\n\n— a AAAAAQI=\n— a  AAAAAQI=\n", "line 2: signature is not canonical base64")]
    [InlineData("text\n\n— a AAAAAQI\n", "not canonical base64")]
    [InlineData("text\n\n— a AAAAAQJ=\n", "not canonical base64")]
    [InlineData("text\n\n— a AAAAAR==\n", "not canonical base64")]
    [InlineData("text\n\n— a AAAA AQI=\n", "not canonical base64")]
    [InlineData("text\n\n— a AAAAAQI= \n", "not canonical base64")]
    [InlineData("text\n\n— a AA==AQI=\n", "not canonical base64")]
    [InlineData("text\n\n— a AAA_AQI=\n", "not canonical base64")]
    [InlineData("text\n\n— a AAAA    \n", "not canonical base64")]
    [InlineData("text\n\n— a \n", "shorter than")]
    [InlineData("text\n\n— a AAAAAQ==\n", "shorter than")]
    public void What_is_not_exactly_a_note_is_refused_with_its_reason(string note, string reason)
    {
        Note.TryParse(Encoding.UTF8.GetBytes(note), out var parsed, out var error).ShouldBeFalse();
        parsed.ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public void Invalid_utf8_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        bytes[1] = 0xff;
        Note.TryParse(bytes, out _, out var error).ShouldBeFalse();
        error.ShouldBe("note is not valid UTF-8");
    }

    [Fact]
    public void Sixteen_signatures_are_accepted_and_seventeen_are_not()
    {
        Parse("t\n\n" + string.Concat(Enumerable.Repeat("— a AAAAAQI=\n", 16))).Signatures.Count.ShouldBe(16);
        Note.TryParse(Encoding.UTF8.GetBytes("t\n\n" + string.Concat(Enumerable.Repeat("— a AAAAAQI=\n", 17))), out _, out var error)
            .ShouldBeFalse();
        error.ShouldBe("note has 17 signatures, more than 16");
    }

    [Theory]
    [InlineData("text", "does not end with a newline")]
    [InlineData("", "does not end with a newline")]
    [InlineData("a\tb\n", "control character 0x09 at byte 1")]
    public void A_text_that_no_note_can_hold_is_not_encoded(string text, string reason) =>
        Should
            .Throw<ArgumentException>(() => Note.Encode(Encoding.UTF8.GetBytes(text), [new NoteSignature("a", 1, new byte[] { 1 })]))
            .Message.ShouldContain(reason);

    [Fact]
    public void A_signature_that_no_note_can_hold_is_not_encoded()
    {
        var one = new NoteSignature("a", 1, new byte[] { 1 });
        Refused([]).ShouldContain("1 to 16 signatures, not 0");
        Refused([new NoteSignature("a b", 1, new byte[] { 1 })]).ShouldContain("signature of \"a b\" has an invalid key name or is empty");
        Refused([new NoteSignature("a", 1, default)]).ShouldContain("signature of \"a\" has an invalid key name or is empty");
        Refused(Enumerable.Repeat(one, 17)).ShouldContain("1 to 16 signatures, not 17");
        Note.Encode("t\n"u8, Enumerable.Repeat(one, 16)).Length.ShouldBeGreaterThan(16);
        Should.Throw<ArgumentNullException>(() => Note.Encode("t\n"u8, null!));

        static string Refused(IEnumerable<NoteSignature> signatures) =>
            Should.Throw<ArgumentException>(() => Note.Encode("t\n"u8, signatures)).Message;
    }

    [Fact]
    public void A_note_equals_its_own_encoding_and_keeps_what_was_encoded()
    {
        var signature =
            from name in ArbMap.Default.GeneratorFor<NonNull<string>>().Where(s => KeyNames.IsValid(s.Get))
            from id in ArbMap.Default.GeneratorFor<uint>()
            from bytes in ArbMap.Default.GeneratorFor<NonEmptyArray<byte>>()
            select new NoteSignature(name.Get, id, bytes.Get);
        var notes =
            from text in ArbMap.Default.GeneratorFor<NonNull<string>>()
            from count in Gen.Choose(1, Note.MaxSignatures)
            from signatures in signature.ListOf(count)
            select (Text: Encoding.UTF8.GetBytes(Allowed(text.Get) + "\n"), Signatures: signatures);
        Prop.ForAll(
                notes.ToArbitrary(),
                pair =>
                {
                    var encoded = Note.Encode(pair.Text, pair.Signatures);
                    Note.TryParse(encoded, out var note, out var error).ShouldBeTrue(error);
                    note!.Text.Span.SequenceEqual(pair.Text).ShouldBeTrue();
                    note.Signatures.ShouldBe(pair.Signatures);
                    Note.Encode(note.Text.Span, note.Signatures).ShouldBe(encoded);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_still_parses_after_a_change_equals_its_own_encoding()
    {
        var original = Encoding.UTF8.GetBytes(GoText + "\n" + GoSignature);
        for (var i = 0; i < original.Length; i++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var changed = original.ToArray();
                changed[i] ^= (byte)(1 << bit);
                if (Note.TryParse(changed, out var note, out _))
                {
                    Note.Encode(note.Text.Span, note.Signatures).ShouldBe(changed);
                }
            }
        }
    }

    [Fact]
    public void The_note_of_the_Go_package_verifies_and_is_made_again_byte_for_byte()
    {
        var note = Parse(GoText + "\n" + GoSignature);
        VerifierKey.TryParse(GoVerifier, out var verifier, out _).ShouldBeTrue();
        note.VerifySignatures(verifier).ShouldBe([verifier]);
        Ed25519Signer.TryParse(GoSigner, out var signer, out var error).ShouldBeTrue(error);
        using (signer)
        {
            signer!.Verifier.ToString().ShouldBe(GoVerifier);
            signer.Export().ShouldBe(GoSigner + "\n");
            Note.Encode(note.Text.Span, [signer.Sign(note.Text.Span)]).ShouldBe(note.Bytes.ToArray());
        }
    }

    [Fact]
    public void Every_changed_bit_of_a_signed_note_is_noticed()
    {
        VerifierKey.TryParse(GoVerifier, out var verifier, out _).ShouldBeTrue();
        var original = Encoding.UTF8.GetBytes(GoText + "\n" + GoSignature);
        for (var i = 0; i < original.Length; i++)
        {
            var changed = original.ToArray();
            changed[i] ^= (byte)(1 << i % 8);
            if (Note.TryParse(changed, out var note, out _))
            {
                note.VerifySignatures(verifier).ShouldBeEmpty($"byte {i}");
            }
        }
    }

    [Fact]
    public void Unknown_signatures_are_ignored_and_a_bad_one_of_a_known_key_spoils_the_note()
    {
        using var a = Ed25519Signer.ImportSeed("a", new byte[32]);
        using var b = Ed25519Signer.ImportSeed("b", [.. Enumerable.Repeat((byte)7, 32)]);
        var text = "text\n"u8.ToArray();
        var forged = new NoteSignature("b", b.Verifier.KeyId, new byte[64]);
        var note = Parse(Note.Encode(text, [forged, a.Sign(text), new NoteSignature("a", 5, new byte[3]), a.Sign(text)]));

        note.VerifySignatures([a.Verifier], out var bad).ShouldBe([a.Verifier]);
        bad.ShouldBeNull();
        note.VerifySignatures([a.Verifier, b.Verifier], out bad).ShouldBeEmpty();
        bad.ShouldBe(b.Verifier);
        Parse(Note.Encode(text, [b.Sign(text), a.Sign(text)])).VerifySignatures(a.Verifier, b.Verifier).ShouldBe([b.Verifier, a.Verifier]);
    }

    private static string Allowed(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => r.Value is '\n' or >= ' ').Select(r => r.ToString()));

    private static Note Parse(string note) => Parse(Encoding.UTF8.GetBytes(note));

    private static Note Parse(byte[] bytes)
    {
        Note.TryParse(bytes, out var note, out var error).ShouldBeTrue(error);
        return note!;
    }
}
