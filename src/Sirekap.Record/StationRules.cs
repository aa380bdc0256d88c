using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;

namespace Sirekap.Record;

/// <summary>What the transitions of a station depend on beside what was said there.</summary>
/// <param name="Paper">The paper that it fills in.</param>
/// <param name="Displaces">In a copy the newest snapshot displaces what stood; elsewhere a later form waits.</param>
/// <remarks>Immutable; any number of threads may read it. <c>default</c> has no limits and is not to be used.</remarks>
public readonly record struct StationRules(StationPaper Paper, Catalogue Checks, bool Displaces)
{
    /// <summary>The checks of figures of this station.</summary>
    public CheckResult Check(FormFields fields) => Checks.Evaluate(fields, Paper);

    /// <summary>
    /// Why these figures cannot be settled, or null: whoever does so names exactly the holding checks that they fail, no more and no less.
    /// </summary>
    /// <param name="station">The station, for the words of a refusal.</param>
    /// <param name="named">Codes of the checks that are named.</param>
    /// <param name="fields">The figures.</param>
    /// <param name="whole">Whether none may be missing that the checks of the votes need.</param>
    public Rejection? Unsettled(RegionCode station, IReadOnlyList<string> named, FormFields fields, bool whole)
    {
        var result = Check(fields);
        if (whole && !result.Complete)
        {
            return new Rejection(
                RejectionCode.FiguresMissing,
                $"{station}: figures that the checks of the votes need are missing; it can be corrected, not accepted"
            );
        }

        var failing = Checks.Codes(Checks.FailingHolds(result));
        return failing.SequenceEqual(named, StringComparer.Ordinal)
            ? null
            : new Rejection(
                RejectionCode.ChecksNotNamed,
                $"{station}: failing are [{string.Join(", ", failing)}], named are [{string.Join(", ", named)}]"
            );
    }
}
