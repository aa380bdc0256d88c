using System.Numerics;
using Sirekap.Elections.Contests;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Forms.Sections;

namespace Sirekap.Elections.Checks;

/// <summary>
/// Which checks a paper fails, by rules version 1, section by section. A check whose fields are not all given is not evaluated: a missing
/// figure contradicts nothing. Those about men, women and both are evaluated for each that can be.
/// </summary>
public static class Evaluation
{
    private static readonly Field[] NeededCounts = [Field.Valid, Field.Invalid, Field.AllVotes, Field.Voters];

    /// <summary>Evaluates all checks of a form; allocates nothing.</summary>
    public static CheckResult Evaluate(FormFields fields, StationPaper paper)
    {
        var failing = Sums(fields, paper.Ballot, addsUp: true);
        BallotsSection.CheckStation(fields, paper, ref failing);
        SumsSection.CheckStation(fields, paper, ref failing);
        Together.CheckStation(fields, paper, ref failing);
        return new CheckResult(
            failing.Bits,
            !VotesSection.IsAnyMissing(fields)
                && fields.Gives(Field.Valid)
                && fields.Gives(Field.Invalid)
                && fields.Gives(Field.AllVotes)
                && (fields.Gives(Field.Voters) || !paper.Form.Has(Field.Voters))
        );
    }

    /// <summary>
    /// The checks that a plenary's paper fails (D.HASIL). What holds for each station's form holds for their sum, but for limits of one
    /// station, and for what is rounded at each.
    /// </summary>
    /// <param name="ballot">The columns of its region.</param>
    /// <returns>Bit i is set when the check at index i of the catalogue fails.</returns>
    public static uint Evaluate(TotalFigures figures, Ballot ballot) => Sums(figures, ballot, addsUp: ballot.IsWhole).Bits;

    /// <summary>The fields by their place on the paper without which a form is unchecked; empty for a complete one.</summary>
    public static IReadOnlyList<PaperPlace> MissingFrom(FormFields fields, StationPaper paper) =>
        [
            .. new Clash().Votes(fields, paper.Ballot, vote => vote == FormFields.Missing).Figures.Select(figure => figure.Place),
            .. NeededCounts.Where(field => paper.Form.Has(field) && !fields.Gives(field)).Select(PaperPlace.Of),
        ];

    /// <summary>The figures that make a check of a form fail.</summary>
    internal static IReadOnlyList<(PaperPlace Place, long Value)> ClashOf(int check, FormFields fields, StationPaper paper) =>
        ClashOf((CheckIndex)check, fields, paper.Ballot, paper.Limits);

    /// <summary>The figures that make a check of a plenary's paper fail.</summary>
    internal static IReadOnlyList<(PaperPlace Place, long Value)> ClashOf(int check, TotalFigures figures, Ballot ballot) =>
        ClashOf((CheckIndex)check, figures, ballot, Limits.None);

    private static FailingChecks Sums<T>(Figures<T> figures, Ballot ballot, bool addsUp)
        where T : struct, IBinaryInteger<T>
    {
        var failing = default(FailingChecks);
        VotersSection.Check(figures, ref failing);
        BallotsSection.Check(figures, ref failing);
        DisabledSection.Check(figures, ref failing);
        VotesSection.Check(figures, ballot, ref failing);
        SumsSection.Check(figures, addsUp, ref failing);
        return failing;
    }

    private static IReadOnlyList<(PaperPlace Place, long Value)> ClashOf<T>(
        CheckIndex check,
        Figures<T> figures,
        Ballot ballot,
        Limits limits
    )
        where T : struct, IBinaryInteger<T> =>
        (
            VotersSection.ClashOf(check, figures)
            ?? BallotsSection.ClashOf(check, figures, limits)
            ?? DisabledSection.ClashOf(check, figures)
            ?? VotesSection.ClashOf(check, figures, ballot)
            ?? SumsSection.ClashOf(check, figures, ballot, limits)
            ?? Together.ClashOf(check, figures, ballot)
            ?? throw new ArgumentOutOfRangeException(nameof(check))
        ).Figures;
}
