namespace Sirekap.Simulation.Nights;

/// <summary>A party with its candidates, or a single person.</summary>
/// <param name="Number">The number on the ballot.</param>
/// <param name="First">Its first line.</param>
/// <param name="Lean">Its weight before places differ.</param>
/// <param name="Lines">Thresholds between its lines (<see cref="BallotOdds.Thresholds"/>).</param>
internal sealed record BallotGroup(int Number, int First, double Lean, uint[] Lines);

/// <summary>How a district votes before its places differ.</summary>
/// <param name="Lines">Lines of the ballot.</param>
/// <param name="Groups">Parties or persons in the order of the ballot.</param>
internal sealed record BallotOdds(int Lines, IReadOnlyList<BallotGroup> Groups)
{
    /// <summary>2³²: a draw is compared with 32 of its bits.</summary>
    private const double Whole = 4_294_967_296;

    /// <summary>Where each part ends when weights share out 2³²; the last, which ends there, is left out.</summary>
    public static uint[] Thresholds(IReadOnlyList<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var ends = new uint[weights.Count - 1];
        var end = 0.0;
        for (var i = 0; i < ends.Length; i++)
        {
            end += weights[i];
            ends[i] = (uint)Math.Min(Whole * end / sum, uint.MaxValue);
        }

        return ends;
    }

    /// <summary>The part that a drawn number falls into.</summary>
    public static int Part(ReadOnlySpan<uint> ends, uint drawn)
    {
        var part = 0;
        while (part < ends.Length && drawn >= ends[part])
        {
            part++;
        }

        return part;
    }
}
