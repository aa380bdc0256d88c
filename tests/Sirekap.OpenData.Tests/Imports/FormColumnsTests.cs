using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

public sealed class FormColumnsTests
{
    [Theory]
    [InlineData(false, "Pemilih dalam daftar pemilih: Jumlah", "Voters in the roll: Both (J)")]
    [InlineData(true, "Pemilih dalam DPT: Jumlah", "Voters in the roll (DPT): Both (J)")]
    public void A_figure_is_found_by_the_words_that_stand_beside_it_on_this_form(bool hasSeveralRolls, string indonesian, string english)
    {
        var rows = Fields.Rows.Where(row => hasSeveralRolls || row.Name is not ("transferred" or "sameDay"));
        var contest = new Contest(
            "ketua",
            ContestKind.Individuals,
            [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new(1), new(2)])],
            form: new ContestForm([.. rows])
        );
        RollWords.Of(Field.Roll, contest.Form).ShouldBe(new Bilingual(indonesian, english));
        var columns = new FormColumns(contest, ElectionNames.None("sekolah"));
        foreach (var name in new[] { indonesian, english, "roll_j" })
        {
            columns.Find(name, out var place).ShouldBeNull(name);
            place.ShouldBe(PaperPlace.Of(Field.Roll), name);
        }
    }
}
