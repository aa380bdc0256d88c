using Sirekap.Elections.Forms;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Tables;

/// <summary>A form as a table, in the order of the paper: what the photo says, in text.</summary>
public static class StationTable
{
    public const string Name = "isian";

    /// <summary>Where on the paper figures contradict each other; a sum of votes that does means every vote in it.</summary>
    public static IReadOnlySet<PaperPlace> Clashing(StationView view)
    {
        var clashing = view.Findings.SelectMany(finding => finding.Figures).Select(figure => figure.Place).ToHashSet();
        if (clashing.Contains(PaperPlace.AllChoices))
        {
            clashing.UnionWith(view.Contest.Ballot.Columns.Select(PaperPlace.Of));
        }

        return clashing;
    }

    public static SiteTable Of(PageContext page, StationView view)
    {
        var texts = page.Texts;
        var clashing = Clashing(view);
        var fields = view.State.Fields;
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (var (place, figure) in (fields ?? new FormFields([], FormFields.NoCounts())).On(view.Contest.Ballot))
        {
            if (!view.Contest.IsOnForm(place))
            {
                continue;
            }

            if (place.Part == PaperPart.Count && Fields.RowOf(place.Field) is ({ HasSexes: true } row, var column))
            {
                if (column == 0)
                {
                    Three(row);
                }
            }
            else if (place.Part != PaperPart.PartyTotal || fields?.PartyTotals.IsEmpty == false)
            {
                var name = PaperWords.Of(page.Language, view.Contest, place);
                rows.Add([new TextCell($"{place}"), new TextCell(name), new EmptyCell(), new EmptyCell(), Figure(place, figure)]);
            }
        }

        return new SiteTable(
            Name,
            texts["table.form", page.NameOf(view.Place), page.Language.Pick(view.Contest.Title)],
            [
                new(texts["col.paper"], ColumnKind.Code),
                new(texts["col.count"], ColumnKind.Text),
                .. Fields.Columns.Select(column => new Column(page.Language.Pick(column), ColumnKind.Number)),
            ],
            rows,
            Lead: 2
        );

        void Three(FieldRow row) =>
            rows.Add([
                new TextCell(row.Paper),
                new TextCell(page.Language.Pick(row.Words[0])),
                .. Enumerable.Range(0, row.Length).Select(column => Count(row.First.After(column))),
            ]);

        NumberCell Count(Field field) => Figure(PaperPlace.Of(field), fields?[field]);

        NumberCell Figure(PaperPlace place, int? value) =>
            new(
                value,
                Mark: clashing.Contains(place) ? SiteTable.Clash
                    : value is null && view.Missing.Contains(place) ? SiteTable.Gap
                    : null
            );
    }
}
