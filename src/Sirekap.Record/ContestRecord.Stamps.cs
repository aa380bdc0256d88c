namespace Sirekap.Record;

/// <remarks>When each region last changed: what need not be rendered, sent or published again.</remarks>
public sealed partial class ContestRecord
{
    private readonly int[] _changed;

    /// <summary>
    /// Index of the entry that last changed anything within a region (a form, a decision, a reading, a plenary, a photo that a form brings
    /// for another station, too), or -1. A function of the ledger, so that all who fold it give one state one name. Any thread, also while
    /// the record goes on: it moves before the state that it speaks of is durable, never after.
    /// </summary>
    /// <param name="region">The region's ordinal in the tree.</param>
    public int LastChangeWithin(int region) => Volatile.Read(ref _changed[region]);

    /// <summary>Something else is to be said of a station than before, in this contest or in any other.</summary>
    internal void Touched(int station, int index) => Stamp(_tree.VillageOf(station), index);

    private void Stamp(int region, int index)
    {
        while (true)
        {
            Volatile.Write(ref _changed[region], index);
            if (region == 0)
            {
                return;
            }

            region = _tree.Parent(region);
        }
    }
}
