using Sirekap.Elections.Checks;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Site.Views;

/// <summary>How far the forms of one contest have come in a place.</summary>
/// <param name="Stations">How many stations vote in it; 0 where nobody does.</param>
/// <param name="Received">Of how many a form is in.</param>
/// <param name="Accepted">Of how many it is added up.</param>
/// <param name="Class">Of a single station: what its form is among.</param>
public sealed record Progress(int Stations, int Received, int Accepted, StationClass? Class);

/// <summary>A place, and how far its stations have come.</summary>
/// <param name="Place">A region one tier down, or a station.</param>
/// <param name="Village">Of a station: its village.</param>
/// <param name="Stations">How many stations it has.</param>
/// <param name="Phones">How many officers' phones and keys its kits and its district have enrolled, those revoked since among them.</param>
/// <param name="WithoutPhone">How many of its stations have none.</param>
/// <param name="Contests">In the order of the election's contests.</param>
public sealed record CompletenessRow(
    NamedRegion Place,
    NamedRegion? Village,
    int Stations,
    int Phones,
    int WithoutPhone,
    IReadOnlyList<Progress> Contests
);

/// <summary>
/// Which stations have a phone that may sign, and how far the form of each contest has come: what a district must know in the night, and
/// what anybody may. From districts down by station, above by region. Always as of now.
/// </summary>
/// <param name="Place">The region.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="IsByStation">Whether its rows are stations.</param>
/// <param name="Rows">In the order of their codes.</param>
/// <param name="Whole">The region itself.</param>
public sealed record Completeness(
    NamedRegion Place,
    IReadOnlyList<NamedRegion> Above,
    bool IsByStation,
    IReadOnlyList<CompletenessRow> Rows,
    CompletenessRow Whole
)
{
    /// <summary>The view; null where there is no such region, and of a copy, whose stations nobody has given a phone.</summary>
    public static Completeness? Of(RecordAsOf asOf, RegionCode code)
    {
        var region = asOf.FindRegion(code);
        if (region < 0 || asOf.Moment.Kind == ElectionKind.Copy)
        {
            return null;
        }

        var byStation = code.Level >= Level.District;
        return new Completeness(
            asOf.Place(code),
            asOf.Above(code),
            byStation,
            byStation
                ? [.. asOf.Stations(region).Select(station => Station(asOf, station))]
                : [.. asOf.Children(region).Select(child => Region(asOf, child))],
            Region(asOf, region)
        );
    }

    private static CompletenessRow Region(RecordAsOf asOf, int region)
    {
        var (first, end) = asOf.Tree.StationsOf(region);
        var (phones, without) = (0, 0);
        for (var station = first; station < end; station++)
        {
            var its = asOf.Record.StationKeys.Phones(station);
            phones += its;
            without += its == 0 ? 1 : 0;
        }

        var code = asOf.Tree.Region(region);
        return new CompletenessRow(
            asOf.Place(code),
            Village: null,
            end - first,
            phones,
            without,
            [.. asOf.Record.Structure.Contests.Select(Of)]
        );

        Progress Of(Contest contest)
        {
            var totals = asOf.Contest(contest.Code)!.Tally.Totals(region);
            return new Progress(totals.TotalStations, totals.Received, totals.Accepted.Stations, Class: null);
        }
    }

    private static CompletenessRow Station(RecordAsOf asOf, int station)
    {
        var code = asOf.Tree.Station(station);
        var phones = asOf.Record.StationKeys.Phones(station);
        return new CompletenessRow(
            asOf.Place(code),
            asOf.Place(code.At(Level.Village)),
            Stations: 1,
            phones,
            phones == 0 ? 1 : 0,
            [.. asOf.Record.Structure.Contests.Select(Of)]
        );

        Progress Of(Contest contest)
        {
            if (!contest.TryFindDistrict(code, out _))
            {
                return new Progress(0, 0, 0, Class: null);
            }

            var its = asOf.Contest(contest.Code)!.Tally.Class(station);
            return new Progress(1, its == StationClass.None ? 0 : 1, its == StationClass.Accepted ? 1 : 0, its);
        }
    }
}
