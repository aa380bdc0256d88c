using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Tally;

/// <summary>
/// What is above the lower 16 bits of figures. A station's rows hold those bits alone: no figure of a real form is above 65,535 (a station
/// has at most 500 voters), but a misread one can be, and is kept and shown as it was said. A row a station that has any.
/// </summary>
internal sealed class LargeFigures
{
    /// <summary>Bits of a figure that stand in its station's row.</summary>
    public const int RowBits = 16;

    private Dictionary<int, byte[]> _above = [];

    /// <summary>Whether any station has such a figure.</summary>
    public bool Any => _above.Count > 0;

    /// <summary>Stations that have such a figure.</summary>
    public IEnumerable<int> Stations => _above.Keys;

    /// <summary>What stands above the row, 20 - 16 bits a figure at most; empty for most stations.</summary>
    public ReadOnlySpan<byte> Of(int station) => _above.TryGetValue(station, out var above) ? above : default;

    /// <summary>Stations are added, and those that are here have other ordinals.</summary>
    public void Grow(TreeGrowth growth) => _above = growth.Stations(_above);

    public void Clear(int station) => _above.Remove(station);

    /// <summary>The bits to put into the row, after the others are kept here.</summary>
    public ushort Put(int station, int width, int column, int figure)
    {
        if (figure > ushort.MaxValue)
        {
            if (!_above.TryGetValue(station, out var above))
            {
                _above[station] = above = new byte[width];
            }

            above[column] = (byte)(figure >> RowBits);
        }

        return unchecked((ushort)figure);
    }
}
