using Sirekap.Elections.Checks;

namespace Sirekap.Record.Tests.Model;

/// <summary>What stations say does not depend on one another: any order of the whole night makes the same sums.</summary>
public class OrderTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Increments_are_the_recount_and_the_naive_sum_in_any_order_of_independent_statements(int seed)
    {
        var shapes = new HashSet<string>(StringComparer.Ordinal);
        for (var order = 0; order < 3; order++)
        {
            using var ledger = new MadeLedger();
            var stories = new RandomNight(seed).Stories(ledger);
            var models = RandomNight.Tell(ledger, stories, order);
            NaiveComparison.Sums(ledger.President, models);
            NaiveComparison.NothingUnnamed(ledger.Record);
            for (var station = 0; station < models.Length; station++)
            {
                NaiveComparison.Station(ledger.President, station, models[station]);
            }

            shapes.Add(Shape(ledger.President));
        }

        shapes.Count.ShouldBe(1);
    }

    /// <summary>All but the indices, which are the order.</summary>
    private static string Shape(ContestRecord contest) =>
        string.Join(
            '\n',
            Enumerable
                .Range(0, contest.Tally.Tree.StationCount)
                .Select(i =>
                {
                    var history = contest
                        .History(i)
                        .Select(e => $"{e.Kind} {e.Class} {e.Taken} {string.Join(',', e.Fields?.Votes.ToArray() ?? [])}");
                    return $"{contest.Tally.Tree.Station(i)} {contest.Tally.Class(i)} "
                        + $"{string.Join(',', Catalogue.First.Codes(contest.NamedChecks(i)))} {string.Join(" | ", history)}";
                })
        );
}
