using Sirekap.Elections;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>Stations that were added to the running election, as one place sees it.</summary>
/// <param name="Index">The entry by which they came.</param>
/// <param name="Proposed">The entry that proposed it.</param>
/// <param name="Time">The ledger's time of the former.</param>
/// <param name="Ground">Why.</param>
/// <param name="By">The keys that agreed, whoever proposed it first.</param>
/// <param name="Stations">How many of them lie in the place, or are it.</param>
/// <param name="Whole">Whether the place itself came with them.</param>
public sealed record AdditionView(
    int Index,
    int Proposed,
    Timestamp? Time,
    AdditionGround Ground,
    IReadOnlyList<KeyName> By,
    int Stations,
    bool Whole
)
{
    /// <summary>What was added to a place until this size, oldest first.</summary>
    internal static IReadOnlyList<AdditionView> Of(RecordAsOf asOf, RegionCode place) =>
        [
            .. asOf
                .Record.Additions.Where(addition => addition.Index < asOf.Size)
                .Select(addition => Of(asOf, addition, place))
                .Where(view => view.Stations > 0),
        ];

    private static AdditionView Of(RecordAsOf asOf, Addition addition, RegionCode place)
    {
        var added = addition.Stations;
        var stations =
            place.Level == Level.Station ? (added.FindStation(place) >= 0 ? 1 : 0)
            : added.FindRegion(place) is >= 0 and var region ? added.StationsOf(region).Count
            : 0;
        return new AdditionView(
            addition.Index,
            addition.Proposal.Index,
            asOf.Record.Times.At(addition.Index),
            addition.Ground,
            [.. addition.Proposal.Agreed.Select(key => key.Name)],
            stations,
            asOf.Record.Additions.Of(place) == addition
        );
    }
}
