using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Statements;

namespace Sirekap.Record;

/// <summary>A reading as it stands in the ledger, beside its station's history and no part of it.</summary>
/// <param name="Index">The entry.</param>
/// <param name="Key">Ordinal of the reader's key.</param>
/// <param name="Statement">What it says.</param>
public sealed record StationReading(int Index, int Key, PhotoReading Statement)
{
    /// <summary>
    /// The figures that were read otherwise than these say, in the order of the paper: first what these say, then what was read. A figure
    /// that either side lacks is no difference.
    /// </summary>
    /// <param name="fields">Figures of the same ballot, such as those in place.</param>
    /// <param name="ballot">The ballot.</param>
    public IReadOnlyList<Difference> Differences(FormFields fields, Ballot ballot) =>
        [.. Elections.Forms.Differences.Between(fields, Statement.Fields, ballot).Where(difference => difference.Replaces)];
}
