using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages;

/// <summary>
/// A station whose form contradicts itself, with the first contradiction; settled, one whose form did before a correction.
/// </summary>
public sealed record Contradicting(
    NamedRegion Place,
    IReadOnlyList<NamedRegion> Above,
    ContestView Ballot,
    Finding Finding,
    bool IsSettled
);

/// <summary>What the first page shows.</summary>
/// <param name="Nation">The first contest in the nation.</param>
/// <param name="Contradicting">The last changed station whose form contradicts itself; null when there is none.</param>
/// <param name="Correction">A new correction; null when there is none.</param>
/// <param name="CorrectionBallot">The contest as its station votes on it.</param>
/// <param name="Photographed">The station whose photos, which its forms brought, were read last; null where none were.</param>
public sealed record StartModel(
    RegionView Nation,
    Contradicting? Contradicting,
    CorrectionRow? Correction,
    ContestView? CorrectionBallot,
    NamedRegion? Photographed
)
{
    /// <summary>Where a visitor of a demonstration plays polling staff; null where nobody can.</summary>
    public string? Kit { get; init; }

    /// <summary>Where a visitor of a demonstration plays a reviewer; null elsewhere.</summary>
    public string? Review { get; init; }

    /// <summary>So many are looked at for one that is worth showing.</summary>
    private const int Looked = 20,
        LookedCorrections = 300;

    /// <summary>Whether a choice was given another number of votes.</summary>
    public static bool IsOfVotes(Difference figure) => figure.Replaces && figure.Place.IsOfVotes;

    public static StartModel Of(RecordAsOf asOf)
    {
        var contest = asOf.Record.Structure.Contests[0].Code;
        var waiting = Queue.Of(asOf, contest, RegionCode.Nation, StationClass.UnderReview, null, 0, Looked)!;
        var contradicting = waiting
            .Rows.Select(row =>
                row.State.Fields is { } fields
                && asOf
                    .Record.Rules.Checks.Explain(fields, PaperOf(row.Place))
                    .FirstOrDefault(finding => finding.Check.Severity == Severity.Holds)
                    is { } finding
                    ? new Contradicting(row.Place, row.Above, BallotOf(row.Place), finding, IsSettled: false)
                    : null
            )
            .FirstOrDefault(found => found is not null);
        var corrections = Corrections.Of(asOf, contest, RegionCode.Nation, new(Most: LookedCorrections))!.Rows;
        contradicting ??= corrections
            .Where(row => row.FailedBefore.Any(check => check.Severity == Severity.Holds))
            .Select(row => new Contradicting(
                row.Place,
                row.Above,
                ContestView.Of(asOf, asOf.Contest(contest)!, row.Place.Code),
                asOf.Record.Rules.Checks.Explain(row.Before.Fields!, PaperOf(row.Place))
                    .First(finding => finding.Check.Severity == Severity.Holds),
                IsSettled: true
            ))
            .FirstOrDefault();

        // One where votes were replaced says more than one where another figure was, and that more than one where an empty field was filled
        // in.
        var correction =
            corrections.FirstOrDefault(row => Differing(row).Any(IsOfVotes))
            ?? corrections.FirstOrDefault(row => Differing(row).Any(figure => figure.Replaces))
            ?? corrections.FirstOrDefault();
        return new StartModel(
            RegionView.Of(asOf, contest, RegionCode.Nation)!,
            contradicting,
            correction,
            correction is null ? null : ContestView.Of(asOf, asOf.Contest(contest)!, correction.Place.Code),
            asOf.Contest(contest)!.LastRead is >= 0 and var read ? asOf.Place(asOf.Tree.Station(read)) : null
        );

        IReadOnlyList<Difference> Differing(CorrectionRow row) =>
            Differences.Between(row.Before.Fields, row.After.Fields, BallotOf(row.Place).Ballot);

        ContestView BallotOf(NamedRegion place) => ContestView.Of(asOf, asOf.Contest(contest)!, place.Code);

        StationPaper PaperOf(NamedRegion place) => asOf.Contest(contest)!.PaperOf(asOf.FindStation(place.Code));
    }
}
