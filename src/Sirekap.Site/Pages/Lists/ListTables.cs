using Sirekap.Elections.Checks;
using Sirekap.Elections.Forms;
using Sirekap.Elections.Regions;
using Sirekap.Record;
using Sirekap.Site.Pages.Tables;
using Sirekap.Site.Pages.Wording;
using Sirekap.Site.Views;

namespace Sirekap.Site.Pages.Lists;

/// <summary>The lists as tables.</summary>
public static class ListTables
{
    public const string Queue = "diperiksa";

    /// <summary>The stations that wait for a person.</summary>
    public static SiteTable QueueOf(PageContext page, ListFilter filter, Queue queue)
    {
        var texts = page.Texts;
        return new SiteTable(
            Queue,
            texts["table.queue." + filter.Class, page.NameOf(filter.Place), page.Language.Pick(queue.Contest.Title)],
            [
                new(texts["level.Station"], ColumnKind.Text),
                new(texts["col.code"], ColumnKind.Code, Narrow: true),
                new(texts["col.where"], ColumnKind.Text),
                new(texts["col.why"], ColumnKind.Text),
                new(texts["col.since"], ColumnKind.Time),
            ],
            [
                .. queue.Rows.Select(row =>
                    (IReadOnlyList<Cell>)
                        [
                            new TextCell(page.NameOf(row.Place), page.To(filter.Contest, row.Place.Code)),
                            new TextCell(row.Place.Code.ToString()),
                            new TextCell(Around(page, row.Above)),
                            new TextCell(Why(page, row)),
                            new TimeCell(row.Since.Time, row.Place.Zone),
                        ]
                ),
            ]
        );
    }

    /// <summary>The regions around a place, the nearest first; overseas several have one name, which is said once.</summary>
    public static string Around(PageContext page, IReadOnlyList<NamedRegion> above) =>
        string.Join(", ", above.Reverse().Select(page.NameOf).Distinct(StringComparer.Ordinal));

    /// <summary>Why a station waits, a line each.</summary>
    public static string Why(PageContext page, QueueRow row)
    {
        var texts = page.Texts;
        var lines = row.Failing.Where(check => check.Severity == Severity.Holds).Select(page.Says).ToList();
        if (row.Conflict)
        {
            lines.Add(texts["why.conflict"]);
        }

        if (row.Held)
        {
            lines.Add(texts["why.held"]);
        }

        if (row.State.Class == StationClass.Unchecked)
        {
            lines.Add(texts["why.missing", string.Join(", ", row.Missing)]);
        }

        return string.Join('\n', lines);
    }
}
