namespace Sirekap.Reading.Decoding;

/// <summary>A sum whose numbers have all come together, in the place where its slack stands in the keys.</summary>
internal readonly struct ClosedSum(int sum, int shift, UInt128 mask, long holdsAt, Priors priors)
{
    private readonly double _broken = priors.BrokenSum * priors.BrokenSpread;
    private readonly double _holds = priors.OfDifference(0);
    private readonly ulong _mask = (ulong)mask;

    public int Sum { get; } = sum;

    /// <summary>Total less parts.</summary>
    public long Difference(UInt128 slacks) => unchecked((long)((ulong)(slacks >> shift) & _mask)) - holdsAt;

    public double Factor(UInt128 slacks)
    {
        var difference = Difference(slacks);
        return difference == 0 ? _holds : _broken / Math.Abs(difference);
    }
}
