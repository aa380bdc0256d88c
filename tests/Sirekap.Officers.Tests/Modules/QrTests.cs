using System.Text.Json;
using Jint;

namespace Sirekap.Officers.Tests.Modules;

/// <summary>What the app draws as a QR code is read by a decoder that knows nothing of it, in every version that it may use.</summary>
public sealed class QrTests
{
    /// <summary>The largest of the app's tables.</summary>
    private const int Largest = 25;

    private readonly Script _phone = new(
        ("codeOf", "qr/code.js"),
        ("codeIn", "qr/code.js"),
        ("room", "qr/codewords.js"),
        ("versionFor", "qr/codewords.js"),
        ("codesOf", "qr/parts.js"),
        ("partOf", "qr/parts.js"),
        ("wholeOf", "qr/parts.js")
    );

    public static TheoryData<int> Versions => [.. Enumerable.Range(1, Largest)];

    /// <summary>Filled to its last codeword, so that every block and every module counts.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_version_is_read_by_another_decoder(int version)
    {
        var random = new Random(version);
        var room = (int)_phone.Of("room(version)", ("version", (double)version)).AsNumber();
        var header = version < 10 ? 8 : 16;
        var bytes = new string([.. Enumerable.Range(0, Math.Max(1, room / 3)).Select(_ => (char)random.Next('!', '~'))]);
        var bits = (8 * room) - (4 + header) - (8 * bytes.Length) - (4 + (version < 10 ? 10 : 12));
        var digits = new string([.. Enumerable.Range(0, (bits / 10 * 3) + (bits % 10 / 4)).Select(_ => (char)random.Next('0', '9' + 1))]);
        _phone
            .Of("versionFor([{ bytes: new TextEncoder().encode(text) }, { digits }], 25)", ("text", bytes), ("digits", digits))
            .AsNumber()
            .ShouldBe(version);
        var code = _phone.Json(
            "codeIn([{ bytes: new TextEncoder().encode(text) }, { digits }], version).modules.join('')",
            ("text", bytes),
            ("digits", digits),
            ("version", (double)version)
        );
        QrDecoder.ReadModules(JsonSerializer.Deserialize<string>(code)!).ShouldBe(bytes + digits);
    }

    [Fact]
    public void What_does_not_fit_is_no_code()
    {
        _phone.Of("codeOf([{ digits: '1'.repeat(9000) }])").IsNull().ShouldBeTrue();
        _phone.Of("codeOf([{ digits: '1'.repeat(2000) }], 5)").IsNull().ShouldBeTrue();
    }

    /// <summary>Any bytes come whole through the decoder, in one code or several, and nothing else is taken for them.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(160, 1)]
    [InlineData(430, 1)]
    [InlineData(1_200, 3)]
    [InlineData(3_300, 8)]
    public void A_whole_comes_through_codes_in_any_order(int length, int codes)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        bytes[0] = 0;
        _phone.Of(
            "codesOf('form', bytes(hex), 'https://sirekap.example/capture').then(codes => { globalThis.codes = codes; return 0; })",
            ("hex", Convert.ToHexStringLower(bytes))
        );
        var drawn = JsonSerializer.Deserialize<string[]>(_phone.Json("codes.map(one => one.code.modules.join(''))"))!;
        drawn.Length.ShouldBe(codes);
        var read = drawn.Select(QrDecoder.ReadModules).ToArray();
        read.ShouldAllBe(address => address.StartsWith("https://sirekap.example/capture#form=", StringComparison.Ordinal));
        var fragments = read.Select(address => address[address.IndexOf('#', StringComparison.Ordinal)..]).Reverse().ToArray();
        Whole(fragments).ShouldBe(JsonSerializer.Serialize(bytes.Select(b => (int)b)));

        // Another digit somewhere is another whole, and none.
        var torn = fragments.ToArray();
        torn[0] = torn[0][..^1] + (torn[0][^1] == '7' ? '8' : '7');
        Whole(torn).ShouldBe("null");
    }

    [Theory]
    [InlineData("#form=")]
    [InlineData("#form=2.1.000000000000.123")]
    [InlineData("#form=1.1.00000000000.123")]
    [InlineData("#form=1.1.000000000000.0123")]
    [InlineData("#form=1.1.000000000000.12x")]
    [InlineData("#form=1.1.000000000000.700")]
    [InlineData("#kit=1.1.000000000000.123")]
    public void What_is_no_part_is_said_to_be_none(string fragment) =>
        _phone.Of("partOf(fragment)", ("fragment", fragment)).IsNull().ShouldBeTrue();

    private string Whole(string[] fragments) =>
        _phone.Json(
            "wholeOf(JSON.parse(fragments).map(partOf)).then(whole => whole && Array.from(whole))",
            ("fragments", JsonSerializer.Serialize(fragments))
        );
}
