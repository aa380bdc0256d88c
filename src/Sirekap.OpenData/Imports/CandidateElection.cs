using System.Globalization;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Rules;
using Sirekap.Elections.Statements;

namespace Sirekap.OpenData.Imports;

/// <summary>What a table of votes by candidate does not say of itself, and a person must.</summary>
/// <param name="Id">The election's id.</param>
/// <param name="Contest">The contest's code, such as pdpr.</param>
/// <param name="Title">What the election is called.</param>
/// <param name="District">For a table of stations: the electoral district that they lie in; null for one of whole districts.</param>
/// <param name="DistrictName">Its name; null for its code.</param>
/// <param name="Parties">Names of parties by number; where one is missing, the number speaks.</param>
/// <param name="Regions">Names of regions by code.</param>
public sealed record CandidateTerms(
    string Id,
    string Contest,
    Bilingual Title,
    string? District,
    string? DistrictName,
    IReadOnlyDictionary<int, string> Parties,
    IReadOnlyDictionary<RegionCode, string> Regions
);

/// <summary>The election of kind copy that a first table of votes by candidate begins: its districts and ballots are the table's.</summary>
public static class CandidateElection
{
    /// <param name="tree">The units or stations of the table.</param>
    /// <param name="flaw">Why there is no election in it.</param>
    public static ElectionDefinition? Define(CandidateTable table, CandidateTerms terms, out RegionTree tree, out string? flaw)
    {
        tree = RegionTree.Empty;
        if (!table.IsByDistrict && terms.District is null)
        {
            flaw = "its figures are of stations, and it does not say in which electoral district they lie (--district)";
            return null;
        }

        var made = new Made(terms.Regions);
        flaw = null;
        var groups = table.Rows.GroupBy(row => table.IsByDistrict ? row.Place : terms.District!, StringComparer.Ordinal);
        foreach (var group in groups.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            flaw ??= Add(table, terms, group, made);
        }

        if (flaw is not null)
        {
            return null;
        }

        tree = RegionTree.FromStations(made.Stations.Distinct());
        Contest[] contests = [new Contest(terms.Contest, ContestKind.Parties, made.Districts, ContestRule.House)];
        var structure = table.IsByDistrict
            ? new ElectionStructure(Limits.None, contests, CountingUnit.District)
            : new ElectionStructure(Limits.Of2024, contests);
        flaw = structure.Flaw();
        var origin = CopyElection.DefaultOrigin(terms.Id);
        return flaw is null
            ? new ElectionDefinition(terms.Id, origin, ElectionKind.Copy, RuleSets.All[^1], structure, made.Names(terms, tree))
            : null;
    }

    private static string? Add(CandidateTable table, CandidateTerms terms, IGrouping<string, CandidateRow> group, Made made)
    {
        if (Places(table, group, made.Stations, out var regions) is { } wrong)
        {
            return wrong;
        }

        var name = table.IsByDistrict ? NameOf(group) : terms.DistrictName ?? group.Key;
        made.Districts.Add(District(group, regions));
        made.DistrictNames[group.Key] = name;
        made.ChoiceNames[group.Key] = group
            .Where(row => row.Choice.Candidate > 0 && row.Name.Length > 0)
            .DistinctBy(row => row.Choice)
            .ToDictionary(row => row.Choice.ToString(), row => row.Name, StringComparer.Ordinal);
        if (table.IsByDistrict)
        {
            NameUnit(regions[0], name, made.Places, made.Units);
        }

        return null;
    }

    private static string NameOf(IGrouping<string, CandidateRow> district) =>
        district.Select(row => row.District).FirstOrDefault(name => name.Length > 0) ?? district.Key;

    /// <summary>The stations of a district, and the regions that it is made of.</summary>
    private static string? Places(
        CandidateTable table,
        IGrouping<string, CandidateRow> group,
        List<RegionCode> stations,
        out List<RegionCode> regions
    )
    {
        regions = [];
        if (table.IsByDistrict)
        {
            if (!DistrictUnit.TryFind(group.Key, out var region))
            {
                return $"\"{group.Key}\" is no code of an electoral district: four digits in a province, or six in a regency";
            }

            regions.Add(region);
            stations.Add(DistrictUnit.Of(region));
            return null;
        }

        // A code that is none is named when its rows are read.
        foreach (var place in group.Select(row => row.Place).Distinct(StringComparer.Ordinal))
        {
            if (RegionCode.TryParse(place, out var station) && station.Level == Level.Station)
            {
                stations.Add(station);
            }
        }

        regions = [.. stations.Select(station => station.Parent).Distinct().Order()];
        return regions.Count == 0 ? "it has no code of a station (13 characters)" : null;
    }

    /// <summary>
    /// A list has at most as many candidates as there are seats (UU 7/2017 Art. 244, verify), so the longest of a table that has all of
    /// them is taken for their number; in 2024 these add up to the 580 of the DPR.
    /// </summary>
    private static ElectoralDistrict District(IGrouping<string, CandidateRow> group, List<RegionCode> regions)
    {
        var choices = group.Select(row => row.Choice).ToHashSet();
        choices.UnionWith(choices.Select(choice => new Choice(choice.Number)).ToList());
        return new ElectoralDistrict(group.Key, regions, Math.Max(1, choices.Max(choice => choice.Candidate)), [.. choices.Order()]);
    }

    private static void NameUnit(
        RegionCode region,
        string name,
        Dictionary<RegionCode, string> places,
        Dictionary<RegionCode, string> units
    )
    {
        var unit = DistrictUnit.Of(region);
        units[unit] = name;
        for (var level = region.Level; level <= Level.Village; level++)
        {
            places[unit.At(level)] = name;
        }
    }

    /// <summary>What has been made of the rows.</summary>
    private sealed class Made(IReadOnlyDictionary<RegionCode, string> regions)
    {
        public List<RegionCode> Stations { get; } = [];

        public List<ElectoralDistrict> Districts { get; } = [];

        public Dictionary<string, string> DistrictNames { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, IReadOnlyDictionary<string, string>> ChoiceNames { get; } = new(StringComparer.Ordinal);

        public Dictionary<RegionCode, string> Places { get; } = new(regions);

        public Dictionary<RegionCode, string> Units { get; } = [];

        /// <summary>The names of what is in the tree.</summary>
        public ElectionNames Names(CandidateTerms terms, RegionTree tree)
        {
            var parties = terms.Parties.ToDictionary(party => party.Key.ToString(CultureInfo.InvariantCulture), party => party.Value);
            var contest = new ContestNames(terms.Title, parties, DistrictNames, ChoiceNames);
            return new ElectionNames(
                terms.Title,
                new Dictionary<string, ContestNames>(StringComparer.Ordinal) { [terms.Contest] = contest },
                Places.Where(place => tree.FindRegion(place.Key) >= 0).ToDictionary(),
                Units
            );
        }
    }
}
