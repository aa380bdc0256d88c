using System.Numerics;

namespace Sirekap.Reading.Decoding;

/// <summary>What a merge has found: states in falling order of probability.</summary>
internal sealed record Built(UInt128[] Keys, double[] Inside, double[] Best, (int Left, int Right)[] BestPair, double Lost);

/// <summary>Gathers pairs by the slacks that they end in: an open-addressed table, used again from merge to merge.</summary>
internal sealed class StateMap
{
    private int[] _slots = [];
    private State[] _states = [];
    private double[] _falling = [];
    private int[] _order = [];
    private int[] _rank = [];
    private int _mask;
    private int _shift;
    private int _count;

    /// <summary>Begins anew.</summary>
    /// <param name="most">As many states as there can be.</param>
    public void Clear(int most)
    {
        var bits = Math.Max(4, BitOperations.Log2((uint)Math.Max(1, most)) + 2);
        if (_slots.Length < 1 << bits)
        {
            (_slots, _states) = (new int[1 << bits], new State[1 << bits]);
        }

        Array.Clear(_slots, 0, 1 << bits);
        (_mask, _shift, _count) = ((1 << bits) - 1, 64 - bits, 0);
    }

    /// <summary>Adds a pair; returns its state.</summary>
    public int Add(UInt128 key, double inside, double best, int left, int right)
    {
        var slot = unchecked((int)((((ulong)key * 0x9E3779B97F4A7C15) ^ ((ulong)(key >> 64) * 0xC2B2AE3D27D4EB4F)) >> _shift));
        int at;
        while ((at = _slots[slot] - 1) >= 0)
        {
            ref var state = ref _states[at];
            if (state.Key == key)
            {
                state.Inside += inside;
                if (best > state.Best)
                {
                    (state.Best, state.Left, state.Right) = (best, left, right);
                }

                return at;
            }

            slot = (slot + 1) & _mask;
        }

        _states[_count] = new State
        {
            Key = key,
            Inside = inside,
            Best = best,
            Left = left,
            Right = right,
        };
        _slots[slot] = _count + 1;
        return _count++;
    }

    /// <summary>The states, most probable first.</summary>
    /// <param name="stateOf">The states of the pairs, renumbered along; -1 for those that are left out.</param>
    /// <param name="least">States less probable than this, beside the most probable, are left out.</param>
    public Built Sorted(int[] stateOf, double least)
    {
        if (_order.Length < _count)
        {
            (_order, _falling, _rank) = (new int[_states.Length], new double[_states.Length], new int[_states.Length]);
        }

        var most = 0.0;
        for (var i = 0; i < _count; i++)
        {
            most = Math.Max(most, _states[i].Inside);
        }

        var (kept, lost) = (0, 0.0);
        for (var i = 0; i < _count; i++)
        {
            _rank[i] = -1;
            if (_states[i].Inside >= least * most)
            {
                (_order[kept], _falling[kept++]) = (i, -_states[i].Inside);
            }
            else
            {
                lost += _states[i].Inside;
            }
        }

        Array.Sort(_falling, _order, 0, kept);
        var built = new Built(new UInt128[kept], new double[kept], new double[kept], new (int, int)[kept], lost);
        for (var i = 0; i < kept; i++)
        {
            ref var from = ref _states[_order[i]];
            _rank[_order[i]] = i;
            (built.Keys[i], built.Inside[i], built.Best[i], built.BestPair[i]) = (
                from.Key,
                from.Inside,
                from.Best,
                (from.Left, from.Right)
            );
        }

        for (var i = 0; i < stateOf.Length; i++)
        {
            stateOf[i] = _rank[stateOf[i]];
        }

        return built;
    }

    private struct State
    {
        public UInt128 Key;
        public double Inside;
        public double Best;
        public int Left;
        public int Right;
    }
}
