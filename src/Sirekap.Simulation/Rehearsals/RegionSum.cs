using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Tally;

namespace Sirekap.Simulation.Rehearsals;

/// <summary>A region's stations added up, each in its class and its own figures.</summary>
internal sealed class RegionSum
{
    private readonly Ballot _ballot;
    private readonly Dictionary<StationClass, (int Stations, long[] Votes, long[] Counts)> _sums = [];
    private int _stations;

    private RegionSum(Ballot ballot)
    {
        _ballot = ballot;
        foreach (var its in (StationClass[])[StationClass.Accepted, StationClass.Unchecked, StationClass.UnderReview])
        {
            _sums[its] = (0, new long[ballot.Columns.Count], new long[Fields.Count]);
        }
    }

    public RegionTotals Totals => new(_stations, Of(StationClass.Accepted), Of(StationClass.Unchecked), Of(StationClass.UnderReview));

    /// <param name="ballot">The region's columns.</param>
    public static RegionSum Of(Ballot ballot) => new(ballot);

    /// <summary>A station more.</summary>
    /// <param name="standing">Its class.</param>
    /// <param name="choices">What its votes are for.</param>
    /// <param name="fields">Its figures; null where no form came.</param>
    public void Add(StationClass standing, IReadOnlyList<Choice> choices, FormFields? fields)
    {
        _stations++;
        if (fields is null)
        {
            return;
        }

        var (stations, votes, counts) = _sums[standing];
        for (var i = 0; i < choices.Count; i++)
        {
            if (_ballot.ColumnOf(choices[i]) is >= 0 and var column && fields.Votes[i] > 0)
            {
                votes[column] += fields.Votes[i];
            }
        }

        for (var i = 0; i < Fields.Count; i++)
        {
            counts[i] += Math.Max(fields.Counts[i], 0);
        }

        _sums[standing] = (stations + 1, votes, counts);
    }

    private ClassTotals Of(StationClass its) => new(_sums[its].Stations, _sums[its].Votes, _sums[its].Counts);
}
