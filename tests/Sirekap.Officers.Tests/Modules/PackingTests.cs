using System.Text;
using System.Text.Json;
using Jint;
using Sirekap.Elections;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Ledger.Notes;
using Sirekap.Officers.Tests.Stage;
using Sirekap.Record;

namespace Sirekap.Officers.Tests.Modules;

/// <summary>A signed statement through a QR code's bytes and back is the same to the byte, and small.</summary>
public sealed class PackingTests(CaptureServer server) : IClassFixture<CaptureServer>
{
    private const string Station = "3171010001003";

    private readonly Script _phone = new(
        ("packed", "ledger/packing.js"),
        ("unpacked", "ledger/packing.js"),
        ("noteOf", "ledger/packing.js"),
        ("sha256", "ledger/bytes.js")
    );

    public static TheoryData<string> Kinds => ["form", "attest", "objection", "salinan"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_note_comes_back_as_it_was_signed(string kind)
    {
        var random = new Random(kind.Length);
        for (var i = 0; i < 40; i++)
        {
            var note = Encoding.UTF8.GetString(Signing.Entry(CaptureElection.Head, Made(kind, random), server.Election.Key("phone")));
            Pack(note);
            var again = _phone.Json("(async () => { const what = unpacked(whole); return noteOf(what, await sha256(what.spki)); })()");
            JsonSerializer.Deserialize<string>(again).ShouldBe(note);
            JsonSerializer
                .Deserialize<string>(_phone.Json("unpacked(whole).log"))
                .ShouldBe(Convert.ToBase64String(server.Election.Log.Verifier.PublicKey.Span));
        }
    }

    /// <summary>Signatures and keys are any bytes: also those that are ends of lines, halves of characters, or nothing.</summary>
    [Fact]
    public void Base64_of_any_bytes_is_read_as_they_are()
    {
        var script = new Script(("fromBase64", "ledger/bytes.js"), ("hex", "ledger/bytes.js"));
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            byte[] ends = [0x0D, 0x0A, 0x00, 0x85, 0xD8, 0xDC, 0xFF];
            var bytes = random.GetItems(ends, random.Next(1, 80));
            var read = script.Json("hex(fromBase64(text))", ("text", Convert.ToBase64String(bytes)));
            JsonSerializer.Deserialize<string>(read).ShouldBe(Convert.ToHexStringLower(bytes));
        }
    }

    /// <summary>What one code bears is some 430 bytes: a whole presidential form with three photos is one code.</summary>
    [Fact]
    public void A_presidential_form_is_one_code()
    {
        var counts = Enumerable.Range(0, Fields.Count).Select(i => 90 + i).ToArray();
        var photos = Enumerable.Range(0, 3).Select(i => new Digest(System.Security.Cryptography.SHA256.HashData([(byte)i]))).ToArray();
        var form = new Form(CaptureElection.President, At, new Timestamp(1_800_000_000), new FormFields([101, 44, 20], counts), photos)
        {
            Gallery = [2],
            Paper = new PaperSignatures([0, 1], [2]),
        };
        var note = Encoding.UTF8.GetString(Signing.Entry(CaptureElection.Head, form, server.Election.Key("phone")));
        Pack(note);
        _phone.Of("whole.length").AsNumber().ShouldBeInRange(200, 430);
        note.Length.ShouldBeGreaterThan(700);
    }

    /// <summary>Whatever is in the bytes, the app says that it is nothing, or reads a text; it never stumbles.</summary>
    [Fact]
    public void Any_other_bytes_are_none_or_another_text()
    {
        var random = new Random(5);
        Pack(Encoding.UTF8.GetString(Signing.Entry(CaptureElection.Head, Made("form", random), server.Election.Key("phone"))));
        var text = JsonSerializer.Deserialize<string>(_phone.Json("unpacked(whole).text"));
        var length = (int)_phone.Of("whole.length").AsNumber();
        for (var i = 0; i < 300; i++)
        {
            var (at, to) = (161 + random.Next(length - 161), random.Next(256));
            var cut = i % 3 == 0 ? random.Next(length) : length;
            var read = _phone.Json(
                "(() => { const other = whole.slice(0, cut); other[at] = to; const what = unpacked(other); return what && what.text; })()",
                ("at", (double)at),
                ("to", (double)to),
                ("cut", (double)cut)
            );
            if (cut < length)
            {
                read.ShouldNotBe(JsonSerializer.Serialize(text));
            }
        }
    }

    private static RegionCode At => RegionCode.Parse(Station);

    private void Pack(string note) =>
        _phone.Of(
            "globalThis.whole = packed(note, bytes(spki), log)",
            ("note", note),
            ("spki", Convert.ToHexStringLower(server.Election.Key("phone").Verifier.PublicKey.Span)),
            ("log", Convert.ToBase64String(server.Election.Log.Verifier.PublicKey.Span))
        );

    private Statement Made(string kind, Random random)
    {
        var digest = new byte[Digest.Size];
        random.NextBytes(digest);
        var by = Keys.NameOf(server.Election.Key("phone").Verifier.PublicKey.Span);
        var ground = (ObjectionGround)random.Next(6);
        int Figure() => random.Next(4) == 0 ? FormFields.Missing : random.Next(random.Next(1, Fields.Largest));
        var fields = new FormFields(
            [random.Next(1_000_000), Figure(), Figure()],
            [.. Enumerable.Range(0, Fields.Count).Select(_ => Figure())],
            random.Next(2) == 0 ? [Figure(), 7] : []
        );
        var on = new Digest(digest);
        return kind switch
        {
            "form" => new Form("pdprdk", At, new Timestamp(random.Next()), fields, random.Next(2) == 0 ? [on, default] : [])
            {
                Paper = random.Next(2) == 0 ? new PaperSignatures([random.Next(4_000)], []) : null,
            },
            "attest" => random.Next(2) == 0
                ? new Attest(by, "ppwp", At, on, AttestStance.Signed, null, null)
                : new Attest(by, "ketua-osis", At, on, AttestStance.Refused, ground, null),
            "objection" => new Objection(by, "ppwp", At, on, ground, fields, [], null),
            _ => new Salinan("ppwp", RegionCode.Parse("99AA010001003"), on, new Recipients(Village: true, [random.Next(4_000)])),
        };
    }
}
