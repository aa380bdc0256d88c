namespace Sirekap.Simulation.Camera;

/// <summary>
/// Draws that follow from a seed and what they are for (<see cref="SplitMix64"/>), so that a page's photo does not depend on the pages
/// before it.
/// </summary>
internal sealed class Draws
{
    private SplitMix64 _source;

    private Draws(ulong hash) => _source = new SplitMix64(unchecked(hash + SplitMix64.Golden));

    /// <param name="seed">The form's seed.</param>
    /// <param name="purpose">What is drawn; sequences of other purposes have nothing to do with it.</param>
    /// <param name="number">Which of them, e.g. the page.</param>
    public static Draws Of(ulong seed, string purpose, int number = 0)
    {
        var hash = SplitMix64.Hash(unchecked(seed + SplitMix64.Golden));
        foreach (var c in purpose)
        {
            hash = SplitMix64.Hash(hash ^ c);
        }

        return new Draws(SplitMix64.Hash(unchecked(hash ^ ((ulong)number * SplitMix64.Golden))));
    }

    public ulong Next() => _source.Next();

    /// <inheritdoc cref="SplitMix64.Unit"/>
    public double Unit() => _source.Unit();

    public double Between(double from, double to) => from + ((to - from) * Unit());

    /// <inheritdoc cref="SplitMix64.Below"/>
    public int Below(int below) => _source.Below(below);

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
}
