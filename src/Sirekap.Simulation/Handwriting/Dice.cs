namespace Sirekap.Simulation.Handwriting;

/// <summary>
/// Draws that follow from seed and place alone (SplitMix64: Steele, Lea and Flood 2014), so that neither threads nor the order of work
/// change a training.
/// </summary>
internal struct Dice
{
    /// <summary>SplitMix64's step: 2⁶⁴ divided by the golden ratio, made odd, so that every state comes before one comes again.</summary>
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;
    private ulong _state;

    /// <param name="seed">Of the training.</param>
    /// <param name="purpose">What is drawn.</param>
    /// <param name="index">Which of its kind.</param>
    public Dice(ulong seed, ulong purpose, ulong index)
    {
        unchecked
        {
            _state = Mix(Mix(Mix(seed + Golden) ^ (purpose * Golden)) ^ (index * 0xD6E8_FEB8_6659_FD93));
        }
    }

    public ulong Next()
    {
        unchecked
        {
            _state += Golden;
            return Mix(_state);
        }
    }

    /// <summary>In [0, 1).</summary>
    public float Unit() => (Next() >> 40) * (1f / (1 << 24));

    public float Between(float from, float to) => from + ((to - from) * Unit());

    /// <summary>In 0 … below − 1.</summary>
    public int Below(int below) => (int)Math.BigMul(Next(), (ulong)below, out _);

    public bool Chance(float share) => Unit() < share;

    /// <summary>Nearly normal, mean 0 and deviation 1: four uniform draws, so never beyond ±3.5.</summary>
    public float Normal() => (Unit() + Unit() + Unit() + Unit() - 2) * 1.7320508f;

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
            value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
            return value ^ (value >> 31);
        }
    }
}
