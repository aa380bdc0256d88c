using System.Diagnostics.CodeAnalysis;
using Sirekap.Elections.Regions;

namespace Sirekap.Elections.Contests;

/// <summary>What the choices of a contest are.</summary>
public enum ContestKind : byte
{
    /// <summary>Pairs of candidates (pasangan calon): president, governor, regent, mayor.</summary>
    Tickets,

    /// <summary>Parties with lists of candidates; one votes for either (DPR, DPRD).</summary>
    Parties,

    /// <summary>Single persons (DPD).</summary>
    Individuals,
}

/// <summary>One contest of an election, such as <c>ppwp</c> for the president.</summary>
public sealed class Contest
{
    private readonly RegionCode[] _regions;
    private readonly int[] _districtOfRegion;
    private readonly ContestSlots _slots;

    /// <param name="code">Its code.</param>
    /// <param name="kind">What its choices are.</param>
    /// <param name="districts">Its electoral districts; they do not overlap, and need not cover the nation.</param>
    public Contest(string code, ContestKind kind, IReadOnlyList<ElectoralDistrict> districts)
    {
        Code = code;
        Kind = kind;
        Districts = districts;
        var regions = districts
            .SelectMany((district, index) => district.Regions.Select(region => (Region: region, Index: index)))
            .OrderBy(p => p.Region)
            .ToList();
        _regions = [.. regions.Select(p => p.Region)];
        _districtOfRegion = [.. regions.Select(p => p.Index)];
        _slots = new ContestSlots(kind, districts);
    }

    /// <summary>Its code, <c>[a-z0-9-]{1,64}</c>: ppwp, pdpr, pdpd, pdprdp, pdprdk, pkwkp, pkwkk …</summary>
    public string Code { get; }

    public ContestKind Kind { get; }

    public IReadOnlyList<ElectoralDistrict> Districts { get; }

    /// <summary>How many columns of votes its tally has.</summary>
    public int Slots => _slots.Count;

    /// <summary>
    /// What each column of the tally stands for: for parties every party's votes and then candidates 1, 2 … of the longest list, in every
    /// district alike, so that a party's columns add up over districts; else the position on the ballot, which means the same thing only
    /// within a district.
    /// </summary>
    public IReadOnlyList<Choice> SlotChoices => _slots.Choices;

    /// <summary>The column for a choice of a district, by its position on the ballot.</summary>
    public int SlotOf(ElectoralDistrict district, int choiceIndex) => _slots.Of(district, choiceIndex);

    /// <summary>The columns for all choices of a district, in ballot order; empty when they are 0, 1, 2 …</summary>
    public ReadOnlySpan<int> SlotsOf(ElectoralDistrict district) => _slots.Of(district);

    /// <summary>The district that a region or station lies in.</summary>
    public bool TryFindDistrict(RegionCode code, [NotNullWhen(true)] out ElectoralDistrict? district)
    {
        var at = Array.BinarySearch(_regions, code);
        at = at < 0 ? ~at - 1 : at;
        district = at >= 0 && code.IsWithin(_regions[at]) ? Districts[_districtOfRegion[at]] : null;
        return district is not null;
    }

    /// <summary>The district that a region or station lies in; throws when it has no part in this contest.</summary>
    public ElectoralDistrict DistrictOf(RegionCode code) =>
        TryFindDistrict(code, out var district)
            ? district
            : throw new ArgumentOutOfRangeException(nameof(code), code, $"{code} has no part in {Code}");
}
