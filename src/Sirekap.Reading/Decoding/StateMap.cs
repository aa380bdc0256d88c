namespace Sirekap.Reading.Decoding;

/// <summary>What a merge has found: states in falling order of probability.</summary>
internal sealed record Built(UInt128[] Keys, double[] Inside, double[] Best, (int Left, int Right)[] BestPair);

/// <summary>Gathers pairs by the slacks that they end in: an open-addressed table.</summary>
internal sealed class StateMap
{
    private readonly int[] _slots;
    private readonly int _shift;
    private readonly UInt128[] _keys;
    private readonly double[] _inside;
    private readonly double[] _best;
    private readonly (int Left, int Right)[] _bestPair;
    private int _count;

    /// <param name="most">As many states as there can be.</param>
    public StateMap(int most)
    {
        var bits = 4;
        while (1L << bits < most * 2L)
            bits++;
        _slots = new int[1 << bits];
        _shift = 64 - bits;
        _keys = new UInt128[most];
        _inside = new double[most];
        _best = new double[most];
        _bestPair = new (int, int)[most];
    }

    /// <summary>Adds a pair; returns its state.</summary>
    public int Add(UInt128 key, double inside, double best, (int Left, int Right) pair)
    {
        var state = StateOf(key);
        _inside[state] += inside;
        if (best > _best[state])
        {
            _best[state] = best;
            _bestPair[state] = pair;
        }

        return state;
    }

    /// <summary>The states, most probable first; <paramref name="stateOf"/> is renumbered along.</summary>
    public Built Sorted(int[] stateOf)
    {
        var order = new int[_count];
        var falling = new double[_count];
        for (var i = 0; i < _count; i++)
            (order[i], falling[i]) = (i, -_inside[i]);
        Array.Sort(falling, order);
        var rank = new int[_count];
        var built = new Built(new UInt128[_count], new double[_count], new double[_count], new (int, int)[_count]);
        for (var i = 0; i < _count; i++)
        {
            var from = order[i];
            rank[from] = i;
            (built.Keys[i], built.Inside[i], built.Best[i], built.BestPair[i]) = (_keys[from], _inside[from], _best[from], _bestPair[from]);
        }

        for (var i = 0; i < stateOf.Length; i++)
            stateOf[i] = rank[stateOf[i]];
        return built;
    }

    private int StateOf(UInt128 key)
    {
        var mask = _slots.Length - 1;
        var slot = unchecked((int)((((ulong)key * 0x9E3779B97F4A7C15) ^ ((ulong)(key >> 64) * 0xC2B2AE3D27D4EB4F)) >> _shift));
        while (true)
        {
            var state = _slots[slot] - 1;
            if (state < 0)
            {
                _keys[_count] = key;
                _slots[slot] = ++_count;
                return _count - 1;
            }

            if (_keys[state] == key)
                return state;
            slot = (slot + 1) & mask;
        }
    }
}
