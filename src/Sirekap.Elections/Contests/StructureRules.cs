using Sirekap.Elections.Regions;
using Sirekap.Elections.Statements;

namespace Sirekap.Elections.Contests;

/// <summary>What a structure must keep so that every station has at most one ballot in a contest and every vote one column.</summary>
internal static class StructureRules
{
    /// <summary>Choices of a ballot, and parties of a contest; a statement of totals must hold them all.</summary>
    public const int MostColumns = 4096;

    /// <summary>Five on one day in 2024; more than a dozen times as many, so that no definition fills a reader's memory.</summary>
    public const int MostContests = 64;

    public static string? FlawOf(ElectionStructure structure)
    {
        var limits = structure.Limits;
        if (limits.Voters < 1 || limits.Law < limits.Voters || limits.ReservePercent is < 0 or > 100)
        {
            return "limits out of order: voters from 1, the law's at least that, reserve 0 to 100 percent";
        }

        if (structure.Contests.Count is < 1 or > MostContests)
        {
            return $"an election has 1 to {MostContests} contests";
        }

        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var contest in structure.Contests)
        {
            if (!codes.Add(contest.Code))
            {
                return $"duplicate contest {contest.Code}";
            }

            if (FlawOf(contest) is { } flaw)
            {
                return $"contest {contest.Code}, {flaw}";
            }
        }

        return WatchersFlaw(structure);
    }

    /// <summary>A contestant is on some ballot; nobody is named twice.</summary>
    private static string? WatchersFlaw(ElectionStructure structure)
    {
        if (structure.Watchers.Count > Watcher.Most)
        {
            return $"{structure.Watchers.Count} watchers, more than {Watcher.Most}";
        }

        for (var i = 0; i < structure.Watchers.Count; i++)
        {
            foreach (var (code, district, number) in structure.Watchers[i].For)
            {
                if (
                    !structure.TryFindContest(code, out var contest)
                    || !contest.Districts.Any(its => (district is null || its.Code == district) && its.IndexOf(new Choice(number)) >= 0)
                )
                {
                    return $"watcher {i + 1}: no {number} on a ballot of {code}{(district is null ? "" : $" in district {district}")}";
                }
            }

            if (structure.Watchers[i].For.Distinct().Count() != structure.Watchers[i].For.Count)
            {
                return $"watcher {i + 1} stands twice for one thing";
            }
        }

        return null;
    }

    private static string? FlawOf(Contest contest)
    {
        if (!IdRules.IsId(contest.Code))
        {
            return $"bad code: {IdRules.Rule}";
        }

        if (contest.Districts.Count == 0)
        {
            return "no districts";
        }

        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var district in contest.Districts)
        {
            if (!codes.Add(district.Code))
            {
                return $"duplicate district {district.Code}";
            }

            if (FlawOf(district, contest.Kind) is { } flaw)
            {
                return $"district {district.Code}: {flaw}";
            }
        }

        return contest.MostColumns > MostColumns
            ? $"too many choices: {contest.MostColumns} columns, at most {MostColumns}"
            : Overlap(contest) ?? contest.Rule.Flaw(contest.Kind, contest.Districts) ?? contest.Form.Flaw() ?? TierFlaw(contest);
    }

    /// <summary>One plenary sets the result of a district: it lies within one region of the contest's tier.</summary>
    private static string? TierFlaw(Contest contest)
    {
        foreach (var district in contest.Districts)
        {
            foreach (var region in district.Regions)
            {
                if (region.Level < contest.Tier)
                {
                    return $"district {district.Code}: region {region} is wider than a "
                        + $"{Words.Of(ContestRulesJson.Tiers, contest.Tier)}, which sets the result";
                }

                if (region.At(contest.Tier) != district.Regions[0].At(contest.Tier))
                {
                    return $"district {district.Code}: {region} and {district.Regions[0]} do not lie in one "
                        + $"{Words.Of(ContestRulesJson.Tiers, contest.Tier)}, which sets the result";
                }
            }
        }

        return null;
    }

    private static string? FlawOf(ElectoralDistrict district, ContestKind kind)
    {
        if (!IdRules.IsDistrictCode(district.Code))
        {
            return $"bad code: {IdRules.DistrictRule}";
        }

        if (district.Seats is < 1 or > Choice.Largest)
        {
            return $"seats out of range: 1 to {Choice.Largest}";
        }

        return RegionFlaw(district.Regions) ?? ChoiceFlaw(district.Choices, kind) ?? StatusFlaw(district);
    }

    private static string? StatusFlaw(ElectoralDistrict district)
    {
        foreach (var (choice, status) in district.Statuses)
        {
            if (district.IndexOf(choice) < 0 || status == CandidateStatus.Standing)
            {
                return $"status of {choice}: expected a choice of this ballot that does not stand";
            }
        }

        return null;
    }

    private static string? RegionFlaw(IReadOnlyList<RegionCode> regions)
    {
        if (regions.Count == 0)
        {
            return "no regions";
        }

        for (var i = 0; i < regions.Count; i++)
        {
            if (regions[i].Level == Level.Station)
            {
                return $"region {regions[i]} is a station";
            }

            if (i > 0 && regions[i] <= regions[i - 1])
            {
                return regions[i] == regions[i - 1] ? $"duplicate region {regions[i]}" : $"regions out of order at {regions[i]}";
            }
        }

        return null;
    }

    private static string? ChoiceFlaw(IReadOnlyList<Choice> choices, ContestKind kind)
    {
        if (choices.Count == 0)
        {
            return "no choices";
        }

        for (var i = 0; i < choices.Count; i++)
        {
            var choice = choices[i];
            if (choice.Number is < 1 or > Choice.Largest || choice.Candidate is < 0 or > Choice.Largest)
            {
                return $"choice out of range {choice}: numbers from 1 to {Choice.Largest}";
            }

            if (choice.Candidate > 0 && kind != ContestKind.Parties)
            {
                return $"candidate without party {choice}: only parties have candidates";
            }

            if (i > 0 && choice.CompareTo(choices[i - 1]) <= 0)
            {
                return choice == choices[i - 1] ? $"duplicate choice {choice}" : $"choices out of order at {choice}";
            }

            if (choice.Candidate > 0 && (i == 0 || choices[i - 1].Number != choice.Number))
            {
                return $"candidate without party {choice}";
            }
        }

        return null;
    }

    private static string? Overlap(Contest contest)
    {
        var regions = contest
            .Districts.SelectMany(district => district.Regions.Select(region => (Region: region, district.Code)))
            .OrderBy(p => p.Region)
            .ToList();
        for (var i = 1; i < regions.Count; i++)
        {
            if (regions[i].Region.IsWithin(regions[i - 1].Region))
            {
                return regions[i].Code == regions[i - 1].Code
                    ? $"district {regions[i].Code}: regions overlap: {regions[i].Region} lies in {regions[i - 1].Region}"
                    : $"districts overlap: {regions[i].Region} of {regions[i].Code} lies in {regions[i - 1].Region} of "
                        + $"{regions[i - 1].Code}";
            }
        }

        return null;
    }
}
