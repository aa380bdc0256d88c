using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>A line of a ballot and the invented name in it; a party's name stands once for all districts.</summary>
internal readonly record struct BallotEntry(Choice Choice, string? Name);

/// <summary>How the ballots of a contest are made and voted on.</summary>
/// <param name="Code">The contest's code.</param>
/// <param name="Number">Its place in the order of counting.</param>
/// <param name="Kind">Parties or individuals.</param>
/// <param name="Seed">The election's seed.</param>
internal sealed record SimulatedBallots(string Code, int Number, ContestKind Kind, ulong Seed)
{
    /// <summary>Who stands for the DPD of a province: 668 people in 38 provinces in 2024, from 9 in one to 54 in another.</summary>
    private const int FewestIndividuals = 9;

    /// <summary>The mean beyond the fewest: 668 / 38 − 9, rounded.</summary>
    private const double FurtherIndividuals = 8.5;

    /// <summary>As many as stood in one province of 2024.</summary>
    private const int MostIndividuals = 54;

    /// <summary>Of the votes of a party, those that name no candidate: some fifth.</summary>
    private const double PartyAloneWeight = 0.8;

    /// <summary>Share of invalid votes.</summary>
    public required double InvalidShare { get; init; }

    /// <summary>
    /// Share of the voters transferred from elsewhere who get this ballot: who comes from another province votes for the president alone,
    /// who comes from another regency of the province on no ballot of a regency (UU 7/2017 Art. 348(4), verify).
    /// </summary>
    public required double TransferredShare { get; init; }

    /// <summary>What a district votes on.</summary>
    public IReadOnlyList<BallotEntry> Draw(DistrictPlace place)
    {
        var draws = Draws.Of(Seed, place.Regions[0], Purpose.Ballots, Number);
        var people = new PeopleNames();
        if (Kind == ContestKind.Individuals)
        {
            var count = Math.Min(FewestIndividuals + draws.Geometric(FurtherIndividuals), MostIndividuals);
            var standing = new List<BallotEntry>(count);
            for (var number = 1; number <= count; number++)
            {
                standing.Add(new BallotEntry(new Choice(number), people.Draw(ref draws)));
            }

            return standing;
        }

        var ballot = new List<BallotEntry>();
        foreach (var party in SimulatedParties.On(Code, place.Regions[0]))
        {
            ballot.Add(new BallotEntry(new Choice(party.Number), null));
            var candidates = party.CandidatesFor(place.Seats, ref draws);
            for (var number = 1; number <= candidates; number++)
            {
                ballot.Add(new BallotEntry(new Choice(party.Number, number), people.Draw(ref draws)));
            }
        }

        return ballot;
    }

    /// <summary>How likely each line of a district's ballot is, before places differ.</summary>
    public BallotOdds OddsOf(ElectoralDistrict district)
    {
        var draws = Draws.Of(Seed, district.Regions[0], Purpose.Odds, Number);
        var groups = new List<BallotGroup>();
        for (var line = 0; line < district.Choices.Count; )
        {
            var number = district.Choices[line].Number;
            var weights = new List<double>();
            var first = line;
            for (; line < district.Choices.Count && district.Choices[line].Number == number; line++)
            {
                var candidate = district.Choices[line].Candidate;
                weights.Add((candidate == 0 ? PartyAloneWeight : 2.4 / (1 + candidate)) * Draws.Growth(0.7 * draws.Normal()));
            }

            var lean = Kind == ContestKind.Parties ? SimulatedParties.LeanOf(number) : Draws.Growth(0.9 * draws.Normal());
            groups.Add(new BallotGroup(number, first, lean, BallotOdds.Thresholds(weights)));
        }

        return new BallotOdds(district.Choices.Count, groups);
    }
}
