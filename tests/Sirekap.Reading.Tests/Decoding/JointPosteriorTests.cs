using FsCheck;
using FsCheck.Fluent;
using Sirekap.Reading.Decoding;

namespace Sirekap.Reading.Tests.Decoding;

public sealed class JointPosteriorTests
{
    [Fact]
    public void It_is_what_brute_force_finds_on_small_forms() =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                seed =>
                {
                    var graph = Small(new Random(seed));
                    var expected = new BruteForce(graph);
                    var found = JointPosterior.Of(graph);
                    found.Best.ShouldBe(expected.Best);
                    // The more improbable the whole form, the more counts what was left out; sums that hold tell how much that is.
                    var left = found.HoldsAtMost.Zip(found.Holds, (most, least) => most - least).Max();
                    left.ShouldBeLessThan(1e-4);
                    for (var i = 0; i < graph.Numbers.Count; i++)
                    {
                        found.Marginals[i].Zip(expected.Marginals[i], (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-9 + left);
                    }

                    found.Holds.Zip(expected.Holds, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-9 + left);
                    // With several groups of numbers the bound adds their errors up: never below the truth, and not far above it.
                    found.ErrorBound.ShouldBeGreaterThanOrEqualTo(expected.Error - 1e-9);
                    if (Connected(graph))
                    {
                        found.ErrorBound.ShouldBe(expected.Error, 1e-9 + left);
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20261120, 15));

    [Fact]
    public void What_is_left_out_is_in_the_bound()
    {
        // The true total is not among the candidates, and half of the probability was lost with it.
        var graph = new SumGraph(
            [new Candidates([1], [1], 0), new Candidates([2], [1], 0), new Candidates([4], [0.5], 0.5)],
            [new IndexedSum(2, [0, 1])],
            Priors.Default
        );
        JointPosterior.Of(graph).ErrorBound.ShouldBeGreaterThan(0.99);
    }

    [Fact]
    public void A_number_in_no_sum_is_judged_by_itself()
    {
        var posterior = JointPosterior.Of(new SumGraph([new Candidates([7, 1], [0.75, 0.25], 0)], [], Priors.Default));
        posterior.Best.ShouldBe([7]);
        posterior.Marginals[0].ShouldBe([0.75, 0.25]);
        posterior.ErrorBound.ShouldBe(0.25, 1e-12);
    }

    [Fact]
    public void Hopelessly_blurred_forms_end_too_and_say_that_they_know_nothing()
    {
        int[] values = [.. Enumerable.Range(0, 1000)];
        var blurred = new Candidates(values, [.. values.Select(_ => 0.001)], 0);
        var posterior = JointPosterior.Of(
            new SumGraph(
                [.. Enumerable.Repeat(blurred, 8)],
                [new IndexedSum(0, [1, 2, 3]), new IndexedSum(3, [4, 5]), new IndexedSum(6, [0, 7])],
                Priors.Default
            )
        );
        posterior.ErrorBound.ShouldBeGreaterThan(0.99);
    }

    [Fact]
    public void Of_numbers_that_could_be_anything_all_pairs_are_tried_that_add_up()
    {
        // A million pairs, of which those that add up are among the least probable.
        int[] values = [.. Enumerable.Range(0, 1000)];
        double[] weights = [0.98, .. Enumerable.Range(1, 999).Select(value => (value == 700 ? 0.01 : 1e-5) * (1 - (value * 1e-5)))];
        var vague = new Candidates(
            [0, 700, .. values[1..700], .. values[701..]],
            [.. weights.Select(weight => weight / weights.Sum()).OrderDescending()],
            0
        );
        var graph = new SumGraph([new Candidates([1234], [1], 0), vague, vague], [new IndexedSum(0, [1, 2])], Priors.Default);
        var expected = new BruteForce(graph);
        var found = JointPosterior.Of(graph);
        found.Holds[0].ShouldBe(expected.Holds[0], 0.02);
        found.Best.ShouldBe(expected.Best);
        found.ErrorBound.ShouldBeInRange(expected.Error - 1e-9, expected.Error + 0.1);
    }

    private static SumGraph Small(Random random)
    {
        var numbers = random.Next(3, 7);
        var sums = new List<IndexedSum>();
        for (var wanted = random.Next(1, 4); wanted > 0; wanted--)
        {
            int[] order = [.. Enumerable.Range(0, numbers).OrderBy(_ => random.Next())];
            sums.Add(new IndexedSum(order[0], order[1..random.Next(2, numbers)]));
        }

        return new SumGraph(
            [.. Enumerable.Range(0, numbers).Select(_ => Random(random))],
            sums,
            Priors.Default with
            {
                BrokenSum = random.NextDouble() * 0.2,
            }
        );
    }

    private static Candidates Random(Random random)
    {
        int[] values = [.. Enumerable.Range(0, 100).OrderBy(_ => random.Next()).Take(random.Next(1, 7))];
        double[] weights = [.. values.Select(_ => Math.Pow(10, -6 * random.NextDouble())).OrderDescending()];
        var all = weights.Sum();
        return new Candidates(values, [.. weights.Select(weight => weight / all)], 0);
    }

    private static bool Connected(SumGraph graph)
    {
        var group = new HashSet<int> { 0 };
        for (var round = 0; round < graph.Sums.Count; round++)
        {
            foreach (var sum in graph.Sums)
            {
                if (group.Overlaps(sum.Parts.Append(sum.Total)))
                {
                    group.UnionWith(sum.Parts.Append(sum.Total));
                }
            }
        }

        return group.Count == graph.Numbers.Count;
    }
}
