using Sirekap.Elections.Forms;
using Sirekap.Elections.Tally;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Wording;

/// <summary>The words beside a figure on C.HASIL, by its place on the paper.</summary>
public static class PaperWords
{
    /// <summary>What stands on the paper at this place.</summary>
    public static string Of(Language language, ContestView contest, PaperPlace place) =>
        place.Part switch
        {
            PaperPart.Count => language.Pick(RollWords.Of(place.Field, contest.Form)),
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

    /// <summary>How many stations of a region are in, and how they stand: one sentence.</summary>
    public static string Stations(PageContext page, RegionTotals totals)
    {
        var language = page.Language;
        return page.Texts[
            "region.summary",
            language.Number(totals.Received),
            language.Number(totals.TotalStations),
            language.Share(totals.Received, totals.TotalStations),
            language.Number(totals.Accepted.Stations),
            language.Number(totals.Unchecked.Stations),
            language.Number(totals.UnderReview.Stations)
        ];
    }
}
