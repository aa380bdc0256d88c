using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// What truly happened at a station: each voter of the roll comes or stays away, and votes, one by one, so that every figure of the form
/// agrees with every other. Turnout, sizes and shares of invalid, transferred and same-day votes are about those of 2024.
/// </summary>
internal ref struct TrueCount
{
    /// <summary>Log-odds of voting in a place like the nation; with the spread of places it makes about 80 % of the roll.</summary>
    private const double TurnoutOdds = 1.45;

    /// <summary>Of the votes, about as in 2024.</summary>
    private const double InvalidShare = 0.0202;

    /// <summary>Of the voters, about as in 2024.</summary>
    private const double DisabledShare = 0.004;

    /// <summary>Of the roll, about as in 2024.</summary>
    private const double MenShare = 0.4985;

    /// <summary>Voters from other rolls (DPTb) a station, about as in 2024.</summary>
    private const double TransferredMean = 2.4;

    /// <summary>Voters in no roll (DPK) a station, about as in 2024.</summary>
    private const double SameDayMean = 3.1;

    /// <summary>Mean size of a roll, as a part of the 300 voters that a station was planned for.</summary>
    private const double PlannedShare = 0.835;

    /// <summary>The most voters that the commission planned for a station in 2024.</summary>
    private const int Planned = 300;

    /// <summary>Stations in prisons, hospitals and on islands: one in 80.</summary>
    private const double SmallShare = 0.012;

    /// <summary>Overseas stations are several times as large.</summary>
    private const double OverseasSize = 2.3;

    /// <summary>Chances are compared with 16 bits of a draw, so that one draw serves a person's sex, vote and presence.</summary>
    private const double Scale = 65536;

    private readonly int[] _votes;
    private readonly int[] _counts;
    private readonly ulong _turnout;
    private readonly ulong _invalid;
    private readonly ulong _first;
    private readonly ulong _second;
    private Draws _draws;

    private TrueCount(ulong seed, RegionCode station)
    {
        _draws = Draws.Of(seed, station, Purpose.Truth);
        _votes = new int[SimulatedElection.Tickets];
        _counts = new int[Fields.Count];
        var effects = RegionEffects.Of(seed, station);
        var (a, b, c) = SimulatedElection.Weights;
        (a, b, c) = (a * Draws.Growth(effects.Votes.A), b * Draws.Growth(effects.Votes.B), c * Draws.Growth(effects.Votes.C));
        _turnout = (ulong)(Scale / (1 + Draws.Growth(-TurnoutOdds - effects.Turnout)));
        _invalid = (ulong)(Scale * InvalidShare);
        _first = _invalid + (ulong)((Scale - _invalid) * a / (a + b + c));
        _second = _first + (ulong)((Scale - _invalid) * b / (a + b + c));
        Count(RollSize(effects, station.IsOverseas), station.IsOverseas ? int.MaxValue : Planned);
    }

    /// <summary>The true figures of a station.</summary>
    public static FormFields Of(ulong seed, RegionCode station)
    {
        var count = new TrueCount(seed, station);
        return new FormFields(count._votes, count._counts);
    }

    private int RollSize(RegionEffects effects, bool overseas)
    {
        if (_draws.Chance(SmallShare))
        {
            return _draws.Between(12, 120);
        }

        var planned = Math.Min(1, PlannedShare + effects.Size);
        return Math.Max(12, (int)(Planned * planned * (overseas ? OverseasSize : 1)));
    }

    private void Count(int roll, int most)
    {
        for (var i = 0; i < roll; i++)
        {
            var person = _draws.Next();
            var woman = Woman(person);
            Add(Field.RollMen, woman);
            if (((person >> 16) & 0xFFFF) < _turnout)
            {
                Vote(Field.FromRollMen, person, woman);
            }
        }

        var received = roll + (((2 * roll) + 99) / 100);
        var returned = Math.Min(_draws.Geometric(0.15), received - Get(Field.Voters));
        Others(Field.TransferredMen, _draws.Geometric(TransferredMean), Math.Min(most, received - returned));
        Others(Field.SameDayMen, _draws.Geometric(SameDayMean), Math.Min(most, received - returned));
        _counts[(int)Field.BallotsReceived] = received;
        _counts[(int)Field.BallotsReturned] = returned;
        _counts[(int)Field.BallotsUsed] = Get(Field.Voters);
        _counts[(int)Field.BallotsUnused] = received - returned - Get(Field.Voters);
    }

    /// <summary>Voters from elsewhere, as long as there are ballots.</summary>
    private void Others(Field men, int people, int most)
    {
        for (var i = 0; i < people && Get(Field.Voters) < most; i++)
        {
            var person = _draws.Next();
            Vote(men, person, Woman(person));
        }
    }

    private void Vote(Field men, ulong person, int woman)
    {
        Add(men, woman);
        Add(Field.VotersMen, woman);
        if ((person >> 48) < (ulong)(Scale * DisabledShare))
        {
            Add(Field.DisabledMen, woman);
        }

        _counts[(int)Field.AllVotes]++;
        var choice = (person >> 32) & 0xFFFF;
        if (choice < _invalid)
        {
            _counts[(int)Field.Invalid]++;
            return;
        }

        _counts[(int)Field.Valid]++;
        _votes[
            choice < _first ? 0
            : choice < _second ? 1
            : 2
        ]++;
    }

    private readonly int Get(Field field) => _counts[(int)field];

    private static int Woman(ulong person) => (person & 0xFFFF) < (ulong)(Scale * MenShare) ? 0 : 1;

    private readonly void Add(Field men, int woman)
    {
        _counts[(int)men + woman]++;
        _counts[(int)men + 2]++;
    }
}
