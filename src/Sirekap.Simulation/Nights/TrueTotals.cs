using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;

namespace Sirekap.Simulation.Nights;

/// <summary>True figures of a region in a contest, for its plenary.</summary>
/// <param name="ballot">The columns of the region.</param>
internal sealed class TrueTotals(Ballot ballot)
{
    private readonly long[] _votes = new long[ballot.Columns.Count];
    private readonly long[] _counts = new long[Fields.Count];

    public int Stations { get; private set; }

    /// <summary>Whether every station had a form.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>What stands on the plenary's paper.</summary>
    public TotalFigures Figures => TotalFigures.Of(ballot, _votes, _counts);

    private Ballot Ballot => ballot;

    public void Add(StationNight night)
    {
        IsComplete &= !night.IsSilent;
        Stations++;
        var choices = night.Contest.Contest.DistrictOf(night.Station).Choices;
        for (var i = 0; i < choices.Count; i++)
        {
            Add(choices[i], night.Truth.Votes[i]);
        }

        for (var i = 0; i < Fields.Count; i++)
        {
            _counts[i] += night.Truth.Counts[i];
        }
    }

    public void Add(TrueTotals part)
    {
        IsComplete &= part.IsComplete;
        Stations += part.Stations;
        for (var i = 0; i < part._votes.Length; i++)
        {
            Add(part.Ballot.Columns[i], part._votes[i]);
        }

        for (var i = 0; i < Fields.Count; i++)
        {
            _counts[i] += part._counts[i];
        }
    }

    private void Add(Choice choice, long votes)
    {
        if (ballot.ColumnOf(choice) is >= 0 and var column)
        {
            _votes[column] += votes;
        }
    }
}
