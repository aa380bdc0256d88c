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
    private readonly Dictionary<ElectoralDistrict, (Ballot Ballot, int[] Wide)> _ballots = new(ReferenceEqualityComparer.Instance);

    /// <param name="code">Its code.</param>
    /// <param name="kind">What its choices are.</param>
    /// <param name="districts">Its electoral districts; they do not overlap, and need not cover the nation.</param>
    /// <param name="rule">By what it is won; the usual for its kind where left out.</param>
    /// <param name="tier">Where its result is set.</param>
    /// <param name="form">The rows of its form; all of C.HASIL where left out.</param>
    public Contest(
        string code,
        ContestKind kind,
        IReadOnlyList<ElectoralDistrict> districts,
        ContestRule? rule = null,
        Level tier = Level.Nation,
        ContestForm? form = null
    )
    {
        Code = code;
        Kind = kind;
        Districts = districts;
        Rule = rule ?? ContestRule.Usual(kind);
        Tier = tier;
        Form = form ?? ContestForm.Full;
        var regions = districts
            .SelectMany((district, index) => district.Regions.Select(region => (Region: region, Index: index)))
            .OrderBy(p => p.Region)
            .ToList();
        _regions = [.. regions.Select(p => p.Region)];
        _districtOfRegion = [.. regions.Select(p => p.Index)];
        var parties = kind == ContestKind.Parties ? districts.SelectMany(district => district.Choices).Select(choice => choice.Number) : [];
        Wide = new Ballot(kind, null, [.. parties.Distinct().Order().Select(party => new Choice(party))]);
        var columns = Wide.Columns.Index().ToDictionary(column => column.Item.Number, column => column.Index);
        foreach (var district in districts)
        {
            _ballots[district] = (
                new Ballot(kind, district, district.Choices),
                kind == ContestKind.Parties ? [.. district.Choices.Select(choice => columns[choice.Number])] : []
            );
        }
    }

    /// <summary>Its code, <c>[a-z0-9-]{1,64}</c>: ppwp, pdpr, pdpd, pdprdp, pdprdk, pkwkp, pkwkk …</summary>
    public string Code { get; }

    public ContestKind Kind { get; }

    public IReadOnlyList<ElectoralDistrict> Districts { get; }

    /// <summary>By what it is won.</summary>
    public ContestRule Rule { get; }

    /// <summary>
    /// The level whose plenary sets its result (penetapan hasil): the nation, for a province's council the province, for a regency's the
    /// regency (UU 7/2017 Art. 412, verify).
    /// </summary>
    public Level Tier { get; }

    /// <summary>The rows that its form has.</summary>
    public ContestForm Form { get; }

    /// <summary>The columns of a place that lies in no one district.</summary>
    public Ballot Wide { get; }

    /// <summary>Most columns that any place has.</summary>
    public int MostColumns => Math.Max(Wide.Columns.Count, Districts.Select(district => district.Choices.Count).DefaultIfEmpty().Max());

    /// <summary>A district's ballot.</summary>
    public Ballot BallotOf(ElectoralDistrict district) => _ballots[district].Ballot;

    /// <summary>The columns of a region or station.</summary>
    public Ballot BallotOf(RegionCode code) => TryFindDistrict(code, out var district) ? _ballots[district].Ballot : Wide;

    /// <summary>In which column of <see cref="Wide"/> each choice of a district is counted; empty where in none.</summary>
    internal ReadOnlySpan<int> WideColumns(ElectoralDistrict district) => _ballots[district].Wide;

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
