using Sirekap.Elections.Forms;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Tables;

/// <summary>A form as a table, in the order of the paper: what the photo says, in text.</summary>
public static class StationTable
{
    public const string Name = "isian";

    public static SiteTable Of(PageContext page, StationView view)
    {
        var texts = page.Texts;
        var clashing = view
            .Findings.SelectMany(finding => finding.Figures)
            .Select(figure => figure.Paper)
            .ToHashSet(StringComparer.Ordinal);
        if (clashing.Contains("IV"))
        {
            clashing.UnionWith(view.Contest.Choices.Select((_, i) => PaperWords.Place(view.Contest, i)));
        }

        var fields = view.State.Fields;
        var rows = new List<IReadOnlyList<Cell>>();
        Three(Field.RollMen);
        Three(Field.FromRollMen);
        Three(Field.TransferredMen);
        Three(Field.SameDayMen);
        Three(Field.VotersMen);
        for (var field = Field.BallotsReceived; field <= Field.BallotsUnused; field++)
        {
            One(field.Paper(), texts["paper." + field.Paper()], fields?[field]);
        }

        Three(Field.DisabledMen);
        for (var i = 0; i < view.Contest.Choices.Count; i++)
        {
            One(
                PaperWords.Place(view.Contest, i),
                PaperWords.Choice(view.Contest, i),
                fields is null || fields.Votes[i] == FormFields.Missing ? null : fields.Votes[i]
            );
        }

        for (var i = 0; i < (fields?.PartyTotals.Length ?? 0); i++)
        {
            var place = PaperPlace.OfTotal(view.Contest.Ballot.Lines[i].Number);
            One(place, PaperWords.Of(page.Language, view.Contest, place), fields!.PartyTotals[i] is >= 0 and var total ? total : null);
        }

        for (var field = Field.Valid; field <= Field.AllVotes; field++)
        {
            One(field.Paper(), texts["paper." + field.Paper()], fields?[field]);
        }

        return new SiteTable(
            Name,
            texts["table.form", page.NameOf(view.Place), page.Language.Pick(view.Contest.Title)],
            [
                new(texts["col.paper"], ColumnKind.Code),
                new(texts["col.count"], ColumnKind.Text),
                new(texts["paper.column.L"], ColumnKind.Number),
                new(texts["paper.column.P"], ColumnKind.Number),
                new(texts["paper.column.J"], ColumnKind.Number),
            ],
            rows,
            Lead: 2
        );

        void Three(Field men)
        {
            var where = men.Paper()[..^2];
            rows.Add([
                new TextCell(where),
                new TextCell(texts["paper." + where]),
                .. Enumerable.Range(0, 3).Select(column => Figure(men.After(column).Paper(), fields?[men.After(column)])),
            ]);
        }

        void One(string where, string name, int? value) =>
            rows.Add([new TextCell(where), new TextCell(name), new EmptyCell(), new EmptyCell(), Figure(where, value)]);

        NumberCell Figure(string where, int? value) =>
            new(
                value,
                Mark: clashing.Contains(where) ? SiteTable.Clash
                    : value is null && view.Missing.Contains(where) ? SiteTable.Gap
                    : null
            );
    }
}
