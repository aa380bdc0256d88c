using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// What truly happened at a station in a contest other than the president's: the same voters, fewer of those from elsewhere, each with one
/// vote for a party, a candidate or a person, so that every figure of the form agrees with every other.
/// </summary>
internal ref struct BallotCount
{
    /// <summary>Ballots that voters spoil and change: three in ten stations.</summary>
    private const double ReturnedMean = 0.3;

    /// <summary>The contest whose leanings all contests of parties have.</summary>
    private const int Parties = 1;

    /// <summary>How far the weights of parties and persons spread at each tier, from province to station.</summary>
    private static readonly (Level Level, double Spread)[] Spreads =
    [
        (Level.Province, 0.45),
        (Level.Regency, 0.35),
        (Level.District, 0.25),
        (Level.Village, 0.25),
        (Level.Station, 0.2),
    ];

    private readonly SimulatedBallots _ballots;
    private readonly FormFields _president;
    private readonly int[] _counts;
    private Draws _draws;

    private BallotCount(SimulatedBallots ballots, ulong seed, RegionCode station, FormFields president)
    {
        _ballots = ballots;
        _president = president;
        _counts = [.. president.Counts];
        _draws = Draws.Of(seed, station, Purpose.Truth, ballots.Number);
        Voters(Draws.Of(seed, station, Purpose.Transferred));
        Ballots();
    }

    /// <summary>The true figures of a station.</summary>
    public static FormFields Of(SimulatedBallots ballots, BallotOdds odds, ulong seed, RegionCode station, FormFields president)
    {
        var count = new BallotCount(ballots, seed, station, president);
        var votes = count.Votes(odds, seed, station);
        return new FormFields(votes, count._counts);
    }

    /// <summary>
    /// Who is drawn to get the ballot of a regency gets those of the wider contests too: one draw a person, the same in every contest.
    /// </summary>
    private readonly void Voters(Draws people)
    {
        for (var sex = 0; sex < 2; sex++)
        {
            var came = _counts[(int)Field.TransferredMen + sex];
            var here = 0;
            for (var i = 0; i < came; i++)
            {
                here += people.Chance(_ballots.TransferredShare) ? 1 : 0;
            }

            Set(Field.TransferredMen, sex, here);
            Set(Field.VotersMen, sex, _counts[(int)Field.VotersMen + sex] - came + here);
            Set(Field.DisabledMen, sex, Math.Min(_counts[(int)Field.DisabledMen + sex], _counts[(int)Field.VotersMen + sex]));
        }
    }

    private void Ballots()
    {
        var received = _president[Field.BallotsReceived]!.Value;
        var voters = _counts[(int)Field.Voters];
        var returned = Math.Min(_draws.Geometric(ReturnedMean), received - voters);
        _counts[(int)Field.BallotsUsed] = voters;
        _counts[(int)Field.BallotsReturned] = returned;
        _counts[(int)Field.BallotsUnused] = received - returned - voters;
    }

    private int[] Votes(BallotOdds odds, ulong seed, RegionCode station)
    {
        var votes = new int[odds.Lines];
        var ends = Leanings(odds, seed, station, _ballots.Kind == ContestKind.Parties ? Parties : _ballots.Number);
        var voters = _counts[(int)Field.Voters];
        var valid = 0;
        for (var i = 0; i < voters; i++)
        {
            if (_draws.Chance(_ballots.InvalidShare))
            {
                continue;
            }

            var drawn = _draws.Next();
            var group = odds.Groups[BallotOdds.Part(ends, (uint)(drawn & uint.MaxValue))];
            votes[group.First + BallotOdds.Part(group.Lines, (uint)(drawn >> 32))]++;
            valid++;
        }

        _counts[(int)Field.Valid] = valid;
        _counts[(int)Field.Invalid] = voters - valid;
        _counts[(int)Field.AllVotes] = voters;
        return votes;
    }

    /// <summary>Parties are as strong in one contest as in another of the same place; persons stand in one contest alone.</summary>
    private static uint[] Leanings(BallotOdds odds, ulong seed, RegionCode station, int contest)
    {
        Span<double> logs = stackalloc double[odds.Groups.Count];
        logs.Clear();
        foreach (var (level, spread) in Spreads)
        {
            var draws = Draws.Of(seed, station.At(level), Purpose.Leaning, contest);
            var (number, value) = (0, 0.0);
            for (var i = 0; i < logs.Length; i++)
            {
                for (; number < odds.Groups[i].Number; number++)
                {
                    value = draws.Normal();
                }

                logs[i] += spread * value;
            }
        }

        var weights = new double[logs.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = odds.Groups[i].Lean * Draws.Growth(logs[i]);
        }

        return BallotOdds.Thresholds(weights);
    }

    private readonly void Set(Field men, int sex, int value)
    {
        _counts[(int)men + sex] = value;
        _counts[(int)men + 2] = _counts[(int)men] + _counts[(int)men + 1];
    }
}
