using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Record;

/// <summary>What the transitions of a station depend on beside what was said there.</summary>
/// <param name="Station">The station.</param>
/// <param name="Limits">The limits of the election.</param>
/// <param name="Displaces">In a copy the newest snapshot displaces what stood; elsewhere a later form waits.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> has no limits and is not to be used.</remarks>
public readonly record struct StationRules(RegionCode Station, Limits Limits, Catalogue Checks, bool Displaces)
{
    /// <summary>The checks of figures of this station.</summary>
    public CheckResult Check(FormFields fields) => Checks.Evaluate(fields, Station, Limits);
}
