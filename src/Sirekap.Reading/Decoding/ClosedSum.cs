namespace Sirekap.Reading.Decoding;

/// <summary>A sum whose numbers have all come together, in the place where its slack stands in the keys.</summary>
internal readonly struct ClosedSum(int sum, int shift, UInt128 mask, long holdsAt, Priors priors)
{
    private readonly double _broken = priors.BrokenSum * priors.BrokenSpread;
    private readonly double _holds = priors.OfDifference(0);
    private readonly ulong _mask = (ulong)mask;

    public int Sum { get; } = sum;

    /// <summary>The greatest factor of a broken sum; far below 1.</summary>
    public double MostBroken => _broken;

    /// <summary>The bits of its slack.</summary>
    public UInt128 Field => mask << shift;

    /// <summary>
    /// The slack at which it holds, in its place. Where it can't hold this is in no place of its own, and keys that add up to it beside
    /// others hold nothing.
    /// </summary>
    public UInt128 HoldsAt => unchecked((UInt128)holdsAt) << shift;

    /// <summary>Total less parts.</summary>
    public long Difference(UInt128 slacks) => unchecked((long)((ulong)(slacks >> shift) & _mask)) - holdsAt;

    public double Factor(UInt128 slacks)
    {
        var difference = Difference(slacks);
        return difference == 0 ? _holds : _broken / Math.Abs(difference);
    }
}
