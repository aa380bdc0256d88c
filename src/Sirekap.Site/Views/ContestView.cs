using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Elections.Tally;
using Sirekap.Record;

namespace Sirekap.Site.Views;

/// <summary>A column of votes.</summary>
/// <param name="Number">As on the ballot.</param>
/// <param name="Name">Whom or what it stands for.</param>
/// <param name="Candidate">What is said of it; null in a place of several districts, whose parties stand in each by themselves.</param>
public sealed record ChoiceView(string Number, string Name, CandidateView? Candidate = null);

/// <summary>What is ranked: a ticket, a person, or a party with its candidates.</summary>
/// <param name="Number">As on the ballot.</param>
/// <param name="Name">Whom it stands for.</param>
/// <param name="Line">Its columns.</param>
/// <param name="Candidate">What is said of it; null in a place of several districts.</param>
public sealed record LineView(string Number, string Name, BallotLine Line, CandidateView? Candidate = null)
{
    public long In(ClassTotals totals) => Line.In(totals.Votes);

    public long Reported(RegionTotals totals) => In(totals.Accepted) + In(totals.Unchecked) + In(totals.UnderReview);
}

/// <summary>A contest as it is voted on in one place.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What its choices are.</param>
/// <param name="District">The electoral district that the place lies in, null where the place has several or none.</param>
/// <param name="Ballot">The columns of its sums.</param>
/// <param name="Choices">
/// What each column stands for: the district's ballot in its order; for a wider place the parties, or nothing.
/// </param>
/// <param name="Lines">What is ranked here; none where the place has several ballots that do not add up.</param>
/// <param name="Rule">By what it is won.</param>
/// <param name="Tier">The level that sets its result.</param>
/// <param name="Form">The rows of its form.</param>
public sealed record ContestView(
    string Code,
    Bilingual Title,
    ContestKind Kind,
    string? District,
    Ballot Ballot,
    IReadOnlyList<ChoiceView> Choices,
    IReadOnlyList<LineView> Lines,
    ContestRule Rule,
    Level Tier,
    ContestForm Form
)
{
    /// <summary>Whether the contest's form has a figure there.</summary>
    public bool IsOnForm(PaperPlace place) => place.Part != PaperPart.Count || Form.Has(place.Field);

    /// <summary>The line with the most accepted votes; null where there are none, or two are even.</summary>
    public LineView? Leader(RegionTotals totals) =>
        Ballot.Lead(totals.Accepted.Votes).Line is { } leader ? Lines.First(line => ReferenceEquals(line.Line, leader)) : null;

    internal static ContestView Of(RecordAsOf asOf, ContestRecord record, RegionCode place)
    {
        var (contest, names) = (record.Contest, asOf.Names);
        var ballot = contest.BallotOf(place);
        IReadOnlyList<ChoiceView> choices =
        [
            .. ballot.Columns.Select(choice => new ChoiceView(
                choice.ToString(),
                ballot.District is { } district
                    ? names.ChoiceName(contest.Code, district.Code, choice)
                    : names.PartyName(contest.Code, choice),
                ballot.District is { } its ? CandidateView.Of(asOf, contest.Code, its, choice) : null
            )),
        ];
        return new ContestView(
            contest.Code,
            names.ContestTitle(contest.Code),
            contest.Kind,
            ballot.District is { } around ? names.DistrictName(contest.Code, around.Code) : null,
            ballot,
            choices,
            [.. ballot.Lines.Select(line => LineOf(choices[line.Columns[0]], line))],
            contest.Rule,
            contest.Tier,
            contest.Form
        );

        static LineView LineOf(ChoiceView choice, BallotLine line) => new(choice.Number, choice.Name, line, choice.Candidate);
    }
}
