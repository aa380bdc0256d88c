using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;

namespace Sirekap.Simulation.Nights;

/// <summary>True votes of a region in a contest, for its plenary.</summary>
internal sealed class TrueTotals(Contest contest)
{
    public int Stations { get; private set; }

    public long[] Votes { get; } = new long[contest.Slots];

    public long Valid { get; private set; }

    public long Invalid { get; private set; }

    /// <summary>Whether every station had a form.</summary>
    public bool IsComplete { get; private set; } = true;

    public void Add(StationNight night)
    {
        IsComplete &= !night.IsSilent;
        Stations++;
        var district = contest.DistrictOf(night.Station);
        for (var i = 0; i < night.Truth.Votes.Length; i++)
        {
            Votes[contest.SlotOf(district, i)] += night.Truth.Votes[i];
        }

        Valid += night.Truth[Field.Valid]!.Value;
        Invalid += night.Truth[Field.Invalid]!.Value;
    }

    public void Add(TrueTotals part)
    {
        IsComplete &= part.IsComplete;
        Stations += part.Stations;
        for (var i = 0; i < Votes.Length; i++)
        {
            Votes[i] += part.Votes[i];
        }

        Valid += part.Valid;
        Invalid += part.Invalid;
    }
}
