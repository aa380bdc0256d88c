using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Tally;

namespace Sirekap.Site.Api.Answers;

/// <summary>The 25 counts of C.HASIL besides the votes, row by row of the paper. Rows of three are men, women, both.</summary>
/// <param name="Roll">I.A: voters in the roll (DPT).</param>
/// <param name="FromRoll">I.B.1: voters who voted, from the roll.</param>
/// <param name="Transferred">I.B.2: voters who voted, transferred (DPTb).</param>
/// <param name="SameDay">I.B.3: voters who voted, same-day (DPK).</param>
/// <param name="Voters">I.B.4: all who voted.</param>
/// <param name="Ballots">II.1 to II.4: ballots received, used, returned, not used.</param>
/// <param name="Disabled">III: voters with a disability who voted.</param>
/// <param name="Sums">V.A to V.C: valid votes, invalid votes, all votes.</param>
public sealed record CountsJson(
    IReadOnlyList<long?> Roll,
    IReadOnlyList<long?> FromRoll,
    IReadOnlyList<long?> Transferred,
    IReadOnlyList<long?> SameDay,
    IReadOnlyList<long?> Voters,
    IReadOnlyList<long?> Ballots,
    IReadOnlyList<long?> Disabled,
    IReadOnlyList<long?> Sums
)
{
    internal static CountsJson Of(Func<int, long?> count)
    {
        return new CountsJson(Row(0), Row(1), Row(2), Row(3), Row(4), Row(5), Row(6), Row(7));

        IReadOnlyList<long?> Row(int group) =>
            [.. Enumerable.Range((int)Fields.Rows[group].First, Fields.Rows[group].Length).Select(count)];
    }
}

/// <summary>The figures of one form. A figure that is not given is null, never 0.</summary>
/// <param name="Votes">Votes in the order of the ballot.</param>
/// <param name="Parties">
/// Of a contest of parties what the form says each party has, its own votes and its candidates' together, in the order of the ballot; null
/// where it says so of none.
/// </param>
/// <param name="Counts">The other counts.</param>
public sealed record FiguresJson(IReadOnlyList<int?> Votes, IReadOnlyList<int?>? Parties, CountsJson Counts)
{
    internal static FiguresJson? Of(FormFields? fields)
    {
        if (fields is null)
        {
            return null;
        }

        return new FiguresJson(
            Given([.. fields.Votes]),
            fields.PartyTotals.IsEmpty ? null : Given([.. fields.PartyTotals]),
            CountsJson.Of(field => fields[(Field)field])
        );

        static IReadOnlyList<int?> Given(int[] figures) =>
            [.. figures.Select(figure => figure == FormFields.Missing ? default(int?) : figure)];
    }
}

/// <summary>The figures of a region as a whole, as a plenary's paper (D.HASIL) has them.</summary>
/// <param name="Votes">Votes in the order of the contest's choices here.</param>
/// <param name="Parties">
/// Of a contest of parties, within one electoral district, what each party has with its candidates, in the order of the ballot; else null.
/// </param>
/// <param name="Counts">The other counts; null where the paper gives none.</param>
public sealed record TotalFiguresJson(IReadOnlyList<long> Votes, IReadOnlyList<long>? Parties, CountsJson Counts)
{
    internal static TotalFiguresJson Of(TotalFigures figures) =>
        new(
            [.. figures.Votes],
            figures.PartyTotals.IsEmpty ? null : [.. figures.PartyTotals],
            CountsJson.Of(field => figures[(Field)field])
        );
}

/// <summary>A sum over the stations of one class.</summary>
/// <param name="Stations">How many stations.</param>
/// <param name="Votes">Votes in the order of the contest's choices here.</param>
public sealed record ClassSumJson(int Stations, IReadOnlyList<long> Votes)
{
    internal static ClassSumJson Of(ClassTotals totals) => new(totals.Stations, totals.Votes);
}

/// <summary>
/// What the stations of a region add up to, by class. A station is in exactly one of accepted, unchecked and under review.
/// </summary>
/// <param name="Stations">Stations that there are, with or without a form.</param>
/// <param name="Received">Stations whose form has come.</param>
/// <param name="Accepted">The result: forms that agree with themselves, or that a person accepted in the open.</param>
/// <param name="Unchecked">Forms that lack figures without which nobody can check the votes.</param>
/// <param name="UnderReview">Forms that contradict themselves or one another and that nobody has settled.</param>
/// <param name="Reported">All three together.</param>
public sealed record TotalsJson(
    int Stations,
    int Received,
    ClassSumJson Accepted,
    ClassSumJson Unchecked,
    ClassSumJson UnderReview,
    ClassSumJson Reported
)
{
    internal static TotalsJson Of(RegionTotals totals) =>
        new(
            totals.TotalStations,
            totals.Received,
            ClassSumJson.Of(totals.Accepted),
            ClassSumJson.Of(totals.Unchecked),
            ClassSumJson.Of(totals.UnderReview),
            ClassSumJson.Of(totals.Reported)
        );
}

/// <summary>The counts of a region by class; a missing figure adds nothing.</summary>
/// <param name="Accepted">Of accepted stations.</param>
/// <param name="Unchecked">Of unchecked stations.</param>
/// <param name="UnderReview">Of stations under review.</param>
/// <param name="Reported">Of all three.</param>
public sealed record ClassCountsJson(CountsJson Accepted, CountsJson Unchecked, CountsJson UnderReview, CountsJson Reported)
{
    internal static ClassCountsJson Of(RegionTotals totals)
    {
        return new ClassCountsJson(Counts(totals.Accepted), Counts(totals.Unchecked), Counts(totals.UnderReview), Counts(totals.Reported));

        static CountsJson Counts(ClassTotals sum) => CountsJson.Of(field => sum.Counts[field]);
    }
}

/// <summary>A check that figures fail.</summary>
/// <param name="Check">Its code.</param>
/// <param name="Severity">Whether the votes are held back from the accepted, or only flagged.</param>
/// <param name="Law">Where the rule is written.</param>
/// <param name="Text">What is wrong, in a sentence.</param>
/// <param name="Figures">The figures that contradict each other.</param>
public sealed record FindingJson(string Check, Severity Severity, string Law, BilingualJson Text, IReadOnlyList<FindingFigureJson> Figures)
{
    internal static FindingJson Of(Finding finding) =>
        new(
            finding.Check.Code,
            finding.Check.Severity,
            finding.Check.Law,
            new BilingualJson(finding.Check.Indonesian, finding.Check.English),
            [
                .. finding.Figures.Select(figure => new FindingFigureJson(
                    figure.Place.ToString(),
                    figure.Value == FormFields.Missing ? null : figure.Value
                )),
            ]
        );
}

/// <summary>A figure of a finding.</summary>
/// <param name="Paper">Its place on the paper, such as "V.A" or "IV.2", or a limit by its name.</param>
/// <param name="Value">The figure; null where it is not given.</param>
public sealed record FindingFigureJson(string Paper, long? Value);
