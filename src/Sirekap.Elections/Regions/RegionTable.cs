using System.Numerics;

namespace Sirekap.Elections.Regions;

/// <summary>From a region's code to its ordinal: open addressing in one array, at most half full.</summary>
internal sealed class RegionTable
{
    /// <summary>2⁶⁴ divided by the golden ratio: multiplying by it spreads neighbouring codes over the upper bits.</summary>
    private const ulong Spread = 0x9E37_79B9_7F4A_7C15;

    private readonly RegionCode[] _regions;
    private readonly int[] _slots;
    private readonly int _shift;

    public RegionTable(RegionCode[] regions)
    {
        _regions = regions;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(2 * regions.Length));
        _shift = 64 - BitOperations.Log2((uint)size);
        _slots = new int[size];
        for (var region = 0; region < regions.Length; region++)
        {
            var slot = Slot(regions[region]);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & (size - 1);
            }

            _slots[slot] = region + 1;
        }
    }

    public int Find(RegionCode code)
    {
        for (var slot = Slot(code); _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            if (_regions[_slots[slot] - 1] == code)
            {
                return _slots[slot] - 1;
            }
        }

        return -1;
    }

    private int Slot(RegionCode code) => (int)(unchecked((ulong)code.Value * Spread) >> _shift);
}
