using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;

namespace Sirekap.Record;

/// <summary>A plenary's totals, and beside them the sum that the record itself had at that index.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Key">Ordinal of the key that signed.</param>
/// <param name="Stations">Stations counted, as certified.</param>
/// <param name="Certified">Every figure as certified.</param>
/// <param name="OwnStations">The record's accepted stations at that index.</param>
/// <param name="Own">The record's sums of accepted stations at that index.</param>
public sealed record Plenary(int Index, int Key, int Stations, TotalFigures Certified, int OwnStations, TotalFigures Own)
{
    /// <summary>Whether every figure that was certified is what the accepted stations add up to.</summary>
    public bool Agrees => Stations == OwnStations && Certified.Agrees(Own, ofVotes: false);

    /// <summary>Whether the result is: stations, votes, and what these come to. Other counts may differ.</summary>
    public bool VotesAgree => Stations == OwnStations && Certified.Agrees(Own, ofVotes: true);
}

/// <summary>What plenaries certified for the regions of a contest.</summary>
internal sealed class Plenaries
{
    private Dictionary<int, List<Plenary>> _certified = [];

    /// <summary>The totals certified for a region, oldest first.</summary>
    public IReadOnlyList<Plenary> Of(int region) => _certified.GetValueOrDefault(region) ?? [];

    /// <summary>Regions are added, and those that are here have other ordinals.</summary>
    public void Grow(TreeGrowth growth) => _certified = growth.Regions(_certified);

    /// <summary>Adds what was certified, beside what the record's own accepted stations add up to at this index.</summary>
    public void Add(int index, int key, int region, Totals totals, Ballot ballot, ClassTotals own)
    {
        if (!_certified.TryGetValue(region, out var plenaries))
        {
            _certified[region] = plenaries = [];
        }

        plenaries.Add(
            new Plenary(index, key, totals.Stations, totals.Figures, own.Stations, TotalFigures.Of(ballot, own.Votes, own.Counts))
        );
    }
}
