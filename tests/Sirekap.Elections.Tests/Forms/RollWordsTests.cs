using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Rules;

namespace Sirekap.Elections.Tests.Forms;

/// <summary>A school knows one list of voters, and nothing that is said of its forms speaks of the law's three.</summary>
public class RollWordsTests
{
    private static readonly ContestForm School = new([
        .. Fields.Rows.Where(row => row.Name is "roll" or "fromRoll" or "voters" or "ballots" or "disabled" or "sums"),
    ]);

    [Fact]
    public void Where_a_form_has_one_list_of_voters_nothing_speaks_of_the_laws_three()
    {
        var said = RuleSets
            .First.Checks.Where(check => RollWords.CanFail(check, hasSeveral: false))
            .Select(check => RollWords.Of(check, RollWords.HasSeveral(School)))
            .Concat(Enum.GetValues<Field>().Where(School.Has).Select(field => RollWords.Of(field, School)))
            .ToArray();
        said.Length.ShouldBe(RuleSets.First.Checks.Count - 3 + Enum.GetValues<Field>().Count(School.Has));
        said.SelectMany(words => new[] { words.Indonesian, words.English }).ShouldAllBe(text => !text.Contains("DP"));
        RollWords.Of(Field.Roll, School).ShouldBe(new Bilingual("Pemilih dalam daftar pemilih: Jumlah", "Voters in the roll: Both (J)"));
    }

    [Fact]
    public void On_the_laws_paper_all_is_as_it_is_printed()
    {
        foreach (var check in RuleSets.First.Checks)
        {
            RollWords.CanFail(check, hasSeveral: true).ShouldBeTrue();
            RollWords.Of(check, RollWords.HasSeveral(ContestForm.Full)).ShouldBe(new Bilingual(check.Indonesian, check.English));
        }

        Enum.GetValues<Field>().ShouldAllBe(field => RollWords.Of(field, ContestForm.Full) == field.Words());
    }
}
