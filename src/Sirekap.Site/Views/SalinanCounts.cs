using Sirekap.Elections.Regions;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>At how many stations of a region copies (SALINAN) were handed over, and to whom they were not.</summary>
/// <param name="Place">The region.</param>
/// <param name="Stations">Stations in it that vote on the contest.</param>
/// <param name="Received">Stations whose form has come.</param>
/// <param name="Saying">Stations that say to whom they gave copies.</param>
/// <param name="Whole">Of these, stations that gave one to all to whom one is due.</param>
/// <param name="WithoutSupervisor">Of these, stations where a supervisor was given none.</param>
/// <param name="WithoutWitness">Of these, stations where a witness was given none.</param>
/// <param name="WithoutVillage">Of these, stations where the village's committee (PPS) was given none.</param>
public sealed record SalinanCounts(
    NamedRegion Place,
    int Stations,
    int Received,
    int Saying,
    int Whole,
    int WithoutSupervisor,
    int WithoutWitness,
    int WithoutVillage
);

/// <summary>The same for a region and those one tier below.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Contest">The contest.</param>
/// <param name="Here">The region.</param>
/// <param name="Regions">Those below; none for a village.</param>
public sealed record SalinanPage(Moment Moment, ContestView Contest, SalinanCounts Here, IReadOnlyList<SalinanCounts> Regions)
{
    /// <summary>The page, or null where there is no such region or contest.</summary>
    public static SalinanPage? Of(RecordAsOf asOf, string contestCode, RegionCode code)
    {
        var region = asOf.FindRegion(code);
        if (region < 0 || asOf.Contest(contestCode) is not { } contest)
        {
            return null;
        }

        var said = asOf
            .Record.Handovers.Stations.Where(where => where.Contest == contestCode && where.Station.IsWithin(code))
            .Select(where => (where.Station, Missing: Handovers.NotGiven(asOf.Record, contest, where.Station, asOf.Size)))
            .Where(where => where.Missing is not null)
            .Select(where => (where.Station, Missing: where.Missing!))
            .ToArray();
        var below = said.ToLookup(where => where.Station.At(Below(code.Level)));
        return new SalinanPage(
            asOf.Moment,
            ContestView.Of(asOf, contest, code),
            Counts(asOf, contest, region, said),
            code.Level == Level.Village
                ? []
                : [.. asOf.Children(region).Select(child => Counts(asOf, contest, child, [.. below[asOf.Tree.Region(child)]]))]
        );
    }

    private static Level Below(Level level) => (Level)Math.Min((int)level + 1, (int)Level.Village);

    private static SalinanCounts Counts(
        RecordAsOf asOf,
        ContestRecord contest,
        int region,
        (RegionCode Station, Elections.Statements.Recipients Missing)[] said
    )
    {
        var totals = contest.Past.TotalsAt(region, region, asOf.Size, contest.Past.ChangedSince(asOf.Size));
        var watchers = asOf.Record.Structure.Watchers;
        return new SalinanCounts(
            asOf.Place(asOf.Tree.Region(region)),
            totals.TotalStations,
            totals.Reported.Stations,
            said.Length,
            said.Count(where => where.Missing.IsEmpty),
            said.Count(where => where.Missing.Watchers.Any(place => watchers[place].Supervises)),
            said.Count(where => where.Missing.Watchers.Any(place => !watchers[place].Supervises)),
            said.Count(where => where.Missing.Village)
        );
    }
}
