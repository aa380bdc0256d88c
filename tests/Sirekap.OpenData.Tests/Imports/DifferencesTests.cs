using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.OpenData.Imports;

namespace Sirekap.OpenData.Tests.Imports;

public sealed class DifferencesTests
{
    private static readonly Choice[] Ballot = [new(1), new(4), new(4, 2)];

    [Fact]
    public void Equal_forms_have_none() => Differences.Between(Fields([1, 2, 3], 5), Fields([1, 2, 3], 5), Ballot).ShouldBeEmpty();

    [Fact]
    public void They_stand_in_the_order_of_the_paper_and_a_missing_figure_is_not_zero() =>
        Differences
            .Between(Fields([855, FormFields.Missing, 0], 290), Fields([85, 7, FormFields.Missing], 300), Ballot)
            .Select(d => d.ToString())
            .ShouldBe(["I.A.J 290 → 300", "IV.1 855 → 85", "IV.4 – → 7", "IV.4.2 0 → –"]);

    [Fact]
    public void Against_no_form_every_figure_given_is_new_and_the_other_way_gone()
    {
        var form = Fields([1, FormFields.Missing, 0], 5);
        Differences.Between(null, form, Ballot).ShouldBe([new("I.A.J", null, 5), new("IV.1", null, 1), new("IV.4.2", null, 0)]);
        Differences.Between(form, null, Ballot).ShouldBe([new("I.A.J", 5, null), new("IV.1", 1, null), new("IV.4.2", 0, null)]);
    }

    [Fact]
    public void Every_field_has_its_place()
    {
        var counts = Enumerable.Range(0, Elections.Forms.Fields.Count).ToArray();
        Differences.Between(null, new FormFields([1, 2, 3], counts), Ballot).Select(d => d.Paper).ShouldBeUnique();
        Differences.Between(null, new FormFields([1, 2, 3], counts), Ballot).Count.ShouldBe(counts.Length + 3);
    }

    private static FormFields Fields(int[] votes, int roll)
    {
        var counts = FormFields.NoCounts();
        counts[(int)Field.Roll] = roll;
        return new FormFields(votes, counts);
    }
}
