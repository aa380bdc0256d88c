using Sirekap.Elections.Contests;
using Sirekap.Elections.Regions;
using Sirekap.Site.Views;

namespace Sirekap.Site.Api.Answers;

/// <summary>A region or station.</summary>
/// <param name="Code">Its code, a string: leading characters count. "0" is the nation.</param>
/// <param name="Name">Its name; empty for the nation, the code where names are withheld.</param>
/// <param name="Level">Its tier.</param>
public sealed record PlaceJson(string Code, string Name, Level Level)
{
    internal static PlaceJson Of(NamedRegion place) => new(place.Code.ToString(), place.Name, place.Code.Level);

    internal static IReadOnlyList<PlaceJson> Of(IReadOnlyList<NamedRegion> places) => [.. places.Select(Of)];
}

/// <summary>A column of votes.</summary>
/// <param name="Number">As on the ballot: "3", or "3.7" for a party's candidate.</param>
/// <param name="Name">Whom or what it stands for; the number where names are withheld.</param>
/// <param name="Sex">"L" or "P" where it is told.</param>
/// <param name="Status">Whether it stands. Its votes stay its votes. Null in a place of several districts.</param>
/// <param name="Entry">Index of the entry that said so; null where it is the definition's word.</param>
public sealed record ChoiceJson(string Number, string Name, string? Sex, CandidateStatus? Status, long? Entry)
{
    internal static ChoiceJson Of(ChoiceView choice) =>
        new(
            choice.Number,
            choice.Name,
            Person.WordOf(choice.Candidate?.Sex ?? CandidateSex.Untold),
            choice.Candidate?.Status,
            choice.Candidate?.Entry
        );
}

/// <summary>A contest as it is voted on in one place.</summary>
/// <param name="Code">Its code, such as "ppwp".</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What its choices are.</param>
/// <param name="District">The electoral district that the place lies in; null where the place has several or none.</param>
/// <param name="Choices">
/// What each figure of an array of votes stands for: the district's ballot in its order. For a place wider than a district the parties,
/// each
/// with its candidates' votes, or nothing where choices are tickets or persons, whose votes do not add up over districts.
/// </param>
/// <param name="Tier">The level whose plenary sets the result.</param>
/// <param name="Rule">By what it is won.</param>
/// <param name="Form">The rows of counts that its form has, in the order of the paper.</param>
public sealed record ContestJson(
    string Code,
    BilingualJson Title,
    ContestKind Kind,
    string? District,
    IReadOnlyList<ChoiceJson> Choices,
    Level Tier,
    ContestRuleJson Rule,
    IReadOnlyList<string> Form
)
{
    internal static ContestJson Of(ContestView contest) =>
        new(
            contest.Code,
            BilingualJson.Of(contest.Title),
            contest.Kind,
            contest.District,
            [.. contest.Choices.Select(ChoiceJson.Of)],
            contest.Tier,
            new ContestRuleJson(contest.Rule.Method, contest.Rule.Threshold, contest.Rule.Majority, contest.Rule.Spread),
            [.. contest.Form.Rows.Select(row => row.Name)]
        );
}

/// <summary>By what a contest is won; parts of votes in thousandths.</summary>
/// <param name="Method">How votes become seats.</param>
/// <param name="Threshold">Of Sainte-Laguë: the part of the nation's valid votes below which a party has no seat.</param>
/// <param name="Majority">Of a majority: more than this part of all valid votes.</param>
/// <param name="Spread">Of a majority: at least this part in more than half of the provinces.</param>
public sealed record ContestRuleJson(ElectionMethod Method, int Threshold, int Majority, int Spread);

/// <summary>A region or station, what it lies in, and what lies in it.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Place">The place.</param>
/// <param name="Above">The regions around it, the province first.</param>
/// <param name="Stations">How many stations it has.</param>
/// <param name="Children">The regions one tier down, or a village's stations; none for a station.</param>
/// <param name="Contests">Codes of the contests that are voted on here.</param>
/// <param name="Zone">Its clock: WIB, WITA or WIT.</param>
public sealed record RegionJson(
    MomentJson Moment,
    PlaceJson Place,
    IReadOnlyList<PlaceJson> Above,
    int Stations,
    IReadOnlyList<PlaceJson> Children,
    IReadOnlyList<string> Contests,
    string Zone
);

/// <summary>Places that a query may mean, the best first.</summary>
/// <param name="Moment">Of when.</param>
/// <param name="Found">The places.</param>
public sealed record SearchJson(MomentJson Moment, IReadOnlyList<FoundJson> Found);

/// <summary>A place that a query may mean.</summary>
/// <param name="Place">Region or station.</param>
/// <param name="Above">The regions around it, the province first: many villages share a name.</param>
public sealed record FoundJson(PlaceJson Place, IReadOnlyList<PlaceJson> Above);
