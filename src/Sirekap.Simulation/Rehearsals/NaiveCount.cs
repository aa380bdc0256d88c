using Sirekap.Elections;
using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;
using Sirekap.Record;
using Sirekap.Simulation.Nights;

namespace Sirekap.Simulation.Rehearsals;

/// <summary>A station in a contest that is not accepted.</summary>
/// <param name="Contest">The contest.</param>
/// <param name="Station">The station.</param>
/// <param name="Class">How it stands.</param>
/// <param name="Why">Why.</param>
public sealed record Unsettled(string Contest, RegionCode Station, StationClass Class, string Why);

/// <summary>
/// What the acknowledged statements come to, counted as one would by hand from docs/ledger-format.md section 4, with nothing of the record:
/// each station's forms and decisions kept whole, and added up once, at the end. Only the checks of a form are the product's own.
/// </summary>
public sealed class NaiveCount
{
    private readonly SimulatedContests _contests;
    private readonly RegionTree _tree;
    private readonly Dictionary<(string Contest, RegionCode Station), Paper> _papers = [];

    public NaiveCount(SimulatedContests contests, RegionTree tree) => (_contests, _tree) = (contests, tree);

    private static Catalogue Checks => SimulatedElection.Rules.Checks;

    /// <summary>What lies on the table of a station in a contest.</summary>
    private sealed class Paper(Digest on, FormFields fields)
    {
        public Digest On { get; set; } = on;

        public FormFields Fields { get; set; } = fields;

        public Dictionary<Digest, FormFields> Waiting { get; } = [];

        public bool IsHeld { get; set; }

        public IReadOnlyList<string> Named { get; set; } = [];
    }

    /// <summary>A statement was acknowledged as new.</summary>
    public void Take(Digest id, Statement said)
    {
        switch (said)
        {
            case Form form when !_papers.TryGetValue((form.Contest, form.Station), out _):
                _papers[(form.Contest, form.Station)] = new Paper(id, form.Fields);
                break;
            case Form form when _papers[(form.Contest, form.Station)] is var paper && !paper.Fields.Equals(form.Fields):
                paper.Waiting.Add(id, form.Fields);
                break;
            case Review { Act: ReviewAct.Hold } review:
                _papers[(review.Contest, review.Station)].IsHeld = true;
                break;
            case Review review:
                var decided = _papers[(review.Contest, review.Station)];
                var figures = review.Fields ?? (review.On == decided.On ? decided.Fields : decided.Waiting[review.On]);
                _papers[(review.Contest, review.Station)] = new Paper(review.Fields is null ? review.On : id, figures)
                {
                    Named = review.Checks,
                };
                break;
        }
    }

    /// <summary>All stations that are not accepted, and why.</summary>
    public IEnumerable<Unsettled> Unsettled() =>
        from contest in _contests.All
        from station in Stations(contest)
        let standing = Standing(contest, station)
        where standing.Class != StationClass.Accepted
        select new Unsettled(contest.Contest.Code, station, standing.Class, standing.Why);

    /// <summary>Where a record says something else: of a station's class, or of a sum of any region in any class.</summary>
    public IEnumerable<string> Differences(ElectionRecord record)
    {
        foreach (var contest in _contests.All)
        {
            var tally = record.Contest(contest.Contest.Code)!.Tally;
            var sums = new Dictionary<int, RegionSum>();
            foreach (var station in Stations(contest))
            {
                var (standing, _) = Standing(contest, station);
                var its = tally.Class(record.Tree.FindStation(station));
                if (its != standing)
                {
                    yield return $"{contest.Contest.Code} {station}: by hand {standing}, in the record {its}";
                }

                Add(contest, station, standing, sums);
            }

            for (var region = 0; region < record.Tree.RegionCount; region++)
            {
                var code = record.Tree.Region(region);
                var byHand = sums.GetValueOrDefault(_tree.FindRegion(code))?.Totals ?? RegionSum.Of(contest.Contest.BallotOf(code)).Totals;
                if (tally.Totals(region) is var totals && totals != byHand)
                {
                    yield return $"{contest.Contest.Code} {code}: by hand {Told(byHand)}, in the record {Told(totals)}";
                }
            }
        }
    }

    private IEnumerable<RegionCode> Stations(SimulatedContest contest) =>
        Enumerable.Range(0, _tree.StationCount).Select(_tree.Station).Where(contest.IsHeldAt);

    private (StationClass Class, string Why) Standing(SimulatedContest contest, RegionCode station)
    {
        if (!_papers.TryGetValue((contest.Contest.Code, station), out var paper))
        {
            return (StationClass.None, "no form came");
        }

        var result = Checks.Evaluate(paper.Fields, StationPaper.Of(contest.Contest, station, Limits.Of2024, contest.MethodOf(station)));
        string[] open = [.. Checks.Codes(Checks.FailingHolds(result)).Except(paper.Named)];
        return paper.IsHeld ? (StationClass.UnderReview, "held")
            : paper.Waiting.Count > 0 ? (StationClass.UnderReview, "forms with other figures wait")
            : open.Length > 0 ? (StationClass.UnderReview, $"fails {string.Join(", ", open)}")
            : !result.Complete ? (StationClass.Unchecked, "figures are missing that the checks need")
            : (StationClass.Accepted, "");
    }

    private void Add(SimulatedContest contest, RegionCode station, StationClass standing, Dictionary<int, RegionSum> sums)
    {
        var fields = _papers.GetValueOrDefault((contest.Contest.Code, station))?.Fields;
        var choices = contest.Contest.DistrictOf(station).Choices;
        for (var region = station.At(Level.Village); ; region = region.Parent)
        {
            var ordinal = _tree.FindRegion(region);
            if (!sums.TryGetValue(ordinal, out var sum))
            {
                sums[ordinal] = sum = RegionSum.Of(contest.Contest.BallotOf(region));
            }

            sum.Add(standing, choices, fields);
            if (region.Level == Level.Nation)
            {
                break;
            }
        }
    }

    private static string Told(RegionTotals totals) =>
        string.Join(
            "; ",
            new[] { totals.Accepted, totals.Unchecked, totals.UnderReview }.Select(sum =>
                $"{sum.Stations} stations {string.Join('/', sum.Votes.Take(8))}"
            )
        ) + $" of {totals.TotalStations}";
}
