using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tests.Forms;

public sealed class PageSealTests
{
    private const string Text = "SRK1/contoh-2027/pdpr/9101011001001/3/1-17.24/";
    private static readonly string Signature = System.Buffers.Text.Base64Url.EncodeToString(
        Enumerable.Range(0, 64).Select(i => (byte)i).ToArray()
    );

    [Fact]
    public void A_seal_says_which_sheet_this_is()
    {
        PageSeal.TryParse(Text + Signature, out var seal).ShouldBeTrue();
        seal!.Election.ShouldBe("contoh-2027");
        seal.Contest.ShouldBe("pdpr");
        seal.Station.ShouldBe(RegionCode.Parse("9101011001001"));
        seal.Page.ShouldBe(3);
        seal.Parties.ShouldBe([.. Enumerable.Range(1, 17), 24]);
        seal.Signature.Span[63].ShouldBe((byte)63);
        seal.ToString().ShouldBe(Text + Signature);
        System.Text.Encoding.ASCII.GetString(seal.SignedText).ShouldBe("sirekap page seal\n" + Text[..^1] + "\n");
    }

    [Theory]
    [InlineData("SRK2/contoh-2027/pdpr/9101011001001/3/1-17.24/")]
    [InlineData("SRK1/Contoh/pdpr/9101011001001/3/1-17.24/")]
    [InlineData("SRK1//pdpr/9101011001001/3/1-17.24/")]
    [InlineData("SRK1/contoh-2027/pdpr/9101011001/3/1-17.24/")]
    [InlineData("SRK1/contoh-2027/pdpr/910101100100x/3/1-17.24/")]
    [InlineData("SRK1/contoh-2027/pdpr/9101011001001/0/1-17.24/")]
    [InlineData("SRK1/contoh-2027/pdpr/9101011001001/03/1-17.24/")]
    [InlineData("SRK1/contoh-2027/pdpr/9101011001001/3/17-1/")]
    [InlineData("SRK1/contoh-2027/pdpr/9101011001001/3/1-2.2-4/")]
    [InlineData("SRK1/contoh-2027/pdpr/9101011001001/3/1.2.4/")]
    [InlineData("SRK1/contoh-2027/pdpr/9101011001001/3/1-1/")]
    [InlineData("SRK1/contoh-2027/pdpr/9101011001001/3/1-2-3/")]
    [InlineData("SRK1/contoh-2027/pdpr/9101011001001/3/1-99999999999/")]
    [InlineData("SRK1/contoh-2027/pdpr/9101011001001/3/")]
    [InlineData("SRK1/contoh-2027/pdpr/9101011001001/3/1/1/")]
    public void Anything_that_is_not_a_seals_one_text_is_no_seal(string text) => PageSeal.TryParse(text + Signature, out _).ShouldBeFalse();

    [Fact]
    public void A_signature_of_another_length_or_spelling_is_none()
    {
        PageSeal.TryParse(Text + Signature[..^2], out _).ShouldBeFalse();
        PageSeal.TryParse(Text + Signature + "AA", out _).ShouldBeFalse();
        PageSeal.TryParse(Text + Signature + "==", out _).ShouldBeFalse();

        // 64 bytes leave four bits of the last letter open; only one spelling counts.
        PageSeal.TryParse(Text + Signature[..^1] + (char)(Signature[^1] + 1), out _).ShouldBeFalse();
        PageSeal.TryParse(Text + new string('A', 1000), out _).ShouldBeFalse();
        PageSeal.TryParse("", out _).ShouldBeFalse();
    }

    [Fact]
    public void Whatever_is_sealed_is_read_back() =>
        Prop.ForAll(
                Gen.Choose(1, Choice.Largest).ListOf().Select(list => list.Distinct().Order().ToArray()).ToArbitrary(),
                Gen.Choose(1, 999).ToArbitrary(),
                (parties, page) =>
                {
                    // Most ballots are runs of numbers.
                    int[] listed = parties.Length > 40 ? [.. Enumerable.Range(1, page)] : parties;
                    var seal = new PageSeal(
                        "a-1",
                        "ppwp",
                        RegionCode.Parse("99AA010001001"),
                        page,
                        listed,
                        new byte[PageSeal.SignatureLength]
                    );
                    return seal.ToString().Length > 512
                        || (
                            PageSeal.TryParse(seal.ToString(), out var read)
                            && read.Parties.SequenceEqual(listed)
                            && read.Page == page
                            && read.SignedText.AsSpan().SequenceEqual(seal.SignedText)
                        );
                }
            )
            .QuickCheckThrowOnFailure();
}
