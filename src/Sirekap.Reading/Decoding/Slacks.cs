namespace Sirekap.Reading.Decoding;

/// <summary>
/// How the slacks of the open sums of a table are packed into one key: a field of bits for each, wide enough never to carry, so that adding
/// keys adds slacks.
/// </summary>
internal sealed class Slacks
{
    private readonly int[] _widths;

    /// <param name="sums">The open sums, from the lowest bits.</param>
    /// <param name="widthOf">Bits for each sum of the graph.</param>
    public Slacks(int[] sums, int[] widthOf)
    {
        Sums = sums;
        _widths = [.. sums.Select(sum => widthOf[sum])];
        // The sums of a form are few and its boxes short; five-digit boxes with six sums open at once still fit.
        if (_widths.Sum() > 128)
        {
            throw new InvalidOperationException($"more sums are open at once than a key can hold: {string.Join(", ", sums)}");
        }
    }

    public int[] Sums { get; }

    /// <summary>The lowest bits, which hold the first <paramref name="count"/> sums.</summary>
    public UInt128 Mask(int count)
    {
        var bits = _widths.AsSpan(0, count).ToArray().Sum();
        return bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
    }

    public int Shift(int place)
    {
        var shift = 0;
        for (var i = 0; i < place; i++)
        {
            shift += _widths[i];
        }

        return shift;
    }

    public UInt128 FieldMask(int place) => (UInt128.One << _widths[place]) - 1;

    /// <summary>The same slacks in the places of another packing that has all of these sums.</summary>
    public UInt128[] Repacked(UInt128[] keys, Slacks into)
    {
        var repacked = new UInt128[keys.Length];
        for (var place = 0; place < Sums.Length; place++)
        {
            var (from, to, mask) = (Shift(place), into.Shift(Array.IndexOf(into.Sums, Sums[place])), FieldMask(place));
            for (var i = 0; i < keys.Length; i++)
            {
                repacked[i] |= ((keys[i] >> from) & mask) << to;
            }
        }

        return repacked;
    }
}
