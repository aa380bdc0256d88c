namespace Sirekap.Simulation.Handwriting;

/// <summary>
/// Draws that follow from seed and place alone (<see cref="SplitMix64"/>), so that neither threads nor the order of work change a training.
/// </summary>
internal struct Dice
{
    private SplitMix64 _source;

    /// <param name="seed">Of the training.</param>
    /// <param name="purpose">What is drawn.</param>
    /// <param name="index">Which of its kind.</param>
    public Dice(ulong seed, ulong purpose, ulong index)
    {
        unchecked
        {
            var kind = SplitMix64.Mix(SplitMix64.Hash(seed) ^ (purpose * SplitMix64.Golden));
            _source = new SplitMix64(SplitMix64.Mix(kind ^ (index * 0xD6E8_FEB8_6659_FD93)));
        }
    }

    public ulong Next() => _source.Next();

    /// <summary>In [0, 1).</summary>
    public float Unit() => (Next() >> 40) * (1f / (1 << 24));

    public float Between(float from, float to) => from + ((to - from) * Unit());

    /// <inheritdoc cref="SplitMix64.Below"/>
    public int Below(int below) => _source.Below(below);

    public bool Chance(float share) => Unit() < share;

    /// <summary>Nearly normal, mean 0 and deviation 1: four uniform draws, so never beyond ±3.5.</summary>
    public float Normal() => (Unit() + Unit() + Unit() + Unit() - 2) * 1.7320508f;
}
