using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Tests.Nights;

/// <summary>A form may have any error on top of any other: rare at one station, certain among a nation's four million forms.</summary>
public class ErrorsUponErrorsTests
{
    /// <summary>Each pair of errors so often: the rarest ill turn that was found came once in a hundred.</summary>
    private const int Rounds = 500;

    /// <summary>What belongs to a page of parties, or is no error of a single figure, is made elsewhere.</summary>
    private static readonly OfficerError[] Elsewhere =
    [
        OfficerError.None,
        OfficerError.NoCounts,
        OfficerError.PageMissing,
        OfficerError.PartySumAsVotes,
        OfficerError.CandidatesMisread,
    ];

    [Fact]
    public void Whatever_went_wrong_before_every_figure_is_one_that_a_form_can_hold()
    {
        var errors = Enum.GetValues<OfficerError>().Except(Elsewhere).ToList();
        var tree = SimulatedRegions.Generate(Rounds, 7).Tree;
        var truths = Enumerable.Range(0, Rounds).Select(station => TrueCount.Of(7, tree.Station(station))).ToList();
        var bad = new List<string>();
        foreach (var first in errors)
        {
            foreach (var second in errors)
            {
                for (var station = 0; station < Rounds; station++)
                {
                    int[] votes = [.. truths[station].Votes];
                    int[] counts = [.. truths[station].Counts];
                    var draws = Draws.Of((ulong)((int)first ^ (2 * (int)second)), tree.Station(station), Purpose.Errors);
                    OfficerErrors.Make(first, votes, counts, ref draws);
                    OfficerErrors.Make(second, votes, counts, ref draws);
                    if (votes.Concat(counts).Any(figure => figure is < FormFields.Missing or > Fields.Largest))
                    {
                        bad.Add($"{first}, {second}: [{string.Join(' ', votes)}] [{string.Join(' ', counts)}]");
                    }
                }
            }
        }

        bad.ShouldBeEmpty();
    }
}
