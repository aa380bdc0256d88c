namespace Sirekap.Reading.Decoding;

/// <summary>A sum among numbers that are given by their index.</summary>
internal sealed record IndexedSum(int Total, int[] Parts);

/// <summary>
/// Numbers and the sums between them, as the joint posterior sees them: only numbers that are filled in, only sums all of whose numbers
/// are.
/// </summary>
/// <param name="Numbers">Each number's candidates.</param>
/// <param name="Sums">No number stands twice in a sum.</param>
/// <param name="Priors">What is believed of sums.</param>
internal sealed record SumGraph(IReadOnlyList<Candidates> Numbers, IReadOnlyList<IndexedSum> Sums, Priors Priors)
{
    /// <summary>
    /// A number adds to a sum's slack as total by its value above the least candidate, as part by its value below the greatest, so that
    /// nothing is ever negative; the slack at which the sum holds is then this.
    /// </summary>
    public long HoldsAt(int sum) => Sums[sum].Parts.Sum(part => (long)Numbers[part].Values.Max()) - Numbers[Sums[sum].Total].Values.Min();

    /// <summary>The greatest slack that can occur.</summary>
    public long GreatestSlack(int sum) =>
        Sums[sum].Parts.Append(Sums[sum].Total).Sum(number => (long)Numbers[number].Values.Max() - Numbers[number].Values.Min());
}
