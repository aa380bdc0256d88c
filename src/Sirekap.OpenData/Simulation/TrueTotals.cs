using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;

namespace Sirekap.OpenData.Simulation;

/// <summary>True votes of a region in a contest, for its plenary.</summary>
/// <param name="ballot">The columns of the region.</param>
internal sealed class TrueTotals(Ballot ballot)
{
    public int Stations { get; private set; }

    public long[] Votes { get; } = new long[ballot.Columns.Count];

    public long Valid { get; private set; }

    public long Invalid { get; private set; }

    /// <summary>Whether every station had a form.</summary>
    public bool IsComplete { get; private set; } = true;

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

        Valid += night.Truth[Field.Valid]!.Value;
        Invalid += night.Truth[Field.Invalid]!.Value;
    }

    public void Add(TrueTotals part)
    {
        IsComplete &= part.IsComplete;
        Stations += part.Stations;
        for (var i = 0; i < part.Votes.Length; i++)
        {
            Add(part.Ballot.Columns[i], part.Votes[i]);
        }

        Valid += part.Valid;
        Invalid += part.Invalid;
    }

    private void Add(Choice choice, long votes)
    {
        if (ballot.ColumnOf(choice) is >= 0 and var column)
        {
            Votes[column] += votes;
        }
    }
}
