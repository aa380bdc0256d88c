using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tests.Forms;

public sealed class DifferencesTests
{
    private static readonly Ballot Ballot = new Contest(
        "pdpr",
        ContestKind.Parties,
        [new ElectoralDistrict("1", [RegionCode.Parse("31")], 3, [new(1), new(4), new(4, 2)])]
    ).BallotOf(RegionCode.Parse("31"));

    [Fact]
    public void Equal_forms_have_none() => Differences.Between(Form([1, 2, 3], 5), Form([1, 2, 3], 5), Ballot).ShouldBeEmpty();

    [Fact]
    public void They_stand_in_the_order_of_the_paper_and_a_missing_figure_is_not_zero() =>
        Shown(Form([855, FormFields.Missing, 0], 290, 9, 1), Form([85, 7, FormFields.Missing], 300, 9, 2))
            .ShouldBe(["I.A.J 290 → 300", "IV.1 855 → 85", "IV.4 – → 7", "IV.4.2 0 → –", "IV.4.S 1 → 2"]);

    [Fact]
    public void Against_no_form_every_figure_given_is_new_and_the_other_way_gone()
    {
        var form = Form([1, FormFields.Missing, 0], 5, 6, FormFields.Missing);
        Shown(null, form).ShouldBe(["I.A.J – → 5", "IV.1 – → 1", "IV.4.2 – → 0", "IV.1.S – → 6"]);
        Shown(form, null).ShouldBe(["I.A.J 5 → –", "IV.1 1 → –", "IV.4.2 0 → –", "IV.1.S 6 → –"]);
        Shown(null, null).ShouldBeEmpty();
    }

    [Fact]
    public void A_form_with_sums_of_parties_and_one_without_differ_in_them() =>
        Shown(Form([1, 2, 3], 5, 1, 5), Form([1, 2, 3], 5)).ShouldBe(["IV.1.S 1 → –", "IV.4.S 5 → –"]);

    [Fact]
    public void Every_figure_has_its_place()
    {
        var form = new FormFields([1, 2, 3], [.. Enumerable.Range(0, Fields.Count)], [4, 5]);
        var places = Differences.Between(null, form, Ballot).Select(difference => difference.Place).ToList();
        places.ShouldBeUnique();
        places.Count.ShouldBe(Fields.Count + 3 + 2);
    }

    private static IEnumerable<string> Shown(FormFields? before, FormFields? after) =>
        Differences.Between(before, after, Ballot).Select(difference => difference.ToString());

    private static FormFields Form(int[] votes, int roll, params int[] parties)
    {
        var counts = FormFields.NoCounts();
        counts[(int)Field.Roll] = roll;
        return new FormFields(votes, counts, parties.Length == 0 ? null : parties);
    }
}
