using FsCheck;
using FsCheck.Fluent;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tests.Forms;

/// <summary>A figure stands once two have said it; beside a naive count of who said what.</summary>
public class AgreementTests
{
    private static readonly Ballot Ballot = new Contest(
        "x",
        ContestKind.Tickets,
        [new ElectoralDistrict("0", [RegionCode.Nation], 1, [new(1), new(2), new(3)])]
    ).BallotOf(RegionCode.Parse("3171010001001"));

    [Fact]
    public void Every_figure_is_the_one_that_two_said_first()
    {
        Prop.ForAll(
                Gen.Choose(1, 5).SelectMany(n => Few.ListOf(n)).ToArbitrary(),
                entries =>
                {
                    var naive = Naive(entries);
                    var agreed = Agreement.Of(entries);
                    return naive is null ? agreed is null
                        : naive.All(figure => figure is null) ? agreed is null
                        : Same(agreed, naive);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_open_is_where_no_two_say_the_same()
    {
        Prop.ForAll(
                Gen.Choose(2, 5).SelectMany(n => Few.ListOf(n)).ToArbitrary(),
                entries =>
                {
                    var open = Agreement.Open(entries, Ballot);
                    var rows = entries.Select(entry => entry.On(Ballot).ToArray()).ToArray();
                    return rows[0]
                        .Select((row, i) => (row.Place, Twice: rows.GroupBy(its => its[i].Figure).Any(said => said.Count() > 1)))
                        .All(its => its.Twice != open.Contains(its.Place));
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void That_there_is_nothing_is_said_by_two_as_well_but_not_of_everything()
    {
        var (one, two) = (new FormFields([1, -1, 3], FormFields.NoCounts()), new FormFields([1, -1, 3], FormFields.NoCounts()));
        Agreement.Of([one, two]).ShouldBe(one);
        FormFields Only(int i) => new([.. Enumerable.Range(0, 3).Select(k => k == i ? 7 : -1)], FormFields.NoCounts());
        Agreement.Of([Only(0), Only(1), Only(2)]).ShouldBeNull();
        Agreement.Of([one]).ShouldBeNull();
    }

    /// <summary>Forms of few figures, so that people often say the same.</summary>
    private static Gen<FormFields> Few { get; } =
        from votes in Gen.Choose(-1, 1).ArrayOf(3)
        from valid in Gen.Choose(-1, 1)
        select With(votes, valid);

    private static FormFields With(int[] votes, int valid)
    {
        var counts = FormFields.NoCounts();
        counts[(int)Field.Valid] = valid;
        return new FormFields(votes, counts);
    }

    /// <summary>Figure by figure, a tally of who said what so far; null while one was said by nobody twice.</summary>
    private static int?[]? Naive(IReadOnlyList<FormFields> entries)
    {
        var rows = entries.Select(entry => entry.On(Ballot).Select(row => row.Figure).ToArray()).ToArray();
        var figures = new int?[rows[0].Length];
        for (var i = 0; i < figures.Length; i++)
        {
            var said = new List<int?>();
            var found = false;
            foreach (var row in rows.TakeWhile(_ => !found))
            {
                (found, figures[i]) = (said.Contains(row[i]), row[i]);
                said.Add(row[i]);
            }

            if (!found)
            {
                return null;
            }
        }

        return figures;
    }

    private static bool Same(FormFields? agreed, int?[] naive) =>
        agreed is not null && agreed.On(Ballot).Select(row => row.Figure).SequenceEqual(naive);
}
