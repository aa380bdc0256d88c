using Sirekap.Elections.Regions;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api.Answers;

/// <summary>Stations that were added to the running election.</summary>
/// <param name="Entry">Index of the entry by which they came.</param>
/// <param name="Proposed">Index of the entry that proposed it.</param>
/// <param name="Time">The ledger's time of the former.</param>
/// <param name="Ground">Why.</param>
/// <param name="By">Names of the keys that agreed, whoever proposed it first.</param>
/// <param name="Stations">How many of them lie in the place, or are it.</param>
/// <param name="Whole">Whether the place itself came with them.</param>
public sealed record AdditionJson(
    long Entry,
    long Proposed,
    string? Time,
    AdditionGround Ground,
    IReadOnlyList<string> By,
    int Stations,
    bool Whole
)
{
    internal static AdditionJson Of(AdditionView view) =>
        new(
            view.Index,
            view.Proposed,
            view.Time?.ToString(),
            view.Ground,
            [.. view.By.Select(key => key.ToString())],
            view.Stations,
            view.Whole
        );
}
