using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;

namespace Sirekap.Elections.Tests.Forms;

public sealed class PaperPlaceTests
{
    public static TheoryData<string> Texts =>
        [
            .. Enum.GetValues<Field>().Select(count => $"{PaperPlace.Of(count)}"),
            "IV",
            "IV.1",
            "IV.999",
            "IV.12.7",
            "IV.2.S",
            "limit",
            "reserve",
        ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_place_is_read_from_its_text(string text)
    {
        PaperPlace.TryParse(text, out var place).ShouldBeTrue();
        place.ToString().ShouldBe(text);
        place.ShouldNotBe(default);
        PaperPlace.TryParse(text, out var again).ShouldBeTrue();
        again.ShouldBe(place);
    }

    [Theory]
    [InlineData("")]
    [InlineData("I")]
    [InlineData("I.A")]
    [InlineData("I.A.X")]
    [InlineData("II.5")]
    [InlineData("V.D")]
    [InlineData("iv.1")]
    [InlineData("IV.")]
    [InlineData("IV.0")]
    [InlineData("IV.01")]
    [InlineData("IV.1000")]
    [InlineData("IV.+1")]
    [InlineData("IV.1.0")]
    [InlineData("IV.1.s")]
    [InlineData("IV.1.2.3")]
    [InlineData("IV.1 ")]
    public void No_other_text_is_one(string text)
    {
        PaperPlace.TryParse(text, out var place).ShouldBeFalse();
        place.IsOnPaper.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Field.RollMen, "I.A.L", "Pemilih dalam DPT: L", "Voters in the roll (DPT): Men (L)")]
    [InlineData(Field.RollWomen, "I.A.P", "Pemilih dalam DPT: P", "Voters in the roll (DPT): Women (P)")]
    [InlineData(Field.Voters, "I.B.4.J", "Jumlah pengguna hak pilih", "All who voted: Both (J)")]
    [InlineData(
        Field.BallotsUnused,
        "II.4",
        "Surat suara tidak digunakan, termasuk sisa cadangan",
        "Ballots not used, with the rest of the reserve"
    )]
    [InlineData(Field.Disabled, "III.J", "Pemilih disabilitas yang memilih: Jumlah", "Voters with a disability who voted: Both (J)")]
    [InlineData(Field.Invalid, "V.B", "Suara tidak sah", "Invalid votes")]
    public void A_field_has_its_place_and_its_words(Field field, string place, string indonesian, string english)
    {
        PaperPlace.Of(field).ToString().ShouldBe(place);
        field.Words().ShouldBe(new Bilingual(indonesian, english));
    }

    [Fact]
    public void Rows_hold_every_field_once_in_the_order_of_the_paper() =>
        Fields
            .Rows.SelectMany(row => Enumerable.Range(0, row.Length).Select(place => row.First.After(place)))
            .ShouldBe(Enum.GetValues<Field>());
}
