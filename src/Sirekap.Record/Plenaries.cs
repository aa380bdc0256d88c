using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Elections.Tally;

namespace Sirekap.Record;

/// <summary>A plenary's totals, and beside them the sum that the record itself had at that index.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Key">Ordinal of the key that signed.</param>
/// <param name="Votes">Votes as certified, in ballot order.</param>
/// <param name="Stations">Stations counted, as certified.</param>
/// <param name="Valid">Valid votes as certified.</param>
/// <param name="Invalid">Invalid votes as certified.</param>
/// <param name="OwnVotes">The record's votes of accepted stations at that index.</param>
/// <param name="OwnStations">The record's accepted stations at that index.</param>
/// <param name="OwnValid">The record's valid votes of accepted stations at that index.</param>
/// <param name="OwnInvalid">The record's invalid votes of accepted stations at that index.</param>
public sealed record Plenary(
    int Index,
    int Key,
    IReadOnlyList<long> Votes,
    int Stations,
    long Valid,
    long Invalid,
    IReadOnlyList<long> OwnVotes,
    int OwnStations,
    long OwnValid,
    long OwnInvalid
)
{
    /// <summary>Whether all that was certified is what the accepted stations add up to.</summary>
    public bool Agrees => Stations == OwnStations && Valid == OwnValid && Invalid == OwnInvalid && Votes.SequenceEqual(OwnVotes);
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
    public void Add(int index, int key, int region, Totals totals, ClassTotals own)
    {
        if (!_certified.TryGetValue(region, out var plenaries))
        {
            _certified[region] = plenaries = [];
        }

        plenaries.Add(
            new Plenary(
                index,
                key,
                totals.Votes,
                totals.Stations,
                totals.Valid,
                totals.Invalid,
                own.Votes,
                own.Stations,
                own.Counts[(int)Field.Valid],
                own.Counts[(int)Field.Invalid]
            )
        );
    }
}
