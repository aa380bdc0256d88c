using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;

namespace Sirekap.Record;

/// <summary>What the transitions of a station depend on beside what was said there.</summary>
/// <param name="Paper">The paper that it fills in.</param>
/// <param name="Displaces">In a copy the newest snapshot displaces what stood; elsewhere a later form waits.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> has no limits and is not to be used.</remarks>
public readonly record struct StationRules(StationPaper Paper, Catalogue Checks, bool Displaces)
{
    /// <summary>The checks of figures of this station.</summary>
    public CheckResult Check(FormFields fields) => Checks.Evaluate(fields, Paper);
}
