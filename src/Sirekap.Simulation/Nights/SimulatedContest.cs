using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>One contest of a simulated election: its ballots, and what truly happens in it.</summary>
internal sealed class SimulatedContest
{
    private readonly SimulatedBallots? _ballots;
    private readonly Dictionary<ElectoralDistrict, BallotOdds> _odds = new(ReferenceEqualityComparer.Instance);

    private readonly RegionTree _tree;

    private SimulatedContest(int number, Contest contest, ContestNames names, SimulatedBallots? ballots, RegionTree tree)
    {
        (Number, Contest, Names, _ballots, _tree) = (number, contest, names, ballots, tree);
        if (ballots is not null)
        {
            foreach (var district in contest.Districts)
            {
                _odds[district] = ballots.OddsOf(district);
            }
        }
    }

    /// <summary>Its place in the order of counting, whichever other contests there are; part of every seed.</summary>
    public int Number { get; }

    public Contest Contest { get; }

    public ContestNames Names { get; }

    /// <summary>
    /// Where its result is set: the regency's council in the regency, the province's in the province, others in the nation.
    /// </summary>
    private static Level TierOf(int number) =>
        number switch
        {
            3 => Level.Province,
            4 => Level.Regency,
            _ => Level.Nation,
        };

    public static SimulatedContest President(RegionTree tree) =>
        new(0, SimulatedElection.Structure.Contests[0], SimulatedElection.Names, ballots: null, tree);

    public static SimulatedContest Of(SimulatedBallots ballots, Bilingual title, IReadOnlyList<DistrictPlace> places, RegionTree tree)
    {
        var made = places.Select(place => (Place: place, Ballot: ballots.Draw(place))).ToList();
        var contest = new Contest(
            ballots.Code,
            ballots.Kind,
            [
                .. made.Select(district => new ElectoralDistrict(
                    district.Place.Code,
                    district.Place.Regions,
                    district.Place.Seats,
                    [.. district.Ballot.Select(line => line.Choice)]
                )),
            ],
            ballots.Number == 1 ? ContestRule.House : null,
            TierOf(ballots.Number)
        );
        var names = new ContestNames(
            title,
            ballots.Kind == ContestKind.Parties ? SimulatedParties.Names : new Dictionary<string, string>(StringComparer.Ordinal),
            made.ToDictionary(district => district.Place.Code, district => district.Place.Name, StringComparer.Ordinal),
            made.ToDictionary(
                district => district.Place.Code,
                district =>
                    (IReadOnlyDictionary<string, string>)
                        district
                            .Ballot.Where(line => line.Name is not null)
                            .ToDictionary(line => line.Choice.ToString(), line => line.Name!, StringComparer.Ordinal),
                StringComparer.Ordinal
            )
        )
        {
            DistrictSexes = made.ToDictionary(
                district => district.Place.Code,
                district =>
                    (IReadOnlyDictionary<string, CandidateSex>)
                        district
                            .Ballot.Where(line => line.Name is not null)
                            .ToDictionary(line => line.Choice.ToString(), line => PeopleNames.SexOf(line.Name!), StringComparer.Ordinal),
                StringComparer.Ordinal
            ),
        };
        return new SimulatedContest(ballots.Number, contest, names, ballots, tree);
    }

    /// <summary>Whether the station has a ballot in this contest.</summary>
    public bool IsHeldAt(RegionCode station) => Contest.TryFindDistrict(station, out _);

    /// <summary>How a station votes.</summary>
    public VotingMethod MethodOf(RegionCode station) =>
        _tree.FindStation(station) is >= 0 and var ordinal ? _tree.MethodOf(ordinal) : VotingMethods.UsualOf(station);

    /// <summary>The true figures of a station.</summary>
    /// <param name="president">What a presidential form would be whose voters each decide: every voter votes on that ballot.</param>
    public FormFields Truth(ulong seed, RegionCode station, FormFields president)
    {
        var truth = _ballots is null ? president : BallotCount.Of(_ballots, _odds[Contest.DistrictOf(station)], seed, station, president);
        return MethodOf(station) == VotingMethod.Noken ? Noken.Of(truth, Contest.BallotOf(station)) : truth;
    }
}
