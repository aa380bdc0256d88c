namespace Sirekap.Simulation;

/// <summary>
/// The one source of all draws (SplitMix64: Steele, Lea and Flood 2014): a sequence follows from its state alone, the same on every machine
/// and thread, and sequences of other states have nothing to do with it.
/// </summary>
/// <param name="state">Where the sequence begins; hashes of what it is for (<see cref="Hash"/>).</param>
/// <remarks>A mutable struct, for one place at a time. <c>default</c> is the sequence of the state 0.</remarks>
internal struct SplitMix64(ulong state)
{
    /// <summary>The step: 2⁶⁴ divided by the golden ratio, made odd, so that every state comes before one comes again.</summary>
    public const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    private ulong _state = state;

    public ulong Next()
    {
        _state = unchecked(_state + Golden);
        return Mix(_state);
    }

    /// <summary>In [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>In 0 … below − 1.</summary>
    public int Below(int below) => (int)Math.BigMul(Next(), (ulong)below, out _);

    /// <summary>The first draw of a sequence, to begin others with.</summary>
    public static ulong Hash(ulong state) => Mix(unchecked(state + Golden));

    /// <summary>Every bit of the value changes half of the bits.</summary>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
            value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
            return value ^ (value >> 31);
        }
    }
}
