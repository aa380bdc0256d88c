using Sirekap.Elections.Forms;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Wording;

/// <summary>The words beside a figure on C.HASIL, by its place on the paper.</summary>
public static class PaperWords
{
    /// <summary>What stands on the paper at this place.</summary>
    public static string Of(Language language, ContestView contest, PaperPlace place) =>
        place.Part switch
        {
            PaperPart.Count => language.Pick(place.Field.Words()),
            PaperPart.Votes => Choice(contest, contest.Ballot.ColumnOf(place.Choice)),
            PaperPart.PartyTotal => contest.Lines.FirstOrDefault(line => line.Line.Number == place.Choice.Number) is { } line
                ? language.Texts["paper.party", line.Number, line.Name]
                : place.ToString(),
            _ => language.Texts[$"paper.{place}"],
        };

    /// <summary>Number and name of a choice by its position on the ballot.</summary>
    public static string Choice(ContestView contest, int position) =>
        position >= 0 && position < contest.Choices.Count && contest.Choices[position] is var choice
            ? $"{choice.Number} {choice.Name}"
            : $"{position + 1}";
}
