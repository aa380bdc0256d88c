using Sirekap.Elections.Forms;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Wording;

/// <summary>A figure of the paper that is not the same in two forms.</summary>
/// <param name="Where">Its place on the paper.</param>
/// <param name="Before">Null where it was not given.</param>
/// <param name="After">Null where it is not given.</param>
public sealed record FigureDifference(string Where, int? Before, int? After);

/// <summary>The words beside a figure on C.HASIL, by its place on the paper: <c>I.B.4.J</c>, <c>IV.2</c>, <c>V.C</c>.</summary>
public static class PaperWords
{
    /// <summary>What stands on the paper at this place.</summary>
    public static string Of(Language language, ContestView contest, string where)
    {
        var texts = language.Texts;
        if (where == "IV")
        {
            return texts["paper.IV"];
        }

        if (PaperPlace.IsOfVotes(where))
        {
            return Votes(texts, contest, where);
        }

        if (
            where.EndsWith(".J", StringComparison.Ordinal)
            && texts["paper." + where[..^2]] is var sum
            && sum.StartsWith(texts["paper.column.J"], StringComparison.Ordinal)
        )
        {
            return sum;
        }

        return where[^2] == '.' && where[^1] is 'L' or 'P' or 'J'
            ? texts["paper.of", texts["paper." + where[..^2]], texts["paper.column." + where[^1..]]]
            : texts["paper." + where];
    }

    /// <summary>Number and name of a choice by its position on the ballot.</summary>
    public static string Choice(ContestView contest, int position) =>
        position < contest.Choices.Count && contest.Choices[position] is var choice ? $"{choice.Number} {choice.Name}" : $"{position + 1}";

    /// <summary>Where the votes of a choice stand, by its position on the ballot.</summary>
    public static string Place(ContestView contest, int position) => PaperPlace.Of(contest.Ballot.Columns[position]);

    /// <summary>A place on the paper as people write it; limits of the law stand on none.</summary>
    public static string Number(string where) => where is "limit" or "reserve" ? "" : where;

    /// <summary>What differs between two forms, in the order of the paper; a form that is not there gives no figure.</summary>
    public static IReadOnlyList<FigureDifference> Differences(ContestView contest, FormFields? before, FormFields? after)
    {
        var found = new List<FigureDifference>();
        for (var field = Field.RollMen; field < Field.Valid; field++)
        {
            Compare(field.Paper(), before?[field], after?[field]);
        }

        for (var i = 0; i < Math.Max(before?.Votes.Length ?? 0, after?.Votes.Length ?? 0); i++)
        {
            Compare(Place(contest, i), Given(before is null ? default : before.Votes, i), Given(after is null ? default : after.Votes, i));
        }

        for (var i = 0; i < Math.Max(before?.PartyTotals.Length ?? 0, after?.PartyTotals.Length ?? 0); i++)
        {
            Compare(
                PaperPlace.OfTotal(contest.Ballot.Lines[i].Number),
                Given(before is null ? default : before.PartyTotals, i),
                Given(after is null ? default : after.PartyTotals, i)
            );
        }

        for (var field = Field.Valid; field <= Field.AllVotes; field++)
        {
            Compare(field.Paper(), before?[field], after?[field]);
        }

        return found;

        void Compare(string where, int? left, int? right)
        {
            if (left != right)
            {
                found.Add(new FigureDifference(where, left, right));
            }
        }
    }

    private static int? Given(ReadOnlySpan<int> figures, int i) =>
        i < figures.Length && figures[i] != FormFields.Missing ? figures[i] : null;

    private static string Votes(Texts texts, ContestView contest, string where)
    {
        for (var i = 0; i < contest.Choices.Count; i++)
        {
            if (Place(contest, i) == where)
            {
                return Choice(contest, i);
            }
        }

        var line = contest.Lines.FirstOrDefault(line => PaperPlace.OfTotal(line.Line.Number) == where);
        return line is null ? where : texts["paper.party", line.Number, line.Name];
    }
}
