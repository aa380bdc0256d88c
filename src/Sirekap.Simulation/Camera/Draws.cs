namespace Sirekap.Simulation.Camera;

/// <summary>
/// Draws that follow from a seed and what they are for (SplitMix64: Steele, Lea and Flood 2014), so that a page's photo does not depend on
/// the pages before it.
/// </summary>
internal sealed class Draws
{
    /// <summary>SplitMix64's step: 2⁶⁴ divided by the golden ratio, made odd, so that every state comes before one comes again.</summary>
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;
    private ulong _state;

    private Draws(ulong state) => _state = state;

    /// <param name="seed">The form's seed.</param>
    /// <param name="purpose">What is drawn; sequences of other purposes have nothing to do with it.</param>
    /// <param name="number">Which of them, e.g. the page.</param>
    public static Draws Of(ulong seed, string purpose, int number = 0)
    {
        var hash = Mix(unchecked(seed + Golden));
        foreach (var c in purpose)
        {
            hash = Mix(hash ^ c);
        }

        return new Draws(Mix(unchecked(hash ^ ((ulong)number * Golden))));
    }

    public ulong Next()
    {
        _state = unchecked(_state + Golden);
        return Mix(_state);
    }

    /// <summary>In [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double from, double to) => from + ((to - from) * Unit());

    /// <summary>In 0 … below − 1.</summary>
    public int Below(int below) => (int)Math.BigMul(Next(), (ulong)below, out _);

    public bool Chance(double share) => Unit() < share;

    /// <summary>Nearly normal with mean 0 and deviation 1: the sum of twelve uniform draws, less 6.</summary>
    public double Normal()
    {
        var sum = -6.0;
        for (var i = 0; i < 12; i++)
        {
            sum += Unit();
        }

        return sum;
    }

    public T Pick<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z += Golden;
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            return z ^ (z >> 31);
        }
    }
}
