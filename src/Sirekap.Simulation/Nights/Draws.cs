using Sirekap.Elections.Regions;

namespace Sirekap.Simulation.Nights;

/// <summary>
/// What draws are for, so that two sequences for one place have nothing to do with each other. The numbers are part of every seed.
/// </summary>
internal enum Purpose : byte
{
    Shape = 1,
    PlaceName = 2,
    Effect = 3,
    Truth = 4,
    Errors = 5,
    Story = 6,
    Times = 7,
    SecondForm = 8,
    Ballots = 9,
    Odds = 10,
    Transferred = 11,
    Leaning = 12,
    Watching = 13,
    Kits = 14,
    Telephone = 15,
}

/// <summary>
/// Draws that follow from seed, place and purpose alone (<see cref="SplitMix64"/>), so that neither order nor threads matter.
/// Only arithmetic that IEEE 754 defines exactly is used: no logarithm, no cosine, so every machine draws the same night.
/// </summary>
internal struct Draws
{
    /// <summary>Above every <see cref="Purpose"/>, so that no two contests draw alike.</summary>
    private const ulong Purposes = 16;

    private SplitMix64 _source;

    private Draws(ulong hash) => _source = new SplitMix64(unchecked(hash + SplitMix64.Golden));

    /// <param name="contest">The contest's place in the order of counting, where each has its own; 0 is the president's.</param>
    public static Draws Of(ulong seed, RegionCode place, Purpose purpose, int contest = 0)
    {
        Span<byte> code = stackalloc byte[13];
        var hash = SplitMix64.Hash(unchecked(seed + (((ulong)purpose + (Purposes * (ulong)contest)) * SplitMix64.Golden)));
        foreach (var c in code[..place.Format(code)])
        {
            hash = SplitMix64.Hash(hash ^ c);
        }

        return new Draws(hash);
    }

    public ulong Next() => _source.Next();

    /// <inheritdoc cref="SplitMix64.Unit"/>
    public double Unit() => _source.Unit();

    /// <inheritdoc cref="SplitMix64.Below"/>
    public int Below(int below) => _source.Below(below);

    /// <summary>In from … to, both included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    public bool Chance(double share) => Unit() < share;

    /// <summary>Nearly normal with mean 0 and deviation 1: the sum of twelve uniform draws, less 6. Never beyond ±6.</summary>
    public double Normal()
    {
        long sum = 0;
        for (var i = 0; i < 3; i++)
        {
            var word = Next();
            sum += (long)((word & 0xFFFF) + ((word >> 16) & 0xFFFF) + ((word >> 32) & 0xFFFF) + (word >> 48));
        }

        return (sum + 6 - (6 * 65536)) / 65536.0;
    }

    /// <summary>A count with this mean, each value less likely than the one below it.</summary>
    public int Geometric(double mean)
    {
        var count = 0;
        for (var more = mean / (1 + mean); count < 1000 && Chance(more); )
        {
            count++;
        }

        return count;
    }

    /// <summary>Around a median, skewed to the right as waiting times are.</summary>
    public double Around(double median, double spread) => median * Growth(spread * Normal());

    /// <summary>eˣ to about a third of a percent for |x| ≤ 5, the same on every machine: (1 + x/4096)⁴⁰⁹⁶.</summary>
    public static double Growth(double x)
    {
        var power = 1 + (Math.Clamp(x, -20, 20) / 4096);
        for (var i = 0; i < 12; i++)
        {
            power *= power;
        }

        return power;
    }
}
